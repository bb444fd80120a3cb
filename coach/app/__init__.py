"""What both front ends share: presenter, controllers and ports."""
