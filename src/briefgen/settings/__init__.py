"""What an office sets once for all its briefs: its look, its readers and mail server, its schedule."""
