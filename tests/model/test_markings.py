"""Markings: a slip is told and never printed; a marking of the office's own is one when it says so."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from briefgen.model.brief import Brief
from briefgen.model.marking import Marking
from briefgen.reading.frozen import thawed
from briefgen.settings.office import Office


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("OFFICAL", "OFFICIAL"),
        ("official", "OFFICIAL"),
        ("Official-Sensitive", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL: Sensitive", "OFFICIAL-SENSITIVE"),
        ("SECRT", "SECRET"),
        ("TOPSECRET", "TOP SECRET"),
        ("amber", "TLP:AMBER"),
        ("TLP AMBER", "TLP:AMBER"),
        ("TLP: AMBER", "TLP:AMBER"),
        ("TLP-AMBER", "TLP:AMBER"),
        ("TPL:AMBER", "TLP:AMBER"),
        ("tlp:red", "TLP:RED"),
        ("TLP:AMBER STRICT", "TLP:AMBER+STRICT"),
        ("TLP:WHITE", "TLP:CLEAR"),
        ("cui", "CUI"),
        ("cui//SP-PRVCY", "CUI//SP-PRVCY"),
    ],
)
@pytest.mark.parametrize("mapped", [False, True])
def test_a_near_miss_is_refused_with_the_label_to_write(written: str, right: str, mapped: bool) -> None:
    marking = {"label": written, "handling": "No copies"} if mapped else written
    for model, data in (
        (Brief, {"title": "x", "marking": marking}),
        (Brief, {"title": "x", "events": {"e": {"title": "E", "marking": marking}}}),
        (Office, {"marking": marking}),
        (Office, {"lists": {"desk": {"recipients": "a@example.org", "ceiling": marking}}}),
    ):
        with pytest.raises(ValidationError) as refused:
            model.model_validate(data)
        assert f"|Write {right}" in str(refused.value)


@pytest.mark.parametrize("label", ["TLP:AMBER+STRICT", "OFFICIAL-SENSITIVE", "CUI", "CUI//SP-PRVCY", "CONTROLLED"])
def test_a_known_label_stands_alone(label: str) -> None:
    assert Marking.model_validate(label).scheme != "custom"
    assert Marking.model_validate(label) == Marking.model_validate({"label": label})


def test_a_marking_of_ones_own_is_a_mapping_and_one_that_is_near_a_known_one_names_its_scheme() -> None:
    with pytest.raises(ValidationError, match=r"not a label of TLP 2\.0"):
        Marking.model_validate({"label": "TLP:PURPLE"})
    with pytest.raises(ValidationError, match=r"\{scheme: custom, label: EXERCISE\}"):
        Marking.model_validate("EXERCISE")
    assert Marking.model_validate({"label": "EXERCISE"}).scheme == "custom"
    assert Marking.model_validate({"label": "Official", "scheme": "custom"}).text == "Official"


@pytest.mark.parametrize("label", ["amber", "OFFICAL", "EXERCISE"])
def test_an_edition_that_was_issued_with_it_is_read(label: str) -> None:
    old = thawed(Brief, {"title": "x", "marking": label})
    assert (old.marking.text, old.marking.scheme) == (label, "custom")
    assert thawed(Brief, old.model_dump(mode="json", exclude_defaults=True)) == old
