"""What no PDF can hold."""

from __future__ import annotations


class Unusable(ValueError):
    """A font or a picture that cannot be put into a PDF; the text says which, and why."""
