"""One description per field: a field that does not say how a change of it is told is refused as soon as its module is read."""

from __future__ import annotations

from typing import Annotated

import pytest

from briefgen.model.annotation import Member, Own, To, Told, Untold, annotated
from briefgen.model.brief import COLLECTIONS, MEMBERS, Brief
from briefgen.model.event import Event


def test_a_field_without_the_decision_is_refused_at_import() -> None:
    with pytest.raises(TypeError, match=r"Flood\.depth does not say how a change of it is told"):

        class Flood(Member):
            title: Annotated[str, Told()]
            depth: str = ""

    with pytest.raises(TypeError, match="depth"):

        class Deluge(Event):
            depth: Annotated[str, Told(), Untold()] = ""  # twice is no decision either


def test_what_a_field_refers_to_stands_at_the_field() -> None:
    assert annotated(Event, To)["according_to"].collections == ("positions", "actors")
    assert annotated(Event, Own)["label"] == Own(40, "characters")


def test_every_collection_that_a_reference_may_name_is_one() -> None:
    named = {
        name for model in (Brief, *MEMBERS.values()) for to in annotated(model, To).values() for name in to.collections
    }
    assert named - {"answers"} <= set(COLLECTIONS)


def test_a_reference_is_found_where_it_may_look() -> None:
    brief = Brief.model_validate(
        {"title": "x", "events": {"cloudflare": {"title": "t"}}, "actors": {"cloudflare": "C", "own": "O"}}
    )
    assert brief.find("cloudflare") == ("events", "cloudflare")
    assert brief.find("actors/cloudflare") == ("actors", "cloudflare")
    assert brief.find("own") == ("actors", "own")
    assert brief.find("own", ("events",)) is None
    assert brief.find("nothing/own") is None
