"""Evidence: every claim names its source, every span and quotation stands in the archived text (R4, R5, R6, R19)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from briefgen.checks.archives import archives, cited, evidenced, items
from briefgen.checks.coverage import excerpt
from briefgen.checks.walk import parts
from briefgen.errors import KeyPath, Problem
from briefgen.model.aftermath import Cause, Impact
from briefgen.model.archive import ArchivedText, archived
from briefgen.model.beyond import measured, scaled, turned
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.event import Event, Role
from briefgen.model.passage import Found
from briefgen.model.source import Evidence
from briefgen.model.statement import Background, Position
from briefgen.model.time import When
from briefgen.reading.load import Loaded

_EXCERPT = 160
_SIMILAR = 60  # below it, the closest passage has nothing to do with the words


def unsourced(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """ICD 206: every event, position and background item has a source; impact and causes have one, or name what shows them."""
    for path, part, evidence in evidenced(loaded):
        bare = isinstance(part, Impact | Cause) and not part.refs
        if not evidence and (bare or isinstance(part, Event | Position | Background)):
            yield Problem("note", "no source is given for this", 'Write evidence: {source: "exact words"}', path)


def evidence_without_words(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R4: evidence says which words of an archived text carry the claim, unless a quotation of them stands there.

    A source without text has its own note (W4)."""
    texts = archives(loaded)
    quoted = {id_: position.quote.text for id_, position in loaded.draft.positions.items() if position.quote}
    for path, item in items(loaded):
        words = quoted.get(str(path[1]), "") if path[0] == "positions" else ""
        if not item.span and item.source in texts and not (words and texts[item.source].match(words)):
            message = f"which words of '{item.source}' say this is not stated"
            hint = f'Write {item.source}: "exact words", or locator: where no text is archived'
            yield Problem("note", message, hint, path, rule="R4")


