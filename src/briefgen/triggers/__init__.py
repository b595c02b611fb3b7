"""Triggers: what wants to be done now, because a file was saved or a time has come."""
