"""Files in: text becomes typed facts, each with its place in the file, and every fault becomes a problem."""
