"""What every section composes from: the facts, the words, the numbers of the sources. Frozen: no section leaves a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeVar, overload

from briefgen.document.blocks import Caption, Table, plain
from briefgen.document.compose.chosen import Chosen, choose, shorter
from briefgen.document.compose.entry import ChangeEntry
from briefgen.document.compose.rank import ranks
from briefgen.document.compose.room import WHOLE, Abridgement
from briefgen.document.inlines import Cite, Emphasis, Inline, Inlines, Link, Text
from briefgen.document.marks import Origin
from briefgen.document.stationery import PLAIN, Stationery
from briefgen.document.wording import Wording
from briefgen.document.words import Words
from briefgen.model.brief import Brief
from briefgen.model.edition import Against, EditionInfo
from briefgen.model.emphasis import Emphasised
from briefgen.model.event import Actor, Event
from briefgen.model.judgement import Judgement
from briefgen.model.log import row_place
from briefgen.model.order import ordered
from briefgen.model.source import Evidence, Source
from briefgen.model.statement import Position, Stance

T = TypeVar("T")
NOTHING = "–"
"""What stands in a cell that has nothing to say."""
_IN_ONE_LINE = 4
"""References that no line ends among."""
_NO_BREAK = "\u00a0"
NO_JUDGEMENTS = ("sitrep",)
"""Kinds of brief that leave judgements out (R17)."""


@dataclass(frozen=True)
class Facts:
    """What one Document is made of. `parts` names the sections and annexes of the outline; `told` is what changed since the
    edition of `since`; `front_chart` is what page 1 has of the chart, and with `chart_in_front` no section has it; `whole_chart` is the
    number of the figure that the whole chart is where page 1 has the strip; `pages` are as many as the outline is meant to have at most, 0
    for any number, and `length` is what there is room for on them.

    `letters` and `cited` are known once the sections are made: the letters of the annexes that have something to say, and the
    sources that a short list names, all when empty.
    """

    brief: Brief
    texts: Mapping[str, str]
    images: Mapping[str, bytes]
    words: Words
    parts: frozenset[str] = frozenset()
    front_chart: Literal["strip", "whole", "none"] = "none"
    chart_in_front: bool = False
    whole_chart: int = 2
    outline: str = ""
    pages: int = 0
    stamp: EditionInfo | None = None
    since: Against | None = None
    told: tuple[ChangeEntry, ...] = ()
    paper: Stationery = PLAIN
    length: Abridgement = WHOLE
    letters: Mapping[str, str] = field(default_factory=dict)
    cited: frozenset[str] = frozenset()
    numbers: Mapping[str, int] | None = None
    """The numbers of the sources where they are those of another brief."""

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.words, self.brief.timezone, self.brief.times)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events in the order in which they are told."""
        return ordered(self.brief.events, self.brief.timezone, self.brief.clock)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """How much each event weighs among the others."""
        return ranks(self.brief, self.events)

    @cached_property
    def chosen(self) -> Chosen:
        """Which of the events the chart and the chronology have."""
        return choose(self.events, self.ranks)

    @cached_property
    def charted(self) -> Mapping[str, Event]:
        """The events that stand on the chart; a row of a log without a time never does."""
        return {key: self.events[key] for key in self.chosen.chart}

    @cached_property
    def chronicled(self) -> Mapping[str, Event]:
        """The events that the chronology has: all of them, but where an annex has the others or a report is to be short."""
        chosen = {key: self.events[key] for key in self.chosen.table}
        short = self.pages > 0 and "developments" in self.parts
        shown = chosen if "annex-log" in self.parts or short else self.events
        return shorter(shown, self.ranks, self.length.events)

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """What may be printed: nothing that was said off the record (R16)."""
        return {key: p for key, p in self.brief.positions.items() if p.attribution.terms != "off_the_record"}

    @cached_property
    def kind(self) -> str:
        """What the page calls the brief: by its outline, which may be another than its own kind's."""
        key = f"kind.{self.outline or self.brief.kind}"
        return self.words(key if key in self.words.texts else "kind.other")

    @cached_property
    def bases(self) -> frozenset[str]:
        """How the dates of the timeline are known: stated, or inferred in one way or several."""
        return frozenset(event.when.basis for event in self.brief.events.values() if event.when)

    @cached_property
    def judged(self) -> bool:
        """Whether our own judgements are told in this kind of brief (R17)."""
        return self.brief.kind not in NO_JUDGEMENTS

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        """Our own judgements, where they are told."""
        return self.brief.judgements if self.judged else {}

    @cached_property
    def superseded(self) -> Mapping[str, str]:
        """The positions that have been replaced, each with the one that replaces it."""
        return {p.supersedes: key for key, p in self.positions.items() if p.supersedes}

    @cached_property
    def asked(self) -> Mapping[str, tuple[str, ...]]:
        """The questions that each position speaks to, through its answers or `on`, each once, in the brief's order."""
        place = {key: n for n, key in enumerate(self.brief.questions)}
        found = {}
        for key, position in self.positions.items():
            named = {ref for ref in position.on if ref in place}
            named |= {answer[0] for answer, _ in self.taken[key]}
            found[key] = tuple(sorted(named, key=place.__getitem__))
        return found

    @cached_property
    def speaking(self) -> Mapping[str, tuple[str, ...]]:
        """The positions that speak to each question, of those to which one does, in the brief's order."""
        found: dict[str, list[str]] = {}
        for key, asked in self.asked.items():
            for question in asked:
                found.setdefault(question, []).append(key)
        return {key: tuple(found[key]) for key in self.brief.questions if key in found}

    @cached_property
    def taken(self) -> Mapping[str, tuple[tuple[tuple[str, str], Stance], ...]]:
        """The answers that each position takes a stand on, as question and answer, each with the stance."""
        bare = Counter(name for question in self.brief.questions.values() for name in question.answers)
        alone = {name: key for key, q in self.brief.questions.items() for name in q.answers if bare[name] == 1}

        def named(ref: str) -> tuple[str, str] | None:
            return (alone[ref], ref) if ref in alone else self.brief.answer(ref) if "." in ref else None

        stands = {key: [(named(ref), stance) for ref, stance in p.answers] for key, p in self.positions.items()}
        return {key: tuple((answer, stance) for answer, stance in own if answer) for key, own in stands.items()}

    @cached_property
    def holders(self) -> Mapping[tuple[str, str], Mapping[Stance, tuple[str, ...]]]:
        """The positions on each answer, by stance: who supports it, denies it, has nothing against it."""
        found: dict[tuple[str, str], dict[Stance, list[str]]] = {}
        for key, own in self.taken.items():
            for answer, stance in own:
                found.setdefault(answer, {}).setdefault(stance, []).append(key)
        return {answer: {stance: tuple(keys) for stance, keys in held.items()} for answer, held in found.items()}

    @cached_property
    def references(self) -> Mapping[str, int]:
        """The number of each source: in file order, cited ones first."""
        if self.numbers is not None:
            return self.numbers
        ranked = sorted(self.brief.sources.items(), key=lambda item: item[1].role != "cited")
        return {key: number for number, (key, _) in enumerate(ranked, 1)}

    def changed(self, collection: str, key: str = "", *fields: str) -> bool:
        """True when an item is new or changed since the edition that is told against; with fields, when one of them is."""
        if not fields:
            return (collection, key) in self._marked_items
        return any((collection, key, name) in self.marked for name in ("", *fields))

    @cached_property
    def marked(self) -> frozenset[tuple[str, str, str]]:
        """Collection, id and field of all that is new or changed where it stands, no field for what is new; what is gone stands nowhere."""
        found: set[tuple[str, str, str]] = set()
        for entry in self.told:
            for change in entry.changes if entry.content and entry.kind != "removed" else ():
                found.add((change.collection, change.id, change.path[0] if change.path else ""))
                if change.kind == "superseded" and (replaced := getattr(change.after, "supersedes", change.after)):
                    found.add(("positions", replaced, "superseded"))
        return frozenset(found)

    @cached_property
    def marked_answers(self) -> frozenset[tuple[str, str]]:
        """Question and answer of every answer that is new or changed."""
        changes = (
            change for entry in self.told for change in entry.changes if entry.content and entry.kind != "removed"
        )
        return frozenset((change.id, change.path[1]) for change in changes if change.path[:1] == ("answers",))

    @cached_property
    def _marked_items(self) -> frozenset[tuple[str, str]]:
        return frozenset((collection, key) for collection, key, _ in self.marked)

    @property
    def shown_sources(self) -> Mapping[str, Source]:
        """The sources that the document names, by their numbers."""
        return {key: self.brief.sources[key] for key in self.references if not self.cited or key in self.cited}

    @cached_property
    def first_named(self) -> Mapping[str, Origin]:
        """The event, else the statement, at which each place is told in full: the incident, else the first that names it."""
        incident = [item for item in self.events.items() if item[1].principal]
        found: dict[str, Origin] = {}
        for key, event in (*incident, *self.events.items()):
            found.setdefault(event.place, f"events.{key}")
        for key, position in self.positions.items():
            found.setdefault(position.place, f"positions.{key}")
        return found

    # -- captions, which are numbered when the document is whole -----------------------------------------------------------

    def figure(self, content: Inlines) -> Caption:
        return Caption(self.words("caption.figure"), 0, content)

    def table(self, content: str) -> Caption:
        return self.table_of(text(content))

    def table_of(self, content: Inlines) -> Caption:
        return Caption(self.words("caption.table"), 0, content)

    # -- people and references ----------------------------------------------------------------------------------------

    def actor(self, ref: str) -> Actor | None:
        return self.brief.actors.get(ref)

    def entry(self, ref: str) -> Inlines:
        """What an actor is called at the beginning of a cell: with a capital."""
        return capital(self.name(ref))

    def name(self, ref: str) -> Inlines:
        """What an actor is called; a position stands for its actor."""
        if ref in self.brief.positions and ref not in self.brief.actors:
            ref = self.brief.positions[ref].actor
        actor = self.actor(ref)
        if actor is None:
            return text(ref)
        if not actor.name:
            return text(self._within(actor.label), f"actors.{ref}.label")
        return joined((text(actor.rank, f"actors.{ref}.rank"), text(actor.name, f"actors.{ref}.name")))

    def _within(self, label: str) -> str:
        """A label as it stands within a sentence: "a spokesman", not "A spokesman"."""
        first, space, rest = label.partition(" ")
        return f"{first.lower()}{space}{rest}" if first.lower() in self.words("join.articles").split() else label

    def names(self, refs: Iterable[str]) -> Inlines:
        """ "a, b and c", each once."""
        return self.words.series(dict.fromkeys(self.name(ref) for ref in refs))

    def place(self, ref: str, origin: Origin) -> Inlines:
        """A place by its id, or the plain text that stands for one in the field `origin`."""
        found = self.brief.places.get(ref)
        return text(found.name, f"places.{ref}.name") if found else text(ref, origin)

    def cites(self, evidence: Iterable[Evidence]) -> Inlines:
        """References to the sources of some evidence in one bracket, each once; one that contradicts, or only mentions it, says so."""
        found: dict[str, str] = {}
        for item in evidence:
            number = self.references.get(item.source)
            if number:
                said = self.words(f"sources.cited_{item.supports}") if item.supports != "supports" else ""
                label = self.words("join.comma").join(
                    part for part in (str(number), self._within_source(item), said) if part
                )
                found.setdefault(label, f"source-{item.source}")
        comma = self.words("join.comma")
        between = self.words("join.semicolon") if any(comma in label for label in found) else comma
        if len(found) <= _IN_ONE_LINE:
            between = between.replace(" ", _NO_BREAK)
        last = len(found) - 1
        return tuple(
            Cite(label, anchor, "" if n else "[", between if n < last else "]")
            for n, (label, anchor) in enumerate(found.items())
        )

    def _within_source(self, item: Evidence) -> str:
        """Where in its source evidence stands: of a log the row, the line or the record."""
        place = row_place(item.locator) if self.brief.sources[item.source].rows else None
        return self.words(f"log.{place.unit}", n=place.number) if place else item.locator

    def annex(self, name: str) -> str:
        """ "Annex B"."""
        return self.words("section.annex", letter=self.letters.get(name, ""))


