"""Forms: each kind of fact has one that was written by hand, over its entry in brief.yaml."""
