"""Markup of the desk, made from its pages with every text escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from briefgen.desk.ways import here


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=PackageLoader("briefgen.desk", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["here"] = here  # for a message of another room's
    return pages


def markup(page: str, **values: Any) -> str:
    """A page of the desk, or a part of one, with these values in it; what no page can carry, such as a byte of a file's name that is no
    letter, is a question mark there."""
    return _pages().get_template(f"{page}.html").render(values).encode("utf-8", "replace").decode()
