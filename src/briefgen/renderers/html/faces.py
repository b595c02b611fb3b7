"""The look's faces inside the page: of each weight the letters that the page has, so that it looks the same on every machine."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from briefgen.look.fonts import Face, Faces, Typeface

_WEIGHTS: dict[Face, str] = {
    "regular": "font-weight:400 500",
    "semibold": "font-weight:600 700",
    "italic": "font-weight:400 500;font-style:italic",
    "semibold-italic": "font-weight:600 700;font-style:italic",
}
_NAMES: dict[Typeface, str] = {"sans": "Fira Sans", "serif": "PT Serif", "technical": "Fira Sans"}
_TEXT = '"Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue","Noto Sans",Arial,"DejaVu Sans",sans-serif'
_FAMILIES: dict[Typeface, str] = {
    "sans": f'"Fira Sans",{_TEXT}',
    "serif": '"PT Serif",Cambria,Georgia,"Noto Serif","Times New Roman","DejaVu Serif",serif',
    "technical": f'"Fira Sans",{_TEXT}',
}
_MONO = "IBM Plex Mono"
_SLANTED = ("altered", 'class="tag"', 'font-style="italic"')
"""What stands in a page that has italics besides emphasised words."""
_EMPHASISED = re.compile(r"<em>(.*?)</em>", re.DOTALL)


def name(faces: Faces) -> str:
    """What a style sheet calls the face of the text."""
    return _NAMES[faces.family]


def families(faces: Faces) -> str:
    """The custom properties that name the faces of text, and of times and numbers, each with what stands in for it."""
    text = _FAMILIES[faces.family]
    mono = f'"{_MONO}",Consolas,Menlo,"DejaVu Sans Mono",monospace' if faces.family == "technical" else text
    return f"--faces:{text};--mono:{mono};"


def face_rules(page: str, faces: Faces) -> str:
    """The @font-face rules (CSS Fonts 4, 4) for a page with these characters: WOFF 1.0, as data. Letters of other scripts are
    left to the reader's machine."""
    every, emphasised = frozenset(map(ord, page)), frozenset(map(ord, "".join(_EMPHASISED.findall(page))))
    italic = every if any(sign in page for sign in _SLANTED) else emphasised
    wanted = {"regular": every, "semibold": every, "italic": italic, "semibold-italic": emphasised}
    text = name(faces)
    rules = [_rule(text, look, faces, face, wanted[face]) for face, look in _WEIGHTS.items() if wanted[face]]
    if faces.family == "technical":
        rules.append(_rule(_MONO, "font-weight:400 700", faces, "mono", every))
    return "\n".join(rules)


def _rule(family: str, weight: str, faces: Faces, face: Face, wanted: frozenset[int]) -> str:
    data = b64encode(_subset(faces.stack(face)[0].path, wanted)).decode("ascii")
    return f"@font-face{{font-family:'{family}';{weight};src:url(data:font/woff;base64,{data}) format('woff')}}"


@lru_cache(maxsize=32)
def _subset(file: Path, characters: frozenset[int]) -> bytes:
    from fontTools import subset

    options = subset.Options(
        flavor="woff",
        layout_features=["kern", "mark", "mkmk", "ccmp", "tnum"],
        hinting=False,
        recalc_timestamp=False,  # the same page has the same bytes
        name_IDs=[1, 2],
        drop_tables=[*subset.Options._drop_tables_default, "meta"],
    )
    out = io.BytesIO()
    with subset.load_font(str(file), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        subset.save_font(font, out, options)
    return out.getvalue()
