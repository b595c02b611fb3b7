"""An incident becomes a Document: the outline names the parts, one small function makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

from briefgen.document.blocks import (
    Banner,
    Block,
    BulletList,
    Cite,
    Contents,
    Document,
    Furniture,
    Heading,
    Meta,
    PageBreak,
    Paragraph,
    Table,
    plain,
)
from briefgen.document.compose.actors import actors
from briefgen.document.compose.assessment import assessment, gaps
from briefgen.document.compose.change_entries import describe
from briefgen.document.compose.changes import changes, changes_since
from briefgen.document.compose.chart import timeline
from briefgen.document.compose.chronology import background, chronology, developments, every_event
from briefgen.document.compose.edition import edition_name, silent
from briefgen.document.compose.facts import Facts, text
from briefgen.document.compose.front_page import FRONT, opening
from briefgen.document.compose.lines import laid_out
from briefgen.document.compose.positions import every_statement, positions
from briefgen.document.compose.questions import questions, still_open
from briefgen.document.compose.resolve import resolve
from briefgen.document.compose.sources import as_printed, estimative, references, sources
from briefgen.document.outline import Outline, Part
from briefgen.document.passages import changed, links
from briefgen.document.words import Words
from briefgen.model.brief import Brief
from briefgen.model.edition import Against, EditionInfo
from briefgen.model.marking import Marking

Blocks = tuple[Block, ...]

SECTIONS: dict[str, Callable[[Facts], Blocks]] = {
    "timeline": chronology,
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
}
"""The numbered sections, by the name that an outline uses. To add one: a function here, its title in `templates/words/`."""
ANNEXES: dict[str, Callable[[Facts], Blocks]] = {
    "log": every_event,
    "statements": every_statement,
    "estimative": estimative,
    "wording": as_printed,
    "changes": changes,
}
"""The lettered annexes, by the name that an outline uses."""
OF_SOURCES = ("front-wording", "section-sources", "section-references")
"""The parts that list the sources of the document, which are known when all others are made."""
LONG = 2600
"""Words from which a brief has a list of contents."""
LIGHT_FRONT, LIGHT_CHART = 900, 8
"""Characters on page 1, and events, up to which the chart stands there too."""


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
    """The Document of a brief: an edition with a `stamp`, else a draft; `since` is the edition whose differences it tells."""
    parts = frozenset(part.section for part in outline.sections) | {f"annex-{part.section}" for part in outline.annexes}
    chart_in_front = _chart_in_front(brief, outline)
    facts = Facts(brief, texts, images, words, parts, chart_in_front, outline.name, stamp, since)
    facts = replace(facts, told=describe(facts))
    if stamp and stamp.kind == "withdrawn":
        return Document(
            _meta(facts), resolve(laid_out(opening(facts), brief))
        )  # the facts of a withdrawn edition are not told again
    facts, made = _made(facts, outline)
    front = [block for name in outline.front for block in made[f"front-{name}"]]
    if chart_in_front and facts.charted and outline.chart != "none":
        front.append(timeline(facts))
    body = [*_sections(facts, outline, made), *_annexes(facts, outline, made)]
    marked = any(changed((*opening(facts), *front, *body)))
    front = [*opening(facts, marked=marked), *front]
    breaks = outline.break_ and not (chart_in_front and outline.chart == "auto")  # a light page 1 has room for more
    between: list[Block] = [PageBreak()] if breaks and body else []
    if body and (outline.contents == "yes" or (outline.contents == "auto" and _length([*front, *body]) >= LONG)):
        between.append(Contents(words("section.contents")))
    return Document(_meta(facts, outline.pages), resolve(laid_out((*front, *between, *body), brief)))


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
    wanted: dict[str, Callable[[Facts], Blocks]] = {f"front-{name}": FRONT[name] for name in outline.front}
    wanted |= {f"section-{part.section}": SECTIONS[part.section] for part in outline.sections}
    made |= {name: make(facts) for name, make in wanted.items() if name not in OF_SOURCES}
    if "references" in facts.parts:
        found = links(chain.from_iterable(made.values()))
        named = {link.anchor.removeprefix("source-") for link in found if isinstance(link, Cite)}
        named |= {one.id for one in facts.told if one.collection == "sources" and "changes" in facts.parts}
        facts = replace(facts, cited=frozenset(named))
    return facts, made | {name: make(facts) for name, make in wanted.items() if name in OF_SOURCES}


def _sections(facts: Facts, outline: Outline, made: Mapping[str, Blocks]) -> Iterator[Block]:
    """The sections that have something to say, numbered where there are several."""
    found = [(part, blocks) for part in outline.sections if (blocks := made[f"section-{part.section}"])]
    for number, (part, blocks) in enumerate(found, 1):
        label = str(number) if len(found) > 1 else ""
        yield Heading(2, text(_title(facts, part)), f"section-{part.section}", label)
        yield from blocks


def _annexes(facts: Facts, outline: Outline, made: Mapping[str, Blocks]) -> Iterator[Block]:
    for part in outline.annexes:
        if blocks := made[f"annex-{part.section}"]:
            yield Heading(2, text(_title(facts, part)), f"annex-{part.section}", facts.annex(part.section))
            yield from blocks


def _title(facts: Facts, part: Part) -> str:
    return part.title or facts.words(f"section.{part.section}", edition=facts.since.edition if facts.since else "")


def _chart_in_front(brief: Brief, outline: Outline) -> bool:
    if outline.chart == "auto":
        said = len(brief.bottom_line) + sum(len(point.text) for point in brief.key_points)
        return said <= LIGHT_FRONT and len(brief.events) <= LIGHT_CHART
    return outline.chart != "section"


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


TLP_COLOURS = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
"""Text colours of TLP 2.0 on black (FIRST, August 2022)."""


def banner(marking: Marking) -> Banner | None:
    """The banner of a marking by its scheme's rules; None for no marking."""
    text, label, style = marking.text, marking.label, marking.style
    match marking.scheme:
        case "none":
            return None
        case "tlp":
            return Banner(text, TLP_COLOURS.get(label, "#FFFFFF"), "#000000", "right", label=label)
        case "uk-gsc" | "us-cui" | "custom":
            if style is None:
                return Banner(text, "#000000", "#FFFFFF", "center", label=label)
            return Banner(text, style.foreground, style.background, style.align, style.size_pt, label)
