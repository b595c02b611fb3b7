"""Candidates for facts in an archived text: each an exact span of it, graded, with its basis. Pure: a text in, candidates out."""
