"""What a selected passage says: the texts with which a form opens, and that nothing is filled in which the words do not say."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.desk.prefill import PassageSays, what_it_says
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded

PUBLISHED = "2022-11-16"


def said(
    text: str, passage: str = "", *, language: str = "en", source: dict[str, Any] | None = None, **brief: Any
) -> PassageSays:
    """What a passage says of a text that was published on Wednesday 16 November 2022; the whole text where none is named."""
    kept = {"title": "Report", "language": language, "published": PUBLISHED, "fidelity": "original"} | (source or {})
    kept = {name: value for name, value in kept.items() if value}
    data = {"title": "T", "timezone": "Europe/Warsaw", "sources": {"report": kept}} | brief
    start = text.index(passage or text)
    loaded = Loaded.of(Brief.model_validate(data), {"report": text})
    return what_it_says(loaded, "report", start, start + len(passage or text))


# -- when ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "basis", "as_written", "zone"),
    [
        ("The fire broke out on 15 November 2022.", "2022-11-15", "stated", "on 15 November 2022", ""),
        ("The general earlier on Wednesday met the group.", "2022-11-16", "inferred_from_weekday", "earlier on Wednesday", ""),
        ("The assessments that emerged Tuesday calmed them.", "2022-11-15", "inferred_from_weekday", "Tuesday", ""),
        ("The ferry sank yesterday.", "2022-11-15", "inferred_from_context", "yesterday", ""),
        ("The ferry sank last week.", "2022-11-07..2022-11-13", "inferred_from_context", "last week", ""),
        ("The fire broke out on Tuesday at 15:40 Kyiv time.", "2022-11-15 15:40", "inferred_from_weekday", "on Tuesday at 15:40 Kyiv time", "Europe/Kyiv"),
        ("On Tuesday at 1340 GMT it exploded.", "2022-11-15 13:40", "inferred_from_weekday", "On Tuesday at 1340 GMT", "UTC"),
        ("The power failed around 10pm UTC Tuesday.", "2022-11-15 22:00~", "inferred_from_weekday", "around 10pm UTC Tuesday", "UTC"),
        ("The strike lasted from Monday to Wednesday.", "2022-11-14/2022-11-16", "inferred_from_weekday", "Monday to Wednesday", ""),
        ("The plant has been closed since 12 November.", "2022-11-12/..", "inferred_from_context", "since 12 November", ""),
        ("The plant must report by 12 November 2022.", "..2022-11-12", "stated", "by 12 November 2022", ""),
    ],
)  # fmt: skip
def test_the_time_is_filled_in_with_how_it_is_known(text: str, at: str, basis: str, as_written: str, zone: str) -> None:
    when = said(text).when
    assert (when.at, when.basis, when.as_written, when.zone) == (at, basis, as_written, zone)
    assert f"From “{as_written}”" in when.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The deadline is 03/04/2022.", "“03/04/2022” may be 2022-03-04 or 2022-04-03."),
        ("It will be decided on Friday.", "“on Friday” may be 2022-11-18 or 2022-11-11."),
        ("The nine-month war goes on.", "“nine-month” is a length of time, not a day."),
        ("The ship arrived on Monday and left on Tuesday.", "Several times stand here: “on Monday”, “on Tuesday”."),
        ("Tuesday’s incident put leaders on edge.", "“Tuesday’s incident”: the day of what is named so."),
        ("After the explosion on Tuesday the leaders met.", "“on Tuesday” is the day of what came before."),
        ("Before Tuesday nobody knew.", "“Before Tuesday” names no day of its own."),
        ("Officials said Wednesday that a missile struck Poland.", "“Wednesday” is when it was said."),
        ("Nothing is known of the day.", ""),
    ],
)
def test_a_time_that_the_words_leave_open_stays_empty_and_says_why(text: str, why: str) -> None:
    when = said(text).when
    assert (when.at, when.why) == ("", why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("It happened on Tuesday at 3 p.m. local time.", "“local time”: write the zone of the place that is meant."),
        (
            "It happened on Tuesday at 3 p.m. CST.",
            "“CST” may mean several zones. Write America/Chicago, or Asia/Shanghai.",
        ),
        ("It began at 15:39 UTC on 15 November 2022 and ended at 22:45.", "2 clock times stand here"),
    ],
)
def test_a_clock_of_which_the_zone_is_open_is_left_out(text: str, why: str) -> None:
    when = said(text).when
    assert when.at == "2022-11-15"
    assert why in when.remark


def test_a_clock_without_a_zone_is_left_out_as_in_suggestions() -> None:
    when = said("It happened on Tuesday at 15:40.").when
    assert when.at == "2022-11-15"
    assert (
        when.remark == "“15:40” names no zone, so it is left out. Add it if it is in Warsaw time, else with its zone."
    )


def test_a_day_of_the_week_is_reckoned_from_the_cutoff_where_the_source_has_no_date_and_that_is_said() -> None:
    without = {"published": ""}
    assert said("It struck on Tuesday.", source=without).when.at == ""
    when = said("It struck on Tuesday.", source=without, as_of="2022-11-16").when
    assert when.at == "2022-11-15"
    assert "the brief’s cutoff, Wednesday 16 November 2022: the source has no date of its own" in when.why


def test_a_day_that_the_writer_settled_for_this_source_holds_for_the_next_one() -> None:
    text = "It struck on Tuesday. On Tuesday they met."
    event = {
        "title": "It strikes",
        "when": {"at": "2022-11-08", "basis": "inferred_from_weekday", "as_written": "on Tuesday"},
        "evidence": {"report": "It struck on Tuesday."},
    }
    when = said(text, "On Tuesday they met.", events={"strike": event}).when
    assert (when.at, when.why) == (
        "2022-11-08",
        "From “On Tuesday”, worked out from the weekday, as in this source’s other events.",
    )


# -- who speaks ---------------------------------------------------------------------------------------------------------

INTERVIEW = "“We will rebuild the bridge,” Mayor Anna Kowalska told reporters in Odesa on Monday. “Nobody was killed.” He added that it is “a disaster.”"


def test_the_speaker_of_a_quotation_is_named_with_office_and_when_it_was_said() -> None:
    found = said(INTERVIEW, "“We will rebuild the bridge,” Mayor Anna Kowalska told reporters in Odesa on Monday.")
    speaker = found.voices.speaker
    assert speaker is not None
    assert (speaker.name, speaker.role, speaker.kind) == ("Anna Kowalska", "Mayor", "person")
    assert found.told.at == "2022-11-14"
    assert found.when.at == ""
    assert (found.quote.text, found.quote.form, found.quote.marks) == (
        "We will rebuild the bridge",
        "direct",
        "Printed in quotation marks.",
    )


def test_a_quotation_that_goes_on_has_the_speaker_of_the_one_before() -> None:
    speaker = said(INTERVIEW, "“Nobody was killed.”").voices.speaker
    assert speaker is not None
    assert speaker.name == "Anna Kowalska"


def test_whom_a_pronoun_means_is_offered_and_never_filled_in() -> None:
    found = said(INTERVIEW, "He added that it is “a disaster.”").voices
    assert found.speaker is None
    assert [one.name for one in found.perhaps] == ["Anna Kowalska"]
    assert found.why == "“He” may be Anna Kowalska."


def test_two_who_speak_are_offered_and_none_is_filled_in() -> None:
    found = said("Preliminary assessments from Poland and NATO say that it was a Ukrainian missile over Lublin.").voices
    assert found.speaker is None
    assert [one.name for one in found.perhaps] == ["Poland", "NATO"]
    assert found.why == "Several speak here: Poland and NATO."


def test_an_actor_of_the_brief_is_known_by_alias_and_by_last_name_alone() -> None:
    actors = {"milley": {"name": "Mark Milley", "aliases": ["the highest general"]}, "lee": {"name": "Ann Lee"}}
    for text in ("Milley said that the port is closed.", "The highest general said that the port is closed."):
        speaker = said(text, actors=actors).voices.speaker
        assert speaker is not None
        assert speaker.actor == "milley", text


def test_a_last_name_that_two_share_is_no_ones() -> None:
    actors = {"ann": {"name": "Ann Lee"}, "bob": {"name": "Bob Lee"}}
    speaker = said("Lee said that the port is closed.", actors=actors).voices.speaker
    assert speaker is not None
    assert (speaker.actor, speaker.name) == ("", "Lee")


def test_those_without_a_name_have_the_words_for_them() -> None:
    speaker = said("U.S. officials said Wednesday that a missile struck Poland.").voices.speaker
    assert speaker is not None
    assert (speaker.name, speaker.label, speaker.kind) == ("", "U.S. officials", "group")


# -- words in quotation marks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fidelity", "marks"),
    [
        ("original", "Printed in quotation marks."),
        ("machine_paraphrased", "Printed without quotation marks: this text was altered by machine."),
        ("ocr", "Printed without quotation marks: this text was read from a picture by machine."),
        ("unknown", "Printed without quotation marks: it is not known how this text reached us."),
    ],
)
def test_what_happens_to_the_marks_is_said_with_its_reason(fidelity: str, marks: str) -> None:
    assert said("Milley said it was “a crime.”", source={"fidelity": fidelity}).quote.marks == marks


def test_words_that_an_editor_put_in_are_told_apart() -> None:
    quote = said("Austin said he had “seen nothing that contradicts [President Duda’s] view.”").quote
    assert quote.text == "seen nothing that contradicts [President Duda’s] view."
    assert quote.insertions == ("[President Duda’s]",)


def test_words_inside_what_another_says_are_told_by_that_other() -> None:
    text = "Lloyd Austin said he had “seen nothing that contradicts [Polish President Andrzej Duda’s] preliminary evaluation that it was a missile.”"
    found = said(text, "[Polish President Andrzej Duda’s] preliminary evaluation that it was a missile.")
    assert found.voices.speaker is not None
    assert found.voices.speaker.name == "Andrzej Duda"
    assert [one.name for one in found.voices.via] == ["Lloyd Austin"]
    assert found.quote.text == ""
    assert found.quote.marks == "None: the words stand inside what Lloyd Austin says."


# -- who took part ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("General Jane Doe met the mayor on Tuesday.", "Jane Doe"),
        ("Jane Doe, who earlier met the mayor, left Odesa.", ""),
        ("General Jane Doe said a missile struck the port.", ""),
        ("Moscow’s barrage hit the port.", ""),
        ("He met the mayor.", ""),
        ("A fire broke out.", ""),
    ],
)
def test_who_acts_is_filled_in_where_the_sentence_begins_with_a_name_and_is_not_about_what_is_said(
    text: str, who: str
) -> None:
    found = said(text).who
    assert (found.name if found else "") == who


def test_actors_of_the_brief_that_are_named_are_known_by_any_of_their_names() -> None:
    actors = {
        "doe": {"kind": "person", "name": "Jane Doe"},
        "group": {"name": "Ukraine Contact Group"},
        "ukraine": {"kind": "state", "name": "Ukraine"},
        "dod": {"name": "Department of Defense", "aliases": ["the Pentagon"]},
    }
    text = "Doe met the Pentagon-led Ukraine Contact Group, the Pentagon said."
    assert said(text, actors=actors).named == ("doe", "group", "dod")


# -- where, and how many ------------------------------------------------------------------------------------------------


def test_a_place_is_filled_in_where_the_text_says_what_it_is_or_the_brief_has_it() -> None:
    port = said("A fire broke out in the port of Odesa.").place
    assert port is not None
    assert (port.name, port.kind, port.place) == ("Odesa", "port", "")
    known = said("A fire broke out in Odesa.", places={"odesa": {"name": "Odesa"}}).place
    assert known is not None
    assert known.place == "odesa"


@pytest.mark.parametrize(
    "text",
    [
        "Worries grew in Europe.",
        "It hit the town of Lviv and the village of Bar.",
        "The fire was in no port.",
    ],
)
def test_a_place_that_the_words_do_not_settle_stays_empty(text: str) -> None:
    assert said(text).place is None


def test_where_something_was_said_is_not_where_it_happened() -> None:
    found = said("He met them, Milley told reporters in Odesa.", places={"odesa": {"name": "Odesa"}})
    assert found.place is None
    assert found.told_at is not None
    assert found.told_at.place == "odesa"


@pytest.mark.parametrize(
    ("text", "harm", "value"),
    [
        ("It struck on Tuesday, killing two.", "killed", "2"),
        ("The fire left 3 to 5 soldiers dead.", "killed", "3-5"),
        ("It exploded, killing at least 12 people.", "killed", "at least 12"),
        ("It exploded, wounding more than 30 others.", "injured", "at least 31"),
        ("Nobody was killed.", "killed", "0"),
        ("The wave left two missing at 1340 GMT.", "missing", "2"),
        ("Bei dem Brand starben drei Menschen.", "killed", "3"),
    ],
)
def test_people_killed_injured_and_missing_are_counted(text: str, harm: str, value: str) -> None:
    language = "de" if text.startswith("Bei") else "en"
    assert [(one.harm, one.value) for one in said(text, language=language).amounts] == [(harm, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A barrage of between 60 and 100 missiles was fired.", [("60-100", "missiles", "")]),
        ("It spilled 1,200 tonnes of oil.", [("1200", "oil", "tonnes")]),
        ("It spilled about 1,200 tonnes of oil.", [("~1200", "oil", "tonnes")]),
        ("Flight 447 carried 228 people at 14:10 on 15 November 2022.", [("228", "people", "")]),
        ("Article 5 was not invoked.", []),
        ("Dozens of houses burned.", []),
    ],
)
def test_other_amounts_have_their_unit(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.value, one.what, one.unit) for one in said(text).amounts] == expected


def test_a_text_in_a_language_that_is_not_known_has_its_quotations_and_dates_in_digits() -> None:
    found = said("Il a dit « nous partons » le 2022-11-15.", language="fr")
    assert found.quote.text == "nous partons"
    assert found.when.at == "2022-11-15"
    assert found.voices.speaker is None
