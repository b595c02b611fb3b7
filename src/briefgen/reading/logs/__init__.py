"""A source with `rows:` is a log: its cells become times and events, and typed events take the places of their rows."""
