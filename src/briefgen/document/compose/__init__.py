"""An incident becomes a Document: the outline names the parts, one small function makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Literal

from briefgen.document.blocks import (
    Block,
    BulletList,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Timeline,
    plain,
)
from briefgen.document.compose.actions import actions, kinds_of
from briefgen.document.compose.actors import actors
from briefgen.document.compose.aftermath import causes, impact
from briefgen.document.compose.assessment import assessment, gaps, scope
from briefgen.document.compose.banner import banner
from briefgen.document.compose.change_entries import describe
from briefgen.document.compose.changes import changes, changes_since
from briefgen.document.compose.chronology import background, chronology, developments, every_event
from briefgen.document.compose.derived import times
from briefgen.document.compose.edition import edition_name, silent
from briefgen.document.compose.facts import Facts, text
from briefgen.document.compose.foot import left_over
from briefgen.document.compose.free_sections import SOURCES as ENDING
from briefgen.document.compose.free_sections import arranged, free_section, left_out
from briefgen.document.compose.front_page import FRONT, chart_left_over, opening, reasons_left_over, weighed
from briefgen.document.compose.lines import laid_out
from briefgen.document.compose.positions import every_statement, positions
from briefgen.document.compose.printable import on_record
from briefgen.document.compose.questions import questions, still_open
from briefgen.document.compose.resolve import resolve
from briefgen.document.compose.room import LENGTHS, ROOMS, ROOMS_OF_ONE_PAGE, Abridgement, Room
from briefgen.document.compose.sources import as_printed, estimative, references, sources
from briefgen.document.compose.tables import table_annex, tables
from briefgen.document.inlines import Cite, Inlines
from briefgen.document.meta import Furniture, Meta
from briefgen.document.outline import FrontPart, Outline, Part
from briefgen.document.passages import changed, links
from briefgen.document.stationery import PLAIN, Stationery
from briefgen.document.words import Words
from briefgen.model.brief import Brief
from briefgen.model.edition import Against, EditionInfo
from briefgen.model.marking import Marking

Blocks = tuple[Block, ...]

SECTIONS: dict[str, Callable[[Facts], Blocks]] = {
    "scope": scope,
    "timeline": chronology,
    "impact": impact,
    "causes": causes,
    "times": times,
    "actions": actions,
    "background": background,
    "actors": actors,
    "positions": positions,
    "questions": questions,
    "assessment": assessment,
    "gaps": gaps,
    "sources": sources,
    "developments": developments,
    "open": still_open,
    "references": references,
    "changes": changes,
    "tables": tables,
}
"""The numbered sections, by the name that an outline uses. To add one: a function here, its title in `templates/words/`."""
ANNEXES: dict[str, Callable[[Facts], Blocks]] = {
    "log": every_event,
    "tables": table_annex,
    "statements": every_statement,
    "estimative": estimative,
    "wording": as_printed,
    "changes": changes,
}
"""The lettered annexes, by the name that an outline uses."""
OF_SOURCES = ("front-wording", "front-foot", "section-sources", "section-references")
"""The parts that list the sources of the document, which are known when all others are made."""
LONG = 2600
"""Words from which a brief has a list of contents."""
LIGHT_FRONT, LIGHT_CHART = 900, 8
"""Characters on page 1, and events, up to which the chart stands there too."""


@dataclass(frozen=True)
class Composition:
    """A brief made into parts, of which page 1 is put together again for the room that there is.

    `made` are the sections and annexes, each made once; `marked`: something of the whole has a bar in the margin.
    """

    facts: Facts
    outline: Outline
    body: Blocks
    contents: bool
    marked: bool

    @property
    def fullest(self) -> Document:
        """The whole, with all that page 1 may say."""
        return self.document(self.rooms[0])

    @property
    def rooms(self) -> tuple[Room, ...]:
        """The ways to say page 1, the fullest first; each once where it has no strip."""
        rooms = ROOMS_OF_ONE_PAGE if self.outline.pages == 1 else ROOMS
        if self.facts.front_chart != "strip" or not self.facts.charted:
            rooms = tuple(room for room in rooms if not room.strip)
        if not weighed(self.facts):
            rooms = tuple(dict.fromkeys(replace(room, reasons=True) for room in rooms))
        return rooms

    @property
    def lengths(self) -> Iterator[Composition]:
        """The ways to say the pages after page 1, the longest first and each once; one, where as many may be as it takes."""
        last = self
        yield last
        for length in LENGTHS[1:] if self.outline.pages > 1 else ():
            shorter = self._shortened(length)
            if shorter.body != last.body:
                yield shorter
            last = shorter

    def _shortened(self, length: Abridgement) -> Composition:
        facts, made = _made(replace(self.facts, length=length), self.outline)
        return replace(self, facts=facts, body=_body(facts, self.outline, made))

    def page_1(self, room: Room) -> Document:
        """What has to stand on page 1: the front, and of a brief of one page all."""
        return self.document(room) if self.outline.pages == 1 else self._bound(self._front(room))

    def measured(self, room: Room) -> Document:
        """What ought to fit: page 1, and of a brief that is meant for so many pages all on them."""
        return self.document(room) if self.outline.pages else self.page_1(room)

    def document(self, room: Room) -> Document:
        """The whole, with page 1 as it is in a room."""
        left = (reasons_left_over, chart_left_over, left_over)
        return self._whole(self._front(room), *chain.from_iterable(made(self.facts, room) for made in left))

    def _front(self, room: Room) -> tuple[Block, ...]:
        if not self.outline.front:  # a withdrawn edition
            return opening(self.facts)
        front = (block for name in self.outline.front for block in FRONT[name](self.facts, room))
        return *opening(self.facts, marked=self.marked), *front

    def _whole(self, front: Blocks, *left: Block) -> Document:
        strip = any(isinstance(block, Timeline) and block.strip for block in front)
        light = strip and self.facts.chart_in_front  # page 1 has room for more
        breaks = self.outline.break_ and not light
        between: list[Block] = [PageBreak()] if breaks and self.body else []
        if self.contents:
            between.append(Contents(self.facts.words("section.contents")))
        left = left if self.outline.pages != 1 else ()
        body = (*left, *self.body) if breaks else (*self.body, *left)  # without a break it would stand on page 1 again
        return self._bound((*front, *between, *body))

    def _bound(self, blocks: Iterable[Block]) -> Document:
        return Document(_meta(self.facts, self.outline.pages), resolve(laid_out(blocks, self.facts.brief)))


def compose(
    brief: Brief,
    texts: Mapping[str, str],
    images: Mapping[str, bytes],
    outline: Outline,
    words: Words,
    *,
    stamp: EditionInfo | None = None,
    since: Against | None = None,
) -> Document:
    """The Document of a brief: an edition with a `stamp`, else a draft; `since` is the edition whose differences it tells.

    Page 1 is as full as it may be; `composed` leaves that open until its room is known.
    """
    return composed(brief, texts, images, outline, words, stamp=stamp, since=since).fullest


def composed(
    brief: Brief,
    texts: Mapping[str, str],
    images: Mapping[str, bytes],
    outline: Outline,
    words: Words,
    *,
    stamp: EditionInfo | None = None,
    since: Against | None = None,
    paper: Stationery = PLAIN,
) -> Composition:
    """The parts of the Document of a brief."""
    parts = frozenset(part.section for part in outline.shown) | {f"annex-{part.section}" for part in outline.annexes}
    front_chart, in_front = _chart(brief, outline)
    facts = Facts(
        brief,
        texts,
        images,
        words,
        parts,
        front_chart,
        in_front,
        _whole_chart(brief, images, outline),
        outline.name,
        outline.pages,
        stamp,
        since,
    )
    facts = replace(facts, told=describe(facts), paper=paper, brief=on_record(brief, brief)[1])
    if stamp and stamp.kind == "withdrawn":  # the facts of a withdrawn edition are not told again
        return Composition(facts, outline.model_copy(update={"front": (), "pages": 0}), (), False, False)
    facts, made = _made(facts, outline)
    body = _body(facts, outline, made)
    front = [block for name in outline.front for block in made[f"front-{name}"]]
    listed = outline.contents == "yes" or (outline.contents == "auto" and _length([*front, *body]) >= LONG)
    marked = any(changed((*opening(facts), *front, *body)))
    return Composition(facts, outline, body, bool(body) and listed, marked)


def compose_changes(since: Against, brief: Brief, words: Words, marking: Marking) -> Document:
    """The Document of the differences alone: what changed in the brief since an edition, under a marking."""
    title = words("section.changes", edition=since.edition)
    head = (Paragraph(text(brief.title), role="kicker"), Heading(1, text(title), "title"))
    why = tuple(Paragraph(text(said)) for said in (silent(words, since),) if said)
    marked = brief.model_copy(update={"marking": marking})
    told = (*head, *why, *changes_since(since, brief, words))
    return Document(_meta(Facts(marked, {}, {}, words)), tuple(laid_out(told, brief)))


# -- two passes -------------------------------------------------------------------------------------------------------


def _made(facts: Facts, outline: Outline) -> tuple[Facts, dict[str, Blocks]]:
    """Every part of the outline, each made once; and the facts with what is known of the document by then.

    The annexes are made first, so that the others can name them; the parts that list the document's own sources last.
    """
    made = {f"annex-{part.section}": ANNEXES[part.section](facts) for part in outline.annexes}
    letters = (part.section for part in outline.annexes if made[f"annex-{part.section}"])
    facts = replace(facts, letters={name: chr(ord("A") + n) for n, name in enumerate(letters)})
    wanted: dict[str, Callable[[Facts], Blocks]] = {f"front-{name}": _fullest(name) for name in outline.front}
    wanted |= {f"section-{part.section}": SECTIONS[part.section] for part in outline.shown}
    made |= {name: make(facts) for name, make in wanted.items() if name not in OF_SOURCES}
    if "sources" not in facts.parts:
        found = links(chain.from_iterable(made.values()))
        named = {link.anchor.removeprefix("source-") for link in found if isinstance(link, Cite)}
        named |= {one.id for one in facts.told if one.collection == "sources" and "changes" in facts.parts}
        facts = replace(facts, cited=frozenset(named))
    return facts, made | {name: make(facts) for name, make in wanted.items() if name in OF_SOURCES}


def _fullest(name: FrontPart) -> Callable[[Facts], Blocks]:
    """A part of page 1 with all the room that it wants."""
    return lambda facts: FRONT[name](facts, ROOMS[0])


def _body(facts: Facts, outline: Outline, made: Mapping[str, Blocks]) -> Blocks:
    """What stands after page 1."""
    return (*_sections(facts, outline, made), *_annexes(facts, outline, made))


def _sections(facts: Facts, outline: Outline, made: Mapping[str, Blocks]) -> Iterator[Block]:
    """The sections that have something to say, numbered where there are several; the brief's own among them."""
    found: list[tuple[Heading, Blocks]] = []
    for one in arranged(facts.brief, outline.shown):
        if isinstance(one, str):
            if facts.length.own == "none":
                continue
            own = facts.brief.sections[one]
            changed = facts.changed("sections", one, "title")
            title = text(own.title, f"sections.{one}.title")
            head = Heading(2, title, f"free-{one}", changed=changed, origin=f"sections.{one}")
            found.append((head, free_section(facts, one, own)))
        elif blocks := made[f"section-{one.section}"]:
            found.append((Heading(2, _title(facts, one, blocks), f"section-{one.section}"), blocks))
    left = left_out(facts) if found else ()
    for number, (head, blocks) in enumerate(found, 1):
        if head.anchor.removeprefix("section-") in ENDING:
            yield from left
            left = ()
        yield from _headed(replace(head, number=str(number)) if len(found) > 1 else head, blocks)
    yield from left


