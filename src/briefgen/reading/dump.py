"""A model to the text of a YAML file that loads to an equal model, written as an author would write it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import BaseModel

WIDTH = 100
"""Columns; a longer text is folded. PyYAML breaks the line after the word that crosses them: lines end before 110 or so."""
STEP = 2
"""Columns of one level of indentation."""


def dump(model: BaseModel) -> str:
    """The model as YAML: keys in the order of its fields, without those that have their default value, in block style.

    Text stands plain wherever that is exact, folded (`>-`) when it is long, literal (`|`) when it has lines of its own.
    """
    data = model.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    return str(yaml.emit(_document(data), Dumper=_Emitter, width=WIDTH, indent=STEP, allow_unicode=True))


class _Emitter(yaml.Dumper):
    """PyYAML's emitter, with lists indented under their key and the quotation marks that need no escapes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        text = self.event.value if isinstance(self.event, yaml.ScalarEvent) else ""
        return '"' if style == "'" and "'" in text and '"' not in text and "\\" not in text else style


def _document(data: Any) -> Iterator[yaml.Event]:
    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=False)
    yield from _node(data, 0, 0)
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _node(value: Any, indent: int, column: int) -> Iterator[yaml.Event]:
    """The events of a value: a collection stands at `indent`, a text begins in `column`."""
    match value:
        case dict():
            yield yaml.MappingStartEvent(None, None, True, flow_style=False)
            for key, inner in value.items():
                if inner is not None:
                    yield yaml.ScalarEvent(None, None, (True, True), key)
                    yield from _node(inner, indent + STEP, indent + len(key) + 2)
            yield yaml.MappingEndEvent()
        case list():
            yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
            for inner in value:
                yield from _node(inner, indent + STEP, indent + STEP)
            yield yaml.SequenceEndEvent()
        case bool():
            yield yaml.ScalarEvent(None, None, (True, True), str(value).lower())
        case _:
            text = str(value)
            yield yaml.ScalarEvent(None, None, (True, True), text, style=_style(text, column))


def _style(text: str, column: int) -> str | None:
    """How a text is wished to stand; the emitter falls back to double quotation marks where that would not be exact."""
    if not text:
        return "'"
    if "\n" in text:
        return "|"
    return ">" if column + len(text) > WIDTH - 2 and text == text.strip() and " " in text else None
