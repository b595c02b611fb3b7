"""Rows of a log as the page has them: marked, so that nobody takes them for a statement of the brief's, and counted."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.blocks import Paragraph
from briefgen.document.compose.facts import Facts, joined, link, sentence, text
from briefgen.document.inlines import Inlines
from briefgen.model.event import Event
from briefgen.model.log import ROW, log_of
from briefgen.model.source import Source


def titled(facts: Facts, key: str, event: Event) -> Inlines:
    """The title of an event; of a row of a log what is logged, marked as that."""
    title = text(event.title, f"events.{key}.title")
    return facts.words.fill("log.logged", said=title) if log_of(key) else title


def notes(facts: Facts) -> Iterator[Paragraph]:
    """For each log its title, grade and wording, how many of its rows are told, and what marks those that stand for themselves."""
    shown = {log_of(key) for key in facts.events}
    for key, source in facts.brief.sources.items():
        if source.rows and (key in shown or key in facts.texts):
            yield Paragraph(
                joined(_note(facts, key, source, marked=key in shown)), role="small", origin=f"sources.{key}"
            )


def _note(facts: Facts, key: str, source: Source, *, marked: bool) -> Iterator[Inlines]:
    w = facts.words
    if marked:
        yield w.fill("log.marked", log=named(facts, key))
    if (kept := facts.texts.get(key, "").count(ROW)) and source.rows and source.rows.total:
        name = "log.rows_of_it" if marked else "log.rows"
        log = {} if marked else {"log": named(facts, key)}
        yield w.fill(name, n=w.number(kept), total=w.number(source.rows.total), **log)
    undated = sum(event.when is None for event_key, event in facts.events.items() if log_of(event_key) == key)
    if undated:
        yield text(sentence(w("log.undated", n=w.number(undated))))


def named(facts: Facts, key: str) -> Inlines:
    """ "Control room log [1] (B2, original wording)"."""
    w, source, at = facts.words, facts.brief.sources[key], f"sources.{key}"
    known = joined((text(source.grade or "", f"{at}.grade"), text(w(f"fidelity.{source.fidelity}"))), w("join.comma"))
    number = link(text(f"[{facts.references[key]}]"), f"source-{key}")
    return w.fill("log.named", title=text(source.title, f"{at}.title"), ref=number, known=known)
