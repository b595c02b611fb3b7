"""What is done with a fact that stands in the file: it is removed, gets another name in the file, or another place in its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.desk.exchange import Ask, BadRequest, DeskAction, DeskAnswer
from briefgen.desk.forms.answers import opened_answer
from briefgen.desk.forms.entry import entries, texts
from briefgen.desk.forms.kinds import form_of
from briefgen.desk.forms.names import titled
from briefgen.desk.forms.opened import filled
from briefgen.desk.forms.standing import words_of
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading, NotWritten
from briefgen.desk.panes import answered
from briefgen.editing import Move, Remove, Rename
from briefgen.model.annotation import To, annotated
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.walk import walk

_LISTED = 5
"""Facts that are named of those which refer to one."""


def remove(ask: Ask) -> DeskAnswer:
    """Ask once whether a fact is to go, and say what refers to it; then take it out of the file."""
    collection, key = _named(ask)
    reading = ask.brief.reading()
    noun = form_of(collection).noun
    title = _title(reading, collection, key)
    if ask.text("sure", "") != "yes":
        referring = list(dict.fromkeys(referring_to(reading.loaded.draft, collection, key)))
        asked = markup(
            "form_remove",
            noun=noun,
            path=f"{collection}.{key}",
            referring=referring[:_LISTED],
            more=max(0, len(referring) - _LISTED),
        )
        return DeskAnswer({"form-remove": asked}, focus="#form-remove [data-sure]")
    ask.brief.previews.drop(ask.text("tab", ""))
    ask.brief.save([Remove((collection, key))], f"{noun.capitalize()} removed: {title}", reading.version)
    answer = answered(ask, f"{noun.capitalize()} removed: {title} · Ctrl+Z brings it back", form="")
    return replace(answer, tell={**answer.tell, "closed": "removed"})


def rename(ask: Ask) -> DeskAnswer:
    """Give a fact another id, everywhere in the file; what is filled in in its form stays."""
    collection, key = _named(ask)
    new, reading = ask.text("to").strip(), ask.brief.reading()
    if new == key:
        return DeskAnswer(said="It is called that already.")
    ask.brief.save([Rename(collection, key, new)], f"Renamed: {key} is {new}", reading.version)
    answer = answered(ask, f"{key} is called {new} everywhere now · Ctrl+Z takes it back")
    opened = filled(ask)
    if opened is None or (opened.form.collection, opened.key) != (collection, key):
        return answer
    now = ask.brief.reading()
    moved = replace(opened, key=new)
    written = moved.now(now)
    moved = replace(moved, was=written, said={**texts(moved.form, written, moved.path).said, **opened.changed()})
    again = opened_answer(ask, moved)
    return replace(answer, parts={**answer.parts, **again.parts}, tell={**again.tell, **answer.tell})


def move(ask: Ask) -> DeskAnswer:
    """Give a fact another place in its list: `by` one up or down, or the place that another one has now."""
    collection, key = _named(ask)
    reading = ask.brief.reading()
    keys = _siblings(reading, collection)
    if key not in keys:
        raise NotWritten("This one has its place from elsewhere: it stands in a table or a log.")
    at = keys.index(key)
    if "to" in ask.said:
        _, _, other = ask.text("to").partition(".")
        if other not in keys:
            raise NotWritten("There is no such place in this list.")
        place = keys.index(other)
    else:
        place = at + (-1 if ask.text("by") == "up" else 1)
    if place == at or not 0 <= place < len(keys):
        return DeskAnswer(said="It is at the end of its list.")
    step = int(key) if collection == "key_points" else key
    ask.brief.save([Move((collection, step), place)], f"Moved: {_title(reading, collection, key)}", reading.version)
    path = f"{collection}.{place if collection == 'key_points' else key}"
    answer = answered(ask, f"Place {place + 1} of {len(keys)} · Ctrl+Z takes it back")
    return replace(answer, focus=f'#facts [data-fact="{path}"] button')


def show(ask: Ask) -> DeskAnswer:
    """Show the words that a fact rests on, and what the page has of it."""
    path = ask.text("path")
    return DeskAnswer(tell={"path": path, "passage": words_of(ask.brief.reading().loaded, path)})


def referring_to(brief: Brief, collection: str, key: str) -> Iterator[str]:
    """What the facts are called that name a fact, in the order of the file."""
    for path, part in walk(brief):
        for name, to in annotated(type(part), To).items():
            said = getattr(part, name) or ()
            for ref in (said,) if isinstance(said, str) else said:
                if path[:2] != (collection, key) and _means(brief, ref, to) == (collection, key):
                    yield _place(brief, path)


def _means(brief: Brief, ref: str, to: To) -> tuple[str, str] | None:
    if to.collections == ("answers",):
        found = brief.answer(ref)
        return ("questions", found[0]) if found else None
    return brief.find(ref, to.collections)


def _place(brief: Brief, path: tuple[str | int, ...]) -> str:
    if len(path) > 1 and path[0] in COLLECTIONS:
        return titled(getattr(brief, str(path[0]))[path[1]]) or str(path[1])
    return f"key point {int(path[1]) + 1}" if path[0] == "key_points" and len(path) > 1 else "the brief itself"


def _named(ask: Ask) -> tuple[str, str]:
    collection, _, key = ask.text("path").partition(".")
    if collection not in (*COLLECTIONS, "key_points") or not key:
        raise BadRequest("path names a fact")
    return collection, key


def _siblings(reading: BriefReading, collection: str) -> list[str]:
    if collection == "key_points":
        return [str(number) for number in range(len(reading.loaded.draft.key_points))]
    return list(entries(reading.data, collection))


def _title(reading: BriefReading, collection: str, key: str) -> str:
    members = getattr(reading.loaded.draft, collection)
    member = members[int(key)] if collection == "key_points" else members.get(key)
    title = titled(member) or key
    return title if len(title) <= 60 else f"{title[:59]}…"


ACTIONS: Mapping[str, DeskAction] = {"fact/show": show, "fact/remove": remove, "fact/rename": rename, "fact/move": move}
