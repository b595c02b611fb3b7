"""A Document as Markdown."""
