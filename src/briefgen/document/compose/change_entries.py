"""What changed since an edition, as entries: one for each item that a reader finds new, changed or gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, assert_never

from briefgen.document.blocks import plain
from briefgen.document.compose.chart import called
from briefgen.document.compose.details import anchor
from briefgen.document.compose.entry import ChangeEntry
from briefgen.document.compose.facts import Facts, joined, link, sentence, text
from briefgen.document.compose.likelihood import estimate
from briefgen.document.compose.logged import titled
from briefgen.document.compose.positions import spoken
from briefgen.document.compose.printable import judged, printable
from briefgen.document.compose.statements import ALIKE, AROUND, Comparison, Statement, likeness, reworded, statement
from briefgen.document.compose.table_changes import table_changed
from briefgen.document.compose.values import naming, resolved, source
from briefgen.document.inlines import Inlines, Strong, Text
from briefgen.model.brief import FRONT, Brief
from briefgen.model.changes import Difference, DifferenceKind, differences
from briefgen.model.edition import Barred, Baseline, ChangedPlace, Wrong
from briefgen.model.log import log_of
from briefgen.model.logged_changes import aligned

MOST_NEW_ROWS = 20
"""New rows of a log that are told one by one; more are counted."""


def describe(facts: Facts) -> tuple[ChangeEntry, ...]:
    """What changed since `facts.since`, in reading order; nothing without it.

    Off-the-record positions (R16) are told of neither brief, judgements of none where the outline has none (R17).
    """
    match facts.since:
        case None | Barred():
            return ()
        case Baseline(brief=earlier):
            before, after = printable(earlier, facts)
            before = aligned(before, after)
            now, was = replace(facts, brief=after), Facts(before, {}, {}, facts.words, facts.parts)
            was = replace(was, numbers=now.references)  # a number means the same source on both sides
            return tuple(_items(Comparison(now, was), differences(before, after)))
        case Wrong() as wrong:
            _, after = printable(facts.brief, facts)
            now = replace(facts, brief=after)
            told = _items(Comparison(now, None), tuple(_instead(now, wrong.places)))
            return (_why(facts, wrong), *told, *_taken_out(facts, wrong.places))
    assert_never(facts.since)


def _items(sides: Comparison, changes: Iterable[Difference]) -> Iterator[ChangeEntry]:
    more: dict[str, list[ChangeEntry]] = defaultdict(list)
    for _, group in groupby(changes, lambda change: (change.collection, change.id)):
        for entry in _whole(sides, tuple(group)):
            log = log_of(entry.id) if entry.collection == "events" and entry.kind == "new" else ""
            if log:
                more[log].append(entry)
            if not log or len(more[log]) <= MOST_NEW_ROWS:
                yield entry
    for log, entries in more.items():
        if left := entries[MOST_NEW_ROWS:]:
            name = text(sides.now.brief.sources[log].title, f"sources.{log}.title")
            said = sides.now.words.fill("changes.more_rows", n=sides.now.words.number(len(left)), log=name)
            yield ChangeEntry("events", log, "new", said, tuple(change for entry in left for change in entry.changes))


def _whole(sides: Comparison, changes: tuple[Difference, ...]) -> Iterator[ChangeEntry]:
    """The entries of one item, or of the brief's own fields, and what they leave: bookkeeping."""
    collection, key = changes[0].collection, changes[0].id
    if collection == FRONT:
        told = [entry for change in changes for entry in _front(sides, change)]
    elif not changes[0].path:
        told = [ChangeEntry(collection, key, changes[0].kind, _come_or_gone(sides, changes[0]), changes)]
    else:
        told = list(_changed(sides, changes))
    yield from told
    covered = [change for entry in told for change in entry.changes]
    if left := tuple(change for change in changes if change not in covered):
        yield ChangeEntry(collection, key, "changed", (), left)


# -- instead of what was wrong ----------------------------------------------------------------------------------------


def _why(facts: Facts, wrong: Wrong) -> ChangeEntry:
    """The entry that says that an edition was wrong, and why."""
    w = facts.words
    title = w(f"edition.{wrong.how}_title", before=wrong.edition)
    said = w.fill("changes.labelled", label=(Strong(text(title)),), said=text(sentence(wrong.reason)))
    return ChangeEntry(FRONT, "", "changed", said, ())


