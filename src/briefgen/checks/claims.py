"""Claims against their sources: what the briefer's own words say in numbers, dates and names stands in what they rest on (R20)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from briefgen.checks.walk import listed, parts
from briefgen.checks.worked_out import worked_out
from briefgen.document.placeholder import placeholder
from briefgen.errors import KeyPath, Problem
from briefgen.model.amount import Amount
from briefgen.model.annotation import Own, To, annotated
from briefgen.model.brief import Brief
from briefgen.model.count import Count, total
from briefgen.model.event import Casualties, Quantity
from briefgen.model.particular import Particular
from briefgen.model.particulars import Particulars, particulars, together
from briefgen.model.shape import Model
from briefgen.model.source import Evidence
from briefgen.model.time import When
from briefgen.model.walk import walk
from briefgen.model.yardstick import LADDERS
from briefgen.reading.load import Loaded


@dataclass(frozen=True, slots=True)
class Claim:
    """A field of the briefer's own words, or a number, and what it rests on.

    `looked_up` is how many particulars were looked for; `items` are the ids of the items that it names, where it cites no source
    itself. `missing` stand in no words that it cites, `elsewhere` only further on in the source, `worked_out` follow from the brief's
    own times and entries. Nothing speaks against those of the missing that are `unsaid`: that nobody was hurt, or of which year a day
    is. Where nothing is cited, or a source is not archived, `checkable` is False, since what is missing may be true.
    """

    path: KeyPath
    text: str
    evidence: tuple[Evidence, ...]
    missing: tuple[Particular, ...]
    elsewhere: tuple[Particular, ...]
    worked_out: tuple[Particular, ...]
    unsaid: tuple[Particular, ...]
    checkable: bool
    looked_up: int
    items: tuple[str, ...]


def claim_beyond_its_sources(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R20: a number of people or a date that no cited words bear out holds the brief back; another number or a name is a note."""
    for claim in claims(loaded):
        for one in claim.missing if claim.checkable else ():
            said = f"“{one.words}” stands in nothing that this rests on"
            hint = "Correct it, or cite the words that say so"
            grave = (one.kind == "people" or one.is_day) and one not in claim.unsaid
            yield Problem("warning" if grave else "note", said, hint, claim.path, rule="R20")
        for one in claim.elsewhere if claim.evidence else ():
            if one.kind in ("people", "number", "share"):
                said = f"“{one.words}” stands in the source, but not in the words that are cited"
                yield Problem("note", said, "Cite the words that say so as well", claim.path, rule="R20")


def claims(loaded: Loaded) -> Iterator[Claim]:
    """Every claim of the brief, in its order."""
    grounds = Grounds(loaded)
    for path, part in parts(loaded.draft):
        for field, own in annotated(type(part), Own).items():
            text = str(getattr(part, field))
            if own.claim and text and not placeholder(text).startswith("["):  # what is not written yet claims nothing
                yield grounds.held((*path, field), text, part)
        if isinstance(part, Casualties | Quantity):
            event = loaded.draft.events[str(path[1])]
            own_evidence = part.evidence if isinstance(part, Casualties) else ()
            yield grounds.held(path, _counted(part), event, own_evidence)


class _Beyond(NamedTuple):
    """The particulars of a claim that nothing of what it rests on says, as a `Claim` has them."""

    missing: tuple[Particular, ...] = ()
    elsewhere: tuple[Particular, ...] = ()
    worked_out: tuple[Particular, ...] = ()
    unsaid: tuple[Particular, ...] = ()