def _annexes(facts: Facts, outline: Outline, made: Mapping[str, Blocks]) -> Iterator[Block]:
    for part in outline.annexes:
        if blocks := made[f"annex-{part.section}"]:
            head = Heading(2, _title(facts, part, blocks), f"annex-{part.section}", facts.annex(part.section))
            yield from _headed(head, blocks)


def _headed(head: Heading, blocks: Blocks) -> Iterator[Block]:
    """A part under its heading, behind the break that it begins with."""
    begins = isinstance(blocks[0], PageBreak)
    yield from (*blocks[:begins], head, *blocks[begins:])


def _title(facts: Facts, part: Part, blocks: Blocks) -> Inlines:
    """The title that the outline gives a part; one table alone heads it; else what the readers of its kind call it."""
    if part.title:
        return text(part.title)
    name: str = part.section
    tables = [block for block in blocks if isinstance(block, Table)]
    if name == "tables" and len(tables) == 1:
        return tables[0].caption.content
    if f"section.{facts.outline}.{name}" in facts.words.texts:
        name = f"{facts.outline}.{name}"
    elif name == "actions" and len(kinds := kinds_of(facts)) == 1:
        return text(facts.words(f"action_kinds.{kinds[0]}"))
    elif name == "questions" and not any(question.unanswered for question in facts.brief.questions.values()):
        name = "questions_answered"
    return text(facts.words(f"section.{name}", edition=facts.since.edition if facts.since else ""))