def span_not_in_source(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R4: every span stands in the archived text of its source."""
    texts = archives(loaded)
    for path, item in items(loaded):
        text = texts.get(item.source)
        if item.span and text:
            yield from _stands(text, item.span, item.source, (*path, "span"))


def quote_not_in_source(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R4: the words of every quotation stand in an archived source of the position."""
    for id_, position in loaded.draft.positions.items():
        texts = cited(loaded, position.evidence)
        if position.quote and texts:
            found = {source: text.find(position.quote.text) for source, text in texts.items()}
            best = max(found, key=lambda source: (found[source].status == "exact", found[source].score))
            yield from _stands(texts[best], position.quote.text, best, ("positions", id_, "quote", "text"))


def quote_outside_evidence(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R5: a quotation lies within one of the spans that the position rests on."""
    for id_, position in loaded.draft.positions.items():
        if position.quote is None or any(position.quote.text in item.span for item in position.evidence):
            continue
        if not _stands_somewhere(loaded, position.quote.text, position.evidence):
            continue
        spans = [item.span for item in position.evidence if _stands_somewhere(loaded, item.span, (item,))]
        if spans and not any(archived(span).match(position.quote.text) for span in spans):
            message = "the quoted words are not within the span that the position rests on"
            hint = "Make the span long enough to hold them, or add a second one"
            yield Problem("error", message, hint, ("positions", id_, "quote", "text"), rule="R5")


def verbatim_unproven(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R6: words count as verbatim only when they were checked, and never on a paraphrase alone."""
    for id_, position in loaded.draft.positions.items():
        quote, path = position.quote, ("positions", id_, "quote", "integrity")
        if quote is None or quote.integrity != "verbatim":
            continue
        cited = [item.source for item in position.evidence if item.source in loaded.draft.sources]
        if cited and all(loaded.draft.sources[ref].fidelity == "machine_paraphrased" for ref in cited):
            message = f"words from '{cited[0]}', which a machine has paraphrased, cannot be verbatim"
            yield Problem("error", message, "Write integrity: altered, or cite the original as well", path, rule="R6")
        elif not quote.checked_against:
            message = "nothing says what these verbatim words were checked against"
            hint = "Write checked_against: with the recording, transcript or original, or leave integrity out"
            yield Problem("error", message, hint, path, rule="R6")


def fidelity_unknown(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R6: quotations from a source of unknown fidelity are not printed in quotation marks, which the author should know."""
    quoting = {e.source for p in loaded.draft.positions.values() if p.quote for e in p.evidence}
    for id_, source in loaded.draft.sources.items():
        if id_ in quoting and source.fidelity == "unknown":
            message = (
                "quotations from this source are printed without quotation marks, as nothing says how its text was made"
            )
            hint = "Write fidelity: original if it is the text that was published"
            yield Problem("note", message, hint, ("sources", id_), rule="R6")


def as_written_not_in_source(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R4: what is given as the source's own words for a time or a title stands in an archived text."""
    for path, part in parts(loaded.draft):
        if not isinstance(part, When | Role) or not part.as_written:
            continue
        texts = cited(loaded, _evidence_at(loaded.draft, path)) or archives(loaded)
        if texts and not any(text.match(part.as_written) for text in texts.values()):
            message = f"'{part.as_written}' does not stand in {_named(texts)}"
            hint = "as_written is for the source's own words; others belong in note"
            yield Problem("note", message, hint, (*path, "as_written"), rule="R4")


def confirmed_by_one_source(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R19: credibility 1 means confirmed by other sources; two with one origin are one."""
    by_grade: dict[str, list[str]] = defaultdict(list)
    for path, _, evidence in evidenced(loaded):
        supporting = [item for item in evidence if item.supports == "supports"]
        if len(loaded.draft.origins(supporting)) > 1:
            continue
        for index, item in enumerate(evidence):
            if item.credibility == "1":
                message = f"credibility 1 means confirmed by other sources, but {_one_origin(loaded.draft, supporting)}"
                hint = "Add evidence from a source with another origin, or write credibility: 2"
                yield Problem("error", message, hint, (*path, "evidence", index), rule="R19")
            elif item.credibility is None and _default_credibility(loaded.draft, item.source) == "1":
                by_grade[item.source].append(_one_origin(loaded.draft, supporting))
    for source, why in by_grade.items():
        grade = loaded.draft.sources[source].grade or ""
        message = (
            f"{grade} means confirmed by other sources, but {len(why)} of its items cite none of another origin: "
            + "; ".join(dict.fromkeys(why))
        )
        hint = f"Write grade: {grade[0]}2, and credibility: 1 on the items that others confirm"
        yield Problem("error", message, hint, ("sources", source, "grade"), rule="R19")


# -- looking up -------------------------------------------------------------------------------------------------------


def _stands(text: ArchivedText, words: str, source: str, path: KeyPath) -> Iterator[Problem]:
    """What is to be said of words in a text: nothing when they stand there exactly, and nothing beside them turns their sense."""
    found = text.find(words)
    if found.passes:
        if found.status != "exact":
            how, hint = _written_otherwise(found, words)
            yield Problem("note", f"these words stand in '{source}' only {how}", hint, path, rule="R4")
        yield from _beyond(text.text, found, path)
        return
    similar = found.passage and found.score >= _SIMILAR
    hint = f"The text has: {excerpt(found.passage, _EXCERPT)}" if similar else "Copy the words from the archived file"
    message = f"these words do not stand in the archived text of '{source}'"
    if found.difference:
        message += f" ({found.difference})"
    yield Problem("error", message, hint, path, rule="R4")


def _written_otherwise(found: Found, words: str) -> tuple[str, str]:
    """How words differ from the text in which they stand, and what to do about it."""
    if found.status != "normalised":
        return "with its brackets and ellipses", "Copy them from the file"
    if _letters(found.words) == _letters(words):
        return "with other spaces, quotation marks or dashes", "Copy them from the file"
    return (
        "with letters, vowel signs or line ends that are written otherwise",
        "The brief prints the text's own letters",
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text).casefold()))


def _beyond(text: str, found: Found, path: KeyPath) -> Iterator[Problem]:
    """What stands right before or after words in their source, and is missed without it."""
    place = found.spans[0][0], found.spans[-1][1]
    if word := turned(text, *place):
        message, hint = (
            f"the text has “{word}”, which says something else than what is left of it here",
            "Take the whole word",
        )
        yield Problem("warning", message, hint, path, rule="R4")
    if number := scaled(text, *place):
        yield Problem(
            "warning", f"the number goes on in the text: “{number}”", "Take the whole number", path, rule="R4"
        )
    if number := measured(text, *place):
        message = f"the text has “{number}”, with its sign"
        yield Problem("note", message, "Take the sign with it", path, rule="R4")


def _stands_somewhere(loaded: Loaded, words: str, evidence: Iterable[Evidence]) -> bool:
    return bool(words) and any(text.match(words) for text in cited(loaded, evidence).values())


def _evidence_at(brief: Brief, path: KeyPath) -> tuple[Evidence, ...]:
    """The evidence of the member of a collection that a path leads into; empty for the brief's own fields."""
    member = getattr(brief, str(path[0])).get(path[1]) if path[0] in COLLECTIONS else None
    evidence: tuple[Evidence, ...] = getattr(member, "evidence", ())
    return evidence


def _default_credibility(brief: Brief, source: str) -> str:
    item = brief.sources.get(source)
    return (item.grade or "")[1:] if item else ""


def _one_origin(brief: Brief, evidence: Iterable[Evidence]) -> str:
    """What evidence of one origin rests on, in words."""
    refs = tuple(dict.fromkeys(item.source for item in evidence))
    if len(refs) < 2:
        return f"only '{refs[0]}' is cited" if refs else "nothing is cited that supports it"
    named = ", ".join(f"'{ref}'" for ref in refs[:-1]) + f" and '{refs[-1]}'"
    (origin,) = brief.origins(Evidence(source=ref) for ref in refs)
    return f"{named} go back to '{origin}'" if origin in brief.sources else f"{named} are of one publisher, {origin}"


def _named(texts: Mapping[str, ArchivedText]) -> str:
    return "any of the archived texts" if len(texts) > 1 else f"the archived text of '{next(iter(texts))}'"
