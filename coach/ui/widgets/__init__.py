"""Small pieces shown on screens; they know values and post messages."""
