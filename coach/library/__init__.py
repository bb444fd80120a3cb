"""The only reader of content/: TOML and Markdown become domain values."""
