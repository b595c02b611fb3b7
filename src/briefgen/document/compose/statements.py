"""A change of one field in words: what it says now, and what it said before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefgen.document.compose.event_table import number
from briefgen.document.compose.facts import Facts, joined, text, without_end
from briefgen.document.compose.quotes import printed, quoted
from briefgen.document.compose.values import MODELS, label, said
from briefgen.document.inlines import Inlines, Strong
from briefgen.document.marks import Origin
from briefgen.document.words import Words
from briefgen.model.annotation import Told, annotated
from briefgen.model.brief import FRONT
from briefgen.model.changes import Difference
from briefgen.model.event import Casualties
from briefgen.model.time import When

SHORT = 60
"""Characters of a text that is told as it is and as it was; of longer prose a reader gets the new one."""
MOST_WORDS = 400
"""Words of a text in which the changed ones are looked for."""
AROUND = 6
"""Words on either side of the changed ones, where the whole of the new text stands elsewhere in the brief."""
FEW = 8
"""Old words that are told in the place where they stood."""
ALIKE = 0.5
"""The share of words that two texts must have in common for one to be the other reworded."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both briefs, each in a context of its own, so that a name is the one that stood there at the time.

    `was` is None where nothing of the old one may be told."""

    now: Facts
    was: Facts | None


@dataclass(frozen=True, slots=True)
class Statement:
    """ "Casualties", "2 killed (was 1)"; no label where the item says what is meant."""

    label: Inlines
    said: Inlines


def origin(change: Difference) -> Origin:
    """The path of the field that changed, as the brief has it now."""
    own = () if change.collection == FRONT else (change.collection, change.id)
    return ".".join((*own, *change.path))


def statement(sides: Comparison, change: Difference) -> Statement | None:
    """A change of a field in words; None where a reader would see no difference: it is bookkeeping."""
    match change.path:
        case ("quote",):
            return _quote(sides, change)
        case ("answers", _):
            return _answer(sides, change)
        case ("answers", key, name) if name != "text":
            named = f"questions.{change.id}.answers.{key}.text"
            answer = without_end(text(sides.now.brief.questions[change.id].answers[key].text, named))
            found = _field(sides, change, "answers", name)
            return found and Statement(
                sides.now.words.fill("changes.of_answer", answer=answer, label=found.label), found.said
            )
        case ("answers", _, name):
            return _field(sides, change, "answers", name)
        case (*_, name):
            return _field(sides, change, change.collection, name)
        case _:
            return None


def _field(sides: Comparison, change: Difference, collection: str, name: str) -> Statement | None:
    model = MODELS[collection]
    if (told := annotated(model, Told).get(name)) is None:
        return None
    w, at = sides.now.words, origin(change)
    now = said(sides.now, model, name, change.after)
    called = text(w(label(told, name)))
    if sides.was is None:
        if told.name and now:  # the item is called by its new words already
            return Statement((), text(w("changes.itself")))
        return Statement(called, text(now, at) or text(w("changes.gone")))
    was = said(sides.was, model, name, change.before)
    if now == was or _same_in_another_order(change):
        return None
    long = told.style == "prose" and max(len(now), len(was)) > SHORT
    if told.name and now and was:  # the item is called by its new words already
        return Statement((), text(w("changes.itself") if long else w("changes.before", was=was)))
    if long and now and was:
        return Statement(w.fill("changes.reworded", label=called), reworded(w, was, now, AROUND, at))
    if not was:
        return Statement(called, w.fill("changes.added", now=text(now, at)))
    if not now:
        return Statement(called, text(w("changes.dropped", was=was)))
    if told.style == "prose":
        return Statement(called, w.fill("changes.was_apart", now=text(now.rstrip(". "), at), was=was))
    was = _shorter(sides, change) or was
    key = "changes.was_apart" if "(" in now + was else "changes.was"
    return Statement(called, w.fill(key, now=text(now, at), was=was))


def _same_in_another_order(change: Difference) -> bool:
    old, new = change.before, change.after
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        return False
    return Counter(map(repr, old)) == Counter(map(repr, new))


def _shorter(sides: Comparison, change: Difference) -> str:
    """What was, without what it has in common with what is: the clock of the same day, the number of the same count."""
    match change.before, change.after:
        case When(form="moment") as old, When(form="moment") as new if old.clocked and new.clocked:
            wording = sides.now.wording
            same = wording.day(old) == wording.day(new) and wording.times != "dtg"
            return wording.cell(old) if same else ""
        case (Casualties() as old,), (Casualties() as new,) if old.side == new.side:
            before, after = (
                {what: getattr(side, what) for what in COUNTS if getattr(side, what)} for side in (old, new)
            )
            return number(sides.now, *before.values()) if len(before) == 1 and before.keys() == after.keys() else ""
        case _:
            return ""


COUNTS = ("killed", "injured", "missing")


def _quote(sides: Comparison, change: Difference) -> Statement | None:
    """The quoted words as they are now, where they may be printed at all (R6)."""
    facts = sides.now
    old, new = (value and value.text for value in (change.before, change.after))
    found = quoted(facts, change.id)
    if old == new or found is None or not found.marks:
        return None
    return Statement(text(facts.words("changes.field.quote")), printed(facts, found))


def _answer(sides: Comparison, change: Difference) -> Statement:
    """A competing answer that is new or gone."""
    came = change.after is not None
    return Statement(
        text(sides.now.words("changes.answer_new" if came else "changes.answer_removed")),
        text((change.after if came else change.before).text, f"{origin(change)}.text" if came else ""),
    )


# -- prose ------------------------------------------------------------------------------------------------------------


def reworded(w: Words | None, before: str, after: str, around: int = MOST_WORDS, at: Origin = "") -> Inlines:
    """The new text with so many words around the changed ones, which are strong and have the old ones after them, where these are
    few; all of it, plain, where most of it is new. Without words, the old ones are told elsewhere."""
    old, new = before.split(" "), after.split(" ")
    if max(len(old), len(new)) > MOST_WORDS or likeness(before, after) < ALIKE:
        return text(after, at)
    pieces: list[Inlines] = []
    for what, left, right, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(text(_near(new[start:end], around, first=not start, last=end == len(new)), at))
            continue
        if start < end:
            pieces.append((Strong(text(" ".join(new[start:end]), at)),))
        if w and left < right <= left + FEW:
            gone = " ".join(old[left:right]).rstrip(",;.:")
            pieces.append(text(w("changes.instead" if start < end else "changes.left_out", was=gone)))
    return joined(pieces)


def _near(words: list[str], around: int, *, first: bool, last: bool) -> str:
    """The words of a run that stayed, next to the changed ones before and after it; an ellipsis for the others."""
    head, tail = (0 if first else around), (0 if last else around)
    if len(words) <= head + tail + 1:
        return " ".join(words)
    return " ".join([*words[:head], "…", *(words[-tail:] if tail else ())])


def likeness(one: str, other: str) -> float:
    """How many of their words two texts have in common, 0 to 1."""
    words, others = Counter(one.split()), Counter(other.split())
    return 2 * (words & others).total() / max(words.total() + others.total(), 1)
