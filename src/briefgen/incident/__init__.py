"""Facts: the incident as the author states it, read, typed and kept with its places in the file."""
