"""Where files lie, the templates, and the only writer of files."""
