"""The document as plain text."""
