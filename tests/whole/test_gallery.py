"""The gallery: the shipped briefs use the whole model between them, have nothing to fix, and keep to their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pypdfium2
import pytest

import briefgen
from briefgen.build.bundle import gather
from briefgen.checks import check
from briefgen.checks.walk import parts
from briefgen.document.blocks import Block
from briefgen.document.passages import parts as parts_of
from briefgen.look.theme import Theme
from briefgen.model.brief import Brief
from briefgen.model.log import RowMapping, RowZone
from briefgen.model.marking import TLP
from briefgen.model.shape import Model
from briefgen.model.statement import Position
from briefgen.model.table import TableContent
from briefgen.model.time import TimeForm, When
from briefgen.reading.load import Loaded
from briefgen.renderers import render
from briefgen.settings.office import Look, LookName
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT
from tests.support.sweeps import spread

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
WORKSPACE = WorkspaceFolder(ROOT)
BRIEFS = {source.slug: source for source in WORKSPACE.sources()}

NOT_SHOWN = {
    ("Attribution", "terms", "off_the_record"): "it is left out of every document, and its author is warned",
    ("Brief", "yardstick", "icd203_alt"): "the second row of the directive that icd203 shows",
    ("Evidence", "credibility", "3"): "one step of a ladder whose ends are shown",
    ("Evidence", "credibility", "4"): "one step of a ladder whose ends are shown",
    ("Evidence", "credibility", "5"): "one step of a ladder whose ends are shown",
    ("Evidence", "credibility", "6"): "one step of a ladder whose ends are shown",
    ("Style", "align", "left"): "one banner of its own is enough",
    ("Style", "align", "right"): "one banner of its own is enough",
}
"""What no brief shows, each with the reason."""


@cache
def loaded(slug: str) -> Loaded:
    return briefgen.load(BRIEFS[slug].file)


@cache
def brief(slug: str) -> Brief:
    found = loaded(slug).brief
    assert found is not None
    return found


def everything() -> Iterator[Model]:
    """Every part of every brief."""
    for slug in BRIEFS:
        yield from (part for _, part in parts(brief(slug)))


def kinds(model: type[Model] = Brief) -> Iterator[type[Model]]:
    """The model and all that it is made of, each once."""
    found: dict[type[Model], None] = {model: None}
    ahead = [model]
    while ahead:
        for field in ahead.pop().model_fields.values():
            for inner in within(field.annotation):
                if isinstance(inner, type) and issubclass(inner, Model) and inner not in found:
                    found[inner] = None
                    ahead.append(inner)
    return iter(found)


def within(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of, aliases and unions opened."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType, tuple, dict):
        for inner in get_args(annotation):
            yield from within(inner)
    else:
        yield annotation


def values(annotation: Any) -> tuple[str, ...]:
    """The values of an enumeration; none for any other type."""
    return next((get_args(kind) for kind in within(annotation) if get_origin(kind) is Literal), ())


FROM_FILES = (RowMapping, RowZone, TableContent)
"""How a log is read, which the tutorials on logs show and tests/reading/logs; the cells of tables, which nobody types."""


def missing_fields(seen: Mapping[type[Model], set[str]]) -> set[str]:
    told = (kind for kind in kinds() if kind not in FROM_FILES)
    return {f"{kind.__name__}.{name}" for kind in told for name in kind.model_fields if name not in seen[kind]} - {
        "Source.rows",
        "AnnexTable.preset",
        "Count.about",  # no brief counts people roughly; that of amounts is used
    }


def fields_used() -> dict[type[Model], set[str]]:
    seen: dict[type[Model], set[str]] = {kind: set() for kind in kinds()}
    for part in everything():
        seen[type(part)] |= part.model_fields_set
    return seen


def test_every_field_of_the_model_is_used() -> None:
    assert missing_fields(fields_used()) == set()


def test_a_field_that_no_brief_uses_is_found() -> None:
    seen = fields_used()
    seen[When].discard("fold")
    assert missing_fields(seen) == {"When.fold"}


def test_every_value_of_every_enumeration_is_used() -> None:
    wanted = {
        (kind.__name__, name, value)
        for kind in kinds()
        if kind not in FROM_FILES
        for name, field in kind.model_fields.items()
        for value in values(field.annotation)
    }
    # what is absent has its default, which is a value too
    used = {
        (type(part).__name__, name, getattr(part, name))
        for part in everything()
        for name, field in type(part).model_fields.items()
        if values(field.annotation)
    }
    used |= {
        (type(part.attribution).__name__, "terms", part.attribution.terms)
        for part in everything()
        if isinstance(part, Position)
    }
    assert wanted - used == set(NOT_SHOWN)


def test_every_form_of_a_time_is_used() -> None:
    whens = [part for part in everything() if isinstance(part, When)]
    assert {when.form for when in whens} == set(get_args(TimeForm))
    assert {when.precision for when in whens} >= {"decade", "year", "season", "month", "day", "minute"}
    assert any(when.about for when in whens)
    assert any(when.uncertain for when in whens)
    assert any(when.ongoing for when in whens)
    assert any(when.open_start for when in whens)


def test_the_kinds_of_brief_and_the_languages_are_used() -> None:
    assert {brief(slug).kind for slug in BRIEFS} == {
        "incident",
        "sitrep",
        "postmortem",
        "dfir",
    }  # any of them can be a one-pager: --outline
    assert {brief(slug).language for slug in BRIEFS} == {"en-GB", "pl"}


def test_every_block_is_made() -> None:
    documents = [gather(loaded(slug), brief(slug), Templates(ROOT)).document for slug in BRIEFS]
    for theme in get_args(LookName):  # a look has blocks of its own
        found = loaded("odra-2022-08")
        office = found.office.model_copy(update={"look": Look(theme=theme)})
        documents.append(gather(replace(found, office=office), brief("odra-2022-08"), Templates(ROOT)).document)
    made = {type(part) for one in documents for part in (*one.blocks, *parts_of(one.blocks))}
    assert set(get_args(Block)) <= made


@pytest.mark.parametrize("slug", BRIEFS)
def test_there_is_nothing_to_mend(slug: str) -> None:
    assert [str(problem) for problem in check(loaded(slug), NOW) if problem.level != "note"] == []


def test_the_log_of_the_exercise_is_long_and_of_every_kind() -> None:
    events = brief("exercise-northlight-2036").events.values()
    assert len(events) > 300
    assert {event.kind for event in events} == set(values(type(next(iter(events))).model_fields["kind"].annotation))


def test_real_incidents_quote_nobody() -> None:
    for slug in BRIEFS:
        if not slug.startswith(("exercise-", "przewodow-")):
            assert not [key for key, position in brief(slug).positions.items() if position.quote], slug


@pytest.mark.parametrize(("slug", "most"), [("ever-given-2021-03", 2), ("facebook-outage-2021-10", 8)])
def test_a_brief_keeps_to_its_pages(slug: str, most: int) -> None:
    made = render(gather(loaded(slug), brief(slug), Templates(ROOT)).document, "pdf", Theme(), b"")
    assert [str(problem) for problem in made.problems] == []
    pdf = pypdfium2.PdfDocument(made.data)
    try:
        assert len(pdf) <= most
    finally:
        pdf.close()


def test_the_polish_words_are_complete() -> None:
    templates = Templates(ROOT)
    polish, english = templates.words("pl"), templates.words("en-GB")
    own = {key for key in polish.texts.keys() - english.texts.keys() if not key.startswith("yardstick.")}
    counted = {key.removesuffix(".one") for key in english.texts if key.endswith(".one")}
    plurals = {f"{word}.{form}" for word in counted for form in ("few", "many")}
    assert own == plurals, "the standards have the English words of likelihood"
    assert english.texts.keys() <= polish.texts.keys()
    names = re.compile(r"\{\w+\}")
    for key, text in english.texts.items():
        assert set(names.findall(polish.texts[key])) == set(names.findall(text)), key
    assert [polish.count("chart.events", n) for n in (1, 2, 5, 22)] == [
        "1 zdarzenie",
        "2 zdarzenia",
        "5 zdarzeń",
        "22 zdarzenia",
    ]


def test_a_polish_brief_has_polish_words_only() -> None:
    made = render(gather(loaded("odra-2022-08"), brief("odra-2022-08"), Templates(ROOT)).document, "pdf", Theme(), b"")
    assert [str(problem) for problem in made.problems] == []
    pdf = pypdfium2.PdfDocument(made.data)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()
    for word in ("Draft", "DRAFT", "Page", "Sources", "Bottom line", "date only", "Timeline"):
        assert word not in text
    for word in ("PROJEKT", "Źródła", "śnięte", "Pt., 12 sie 2022", "złotej algi"):
        assert word in text


def test_the_markings_are_of_every_scheme() -> None:
    assert {brief(slug).marking.scheme for slug in BRIEFS} == {"none", "tlp", "uk-gsc", "us-cui", "custom"}
    assert {brief(slug).marking.label for slug in BRIEFS} & set(TLP)
    assert any(brief(slug).marking.designation_block for slug in BRIEFS)
    assert any(brief(slug).marking.caveats and brief(slug).marking.scheme == "tlp" for slug in BRIEFS)


@pytest.mark.parametrize("slug", spread(sorted(BRIEFS), 3))
@pytest.mark.parametrize(("outline", "limit"), [("one-pager", 1), ("sitrep", 2)])
def test_a_short_outline_is_as_short_as_it_promises_or_says_how_much_too_long(
    slug: str, outline: str, limit: int
) -> None:
    made = render(gather(loaded(slug), brief(slug), Templates(ROOT), outline).document, "pdf", Theme(), b"")
    pdf = pypdfium2.PdfDocument(made.data)
    count = len(pdf)
    pdf.close()
    assert [problem.rule for problem in made.problems] == ["W6"] * (count > limit)
    if outline in ("one-pager", brief(slug).kind):
        assert count <= limit
