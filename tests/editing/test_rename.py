"""An id becomes another, and every reference to it does, however it is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.editing import Add, EditRefused, Rename, apply
from briefgen.editing.nodes import Branch, read
from briefgen.editing.references import mentions
from briefgen.model.annotation import To, annotated
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.shape import Model
from briefgen.reading.fields import held
from briefgen.reading.load import load
from briefgen.reading.tree import parse
from tests.document.test_compose import composed

ROOT = Path(__file__).parents[2]
BRIEFS = [file for file in sorted(ROOT.glob("briefs/*/brief.yaml")) if not list(file.parent.glob("*.csv"))]

FORMS = """\
title: T
accepted:
  W3 events.fire.when: A reason
  events.fire: Another
  W3: Of all
sources: {log: The log, call: A call}
actors: {chief: {name: Adler, evidence: log}}
places: {quay: {name: The quay, evidence: [log, call: "he said log"]}}
events:
  fire: {title: Fire, when: 2026-01-02, place: quay, evidence: {log: [one, two], call: three}}
  smoke: {title: Smoke, when: 2026-01-02, after: fire, place: the quay, evidence: {source: log, span: log}}
positions:
  chief: {actor: chief, says: So it was, supports: origin.yes, about: [fire], evidence: [{source: log}]}
questions:
  origin: {text: Why?, answers: {yes: {text: Yes}, no: {text: No}}, resolution: {answer: origin.yes}}
key_points:
- text: It burned
  refs: ["events/fire", 'fire', smoke]
"""


def renamed(collection: str, old: str, new: str, text: str = FORMS) -> str:
    return apply(text.encode(), [Rename(collection, old, new)]).decode()


def test_a_source_is_renamed_in_every_form_of_evidence() -> None:
    wanted = (
        FORMS.replace("{log: The", "{wire: The").replace("evidence: log", "evidence: wire").replace("[log,", "[wire,")
    )
    wanted = wanted.replace("{log: [one", "{wire: [one").replace("source: log", "source: wire")
    assert renamed("sources", "log", "wire") == wanted


def test_an_event_is_renamed_in_lists_prefixes_and_accepted_places() -> None:
    wanted = (
        FORMS.replace("events.fire", "events.blaze")
        .replace("  fire:", "  blaze:")
        .replace("after: fire", "after: blaze")
    )
    wanted = wanted.replace("[fire]", "[blaze]").replace("\"events/fire\", 'fire'", "\"events/blaze\", 'blaze'")
    assert renamed("events", "fire", "blaze") == wanted


def test_a_question_is_renamed_before_the_point_of_its_answers() -> None:
    wanted = FORMS.replace("origin.yes", "cause.yes").replace("  origin:", "  cause:")
    assert renamed("questions", "origin", "cause") == wanted


ANSWERED = """\
title: T
accepted: {"W10 questions.origin.answers.yes.text": A reason, "R9 questions.other.answers.yes": Another}
positions:
  a: {actor: x, says: S, supports: origin.yes, denies: [ours, 'other.yes'], not_contradicting: [no]}
  b: {actor: x, says: S, supports: ["origin.yes", origin.no]}
questions:
  origin: {text: Why?, answers: {yes: Yes, no: {text: No}}, resolution: {answer: yes}}
  other: {text: What?, answers: {'yes': Yes, ours: We}, resolution: {answer: other.yes}}
