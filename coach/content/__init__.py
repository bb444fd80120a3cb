"""The one loader of content/: TOML and Markdown become values; every fault is a Problem."""
