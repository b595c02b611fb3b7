"""Facts in: documents become archived texts, and texts become candidates for facts. Nothing here writes a file."""