def _taken_out(facts: Facts, places: Iterable[ChangedPlace]) -> Iterator[ChangeEntry]:
    """How many entries are gone; which is not told."""
    gone = [
        place for place in places if place.kind == "removed" and (judged(facts) or place.collection != "judgements")
    ]
    if gone:
        yield ChangeEntry(FRONT, "", "removed", text(facts.words.count("changes.taken_out", len(gone))), ())


def _instead(facts: Facts, places: Iterable[ChangedPlace]) -> Iterator[Difference]:
    """The changes with what is said now, and nothing that was said before but the key points that stay."""
    brief, points = facts.brief, []
    for place in places:
        if place.path[:1] == ("key_points",):
            points.append(int(place.path[1]))
        elif place.kind != "removed" and (found := _found(brief, place)):
            (value,) = found
            ours = place.path[-1:] in (("likelihood",), ("confidence",)) and place.collection == "questions"
            if not (ours and value is None and not judged(facts)):
                yield Difference(place.kind, place.collection, place.id, place.path, None, value)
    if points:
        stay = tuple(point for n, point in enumerate(brief.key_points) if n not in points)
        yield Difference("changed", FRONT, "", ("key_points",), stay, brief.key_points)


def _found(brief: Brief, place: ChangedPlace) -> tuple[Any] | None:
    """What lies at a place of the brief, in a tuple of its own; None where that is not told."""
    value: Any = brief
    for step in place.path if place.collection == FRONT else (place.collection, place.id, *place.path):
        if isinstance(value, Mapping):
            if step not in value:
                return None
            value = value[step]
        else:
            value = getattr(value, step)
    return (value,)


# -- the brief's own fields -------------------------------------------------------------------------------------------


def _front(sides: Comparison, change: Difference) -> Iterator[ChangeEntry]:
    if change.path == ("key_points",):
        yield from (ChangeEntry(FRONT, "", "changed", content, (change,)) for content in _points(sides, change))
    elif found := statement(sides, change):
        yield ChangeEntry(FRONT, "", "changed", _headed(sides, plain(found.label), found.said), (change,))


def _points(sides: Comparison, change: Difference) -> Iterator[Inlines]:
    """Each key point that is new, reworded or gone."""
    w = sides.now.words
    new, old = ([point.text for point in points] for points in (change.after, change.before))
    gone = [point for point in old if point not in new]
    for n, point in enumerate(new):
        if point in old:
            continue
        at = f"key_points.{n}.text"
        nearest = max(gone, key=lambda other: likeness(other, point), default="")
        if nearest and likeness(nearest, point) >= ALIKE:
            gone.remove(nearest)
            yield _headed(sides, w("changes.point_reworded"), reworded(w, nearest, point, AROUND, at))
        else:
            yield _headed(sides, w("changes.point_new"), text(point, at))
    yield from (_headed(sides, w("changes.point_removed"), text(point)) for point in gone)


# -- members ----------------------------------------------------------------------------------------------------------


def _come_or_gone(sides: Comparison, change: Difference) -> Inlines:
    """A member that is new, replaces another, or is gone."""
    facts, w, member = sides.now, sides.now.words, change.after
    collection, key = change.collection, change.id
    if member is None:
        assert sides.was is not None  # what is gone is known by it alone
        return _headed(
            sides, w(f"changes.removed.{collection}"), text(plain(sentence(_called(sides.was, collection, key))))
        )
    more: list[Inlines] = [_linked(collection, key, sentence(_called(facts, collection, key)))]
    if collection == "judgements":
        more.append(estimate(facts, f"judgements.{key}", member.likelihood, member.confidence))
    if facts.parts & {"sources", "references"}:
        more.append(facts.cites(getattr(member, "evidence", ())))
    if sides.was and change.kind == "superseded" and (replaced := sides.was.brief.positions.get(member.supersedes)):
        was = plain(spoken(sides.was, member.supersedes, replaced))
        more.append(text(sentence(w("changes.before", was=was))))
    return _headed(sides, w(f"changes.new.{collection}"), joined(more))


