"""A fact was saved elsewhere while its form is open: what differs, and what becomes of the form when one of the two is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from briefgen.desk.forms.entry import FieldTexts, texts
from briefgen.desk.forms.form import Field
from briefgen.desk.forms.names import called
from briefgen.desk.forms.opened import Opened
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading, NotWritten
from briefgen.model.brief import Brief
from briefgen.reading.tree import Node

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is only in this one of the two."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field of which the form and the file say different things."""

    name: str
    label: str
    mine: Marked
    theirs: Marked


def differs(opened: Opened, reading: BriefReading) -> bool:
    """True when the entry was saved elsewhere since the form was opened, and something in the form was touched."""
    return not opened.new and opened.now(reading) != opened.was and bool(opened.changed())


def shown(opened: Opened, reading: BriefReading) -> str:
    """Both texts with what differs, and the two ways on."""
    written = opened.now(reading)
    if written is None:
        return markup("form_conflict", noun=opened.form.noun, gone=True, differences=(), also=())
    theirs = texts(opened.form, written, opened.path).said
    found = tuple(_differences(opened.form.every(), "", opened.said, theirs, reading.loaded.draft, ""))
    touched = opened.changed()
    return markup(
        "form_conflict",
        noun=opened.form.noun,
        gone=False,
        differences=[one for one in found if one.name in touched],
        also=[one.label for one in found if one.name not in touched],
    )


def mine(opened: Opened, reading: BriefReading) -> Opened:
    """The form over what the file says now: what was touched stays as it was filled in, everything else is theirs. Raises NotWritten
    where the two cannot be put together."""
    written = opened.now(reading)
    if written is None:
        return replace(opened, was=None, said={**opened.said})
    before = texts(opened.form, opened.was, opened.path)
    theirs = texts(opened.form, written, opened.path)
    said = {**theirs.said, **opened.changed()}
    for one in opened.form.every():
        if one.control in ("rows", "evidence"):
            said = _rows(one.name, opened, before, theirs, said, written)
    return replace(opened, was=written, said=said)


def _rows(
    name: str, opened: Opened, before: FieldTexts, theirs: FieldTexts, said: dict[str, str], written: Node
) -> dict[str, str]:
    """Rows in which both changed something are mine as a whole: a number means another row in each."""

    def under(all_: Mapping[str, str]) -> dict[str, str]:
        return {key: text for key, text in all_.items() if key == name or key.startswith(f"{name}.")}

    if under(before.said) == under(theirs.said) or not under(opened.changed()):
        return said
    if any(key.startswith(f"{name}.") for key in before.own | theirs.own):
        raise NotWritten("The two cannot be put together in this form. Take theirs, and repeat yours.")
    keys = opened.said.get(name, "").split()
    rest = {key: text for key, text in said.items() if key not in under(said)}
    rest[name] = " ".join(f"mine{key}" if key.isdecimal() else key for key in keys)
    for key, text in under(opened.said).items():
        row, _, inner = key.removeprefix(f"{name}.").partition(".")
        if key != name and row in keys:
            rest[f"{name}.{f'mine{row}' if row.isdecimal() else row}.{inner}"] = text
    return rest


def _differences(
    fields: Iterator[Field] | tuple[Field, ...],
    within: str,
    mine_: Mapping[str, str],
    theirs: Mapping[str, str],
    brief: Brief,
    above: str,
) -> Iterator[FieldDifference]:
    for one in fields:
        name, label = within + one.name, f"{above}{one.label}"
        if one.control == "group":
            yield from _differences(one.fields, f"{name}.", mine_, theirs, brief, f"{one.label}: ")
        elif one.control in ("rows", "evidence"):
            keys = dict.fromkeys((*theirs.get(name, "").split(), *mine_.get(name, "").split()))
            for number, key in enumerate(keys, 1):
                yield from _differences(one.fields, f"{name}.{key}.", mine_, theirs, brief, f"{one.label} {number}: ")
        elif mine_.get(name, "") != theirs.get(name, ""):
            a, b = (_words(one, said.get(name, ""), brief) for said in (mine_, theirs))
            if a != b:
                yield FieldDifference(name, label, *_compared(a, b))


def _words(one: Field, text: str, brief: Brief) -> str:
    """What a field says, in the words of the screen."""
    match one.control:
        case "choice":
            return dict(one.choices).get(text, text)
        case "yes":
            return "Yes" if text == "yes" else "No"
        case "name" | "names" | "place":
            return "; ".join(called(brief, ref, one.among) for ref in text.split("\n") if ref)
        case _:
            return text


def _compared(a: str, b: str) -> tuple[Marked, Marked]:
    left, right = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (a, b))
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return (
        tuple(("".join(left[i:j]), tag != "equal") for tag, i, j, _, _ in codes if i < j),
        tuple(("".join(right[a_:b_]), tag != "equal") for tag, _, _, a_, b_ in codes if a_ < b_),
    )
