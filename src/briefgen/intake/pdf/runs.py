"""The letters of a PDF page to runs: words that stand side by side, with their place."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

HYPHEN = "\x02"
"""A hyphen at the end of a line, as pdfium gives it: a word was cut there, or ends in it."""
_SUPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUB = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)
_LEVEL = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]{4,}|(?<![0-9])[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]+(?=[\u2e80-\uffef])")
"""What only looks raised: a year, and figures of a typeface that stands otherwise than the ideographs behind them."""
_TALL = 1.17  # of a letter's box to its size
_INVISIBLE = 3  # the render mode of text that lies beneath a scanned page


class Letter(NamedTuple):
    """A letter with its box in points, y upwards; `base` is where it stands on its line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float

    @property
    def size(self) -> float:
        return (self.top - self.bottom) / _TALL


@dataclass(slots=True)
class Run:
    """Words that stand side by side. `size` is that of most of its letters, in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class PageText:
    """`runs` are what a reader sees of a page's text. `turned` is text that stands across; `height` the page's."""

    runs: tuple[Run, ...]
    turned: str
    height: float
    bottom: float
    unseen: bool


def runs(page: Any) -> PageText:
    """The runs of a page, in the order in which they were drawn. `unseen`: all of its text lies beneath a picture."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    left, bottom, right, top = page.get_cropbox()
    hidden = _hidden(page, pdfium)
    every = _letters(text, pdfium, hidden if hidden and hidden != _ALL else frozenset())
    quarter = Counter(turn for turn, _ in every).most_common(1)[0][0] if every else 0
    inside = [
        (turn, letter)
        for turn, letter in every
        if left - 1 <= (letter.left + letter.right) / 2 <= right + 1 and bottom - 1 <= letter.base <= top + 1
    ]
    upright = [_turned(letter, quarter) for turn, letter in inside if turn == quarter]
    other = "".join(letter.text for turn, letter in inside if turn != quarter)
    _, low, _, high, _ = _turned(Letter("", left, bottom, right, top, 0), quarter)[1:]
    return PageText(tuple(_runs(upright)), " ".join(other.split()), high - low, low, hidden == _ALL)


_ALL = frozenset((0,))
"""Stands for: no text of the page is drawn."""


def _hidden(page: Any, pdfium: Any) -> frozenset[int]:
    """The addresses of the text objects that are not drawn."""
    drawn, found = 0, set()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3):
        if pdfium.FPDFTextObj_GetTextRenderMode(item.raw) == _INVISIBLE:
            found.add(ctypes.addressof(item.raw.contents))
        else:
            drawn += 1
    return frozenset(found) if drawn else _ALL if found else frozenset()


def _letters(text: Any, pdfium: Any, hidden: frozenset[int]) -> list[tuple[int, Letter]]:
    """Each letter with the quarter turns that it is turned by."""
    found: list[tuple[int, Letter]] = []
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw, at_box, at_x, at_y = text.raw, ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    code_of, box_of, origin_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    turn, end, foot = 0, math.inf, math.inf
    for index in range(text.count_chars()):
        code = code_of(raw, index)
        if code in (0, 10, 13, 0xFFFF) or (code == 32 and pdfium.FPDFText_IsGenerated(raw, index) == 1):
            continue
        if hidden and ctypes.addressof(pdfium.FPDFText_GetTextObject(raw, index).contents) in hidden:
            continue
        box_of(raw, index, at_box)
        origin_of(raw, index, at_x, at_y)
        if abs(box.left - end) > 1 or y.value != foot:  # what stands right after another is turned as that is
            turn = -round(pdfium.FPDFText_GetCharAngle(raw, index) / (math.pi / 2)) % 4
        end, foot = box.right, y.value
        cut = code in (2, 0xFFFE) or (code in (0x2D, 0x2010, 0xAD) and pdfium.FPDFText_IsHyphen(raw, index) == 1)
        base = foot if turn % 2 == 0 else x.value
        found.append((turn, Letter(HYPHEN if cut else chr(code), box.left, box.bottom, box.right, box.top, base)))
    return _paired(found)


def _paired(found: list[tuple[int, Letter]]) -> list[tuple[int, Letter]]:
    """Two halves of a character beyond U+FFFF are one."""
    paired: list[tuple[int, Letter]] = []
    for turn, letter in found:
        before = paired[-1][1].text if paired else ""
        if "\ud800" <= before <= "\udbff" and "\udc00" <= letter.text <= "\udfff":
            whole = (before + letter.text).encode("utf-16", "surrogatepass").decode("utf-16")
            paired[-1] = (turn, paired[-1][1]._replace(text=whole))
        else:
            paired.append((turn, letter))
    return paired


def _turned(letter: Letter, quarter: int) -> Letter:
    """The letter with the page turned so that it stands upright."""
    text, left, bottom, right, top, base = letter
    match quarter:
        case 1:
            return Letter(text, bottom, -right, top, -left, -base)
        case 2:
            return Letter(text, -right, -top, -left, -bottom, -base)
        case 3:
            return Letter(text, -top, left, -bottom, right, base)
        case _:
            return letter


def _runs(letters: list[Letter]) -> Iterator[Run]:
    group: list[Letter] = []
    for letter in letters:
        if group and _apart(group[-1], letter):
            yield from _run(group)
            group = []
        group.append(letter)
    yield from _run(group)


def _apart(before: Letter, after: Letter) -> bool:
    size = max(before.size, after.size, 1)
    return (
        abs(after.base - before.base) > 0.55 * size
        or after.left - before.right > size
        or after.right < before.left - 0.2 * size
        or before.text == HYPHEN
    )


def _run(letters: list[Letter]) -> Iterator[Run]:
    seen = [letter for letter in letters if not letter.text.isspace()]
    if not seen:
        return
    size = max(letter.size for letter in seen)
    base = Counter(round(letter.base, 1) for letter in seen if letter.size > 0.8 * size).most_common(1)[0][0]
    words: list[str] = []
    last = None
    for letter in letters:
        if letter.text.isspace():
            words.append(" ")
        else:
            if last is not None and letter.left - last.right > 0.17 * size and words[-1] != " ":
                words.append(" ")
            words.append(_raised(letter, base, size))
        last = letter
    text = _LEVEL.sub(lambda one: one[0].translate(_PLAIN), re.sub(" +", " ", "".join(words)).strip())
    left, right = min(one.left for one in seen), max(one.right for one in seen)
    yield Run(text, left, min(one.bottom for one in seen), right, max(one.top for one in seen), base, size)


def _raised(letter: Letter, base: float, size: float) -> str:
    """A small figure above or below the line as the character that stands there: 12¹ is no 121."""
    if letter.size > 0.85 * size or not letter.text.isdigit() or abs(letter.base - base) < 0.1 * size:
        return letter.text
    return letter.text.translate(_SUPER if letter.base > base else _SUB)
