"""Ids: made of words, and given on a command line."""

from __future__ import annotations

import re
import unicodedata

from briefgen.errors import UsageError
from briefgen.model.shape import is_slug
from briefgen.ways import Way

_LONGEST = 40
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart into a plain one and its mark."""


def id_of(text: str, words: int | None = None) -> str:
    """The words of a text, or the first few, as an id in plain letters of at most 40 characters; empty where it has none."""
    lower = re.sub("[’']", "", text.lower()).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    whole = "-".join(re.findall("[a-z0-9]+", plain)[:words])
    if len(whole) <= _LONGEST:
        return whole
    return (whole[:_LONGEST].rpartition("-")[0] or whole[:_LONGEST]).strip("-")


def checked_id(key: str) -> str:
    """The id, after which a file in sources/ is called. Raises UsageError for what is none, or names no file."""
    from briefgen.checks.file_names import fault_of_name

    if not is_slug(key):
        raise UsageError(f"'{key}' is not an id. Write lower-case letters, digits and hyphens, such as first-report.")
    if fault := fault_of_name(key):
        raise UsageError(f"The source's id {fault}. Name another with {Way.ID}.")
    return key
