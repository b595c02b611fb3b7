"""Spans of text become lines of a width: breaks at spaces, but at no no-break ones, and inside compounds, and anywhere in a word too long for a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from briefgen.document.values import JOINT
from briefgen.look.direction import begins_right_to_left
from briefgen.look.ink import IDLE, PLAIN, SOFT_HYPHEN, WIDE
from briefgen.renderers.pdf.direction import pieces
from briefgen.renderers.pdf.spans import Span, hanging, width
from briefgen.tagged_pdf.pen import LinePiece


class TextLine(NamedTuple):
    """Spans in reading order. The space that a line was broken at stays at its end, so that readers keep words apart.

    `start` is the free space at the left of a line that runs right to left, in points.
    """

    spans: tuple[Span, ...]
    width: float
    right_to_left: bool = False
    start: float = 0.0

    @property
    def pieces(self) -> list[LinePiece]:
        """What stands on it, in reading order."""
        return pieces(self.spans, self.right_to_left)


_IDEOGRAPH = "\u3041-\u30fa\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING, _CLOSING = "「『（〈《【〔［｛", "」』）〉》】〕］｝、。，．：；？！"
_NOT_FIRST = "ぁぃぅぇぉっゃゅょァィゥェォッャュョ々〻ゝゞヽヾ"
"""Small kana and marks of repetition, which stand at no line's head (JIS X 4051)."""
_SPACE = f"[ {WIDE}]"
_OPPORTUNITY = re.compile(
    f"(?<=[- {WIDE}–—/{SOFT_HYPHEN}{_IDEOGRAPH}{_CLOSING}])"  # one look at each place tells nearly all of them
    f"(?:(?<={_SPACE})(?!{_SPACE})"
    r"|(?<=[^\W\d_]{2}[-–—/])(?=[^\W\d_]{2})|(?<=[^\W\d_]—)(?=[^\W\d_])"
    f"|(?<={SOFT_HYPHEN})(?=[^{SOFT_HYPHEN} {WIDE}])"
    f"|(?<=[{_IDEOGRAPH}{_CLOSING}])(?![{_NOT_FIRST}])(?=[{_IDEOGRAPH}{_OPENING}]))"
)
_IN_VALUES = re.compile(f"(?<={_SPACE})(?!{_SPACE})|{JOINT.pattern}")

Word = list[Span]


def plain_spaces(text: str) -> str:
    """The text with each stretch of white space as one space, and without characters that only steer other programs."""
    return _spaced(text).replace(SOFT_HYPHEN, "")


def _spaced(text: str) -> str:
    return PLAIN.sub(" ", IDLE.sub("", text))


def break_lines(spans: Iterable[Span], width: float) -> tuple[TextLine, ...]:
    """The lines of a paragraph, as many words on each as fit into `width` points; from the right if its first letter is."""
    spans = tuple(spans)
    lines = _filled(spans, width)
    if begins_right_to_left("".join(span.text for span in spans)):
        return _from_the_right(lines, width)
    return lines


def _from_the_right(lines: Iterable[TextLine], width: float) -> tuple[TextLine, ...]:
    return tuple(line._replace(right_to_left=True, start=width - line.width) for line in lines)


def _filled(spans: Iterable[Span], width: float) -> tuple[TextLine, ...]:
    lines: list[TextLine] = []
    line: list[Span] = []
    used = 0.0
    for word in _words(spans):
        bare, full = _widths(word)
        if line and used + bare > width:
            lines.append(_line(line))
            line, used = [], 0.0
        if bare > width:
            *full_lines, word = _chop(word, width)
            lines += [_line(part) for part in full_lines]
            full = _widths(word)[1]
        line += word
        used += full
    if line:
        lines.append(_line(line))
    return tuple(lines)


def balance(spans: Iterable[Span], width: float) -> tuple[TextLine, ...]:
    """The same number of lines as `break_lines` gives, as even in length as they can be: for titles."""
    spans = tuple(spans)
    lines = break_lines(spans, width)
    if not 1 < len(lines) < 5:
        return lines
    low, high = width / 2, width
    while high - low > 2:
        middle = (low + high) / 2
        tried = break_lines(spans, middle)
        if len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return _from_the_right(lines, width) if lines[0].right_to_left else lines


def _words(spans: Iterable[Span]) -> Iterator[Word]:
    word: Word = []
    spaced = True  # at the start: a leading space is dropped, but for one that is as wide as somebody wants it
    for span in spans:
        places = _IN_VALUES if span.literal else _OPPORTUNITY
        for number, part in enumerate(places.split(_spaced(span.text))):
            text = part.removeprefix(" ") if spaced else part
            if not text:
                continue
            if word and (number or _parts(word[-1], span, text)):  # within a span wherever it was split
                yield word
                word = []
            word.append(span.saying(text))
            spaced = text.endswith(" ")
    if word:
        yield word


def _parts(before: Span, span: Span, text: str) -> bool:
    """Whether a line may end between the span before and one that begins with a text."""
    if before.literal or span.literal:
        return before.text.endswith(" ")
    return _opens(before.text, text)


def _opens(before: str, after: str) -> bool:
    joint = before[-3:] + after[:2]
    return any(found.start() == len(before[-3:]) for found in _OPPORTUNITY.finditer(joint))


def _widths(word: Word) -> tuple[float, float]:
    """At the end of a line, without the spaces there; within it, without the soft hyphen that shows only there."""
    full = sum(span.width for span in word)
    if word[-1].text.endswith(SOFT_HYPHEN):
        return full, full - width(SOFT_HYPHEN, word[-1].style)
    return full - hanging(word), full


def _chop(word: Word, width: float) -> list[Word]:
    parts: list[Word] = [[]]
    used = 0.0
    for span in word:
        start = 0
        for index, character in enumerate(span.text):
            combining = unicodedata.combining(character) and not span.saying(character).width
            wide = used + span.saying(span.text[start : index + 1]).width
            if wide > width and (parts[-1] or index > start) and not (combining or re.match(_SPACE, character)):
                if index > start:
                    parts[-1].append(span.saying(span.text[start:index]))
                parts.append([])
                start, used = index, 0.0
        parts[-1].append(span.saying(span.text[start:]))
        used += parts[-1][-1].width
    return parts


def _line(spans: list[Span]) -> TextLine:
    *within, last = spans
    shown = [span.saying(span.text.removesuffix(SOFT_HYPHEN)) for span in within]
    joined: list[Span] = []
    for _, alike in groupby([*shown, last], key=_place):
        first, *more = alike
        joined.append(first.saying("".join((first.text, *(span.text for span in more)))) if more else first)
    return TextLine(tuple(joined), _widths(joined)[0])


def _place(span: Span) -> object:
    """The same for spans that one text can stand for; a drawing stands for itself."""
    return id(span) if span.sign else span[1:]
