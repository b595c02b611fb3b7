"""Facts: the incident as values, and what can be said of them. Knows no file."""
