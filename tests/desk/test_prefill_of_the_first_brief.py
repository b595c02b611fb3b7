"""The forms as they open on the very words of the first brief's facts, held against what its writer made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from briefgen.desk.open_brief import OpenBrief
from briefgen.desk.prefill import PassageSays, what_it_says
from briefgen.model.lookup import Archive
from briefgen.model.passage import match
from briefgen.model.source import Evidence
from briefgen.reading.load import Loaded

Outcome = Literal["right", "left empty", "missing", "wrong"]
"""Left empty is what the writer left empty too, missing what the words do not say but the writer knew."""


def test_next_to_nothing_is_filled_in_wrongly(brief: OpenBrief) -> None:
    found = Counter(outcome for _, _, outcome in held(brief.reading().loaded))
    print(dict(found))
    assert found["wrong"] == 0
    assert found["right"] >= 49
    assert found["missing"] <= 25


def test_a_source_with_the_wrong_date_is_noticed(brief: OpenBrief) -> None:
    """A prefill that is wrong makes the measure above fail."""
    loaded = brief.reading().loaded
    article = loaded.draft.sources["article"]
    wrong = article.model_copy(update={"published": loaded.draft.events["war"].when})
    sources = {"article": wrong.model_validate({**article.model_dump(mode="json"), "published": "2022-11-23"})}
    told = replace(loaded, draft=loaded.draft.model_copy(update={"sources": sources}))
    assert ("wrong", 5) in Counter(outcome for _, field, outcome in held(told) if field == "date").items()


def held(loaded: Loaded) -> Iterator[tuple[str, str, Outcome]]:
    """Each field of each event and position, with what became of it. The brief has its actors and places, but no event and position yet."""
    bare = replace(loaded, draft=loaded.draft.model_copy(update={"events": {}, "positions": {}}))
    brief = loaded.draft
    for key, event in brief.events.items():
        several = list(_said(loaded, bare, event.evidence))
        when = next((one.when for one in several if one.when.at), None)
        place = next((one.place for one in several if one.place), None)
        harm = {one.harm: one.value for said in several for one in said.amounts if one.harm}
        amounts = {one.value for said in several for one in said.amounts if not one.harm}
        assert event.when is not None
        yield key, "date", _outcome(when and when.at[:10], event.when.text.split("/")[0].rstrip("~?"))
        yield key, "basis", _outcome(when and when.basis, event.when.basis)
        yield key, "as written", _outcome(when and when.as_written, event.when.as_written)
        yield key, "place", _outcome(place and (place.place or place.name), event.place)
        yield (
            key,
            "killed",
            _outcome(
                harm.get("killed"),
                event.casualties and str(event.casualties[0].killed.max)
                if event.casualties and event.casualties[0].killed
                else "",
            ),
        )
        for quantity in event.quantities:
            yield (
                key,
                "quantity",
                "right" if str(quantity.value and quantity.value.model_dump()) in amounts else "missing",
            )
    for key, position in brief.positions.items():
        several = list(_said(loaded, bare, position.evidence))
        voices = next((one.voices for one in several if one.voices.speaker), None)
        quote = next((one.quote for one in several if one.quote.text), None)
        via = voices.via[0].actor if voices and voices.via else ""
        yield key, "speaker", _outcome(voices and voices.speaker and voices.speaker.actor, position.actor)
        yield key, "as told by", _outcome(via, position.via[0] if position.via else "")
        yield (
            key,
            "quotation",
            _outcome(_plain(quote.text) if quote else "", _plain(position.quote.text) if position.quote else ""),
        )
        yield (
            key,
            "insertions",
            _outcome(quote and quote.insertions, position.quote.insertions if position.quote else ()),
        )


def _said(loaded: Loaded, bare: Loaded, evidence: tuple[Evidence, ...]) -> Iterator[PassageSays]:
    """What each of a fact's passages says."""
    for one in evidence:
        found = match(Archive(loaded.texts[one.source]), one.span)
        assert found is not None
        yield what_it_says(bare, one.source, found.spans[0][0], found.spans[-1][1])


def _outcome(filled: object, wanted: object) -> Outcome:
    if not filled:
        return "missing" if wanted else "left empty"
    return "right" if filled == wanted else "wrong"


def _plain(words: str) -> str:
    """The words without the comma of the sentence around them."""
    return words.rstrip(" ,")