def _chart(brief: Brief, outline: Outline) -> tuple[Literal["strip", "whole", "none"], bool]:
    """What page 1 has of the chart, and whether that is all there is of it."""
    match outline.chart:
        case "auto":
            said = len(brief.bottom_line) + sum(len(point.text) for point in brief.key_points)
            return "strip", said <= LIGHT_FRONT and len(brief.events) <= LIGHT_CHART
        case "front":
            return "whole", True
        case "section":
            return "none", False
        case "none":
            return "none", True


def _whole_chart(brief: Brief, images: Mapping[str, bytes], outline: Outline) -> int:
    """The number of the whole chart as a figure: page 1 has the strip, and sections of the brief's own may have pictures before it."""
    number = 2
    for one in arranged(brief, outline.shown):
        if isinstance(one, str):
            number += sum(ref in images for ref in brief.sections[one].figures)
        elif one.section == "timeline":
            return number
    return number


def _length(blocks: list[Block]) -> int:
    """Words, roughly: enough to tell a long brief."""
    total = 0
    for block in blocks:
        match block:
            case Table(rows=rows):
                total += sum(len(plain(line).split()) for row in rows for cell in row.cells for line in cell)
            case Paragraph(content):
                total += len(plain(content).split())
            case BulletList(items):
                total += sum(len(plain(item.content).split()) for item in items)
            case _:
                total += 12
    return total


