"""The brief in words: the Document and how an incident becomes one."""
