"""Files: the workspace, the templates, and the only writer of out/."""
