"""What changed, in words: facts before bookkeeping, nothing secret, nothing swallowed, and a bar beside what stands there anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from briefgen.document.blocks import Document, Heading, Paragraph, plain
from briefgen.document.compose import compose
from briefgen.document.compose.changes import changes_since, entries_since, lines_since
from briefgen.document.compose.statements import reworded
from briefgen.document.compose.values import MODELS, label, naming
from briefgen.document.inlines import Strong
from briefgen.document.passages import dead, links, live
from briefgen.model.annotation import Told, annotated
from briefgen.model.brief import FRONT, Brief, KeyPoint
from briefgen.model.changes import READING, compare
from briefgen.model.edition import Baseline, EditionInfo
from briefgen.reading.load import load
from briefgen.reading.tree import parse
from briefgen.workspace.templates import Templates
from tests.document.test_edition_words import ISSUED
from tests.model.test_changes import FIELDS as MODEL_FIELDS
from tests.model.test_changes import altered, whole
from tests.support.as_text import BAR, as_text
from tests.support.checkout import ROOT
from tests.support.sweeps import spread

TEMPLATES = Templates(Path("nowhere"))
LANGUAGES = ("en-GB", "en-US", "pl")


@cache
def brief(name: str) -> Brief:
    loaded = load(ROOT / "tests" / "incidents" / f"changed-{name}.yaml", root=ROOT, office=ROOT / "none.yaml")
    assert loaded.brief is not None, loaded.problems
    return loaded.brief


def document(before: Brief, after: Brief, outline: str = "incident", stamp: EditionInfo | None = None) -> Document:
    words = TEMPLATES.words(after.language)
    return compose(after, {}, {}, TEMPLATES.outline(outline), words, stamp=stamp, since=Baseline(1, before))


def told(before: Brief, after: Brief, language: str = "en-GB") -> tuple[str, ...]:
    return lines_since(Baseline(1, before), after, TEMPLATES.words(language))


def section(text: str) -> str:
    """The section or annex of changes, and every line with a bar."""
    start = text.index("Changes since edition 1")
    own = text[text.rindex("\n", 0, start) + 1 :].split("\n\n")[0]
    barred = [line for line in text.splitlines() if line.startswith(BAR)]
    return "\n".join([own.rstrip(), "", *barred, ""])


@pytest.mark.parametrize("outline", ["incident", "sitrep"])
def test_the_section_and_the_bars(golden: Callable[[str, str], None], outline: str) -> None:
    golden(f"changed-{outline}.txt", section(as_text(document(brief("before"), brief("after"), outline))))


@pytest.mark.parametrize("language", ["en-GB", "pl"])
def test_the_lines_for_a_message(golden: Callable[[str, str], None], language: str) -> None:
    golden(f"changed-lines-{language}.txt", "\n".join(told(brief("before"), brief("after"), language)) + "\n")


def test_a_sitrep_begins_with_the_changes() -> None:
    made = document(brief("before"), brief("after"), "sitrep")
    first = next(block for block in made.blocks if isinstance(block, Heading) and block.level == 2)
    assert (first.number, plain(first.content)) == ("1", "Changes since edition 1")


@pytest.mark.parametrize("outline", ["incident", "sitrep", "one-pager"])
def test_without_an_edition_there_is_nothing_of_it(outline: str) -> None:
    words = TEMPLATES.words("en-GB")
    text = as_text(compose(brief("after"), {}, {}, TEMPLATES.outline(outline), words))
    assert BAR not in text
    assert "margin" not in text
    assert "since edition" not in text


def test_what_did_not_change_is_said_in_one_line_and_marks_nothing() -> None:
    text = as_text(document(brief("after"), brief("after")))
    assert "body: Nothing has changed since edition 1." in text
    assert BAR not in text
    assert "margin" not in text


def test_bookkeeping_is_counted_and_marks_nothing() -> None:
    log = brief("after").sources["log"].model_copy(update={"sha256": "0" * 64, "rights": "Free."})
    after = brief("after").model_copy(update={"sources": {**brief("after").sources, "log": log}})
    text = as_text(document(brief("after"), after))
    assert "No fact has changed since edition 1." in text
    assert "Sources: 2 details changed." in text
    assert BAR not in text


def test_what_is_gone_is_named_and_marks_nothing() -> None:
    after = brief("before").model_copy(update={"events": {**brief("before").events}})
    del after.events["rumour"]
    text = as_text(document(brief("before"), after))
    assert "Event removed: Tue 3 Mar 2026, A second cut is announced on the radio." in text
    assert BAR not in text


def test_the_key_of_the_bars_is_said_once_and_leads_to_the_annex() -> None:
    made = document(brief("before"), brief("after"))
    text = as_text(made)
    assert text.count("A bar in the margin marks what is new or changed since edition 1.") == 1
    standfirst = next(block for block in made.blocks if isinstance(block, Paragraph) and block.role == "standfirst")
    assert "All changes: Annex B." in plain(standfirst.content)


@pytest.mark.parametrize("outline", ["incident", "sitrep", "one-pager"])
def test_every_link_has_its_place(outline: str) -> None:
    made = document(brief("before"), brief("after"), outline)
    assert live(made.blocks) or outline == "one-pager", "whose sources stand at its foot"
    assert dead(made.blocks) == []


def test_a_withdrawal_tells_no_changes() -> None:
    stamp = EditionInfo(2, "withdrawn", ISSUED, supersedes=1, corrects=1, reason="Forged.")
    text = as_text(document(brief("before"), brief("after"), stamp=stamp))
    assert "margin" not in text
    assert "09:14" not in text


# -- what must not be told --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outline", ["incident", "sitrep", "one-pager"])
def test_what_is_or_was_or_became_off_the_record_surfaces_nowhere(outline: str) -> None:
    pairs = [("before", "after"), ("after", "before")]
    for text in (
        as_text(document(brief("before"), brief("after"), outline)),
        "\n".join(told(brief("before"), brief("after"))),
    ):
        assert "earlier cuts" not in text
        assert "told me" not in text
        assert "minister-" not in text
    for one, other in pairs:
        assert "earlier cuts" not in "\n".join(told(brief(one), brief(other)))
    assert any("Nobody has told me anything." in line for line in told(brief("after"), brief("before"))), (
        "now it may be told"
    )


def test_a_reference_to_what_is_off_the_record_is_not_told_either() -> None:
    found = brief("after").events["found"].model_copy(update={"contested_by": ("minister-aside",)})
    after = brief("after").model_copy(update={"events": {**brief("after").events, "found": found}})
    assert told(brief("after"), after) == ("Nothing has changed since edition 1.",)
    point = KeyPoint(text="It was said.", refs=("positions/minister-aside", "cut"))
    pointed = after.model_copy(update={"key_points": (point,)})
    entries = entries_since(Baseline(1, brief("after")), pointed, TEMPLATES.words("en-GB"))
    assert "minister-" not in repr(entries)


def test_a_situation_report_tells_no_judgements() -> None:
    assert "unlikely" in as_text(document(brief("before"), brief("after")))
    assert "unlikely" not in as_text(document(brief("before"), brief("after"), "sitrep"))
    before, after = (brief(name).model_copy(update={"kind": "sitrep"}) for name in ("before", "after"))
    assert "unlikely" not in "".join(told(before, after))
    assert "udgement" not in "".join(told(before, after))


# -- nothing swallowed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "name"), spread(list(MODEL_FIELDS), 40), ids=[f"{model.__name__}.{name}" for model, name in MODEL_FIELDS]
)
def test_no_field_is_swallowed(model: type, name: str) -> None:
    after = altered(whole(), MODEL_FIELDS[model, name]).model_copy(update={"language": "en-GB", "kind": "incident"})
    before = whole().model_copy(update={"language": "en-GB", "kind": "incident"})
    if compare(before, after):
        assert "Nothing has changed" not in "".join(told(before, after))
        assert len(told(before, after)) >= 1


def test_a_position_that_was_swallowed_would_be_seen() -> None:
    assert told(whole(), whole()) == ("Nothing has changed since edition 1.",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_collection_has_its_words(language: str) -> None:
    words = TEMPLATES.words(language)
    told = [label(told, name) for model in MODELS.values() for name, told in annotated(model, Told).items()]
    assert set(told) <= set(words.texts)
    for collection in READING:
        for key in ("changes.of", "changes.new", "changes.removed"):
            assert f"{key}.{collection}" in words.texts
        assert collection == "positions" or naming(collection)
    assert f"changes.of.{FRONT}" in words.texts


# -- the words --------------------------------------------------------------------------------------------------------

PLAIN = """\
title: A fire
timezone: Europe/Warsaw
sources: {log: Log}
actors: {chief: Ada Nowak, deputy: Bo Li}
events:
  fire: {title: Fire in the hall, when: 2026-03-08 02:10, casualties: {killed: 1}, actors: [chief], evidence: log}
