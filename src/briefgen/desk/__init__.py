"""The desk: a brief is written in a browser on this machine, beside its sources and its page."""