def filled(table: Table, *optional: int) -> Table:
    """The table without those of its optional columns, by their place, in which no row has anything to say."""
    rows = [row for row in table.rows if not row.group]
    empty = {n for n in optional if all(plain(line) in ("", NOTHING) for row in rows for line in row.cells[n])}

    def kept(cells: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(cell for n, cell in enumerate(cells) if n not in empty)

    shown = tuple(row if row.group else replace(row, cells=kept(row.cells)) for row in table.rows)
    return replace(table, columns=kept(table.columns), rows=shown) if empty else table


def link(content: Inlines, anchor: str) -> Inlines:
    """Words linked to an anchor; whether the document sets it is seen when the document is whole."""
    return (Link(content, f"#{anchor}"),) if content else ()


def text(content: str, origin: Origin = "") -> Inlines:
    """A text as inlines, with the field that it comes from; nothing for an empty one. Its emphasised words stay so."""
    if isinstance(content, Emphasised):
        pieces = Emphasised(content.written.strip()).pieces if origin else content.pieces
        return tuple(_piece(words, strong, origin) for words, strong in pieces)
    said = content.strip() if origin else content
    return (Text(said, origin=origin),) if said else ()


def _piece(words: str, strong: bool, origin: Origin) -> Inline:
    said = Text(words, origin=origin)
    return Emphasis((said,)) if strong else said


def joined(parts: Iterable[Inlines], between: str = " ") -> Inlines:
    """Non-empty inlines, one after the other with a text between them."""
    result: list[Inline] = []
    for part in parts:
        if part:
            result += [Text(between), *part] if result else list(part)
    return tuple(result)


@overload
def capital(content: str) -> str: ...


@overload
def capital(content: Inlines) -> Inlines: ...


def capital(content: str | Inlines) -> str | Inlines:
    """What is said, with a capital as its first letter."""
    if isinstance(content, str):
        return content[:1].upper() + content[1:]
    match content[:1]:
        case (Text(words) as first,):
            return replace(first, text=capital(words)), *content[1:]
        case (Emphasis(words) as first,):
            return replace(first, children=capital(words)), *content[1:]
        case _:
            return content


@overload
def sentence(content: str) -> str: ...


@overload
def sentence(content: Inlines) -> Inlines: ...


def sentence(content: str | Inlines) -> str | Inlines:
    """What is said, ending like a sentence."""
    said = content if isinstance(content, str) else plain(content)
    if said.rstrip().endswith((".", "?", "!", "…", ":")):
        return content
    return content.rstrip() + "." if isinstance(content, str) else (*without_end(content, None), Text("."))


def without_end(content: Inlines, characters: str | None = ". ") -> Inlines:
    """What is said, without characters at its end, white space when none are named: "a fault. " becomes "a fault"."""
    match content[-1:]:
        case (Text(words) as last,):
            return *content[:-1], replace(last, text=words.rstrip(characters))
        case (Emphasis(words) as last,):
            return *content[:-1], replace(last, children=without_end(words, characters))
        case _:
            return content
