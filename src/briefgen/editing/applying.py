"""Edits to a file of facts: bytes in, bytes out."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from briefgen.editing.change import change
from briefgen.editing.edits import Add, Edit, EditRefused, Move, Remove, Rename, Set
from briefgen.editing.move import moved
from briefgen.editing.nodes import File, read
from briefgen.editing.reading_back import read_back, said, same
from briefgen.editing.rename import rename
from briefgen.editing.rename_answer import rename_answer
from briefgen.editing.splice import spliced
from briefgen.errors import Where


def apply(text: bytes, edits: Sequence[Edit], *, file: str = "brief.yaml") -> bytes:
    """The file with the edits done, as if one after the other; every byte that they do not touch stays. `file` is how the user names it.

    Raises EditRefused for what cannot be edited safely. What comes back was read again, and says what the edits say.
    """
    mark = codecs.BOM_UTF8 if text.startswith(codecs.BOM_UTF8) else b""
    try:
        before = text[len(mark) :].decode("utf-8")
    except UnicodeDecodeError as error:
        line = text[: len(mark) + error.start].count(b"\n") + 1
        raise EditRefused("this file is not UTF-8 text. Save it as UTF-8", Where(file, line, 1)) from error
    tree = read(before, file)
    for edit in edits:
        match edit:
            case Set() | Add() | Remove():
                change(tree, edit)
            case Rename():
                (rename_answer if edit.collection == "answers" else rename)(tree, edit)
            case Move():
                tree = read(_checked(spliced(tree), tree, file), file)
                tree = read(_checked(moved(tree, edit), tree, file), file)
    return mark + _checked(spliced(tree), tree, file).encode("utf-8")


def _checked(after: str, tree: File, file: str) -> str:
    """The text that was made of a tree, which says what the tree says. Raises EditRefused where it does not."""
    if not same(read_back(after, file), said(tree.root)):
        raise EditRefused("this cannot be written here without changing something else", Where(file))
    return after
