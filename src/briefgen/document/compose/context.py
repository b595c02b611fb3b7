"""What every section composes from: the facts, the words, the references to sources, the numbers of captions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from briefgen.document.blocks import Block, Caption, Cite, Inline, Inlines, Link, Text
from briefgen.document.compose.entry import ChangeEntry
from briefgen.document.wording import Wording
from briefgen.document.words import Words
from briefgen.incident.brief import Brief
from briefgen.incident.edition import Against, Stamp
from briefgen.incident.event import Actor, Event
from briefgen.incident.order import ordered
from briefgen.incident.source import Evidence, Source
from briefgen.incident.statement import Position

NO_JUDGEMENTS = ("sitrep",)
"""Kinds of brief that leave judgements out (R17)."""


@dataclass
class Context:
    """One composition. `parts` names the sections and annexes of the outline, so that nothing links to one that is not there.

    `told` is what changed since the edition of `since`; `marked` has collection, id and field of all of it that a bar in the
    margin shows, no field for what is new.
    Captions are numbered as they are asked for; everything else is fixed.
    """

    brief: Brief
    texts: Mapping[str, str]
    images: Mapping[str, bytes]
    words: Words
    parts: frozenset[str] = frozenset()
    letters: Mapping[str, str] = field(default_factory=dict)
    chart_in_front: bool = False
    stamp: Stamp | None = None
    since: Against | None = None
    told: tuple[ChangeEntry, ...] = ()
    marked: frozenset[tuple[str, str, str]] = frozenset()
    listed: frozenset[str] = frozenset()
    """The sources that a short list names; all when empty."""
    _figures: count[int] = field(default_factory=lambda: count(1))
    _tables: count[int] = field(default_factory=lambda: count(1))
    cited: set[str] = field(default_factory=set)
    """The sources cited so far."""

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.words, self.brief.timezone, self.brief.times)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events in the order in which they are told."""
        return ordered(self.brief.events, self.brief.timezone)

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """What may be printed: nothing that was said off the record (R16)."""
        return {key: p for key, p in self.brief.positions.items() if p.attribution.terms != "off_the_record"}

    @cached_property
    def superseded(self) -> frozenset[str]:
        return frozenset(p.supersedes for p in self.positions.values() if p.supersedes)

    @cached_property
    def references(self) -> dict[str, int]:
        """The number of each source: in file order, cited ones first."""
        ranked = sorted(self.brief.sources.items(), key=lambda item: item[1].role != "cited")
        return {key: number for number, (key, _) in enumerate(ranked, 1)}

    def changed(self, collection: str, key: str = "", *fields: str) -> bool:
        """True when an item is new or changed since the edition that is told against; with fields, when one of them is."""
        if not fields:
            return (collection, key) in self._marked_items
        return any((collection, key, name) in self.marked for name in ("", *fields))

    @cached_property
    def _marked_items(self) -> frozenset[tuple[str, str]]:
        return frozenset((collection, key) for collection, key, _ in self.marked)

    @property
    def shown_sources(self) -> Mapping[str, Source]:
        """The sources that the document names, by their numbers."""
        return {key: self.brief.sources[key] for key in self.references if not self.listed or key in self.listed}

    # -- numbers ------------------------------------------------------------------------------------------------------

    def figure(self, content: Inlines) -> tuple[Caption, str]:
        """The next figure's caption, and its anchor."""
        number = next(self._figures)
        return Caption(self.words("caption.figure"), number, content), f"figure-{number}"

    def table(self, content: str) -> tuple[Caption, str]:
        """The next table's caption, and its anchor."""
        number = next(self._tables)
        return Caption(self.words("caption.table"), number, text(content)), f"table-{number}"

    # -- people and references ----------------------------------------------------------------------------------------

    def actor(self, ref: str) -> Actor | None:
        return self.brief.actors.get(ref)

    def entry(self, ref: str) -> str:
        """What an actor is called at the beginning of a cell: with a capital."""
        return capital(self.name(ref))

    def name(self, ref: str) -> str:
        """What an actor is called; a position stands for its actor."""
        if ref in self.brief.positions and ref not in self.brief.actors:
            ref = self.brief.positions[ref].actor
        actor = self.actor(ref)
        return actor.title if actor else ref

    def names(self, refs: Iterable[str]) -> str:
        """ "a, b and c", each once."""
        return self.words.list(dict.fromkeys(self.name(ref) for ref in refs))

    def place(self, ref: str) -> str:
        """A place by its id, or the plain text that stands for one."""
        found = self.brief.places.get(ref)
        return found.name if found else ref

    def cites(self, evidence: Iterable[Evidence]) -> Inlines:
        """References to the sources of some evidence, each once; contradicting ones too: the reader sees both."""
        found: dict[str, Cite] = {}
        for item in evidence:
            number = self.references.get(item.source)
            if number:
                label = f"{number}, {item.locator}" if item.locator else str(number)
                found.setdefault(label, Cite(label, f"source-{item.source}"))
                self.cited.add(item.source)
        return spaced(*found.values())

    def annex(self, name: str) -> str:
        """ "Annex B"."""
        return self.words("section.annex", letter=self.letters.get(name, ""))

    def link(self, content: str, anchor: str, *, part: str) -> Inlines:
        """A text linked to an anchor of a section or annex; the text alone when the outline leaves that out."""
        return (Link(text(content), f"#{anchor}"),) if content and part in self.parts else text(content)


def text(content: str) -> Inlines:
    """A text as inlines; nothing for an empty one."""
    return (Text(content),) if content else ()


def spaced(*inlines: Inline) -> Inlines:
    """Inlines with a space between them."""
    parts: list[Inline] = []
    for inline in inlines:
        parts += [Text(" "), inline] if parts else [inline]
    return tuple(parts)


def joined(parts: Iterable[Inlines], between: str = " ") -> Inlines:
    """Non-empty inlines, one after the other with a text between them."""
    result: list[Inline] = []
    for part in parts:
        if part:
            result += [Text(between), *part] if result else list(part)
    return tuple(result)


def capital(content: str) -> str:
    """A text whose first letter is a capital."""
    return content[:1].upper() + content[1:]


def sentence(content: str) -> str:
    """A text that ends like a sentence."""
    return content if content.rstrip().endswith((".", "?", "!", "…", ":")) else content.rstrip() + "."


Section = tuple[Block, ...]
