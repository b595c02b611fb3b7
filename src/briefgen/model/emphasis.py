"""Prose with *words* between stars, such as the name of a ship, becomes its plain text and the places of those words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")
_STARS = re.compile(r"\*+")


class Emphasised(str):
    """The plain text of prose that has emphasised words. `written` is what its writer typed; `pieces` are its stretches of text in
    order, each with whether it is emphasised. Equal to its plain text, in which alone it is searched, compared, measured and called."""

    __slots__ = ("pieces", "written")
    written: str
    pieces: tuple[tuple[str, bool], ...]

    def __new__(cls, written: str) -> Emphasised:
        pieces = tuple(_pieces(written))
        made = super().__new__(cls, "".join(text for text, _ in pieces))
        made.written, made.pieces = written, pieces
        return made

    def __getnewargs__(self) -> tuple[str]:
        return (self.written,)


def emphasised(text: str) -> str:
    """The text without the stars around emphasised words, as `Emphasised`; the text itself where no words are.

    One star on each side, at the edges of words and within one line, by the rule of CommonMark 0.31 for `_`, and not right behind a bracket
    that closes: "5 * 3", "Leser*innen", a footnote's star, two stars and stars within stars are what they are.
    """
    if "*" not in text:
        return text
    made = Emphasised(text)
    return made if any(strong for _, strong in made.pieces) else text


def as_written(value: T) -> T:
    """A text, several, or a part of the model, in which stars are stars."""
    made: Any
    match value:
        case Emphasised():
            made = value.written
        case tuple() | list():
            made = type(value)(map(as_written, value))
        case dict():
            made = {key: as_written(inner) for key, inner in value.items()}
        case BaseModel():
            typed = {name: as_written(inner) for name, inner in value.__dict__.items()}
            changed = {name: new for name, new in typed.items() if new is not getattr(value, name)}
            made = value.model_copy(update=changed) if changed else value
        case _:
            return value
    return made  # type: ignore[no-any-return]


def emphasising(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a field, of a text or several, in which words may be emphasised; it is dumped as it was typed."""
    inner = handler(source)
    shown = core_schema.plain_serializer_function_ser_schema(as_written)
    return core_schema.no_info_wrap_validator_function(_read, inner, serialization=shown)


def _read(value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
    said = inner(as_written(value))
    return tuple(map(emphasised, said)) if isinstance(said, tuple) else emphasised(said)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a text in order, without the stars that emphasise."""
    done = 0
    for begin, end in _pairs(text):
        if done < begin:
            yield text[done:begin], False
        yield text[begin + 1 : end], True
        done = end + 1
    if done < len(text):
        yield text[done:], False


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of the stars that emphasise what is between them; of stars within others none does."""
    waiting: list[int] = []
    nested = False
    line = 0
    for star in _STARS.finditer(text):
        at = star.start()
        if "\n" in text[line:at]:  # what is not closed on its line was no emphasis
            waiting, nested = [], False
        line = at
        if len(star[0]) > 1:
            continue
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if not after.isspace() and _edge(before, but="Pe"):
            nested = bool(waiting)
            waiting.append(at)
        elif waiting and not before.isspace() and _edge(after, but="Ps"):
            begin = waiting.pop()
            if not waiting and not nested:
                yield begin, at
            nested = nested and bool(waiting)


def _edge(character: str, but: str) -> bool:
    """Whether a word may begin or end beside a character: white space or a sign, but no bracket of one kind."""
    kind = unicodedata.category(character)
    return character.isspace() or (kind[0] in "PS" and kind != but)
