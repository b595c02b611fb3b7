"""References as they are called on the screen, and actors that are named in a form before the brief has them."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.app.ids import id_of
from briefgen.desk.forms.form import FactForm
from briefgen.editing import Add
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded

NEW = "+"
"""What stands before the name of an actor that is new."""


def called(brief: Brief, ref: str, among: tuple[str, ...]) -> str:
    """What a reference is called; itself where it means nothing, and a new name without its sign."""
    if ref.startswith(NEW):
        return ref.removeprefix(NEW)
    if among == ("answers",):
        found = brief.answer(ref)
        return brief.questions[found[0]].answers[found[1]].text if found else ref
    named = brief.find(ref, among)
    member = getattr(brief, named[0])[named[1]] if named else None
    for name in ("title", "name", "says", "text", "caption"):
        if said := getattr(member, name, ""):
            return str(said)
    return ref


def new_actors(form: FactForm, said: Mapping[str, str], loaded: Loaded) -> tuple[tuple[Add, ...], dict[str, str]]:
    """What adds the actors that fields name as new, and the texts with their ids."""
    added: dict[str, Add] = {}
    taken = {*loaded.draft.actors}

    def ref(line: str) -> str:
        name = line.removeprefix(NEW).strip()
        if not line.startswith(NEW) or not name:
            return line
        if name not in added:
            key = first = id_of(name, 4) or "actor"
            number = 1
            while key in taken:
                number += 1
                key = f"{first}-{number}"
            taken.add(key)
            added[name] = Add(("actors", key), {"name": name})
        return str(added[name].path[1])

    named = {one.name for one in form.every() if one.control in ("name", "names") and "actors" in one.among}
    texts = {name: "\n".join(map(ref, text.split("\n"))) if name in named else text for name, text in said.items()}
    return tuple(added.values()), texts