positions:
  first: {actor: chief, says: It was a bearing., topic: cause}
questions:
  cause: {text: Why?, owner: chief, answers: {bearing: A bearing.}}
"""


def one(old: str, new: str, text: str = PLAIN) -> str:
    assert old in text
    before, after = (Brief.model_validate(parse(source, "x").data) for source in (text, text.replace(old, new)))
    return " ".join(told(before, after))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("killed: 1}", "killed: 2}", "Changed: Fire in the hall. Casualties: 2 killed (was 1)."),
        ("killed: 1}", "killed: 2, injured: 3}", "Changed: Fire in the hall. Casualties: 2 killed, 3 injured (was 1 killed)."),
        ("killed: 1}", "killed: 2+}", "Changed: Fire in the hall. Casualties: at least 2 killed (was 1)."),
        (", casualties: {killed: 1}", "", "Changed: Fire in the hall. Casualties: no longer given (was 1 killed)."),
        ("02:10", "02:15", "Re-dated: Fire in the hall. Sun 8 Mar 2026, 02:15 (01:15 UTC); before: 02:10 (01:10 UTC)."),
        ("2026-03-08 02:10", "2026-03-09", "Re-dated: Fire in the hall. Mon 9 Mar 2026; before: Sun 8 Mar 2026, 02:10 (01:10 UTC)."),
        ("[chief]", "[deputy]", "Changed: Fire in the hall. Who: Bo Li (was Ada Nowak)."),
        ("[chief]", "[chief, deputy]", "Changed: Fire in the hall. Who: Ada Nowak and Bo Li (was Ada Nowak)."),
        ("title: Fire in the hall", "title: Fire in hall 2", "Changed: Fire in hall 2. Before: Fire in the hall."),
        ("title: A fire", "title: A fire at Plant 4", "Title: A fire at Plant 4; before: A fire"),
        ("Fire in the hall,", "Fire in the hall, status: ongoing,", "Changed: Fire in the hall. Status: Continuing (was Occurred)."),
        (
            "a bearing., topic",
            "a bearing., preliminary: yes, topic",
            "Changed: Ada Nowak: It was a bearing. Preliminary: yes (was no).",
        ),
        ("says: It was a bearing.", "says: It was arson.", "Changed: Ada Nowak. What they say: It was arson; before: It was a bearing."),
        ("owner: chief", "owner: deputy", "Changed: Why? Who will answer: Bo Li (was Ada Nowak)."),
        ("bearing: A bearing.", "bearing: A bearing., arson: Arson.", "Changed: Why? New answer: Arson."),
        ("bearing: A bearing.", "bearing: A worn bearing.", "Changed: Why? Answer: A worn bearing; before: A bearing."),
        ("Why?,", "Why?, status: answered, resolution: {text: By chance.},", "Answered: Why? By chance."),
        ("Why?,", "Why?, status: overtaken,", "Changed: Why? Status: Overtaken by events (was Open)."),
        ("log: Log}", "log: {title: Log, grade: B2}}", "Re-graded: Log. Grade: B2 (not given before)."),
        ("log: Log}", "log: Log, more: More}", "New source: More."),
        ("chief: Ada Nowak", "chief: {name: Ada Nowak, rank: Dr}", "Changed: Dr Ada Nowak. Rank: Dr (not given before)."),
        ("title: A fire", "title: A fire\nmarking: TLP:AMBER", "Marking: TLP:AMBER (was none)"),
        ("evidence: log", "evidence: {log: exact words}", "No fact has changed since edition 1. Events: 1 detail changed."),
        ("actors: [chief], evidence", "marking: none, actors: [chief], evidence", "Nothing has changed since edition 1."),
    ],
)  # fmt: skip
def test_words(old: str, new: str, line: str) -> None:
    assert one(old, new) == line


def test_long_prose_is_told_as_reworded_with_the_changed_words_strong() -> None:
    before = "The harbour stood still all morning while the engineers looked for the fault in two of the quays."
    after = before.replace("two of", "all three of")
    words = Templates(ROOT).words("en-GB")
    parts = reworded(words, before, after, 3)
    assert plain(parts) == "… the fault in all three (was: two) of the quays."
    assert [plain(part.children) for part in parts if isinstance(part, Strong)] == ["all three"]
    assert plain(reworded(words, after, before.replace(" all morning", ""), 3)) == (
        "The harbour stood still (left out: all morning) while the engineers … the fault in two (was: all three) of the quays."
    )
    assert reworded(words, before, "Quite another text.") == reworded(words, "x", "Quite another text.")


def test_order_alone_is_not_told() -> None:
    text = PLAIN.replace("[chief]", "[chief, deputy]")
    assert (
        one("[chief, deputy]", "[deputy, chief]", text)
        == "No fact has changed since edition 1. Events: 1 detail changed."
    )


def test_blocks_for_a_message_lead_nowhere() -> None:
    blocks = changes_since(Baseline(1, brief("before")), brief("after"), TEMPLATES.words("en-GB"))
    assert blocks
    assert not list(links(blocks))


def test_phases_and_the_decision_asked_are_told() -> None:
    def one(until: str, **more: object) -> Brief:
        phases = {"dark": {"title": "Dark", "when": f"2026-01-01/{until}"}, **more}
        decision = {"text": "Close the quay.", "from": "chief", "by": until}
        return Brief.model_validate(
            {"title": "A", "actors": {"chief": "Adler"}, "phases": phases, "decision": decision}
        )

    before = one("2026-01-02")
    after = one("2026-01-03", back={"title": "Back", "when": "2026-01-04/.."})
    assert lines_since(Baseline(1, before), after, TEMPLATES.words("en-GB")) == (
        "Decision asked: Close the quay, Adler, by Sat 3 Jan 2026 (was Close the quay, Adler, by Fri 2 Jan 2026)",
        "Re-dated: Dark. Thu 1 Jan 2026 to Sat 3 Jan 2026 (was Thu 1 Jan 2026 to Fri 2 Jan 2026).",
        "New phase: Back.",
    )
