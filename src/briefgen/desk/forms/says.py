"""What is said at the fields of a form as it is filled in: what a time means, who is new, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.desk import times_said
from briefgen.desk.forms.faults import HEAD
from briefgen.desk.forms.form import Field
from briefgen.desk.forms.kinds import FORMS
from briefgen.desk.forms.names import NEW
from briefgen.desk.forms.of_words import Say, of_words
from briefgen.desk.forms.opened import Opened
from briefgen.desk.prefill.quoted import marks_of
from briefgen.desk.ways import here
from briefgen.errors import Problem, ended
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded


def says(opened: Opened, problems: Mapping[str, tuple[Problem, ...]], loaded: Loaded) -> dict[str, tuple[Say, ...]]:
    """All that is said, by the names of the fields; under no name what is said of the form as a whole."""
    found: dict[str, list[Say]] = {HEAD: []}
    unsaid = opened.form.title if opened.new and not opened.said.get(opened.form.title, "").strip() else None
    for name, all_ in problems.items():
        if name == unsaid and all(one.level != "error" for one in all_):
            continue  # what stands for a title is none: nothing is wrong with one that was not begun
        place = name if name in opened.said else HEAD
        found.setdefault(place, []).extend(
            Say("error" if one.level == "error" else "warning", words(one)) for one in all_
        )
    from_words = of_words(opened, loaded)
    for name, one in _fields(opened.form.every(), opened, ""):
        told = list(_of(one, name, opened, loaded.draft))
        if more := from_words.get(name):  # says more exactly where a text comes from
            told = [*(say for say in told if say.kind != "aside"), *more]
        known = found.get(name, [])
        if any(say.kind == "error" for say in told):  # the same fault in the words of the screen
            known = [say for say in known if say.kind != "error"]
        if told or known:
            found[name] = [*told, *known]
    return {name: tuple(dict.fromkeys(all_)) for name, all_ in found.items()}


def words(problem: Problem) -> str:
    """A problem as it is told where its field stands, which need not be named again; other fields by their names on the screen."""
    name = next((step for step in reversed(problem.path) if isinstance(step, str)), "")
    message = problem.message.removeprefix(f"{name}: ")
    said = here(" ".join(ended(part[:1].upper() + part[1:]) for part in (message, problem.hint) if part))
    labels = _labels(str(problem.path[0]) if problem.path else "")
    return _IN_THE_FILE.sub(lambda field: f"“{labels[field[1]]}”: " if field[1] in labels else field[0], said)


_IN_THE_FILE = re.compile(r"\b([a-z_]+): ")
"""A field as it is called in brief.yaml."""


@cache
def _labels(collection: str) -> Mapping[str, str]:
    """What the screen calls each field, those of a form of the collection first."""
    forms = sorted(FORMS, key=lambda form: form.collection == collection)
    return {field.name: field.label for form in forms for field in form.every() if "." not in field.name}


def _fields(fields: Iterator[Field] | tuple[Field, ...], opened: Opened, within: str) -> Iterator[tuple[str, Field]]:
    """Every field that is on the page, those in rows and groups too."""
    for one in fields:
        name = within + one.name
        if one.control == "group":
            yield from _fields(one.fields, opened, f"{name}.")
        elif one.control in ("rows", "evidence"):
            for key in opened.said.get(name, "").split():
                yield from _fields(one.fields, opened, f"{name}.{key}.")
        else:
            yield name, one


def _of(one: Field, name: str, opened: Opened, brief: Brief) -> Iterator[Say]:
    text = opened.said.get(name, "")
    if one.control == "time" and text.strip():
        yield from _time(name, text, opened, brief)
    elif one.control in ("name", "names"):
        fresh = [ref.removeprefix(NEW) for ref in text.split("\n") if ref.startswith(NEW)]
        if fresh:
            yield Say("tells", f"New, added as {'actors' if len(fresh) > 1 else 'an actor'}: {', '.join(fresh)}")
    elif name == "quote.text" and text.strip():
        first = next((said for key, said in opened.said.items() if key.endswith(".source") and said), "")
        if first in brief.sources:
            yield Say("aside", marks_of(brief.sources[first]))


def _time(name: str, text: str, opened: Opened, brief: Brief) -> Iterator[Say]:
    holder, _, last = name.rpartition(".")
    beside = {key: opened.said.get(f"{holder}.{key}", "").strip() for key in ("zone", "fold", "basis", "as_written")}
    fold = int(beside["fold"]) if beside["fold"] in ("0", "1") else None
    if last == "to" and text.strip() == "..":
        return
    meant = times_said.said(text, beside["zone"], brief.timezone, fold)
    if meant.words:
        yield Say("error" if meant.wrong else "tells", meant.words)
    if last == "at" and not meant.wrong and (source := times_said.source_of(beside["basis"], beside["as_written"])):
        yield Say("aside", source)
