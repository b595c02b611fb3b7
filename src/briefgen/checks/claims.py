"""Claims against their sources: what the briefer's own words say in numbers, dates and names stands in what they rest on (R20)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from briefgen.checks.walk import listed, parts
from briefgen.checks.worked_out import spoken_of, unit_of, worked_out
from briefgen.document.placeholder import placeholder
from briefgen.errors import KeyPath, Problem
from briefgen.model.amount import Amount
from briefgen.model.annotation import Own, To, annotated
from briefgen.model.brief import Brief, Chart
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


class Claim(NamedTuple):
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
            item = getattr(loaded.draft, str(path[0]))[str(path[1])]
            own_evidence = part.evidence if isinstance(part, Casualties) else ()
            yield grounds.held(path, _counted(part), item, own_evidence)


class Grounds:
    """What the claims of a brief may rest on, each text read once."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded, self._brief = loaded, loaded.draft
        self._known: dict[str, Particulars] = {}
        self._named = together(map(self._read, _register(self._brief)))

    def held(self, path: KeyPath, text: str, part: Model, evidence: tuple[Evidence, ...] = ()) -> Claim:
        """The claim beside what it rests on: what it cites, else the items that it names, else, on page 1, the brief as a whole."""
        evidence = evidence or getattr(part, "evidence", ())
        referred = dict(_referred(self._brief, part))
        cites = hasattr(part, "evidence")
        cited = [self._read(item.span) for item in evidence if item.span]
        cited += [self._says(item) for item in referred.values()]
        if not cites:
            cited += [self._totals] if referred else [self._everything]
        grounds = together((*cited, self._times(part)))
        known = self._read(text)
        texts = self._texts(evidence, referred, cites)
        wanted = (*known.found, *known.misspelt(grounds, self._named, *texts))
        left = [
            one
            for one in wanted
            if not (self._ground(grounds, part, text, one).bear_out(self._unnamed(one)) or self._of_the_yardstick(one))
        ]
        derived = tuple(one for one in left if worked_out(self._brief, referred, part, text, one))
        left = [one for one in left if one not in derived]
        # what is said of people rests on the very words, unless the item itself cites the text
        sought = [one for one in left if evidence or one.kind != "people"]
        elsewhere = tuple(one for one in sought if any(text.bear_out(one, strictly=True) for text in texts))
        missing = tuple(one for one in left if one not in elsewhere)
        unsaid = tuple(
            one
            for one in missing
            if (one.is_none and not grounds.counts(one)) or (one.kind == "date" and grounds.agree(one))
        )
        archived = all(item.source in self._loaded.texts for item in evidence)
        checkable = bool(evidence) and archived if cites else True
        return Claim(
            path, text, tuple(evidence), missing, elsewhere, derived, unsaid, checkable, len(wanted), tuple(referred)
        )

    def _read(self, text: str) -> Particulars:
        if text not in self._known:
            self._known[text] = particulars(text)
        return self._known[text]

    def _texts(self, evidence: tuple[Evidence, ...], referred: Mapping[str, Model], cites: bool) -> list[Particulars]:
        """The archived texts of the sources that a claim and the items that it names cite; of all, where it names none and cannot."""
        links = [link for item in referred.values() for _, link in walk(item) if isinstance(link, Evidence)]
        archived = self._loaded.texts
        sources = dict.fromkeys(item.source for item in (*evidence, *links)) if cites or referred else archived
        return [self._read(archived[source]) for source in sources if source in archived]

    def _ground(self, grounds: Particulars, part: Model, text: str, one: Particular) -> Particulars:
        """What bears a particular out; a duration on page 1 only what is said of the incident or of what its clause names, in the same
        unit: that another thing lasted so long, or that there were so many of another, says nothing."""
        unit = unit_of(one)
        if unit is None or not isinstance(part, Brief | Chart):
            return grounds
        said = together(map(self._says, spoken_of(self._brief, text, one)))
        lengths = (other for other in (*said.found, *said.besides) if unit_of(other) == unit)
        return Particulars(tuple(lengths), frozenset())

    def _unnamed(self, one: Particular) -> Particular:
        """The particular without the names that no claim has to show: those that the brief gives to those it speaks of."""
        return self._named.beyond(one) if one.kind == "name" else one

    def _of_the_yardstick(self, one: Particular) -> bool:
        """True for the per cents of the brief's yardstick."""
        if one.kind != "share" or one.reach:
            return False
        bounds = {float(bound) for band in LADDERS[self._brief.yardstick] for bound in (band.low, band.high)}
        return bool(bounds & one.values)

    @cached_property
    def _totals(self) -> Particulars:
        return self._read(_totals(self._brief))

    @cached_property
    def _everything(self) -> Particulars:
        return together([*map(self._says, _items(self._brief)), self._totals])

    def _says(self, item: Model) -> Particulars:
        """All that an item says: its words and counts, the words that it cites, and whom and what it names."""
        counts = [part for _, part in walk(item) if isinstance(part, Casualties | Quantity)]
        said = [text(part) for part in counts for text in (_counted, _together)]
        for one in (item, *_named(self._brief, item)):
            said += [value for _, part in walk(one) for value in part.__dict__.values() if isinstance(value, str)]
        return together([*map(self._read, said), self._times(item)])

    def _times(self, part: Model) -> Particulars:
        """The times of a part as particulars of their own; what happened on a day may be told by its date."""
        return together(self._read(str(one)) for _, one in walk(part) if isinstance(one, When))


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


def _totals(brief: Brief) -> str:
    """The people killed, injured and missing in all events together, which a sentence may add up."""
    counts = [count for event in brief.events.values() for count in event.casualties]
    said = []
    for what in ("killed", "injured", "missing"):
        if found := total(count for part in counts if (count := getattr(part, what))):
            said.append(f"{_number(found)} {what}")
    return "; ".join(said)


def _number(count: Count | Amount) -> str:
    if count.min is None or count.max is None:
        return f"up to {count.max}" if count.min is None else f"at least {count.min}"
    if count.about:
        return f"about {count.min}"
    return f"{count.min}" if count.exact else f"{count.min} to {count.max}"


def _items(brief: Brief) -> Iterator[Model]:
    yield from (
        *brief.events.values(),
        *brief.positions.values(),
        *brief.background.values(),
        *brief.judgements.values(),
        *brief.impact.values(),
        *brief.causes.values(),
    )


def _referred(brief: Brief, part: Model) -> Iterator[tuple[str, Model]]:
    """The items that a part names, each with its id, those apart that only say who and where."""
    for field, to in annotated(type(part), To).items():
        for _, ref in () if to.or_text else listed(getattr(part, field), (field,)):
            found = brief.find(ref, to.collections) if to.collections != ("answers",) else None
            if found and found[0] not in ("actors", "places", "sources"):
                yield found[1], getattr(brief, found[0])[found[1]]


def _named(brief: Brief, item: Model) -> Iterator[Model]:
    """The actors and places that an item names."""
    for field, to in annotated(type(item), To).items():
        for _, ref in listed(getattr(item, field), (field,)):
            found = brief.find(ref, to.collections) if to.collections != ("answers",) else None
            if found and found[0] in ("actors", "places"):
                yield getattr(brief, found[0])[found[1]]


def _register(brief: Brief) -> list[str]:
    """What no claim has to show: the names that the brief gives to those it speaks of."""
    said = [brief.publisher]
    for source in brief.sources.values():
        said += [source.title, source.publisher, source.author]
    for actor in brief.actors.values():
        said += [actor.title, actor.role.title if actor.role else "", *actor.aliases]
    for place in brief.places.values():
        said += [place.name, place.admin]
    return said
