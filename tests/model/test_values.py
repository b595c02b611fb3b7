"""The model holds values only: built in Python, read from YAML, read back from JSON and copied, a brief is the same brief."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from briefgen.document.compose import compose
from briefgen.look.theme import Theme
from briefgen.model.brief import Brief
from briefgen.model.event import Event
from briefgen.model.time import When
from briefgen.reading.exchange import as_data, from_data
from briefgen.reading.tree import parse
from briefgen.renderers import render
from briefgen.workspace.templates import Templates
from tests.model.test_changes import BRIEFS, real
from tests.support.checkout import ROOT, as_yaml
from tests.support.sweeps import examples, spread

ZONES = ("Europe/Warsaw", "Asia/Tokyo", "America/New_York", "UTC", "+05:30")
TIMES = ("2026-03-03 09:12", "2026-03-03", "2026-03~", "2026-03-03 09:12/11:00", "2026-03-02/..", "..2026-03-04")


def event(title: str, when: Any, **more: Any) -> Event:
    """As a caller writes it: a text, a date or a datetime is read as a time."""
    return Event(title=title, when=when, **more)


def fire(**more: Any) -> Brief:
    return Brief(title="A fire", events={"fire": event("It burns", "2026-03-03 09:12", **more)})


def instant(brief: Brief, key: str = "fire") -> datetime:
    when = brief.events[key].when
    assert when is not None
    return brief.resolve(when).leading


def document(brief: Brief) -> Any:
    templates = Templates(ROOT)
    return compose(brief, {}, {}, templates.outline(brief.kind), templates.words(brief.language))


def pdf(brief: Brief) -> bytes:
    return render(document(brief), "pdf", Theme(), Templates(ROOT).word_template()).data


def rebuilt(value: Any) -> Any:
    """The same model as somebody would build it in Python: every part through its own constructor."""
    match value:
        case BaseModel():
            return type(value)(**{name: rebuilt(getattr(value, name)) for name in value.model_fields_set})
        case tuple():
            return tuple(map(rebuilt, value))
        case Mapping():
            return {key: rebuilt(inner) for key, inner in value.items()}
        case _:
            return value


def journeys(brief: Brief) -> dict[str, Brief]:
    return {
        "python": rebuilt(brief),
        "yaml": Brief.model_validate(parse(as_yaml(brief), "brief.yaml").data),
        "json": Brief.model_validate_json(brief.model_dump_json()),
        "json of what is set": Brief.model_validate_json(brief.model_dump_json(exclude_unset=True, by_alias=True)),
        "edition": from_data(json.loads(json.dumps(as_data(brief)))),
        "copied": brief.model_copy(deep=True),
    }


@dataclass(frozen=True)
class Shortly:
    """A brief that a failing test does not print whole."""

    brief: Brief = field(repr=False)


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """A brief with what has broken a journey before: zones, ids, open times, evidence in short forms, answers, marks."""
    brief = real(draw(st.sampled_from(BRIEFS)))
    when = st.sampled_from(TIMES)
    events = {
        f"e{n}": event(f"Event {n}", draw(when), status=draw(st.sampled_from(("occurred", "pending"))))
        for n in range(draw(st.integers(0, 3)))
    }
    kept = {key: event for key, event in brief.events.items() if draw(st.booleans())}
    update = {
        "timezone": draw(st.sampled_from(ZONES)),
        "times": draw(st.sampled_from(("local+utc", "utc", "dtg"))),
        "events": {**kept, **events},
        "as_of": When(at=draw(when), note=draw(st.sampled_from(("", "as read")))),
    }
    return Brief.model_validate({**dict(brief), **update})


@settings(max_examples=examples(10))
@given(st.data())
def test_a_brief_is_the_same_whichever_way_it_came(data: st.DataObject) -> None:
    same(data.draw(briefs().map(Shortly)).brief)


@pytest.mark.full
@settings(max_examples=100)
@given(st.data())
def test_a_hundred_briefs_are_the_same_whichever_way_they_came(data: st.DataObject) -> None:
    same(data.draw(briefs().map(Shortly)).brief)


def same(brief: Brief) -> None:
    said = document(brief)
    for way, other in journeys(brief).items():
        assert other == brief, way
        assert document(other) == said, way


@pytest.mark.parametrize("name", spread(BRIEFS, 1))
def test_a_shipped_brief_makes_the_same_pdf_whichever_way_it_came(name: str) -> None:
    brief = real(name)
    wanted = pdf(brief)
    for way, other in journeys(brief).items():
        assert pdf(other) == wanted, way


@settings(max_examples=examples(3))
@given(st.data())
def test_a_drawn_brief_makes_the_same_pdf_whichever_way_it_came(data: st.DataObject) -> None:
    brief = data.draw(briefs().map(Shortly)).brief
    assert pdf(rebuilt(brief)) == pdf(Brief.model_validate_json(brief.model_dump_json())) == pdf(brief)


@pytest.mark.full
@settings(max_examples=30)
@given(st.data())
def test_thirty_drawn_briefs_make_the_same_pdf_whichever_way_they_came(data: st.DataObject) -> None:
    brief = data.draw(briefs().map(Shortly)).brief
    assert pdf(rebuilt(brief)) == pdf(Brief.model_validate_json(brief.model_dump_json())) == pdf(brief)


def test_a_clock_is_read_in_the_zone_of_its_brief() -> None:
    brief = Brief(title="x", timezone="Europe/Warsaw", events={"fire": event("t", "2026-03-03 09:12")})
    assert instant(brief) == datetime(2026, 3, 3, 8, 12, tzinfo=UTC)
    assert instant(Brief.model_validate_json(brief.model_dump_json())) == instant(brief)
    moved = brief.model_copy(update={"timezone": "Asia/Tokyo"})
    assert instant(moved) == datetime(2026, 3, 3, 0, 12, tzinfo=UTC)


def test_one_event_in_two_briefs_keeps_both_its_ids() -> None:
    one = event("It burns", "2026-03-03 09:12")
    first = Brief(title="a", timezone="Europe/Warsaw", events={"fire": one})
    second = Brief(title="b", timezone="Asia/Tokyo", events={"blaze": one})
    assert (list(first.events), list(second.events)) == (["fire"], ["blaze"])
    assert [instant(first).hour, instant(second, "blaze").hour] == [9, 9]
    assert instant(first) != instant(second, "blaze")


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        (date(2026, 3, 3), "2026-03-03"),
        (datetime(2026, 3, 3, 9, 12), "2026-03-03 09:12"),  # noqa: DTZ001 the brief's zone is meant
        (datetime(2026, 3, 3, 9, 12, 7, 551_000, tzinfo=UTC), "2026-03-03 09:12:07 UTC"),
        (datetime(2026, 3, 3, 9, 12, tzinfo=ZoneInfo("Asia/Tokyo")), "2026-03-03 09:12 Asia/Tokyo"),
        (datetime(2026, 3, 3, 9, 12, tzinfo=timezone(timedelta(hours=-3, minutes=-30))), "2026-03-03 09:12 -03:30"),
        (datetime(2026, 3, 3, 9, 12, tzinfo=ZoneInfo("EST")), "2026-03-03 09:12 -05:00"),
        (datetime(900, 3, 3, 9, 12, tzinfo=UTC), "0900-03-03 09:12 UTC"),
    ],
)
def test_dates_and_datetimes_are_taken_with_their_zone(given_: date, written: str) -> None:
    brief = Brief(title="x", timezone="Europe/Warsaw", events={"fire": event("t", given_)})
    when = brief.events["fire"].when
    assert when is not None
    assert when.text == written
    if isinstance(given_, datetime) and given_.tzinfo:
        assert instant(brief) == given_.replace(microsecond=0)
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


@pytest.mark.parametrize("fold", [0, 1])
def test_a_datetime_of_the_hour_that_comes_twice_keeps_which(fold: int) -> None:
    at = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Warsaw"), fold=fold)
    brief = Brief(title="x", events={"fire": event("t", at)})
    assert instant(brief) == at.astimezone(UTC)
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


def test_a_span_of_two_datetimes_keeps_both_zones() -> None:
    tokyo, kyiv = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Kyiv")
    span: dict[str, Any] = {"from": datetime(2026, 3, 3, 9, tzinfo=tokyo), "to": datetime(2026, 3, 3, 9, tzinfo=kyiv)}
    when = When(**span)
    meant = when.interval("UTC")
    assert meant.latest is not None
    assert [meant.leading.astimezone(UTC).hour, meant.latest.astimezone(UTC).hour] == [0, 7]


def test_a_time_given_as_a_model_is_open_as_its_text_is() -> None:
    assert Event(title="t", when=When(at="2026-03-03/..")) == event("t", "2026-03-03/..")


def test_a_clock_that_the_briefs_zone_leaves_out_is_refused_at_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        Brief(title="x", timezone="Europe/Warsaw", events={"fire": event("t", "2026-03-29 02:30")})
    (error,) = caught.value.errors()
    assert error["loc"] == ("events", "fire", "when")
    assert "does not exist on 2026-03-29 in Europe/Warsaw" in error["msg"]
    assert instant(fire()).hour == 9  # the same clock is legal elsewhere


def test_a_copy_into_a_zone_that_has_no_such_clock_tells_so_and_never_raises() -> None:
    brief = Brief(title="x", events={"fire": event("t", "2026-03-29 02:30")})
    moved = brief.model_copy(update={"timezone": "Europe/Warsaw"})
    assert [path for path, _, _ in moved.time_faults()] == [("events", "fire", "when")]
    assert document(moved)


def test_the_model_keeps_nothing_for_itself() -> None:
    for file in (ROOT / "src" / "briefgen" / "model").rglob("*.py"):
        assert not re.search(r"PrivateAttr|info\.context|__dict__\[", Path(file).read_text()), file