def _meta(facts: Facts, pages: int = 0) -> Meta:
    brief, w, edition, kind = facts.brief, facts.words, edition_name(facts), facts.kind
    subject = w("join.comma").join(part for part in (kind, edition, brief.marking.text) if part)
    return Meta(
        title=brief.title,
        language=brief.language,
        subject=subject,
        publisher=brief.publisher,
        keywords=tuple(part for part in (kind, brief.marking.label) if part),
        date=_date(brief, facts.stamp),
        furniture=Furniture(
            brief.title,
            edition,
            w.texts["page.page"],
            brief.contact,
            w("page.skip"),
            "" if facts.stamp else w("page.unissued"),
            w.texts["page.continued"],
        ),
        banner=banner(brief.marking),
        pages=pages,
    )


def _date(brief: Brief, stamp: EditionInfo | None) -> datetime:
    """The date of the files' properties: when the edition was issued; of a draft what its information goes up to, never the clock."""
    if stamp:
        return stamp.issued.astimezone(UTC).replace(microsecond=0)
    cutoff = brief.resolve(brief.as_of).last if brief.as_of else None
    meant = [brief.resolve(event.when) for event in brief.events.values() if event.when]
    known = [one.earliest for one in meant if one.earliest]
    moment = cutoff or max(known, default=datetime(2000, 1, 1, tzinfo=UTC))
    return moment.astimezone(UTC).replace(microsecond=0)