"""


def test_an_answer_is_renamed_wherever_a_position_or_a_resolution_names_it() -> None:
    wanted = ANSWERED.replace("origin.yes", "origin.sure").replace("{yes: Yes", "{sure: Yes")
    wanted = wanted.replace("origin.answers.yes", "origin.answers.sure").replace("answer: yes", "answer: sure")
    assert renamed("answers", "origin.yes", "sure", ANSWERED) == wanted
    wanted = ANSWERED.replace("[ours,", "[we,").replace("ours: We", "we: We")
    assert renamed("answers", "other.ours", "we", ANSWERED) == wanted


def test_an_answer_that_is_named_alone_is_named_with_its_question_where_it_has_to_be() -> None:
    wanted = ANSWERED.replace("[ours,", "[other.no,").replace("ours: We", "no: We")
    with pytest.raises(EditRefused) as refused:  # the other position that names `no` alone
        renamed("answers", "other.ours", "no", ANSWERED)
    assert str(refused.value.where) == "brief.yaml:4:97"
    said = ANSWERED.replace(", not_contradicting: [no]", "")
    assert renamed("answers", "other.ours", "no", said) == wanted.replace(", not_contradicting: [no]", "")


def test_a_place_in_plain_text_is_no_reference() -> None:
    assert renamed("places", "quay", "dock") == FORMS.replace("{quay:", "{dock:").replace("place: quay", "place: dock")


@pytest.mark.parametrize(
    ("rename", "told"),
    [
        (Rename("events", "fire", "smoke"), "brief.yaml:11:3: 'smoke' is there already"),
        (Rename("events", "none", "smoke-2"), "there is no 'none' under events:"),
        (Rename("events", "fire", "The fire"), "'The fire' is not an id"),
        (Rename("event", "fire", "x"), "'event' is no collection"),
        (Rename("sources", "log", "source"), "a source cannot be called 'source'"),
        (Rename("judgements", "j", "fire"), "this would no longer mean what it means: 'fire'"),
        (Rename("positions", "chief", "fire"), "this would no longer mean what it means: 'fire'"),
        (Rename("answers", "origin.yes", "no"), "brief.yaml:15:52: 'no' is there already"),
        (Rename("answers", "origin.maybe", "x"), "the question 'origin' has no answer 'maybe'"),
        (Rename("answers", "cause.yes", "x"), "the question 'cause' has no answer 'yes'"),
        (Rename("answers", "yes", "x"), "'yes' does not say to which question"),
        (Rename("answers", "origin.yes", "Of course"), "'Of course' is not an id"),
    ],
)
def test_what_would_be_doubtful_is_refused(rename: Rename, told: str) -> None:
    text = f"{FORMS}judgements: {{j: {{text: t}}}}\n"
    with pytest.raises(EditRefused) as refused:
        apply(text.encode(), [rename])
    assert told in f"{refused.value.where}: {refused.value}"


def test_a_table_that_may_name_the_id_is_told_with_its_place() -> None:
    with pytest.raises(EditRefused) as refused:
        renamed("actors", "a", "b", "actors: {a: {name: A}}\nevents:\n  file: log.csv\n")
    assert str(refused.value.where) == "brief.yaml:3:9"


# -- every field ---------------------------------------------------------------------------------------------------------


def naming(model: type[Model], path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The path of every field that names something, and a reference that it may hold; a part within itself is left out."""
    for name, field in model.model_fields.items():
        here = (*path, field.alias or name)
        if to := annotated(model, To).get(name):
            yield here, "old.yes" if to.collections == ("answers",) else "old"
            continue
        kind, inner = held(field.rebuild_annotation())
        if kind == "mapping":
            here, (kind, inner) = (*here, "an-id"), held(inner)
        if kind == "list":
            here, (kind, inner) = (*here, 0), held(inner)
        if kind == "model" and len(here) < 12:
            yield from naming(inner, here)


EVERY = list(naming(Brief))


@pytest.mark.parametrize(("path", "ref"), EVERY, ids=[".".join(map(str, path)) for path, _ in EVERY])
def test_no_field_that_names_something_is_forgotten(path: tuple[str | int, ...], ref: str) -> None:
    for value in (ref, [ref, ref]):
        text = apply(b"", [Add(path, value)]).decode()
        root = read(text, "brief.yaml").root
        assert isinstance(root, Branch)
        found = [mention.ref for mention in mentions(root)]
        assert found == ([ref] if value == ref else [] if path[-1] == "source" else [ref, ref])


# -- the law -------------------------------------------------------------------------------------------------------------


def differs(file: Path, copy: Path, collection: str, named: str) -> bool:
    """True when the document of a brief, with an id renamed, differs by more than the id."""
    old = named.rpartition(".")[2]
    new = f"{old}-zz"
    copy.write_bytes(file.read_bytes())
    before = composed(load(copy, root=copy.parent, slug="b"))
    copy.write_bytes(apply(file.read_bytes(), [Rename(collection, named, new)]))
    after = composed(load(copy, root=copy.parent, slug="b"))
    return repr(after).replace(new, old) != repr(before)


def ids(file: Path) -> list[tuple[str, str]]:
    data: dict[str, Any] = parse(file.read_bytes().decode(), "brief.yaml").data
    found = [(collection, id_) for collection in COLLECTIONS for id_ in data.get(collection) or {}]
    questions = data.get("questions", {}).items()
    return found + [("answers", f"{key}.{id_}") for key, question in questions for id_ in question.get("answers", ())]


def test_a_renamed_brief_is_the_same_document_but_for_the_id(tmp_path: Path) -> None:
    file = next(file for file in BRIEFS if file.parent.name == "przewodow-2022-11")
    shutil.copytree(file.parent, tmp_path / "b")
    for collection, id_ in dict(reversed(ids(file))).items():  # the first of each collection
        assert not differs(file, tmp_path / "b" / "brief.yaml", collection, id_), (collection, id_)


@pytest.mark.full
@pytest.mark.parametrize("file", BRIEFS, ids=lambda file: file.parent.name)
def test_each_renamed_brief_is_the_same_document_but_for_the_id(file: Path, tmp_path: Path) -> None:
    shutil.copytree(file.parent, tmp_path / "b")
    for collection, id_ in ids(file):
        assert not differs(file, tmp_path / "b" / "brief.yaml", collection, id_), (collection, id_)


def test_a_reference_that_is_forgotten_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.editing.rename.mentions", lambda root: iter(list(mentions(root))[:-3]))
    file = next(file for file in BRIEFS if file.parent.name == "przewodow-2022-11")
    shutil.copytree(file.parent, tmp_path / "b")
    with pytest.raises(AssertionError):  # a reference that names nothing: the brief has an error
        for collection, id_ in ids(file):
            assert not differs(file, tmp_path / "b" / "brief.yaml", collection, id_)