def _changed(sides: Comparison, changes: tuple[Difference, ...]) -> Iterator[ChangeEntry]:
    """One entry for all fields of an item that say something else: what it is called, and each of them."""
    facts, w, collection, key = sides.now, sides.now.words, changes[0].collection, changes[0].id
    turned = [change for change in changes if change.kind in ("answered", "reopened")]
    said = {change.path: found for change in changes if change not in turned and (found := _stated(sides, change))}
    told = tuple(change for change in changes if change in turned or change.path in said)
    if not told:
        return
    kinds = {change.kind for change in (turned or told)} - {"new", "removed"}  # those are of answers, not of the item
    kind: DifferenceKind = kinds.pop() if len(kinds) == 1 else "changed"
    name = _name(facts, collection, key, told)
    parts = [_linked(collection, key, facts.words.fill("log.logged", said=name) if log_of(key) else name)]
    if kind == "answered" and (outcome := facts.brief.questions[key].resolution):
        parts.append(text(sentence(resolved(facts, outcome)), f"questions.{key}.resolution"))
    plainly = kind == "redated"  # the head says what of the item is another
    parts += [_ended(found.said if plainly else _labelled(sides, found)) for found in said.values()]
    yield ChangeEntry(collection, key, kind, _headed(sides, w(f"changes.{kind}"), joined(parts)), told)


def _stated(sides: Comparison, change: Difference) -> Statement | None:
    """The change of a field in words; of the cells of a table, of its rows."""
    cells = change.collection == "tables" and change.path == ("content",)
    return table_changed(sides, change) if cells else statement(sides, change)


def _called(facts: Facts, collection: str, key: str) -> Inlines:
    """An item in a line of its own."""
    member: Any = getattr(facts.brief, collection)[key]
    at, comma = f"{collection}.{key}", facts.words("join.comma")
    match collection:
        case "events":
            when = text(facts.wording.short(member.when), f"{at}.when") if member.when else ()
            return joined((when, titled(facts, key, member)), comma)
        case "positions":
            return (*facts.entry(member.actor), Text(": "), *spoken(facts, key, member))
        case "actors":
            office = text(member.role.title, f"{at}.role") if member.role else ()
            return joined((facts.name(key), office), comma)
        case "sources":
            number = source(facts, key)
            return joined((text(number if number.startswith("[") else ""), text(member.title, f"{at}.title")))
        case _:
            field = naming(collection)
            return text(str(getattr(member, field)), f"{at}.{field}")


def _name(facts: Facts, collection: str, key: str, told: tuple[Difference, ...]) -> Inlines:
    """What a changed item is called, shortly; where it is called by its new words, the changed ones are strong."""
    member: Any = getattr(facts.brief, collection)[key]
    fields = {change.path: change for change in told}
    named = fields.get((naming(collection),))
    match collection:
        case "events" if not named:
            return sentence(called(facts, key))
        case "positions" if ("says",) in fields:  # what is said follows as a statement
            return sentence(facts.entry(member.actor))
        case "actors":
            return sentence(facts.name(key))
        case "positions" | "sources":
            return sentence(_called(facts, collection, key))
        case _:
            if named and named.before:
                now = sentence(str(getattr(member, naming(collection))))
                return reworded(None, sentence(named.before), now, at=f"{collection}.{key}.{naming(collection)}")
            return sentence(_called(facts, collection, key))


# -- parts of an entry ------------------------------------------------------------------------------------------------


def _headed(sides: Comparison, head: str, said: Inlines) -> Inlines:
    """ "New: ...", with the head strong."""
    return sides.now.words.fill("changes.labelled", label=(Strong(text(head)),), said=said)


def _labelled(sides: Comparison, found: Statement) -> Inlines:
    return sides.now.words.fill("changes.labelled", label=found.label, said=found.said) if found.label else found.said


def _linked(collection: str, key: str, content: Inlines) -> Inlines:
    """The item's name linked to where it stands, if it stands anywhere."""
    return link(content, anchor(collection, key))


def _ended(said: Inlines) -> Inlines:
    """A statement that ends like a sentence."""
    return joined((said, text(sentence(plain(said))[len(plain(said).rstrip()) :])), "")