class Grounds:
    """What the claims of a brief may rest on, each read once."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded, self._brief = loaded, loaded.draft
        self._named: dict[int, Particulars] = {}

    def held(self, path: KeyPath, text: str, part: Model, evidence: tuple[Evidence, ...] = ()) -> Claim:
        """The claim beside what it rests on: what it cites, else the items that it names, else, on page 1, the brief as a whole."""
        evidence = evidence or getattr(part, "evidence", ())
        referred = dict(_referred(self._brief, part))
        cites = hasattr(part, "evidence")
        wanted = _read(text).found
        beyond = self._beyond(wanted, part, referred, evidence, cites) if wanted else _Beyond()
        archived = all(item.source in self._loaded.texts for item in evidence)
        checkable = bool(evidence) and archived if cites else True
        return Claim(path, text, tuple(evidence), *beyond, checkable, len(wanted), tuple(referred))

    def _beyond(
        self,
        wanted: tuple[Particular, ...],
        part: Model,
        referred: Mapping[str, Model],
        evidence: tuple[Evidence, ...],
        cites: bool,
    ) -> _Beyond:
        cited = [_read(item.span) for item in evidence if item.span]
        cited += [self._says(item) for item in referred.values()]
        if not cites:
            cited += [self._totals] if referred else [self._everything]
        grounds = together((*cited, _times(part), self._register))
        left = [one for one in wanted if not (grounds.bear_out(one) or self._of_the_yardstick(one))]
        derived = tuple(one for one in left if worked_out(self._brief, referred, part, one))
        left = [one for one in left if one not in derived]
        if not left:
            return _Beyond(worked_out=derived)
        links = [link for item in referred.values() for _, link in walk(item) if isinstance(link, Evidence)]
        sources = {item.source for item in (*evidence, *links)} if cites or referred else set(self._loaded.texts)
        texts = [text for source, text in self._loaded.texts.items() if source in sources]
        # what is said of people rests on the very words, unless the item itself cites the text
        elsewhere = tuple(
            one
            for one in left
            if (evidence or one.kind != "people") and any(_read(text).bear_out(one, strictly=True) for text in texts)
        )
        missing = tuple(one for one in left if one not in elsewhere)
        unsaid = tuple(
            one
            for one in missing
            if (one.is_none and not grounds.counts(one)) or (one.kind == "date" and grounds.agree(one))
        )
        return _Beyond(missing, elsewhere, derived, unsaid)

    def _of_the_yardstick(self, one: Particular) -> bool:
        """True for the per cents of the brief's yardstick."""
        bounds = {float(bound) for band in LADDERS[self._brief.yardstick] for bound in (band.low, band.high)}
        return one.kind == "share" and not one.reach and bool(bounds & one.values)

    def _says(self, item: Model) -> Particulars:
        """All that an item says: its words and counts, the words that it cites, and whom and what it names."""
        counts = [part for _, part in walk(item) if isinstance(part, Casualties | Quantity)]
        said = [text(part) for part in counts for text in (_counted, _together)]
        named = (self._words_of(one) for one in _named(self._brief, item))
        return together([*map(_read, said), _words(item), *named, _times(item)])

    def _words_of(self, named: Model) -> Particulars:
        """The words of an actor or a place, which many items name."""
        if id(named) not in self._named:
            self._named[id(named)] = _words(named)
        return self._named[id(named)]

    @cached_property
    def _register(self) -> Particulars:
        return _register(self._brief)

    @cached_property
    def _totals(self) -> Particulars:
        return _totals(self._brief)

    @cached_property
    def _everything(self) -> Particulars:
        return together([*(self._says(item) for item in _items(self._brief)), self._totals])


@lru_cache(maxsize=1 << 15)
def _read(text: str) -> Particulars:
    return particulars(text)


def _counted(part: Casualties | Quantity) -> str:
    """A count in the words of a sentence."""
    if isinstance(part, Quantity):
        return f"{_number(part.amount)} {part.unit} {part.what}"
    counts = {"killed": part.killed, "injured": part.injured, "missing": part.missing}
    return "; ".join(f"{_number(count)} {what}" for what, count in counts.items() if count)


def _together(part: Casualties | Quantity) -> str:
    """The casualties of an event in one number, as a sentence may tell them."""
    counts = () if isinstance(part, Quantity) else (part.killed, part.injured, part.missing)
    together = total(count for count in counts if count)
    return f"{_number(together)} casualties" if together else ""


def _totals(brief: Brief) -> Particulars:
    """The people killed, injured and missing in all events together, which a sentence may add up."""
    counts = [count for event in brief.events.values() for count in event.casualties]
    said = []
    for what in ("killed", "injured", "missing"):
        if found := total(count for part in counts if (count := getattr(part, what))):
            said.append(f"{_number(found)} {what}")
    return _read("; ".join(said))


def _number(count: Count | Amount) -> str:
    if count.min is None or count.max is None:
        return f"up to {count.max}" if count.min is None else f"at least {count.min}"
    return f"{count.min}" if count.exact else f"{count.min} to {count.max}"


def _items(brief: Brief) -> Iterator[Model]:
    yield from (
        *brief.events.values(),
        *brief.positions.values(),
        *brief.background.values(),
        *brief.judgements.values(),
    )


def _referred(brief: Brief, part: Model) -> Iterator[tuple[str, Model]]:
    """The items that a part names, each with its id, those apart that only say who and where."""
    for field, to in annotated(type(part), To).items():
        for _, ref in () if to.or_text else listed(getattr(part, field), (field,)):
            found = brief.find(ref, to.collections) if to.collections != ("answers",) else None
            if found and found[0] not in ("actors", "places", "sources"):
                yield found[1], getattr(brief, found[0])[found[1]]


def _words(item: Model) -> Particulars:
    """Every text of an item."""
    return together(
        _read(value) for _, part in walk(item) for value in part.__dict__.values() if isinstance(value, str)
    )


def _named(brief: Brief, item: Model) -> Iterator[Model]:
    """The actors and places that an item names."""
    for field, to in annotated(type(item), To).items():
        for _, ref in listed(getattr(item, field), (field,)):
            found = brief.find(ref, to.collections) if to.collections != ("answers",) else None
            if found and found[0] in ("actors", "places"):
                yield getattr(brief, found[0])[found[1]]


def _times(part: Model) -> Particulars:
    """The times of a part as particulars of their own; what happened on a day may be told by its date."""
    return together(_read(str(one)) for _, one in walk(part) if isinstance(one, When))


def _register(brief: Brief) -> Particulars:
    """What no claim has to show: the names that the brief gives to those it speaks of."""
    said = [brief.publisher]
    for source in brief.sources.values():
        said += [source.title, source.publisher, source.author]
    for actor in brief.actors.values():
        said += [actor.title, actor.role.title if actor.role else "", *actor.aliases]
    for place in brief.places.values():
        said += [place.name, place.admin]
    names = together(map(_read, said))
    return Particulars((), names.words, names.roots)
