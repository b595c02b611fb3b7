"""Fonts and pictures that no PDF can hold, told as what hinders a document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefgen.errors import RenderError
from briefgen.tagged_pdf.unusable import Unusable


@contextmanager
def refusing() -> Iterator[None]:
    """What is Unusable inside is a RenderError outside."""
    try:
        yield
    except Unusable as fault:
        raise RenderError(str(fault)) from fault
