"""A calm terminal coach for one stalled conversation."""

__version__ = "0.1.0"
