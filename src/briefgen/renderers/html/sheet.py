"""The page's style sheet: the theme's colours and sizes as custom properties, the marking, and the rules for screen and paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil

from briefgen.document.meta import Banner, Meta
from briefgen.look.fonts import measure
from briefgen.look.theme import MM, Theme, TypeStep
from briefgen.renderers.html.colours import DARK, properties
from briefgen.renderers.html.rules import PAPER, SCREEN
from briefgen.renderers.markup import clean, number

_LETTERS = re.compile(r"[^A-Za-z0-9 .,·\u00a1-\uffff]")
_PAGES = re.compile(r"(\{pages?\})")
_SPARE = 1.25
"""Another face than ours may be this much wider."""
_JUSTIFY = {"left": "start", "center": "center", "right": "end"}


def sheet(meta: Meta, theme: Theme, own: Iterable[str]) -> str:
    """The whole sheet; `own` are the rules that only this document needs."""
    return "\n".join(
        (
            "",
            f":root{{color-scheme:light dark;{properties(theme.palette)}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{properties(DARK)}}}}}",
            SCREEN.strip(),
            *own,
            _page(meta, theme),
            f"@media print{{:root{{color-scheme:only light;{_sizes(theme)}}}\n{PAPER.strip()}\n}}",
            *(_marking(meta.banner, theme) if meta.banner else ()),
            "",
        )
    )


def _marking(banner: Banner, theme: Theme) -> Iterator[str]:
    """The colours that the marking's scheme wants; on paper at the head and foot of every page, with room kept for it."""
    ink = f"color:{banner.foreground};background:{banner.background};text-align:{_JUSTIFY[banner.align]}"
    lines = ceil(_SPARE * measure(banner.text, banner.size, "bold") / theme.width)
    size, room = number(banner.size), number(1.3 * banner.size * lines + 12)
    yield f"@media screen{{.marking{{{ink};font-size:max(1rem,{size}pt)}}}}"
    yield f"@media print{{.marking{{text-align:{_JUSTIFY[banner.align]};font-size:{size}pt}}.marking span{{{ink}}}"
    yield f"main{{padding-block:{room}pt}}}}"


def _page(meta: Meta, theme: Theme) -> str:
    """The paper, its margins, and what stands in them where the browser can (CSS Paged Media 3, 5)."""
    width, height = (f"{number(length / MM)}mm" for length in theme.page)
    sides = f"{number(theme.right / MM)}mm"
    small = f"font:{_points(theme.small)} 'Fira Sans',Arial,sans-serif;color:{theme.palette.muted}"
    furniture = meta.furniture
    boxes = {
        "top-left": _string(furniture.running),
        "top-right": _string(furniture.edition),
        "bottom-left": _string(furniture.contact),
        "bottom-right": _counted(furniture.page),
    }
    content = "".join(f"@{place}{{content:{text};{small}}}" for place, text in boxes.items())
    first = "@page:first{@top-left{content:none}}"
    turned = f"@page turned{{size:{height} {width}}}"
    return f"@page{{size:{width} {height};margin:17mm {sides} 16mm;{content}}}{first}{turned}"


def _counted(text: str) -> str:
    """ "Page {page} of {pages}" with the counters in the place of its names."""
    named = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return " ".join(named.get(piece) or _string(piece) for piece in _PAGES.split(text) if piece) or '""'


def _string(text: str) -> str:
    """A CSS string; what is neither letter nor digit is written by its number and a space that ends it (CSS Syntax 3, 4.3.7)."""
    return '"' + _LETTERS.sub(lambda found: f"\\{ord(found[0]):X} ", clean(text)) + '"'


def _points(step: TypeStep) -> str:
    return f"{number(step.size)}pt/{number(step.leading)}pt"


def _sizes(theme: Theme) -> str:
    steps = {
        "title": theme.title,
        "section": theme.section,
        "part": theme.part,
        "lead": theme.lead,
        "body": theme.body,
        "table": theme.table,
        "small": theme.small,
    }
    return "".join(f"--{name}:{_points(step)};" for name, step in steps.items()).replace("--table", "--cell")
