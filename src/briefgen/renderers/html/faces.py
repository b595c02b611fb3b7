"""The house face inside the page: of each of its weights the letters that the page has, so that it looks the same on every machine."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from functools import lru_cache

from briefgen.look.fonts import Face, stack

_WEIGHTS: dict[Face, str] = {
    "regular": "font-weight:400 500",
    "semibold": "font-weight:600 700",
    "italic": "font-weight:400 500;font-style:italic",
    "semibold-italic": "font-weight:600 700;font-style:italic",
}
_SLANTED = ("altered", 'class="tag"', 'font-style="italic"')
"""What stands in a page that has italics besides emphasised words."""
_EMPHASISED = re.compile(r"<em>(.*?)</em>", re.DOTALL)


def face_rules(page: str) -> str:
    """The @font-face rules (CSS Fonts 4, 4) for a page with these characters: WOFF 1.0, as data. Letters of other scripts are
    left to the reader's machine."""
    every, emphasised = frozenset(map(ord, page)), frozenset(map(ord, "".join(_EMPHASISED.findall(page))))
    italic = every if any(sign in page for sign in _SLANTED) else emphasised
    wanted = {"regular": every, "semibold": every, "italic": italic, "semibold-italic": emphasised}
    return "\n".join(
        f"@font-face{{font-family:'Fira Sans';{_WEIGHTS[face]};"
        f"src:url(data:font/woff;base64,{b64encode(_subset(face, wanted[face])).decode('ascii')}) format('woff')}}"
        for face in _WEIGHTS
        if wanted[face]
    )


@lru_cache(maxsize=32)
def _subset(face: Face, characters: frozenset[int]) -> bytes:
    from fontTools import subset

    options = subset.Options(
        flavor="woff",
        layout_features=["kern", "mark", "mkmk", "ccmp", "tnum"],
        hinting=False,
        recalc_timestamp=False,  # the same page has the same bytes
        name_IDs=[1, 2],
    )
    out = io.BytesIO()
    with subset.load_font(str(stack(face)[0].path), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        subset.save_font(font, out, options)
    return out.getvalue()
