"""Logs in: the rows of a source with `rows:` become times and events."""
