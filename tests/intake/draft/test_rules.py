"""What drafting finds in real articles: quotations and who speaks them, dates, people, doubt, places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.intake.draft.candidate import Candidate, CandidateKind
from briefgen.intake.draft.languages import table
from briefgen.intake.draft.rules import extract

TEXTS = Path(__file__).parent / "texts"
ARTICLE = Path(__file__).parents[3] / "briefs/przewodow-2022-11/sources/article.txt"
PUBLISHED = dt.date(2026, 3, 4)


def drafted(name: str, published: dt.date | None = PUBLISHED) -> tuple[Candidate, ...]:
    text = (TEXTS / name).read_text(encoding="utf-8")
    found = extract(text, source="text", published=published)
    assert all(text[one.start : one.end] == one.words for one in found)
    return found


def of(found: tuple[Candidate, ...], kind: CandidateKind) -> list[Candidate]:
    return [one for one in found if one.kind == kind]


def test_an_english_article_gives_who_said_what() -> None:
    said = [(one.speaker, one.value) for one in of(drafted("harbour.txt"), "quotation")]
    assert said == [
        ("Ann Lee", "We found the charger under the roof that fell first,"),
        ("Ann Lee", "That is not yet a finding."),
        ("Tom Okoro", "beyond anything we train for"),
        ("He", "two of my people are in hospital"),
        ("Maria Duarte", "pure invention."),
        ("a resident", "Nobody was told to leave,"),
    ]


def test_a_pronoun_is_never_a_name_and_says_whom_it_may_mean() -> None:
    pronoun = next(one for one in drafted("harbour.txt") if one.speaker == "He")
    assert not pronoun.named
    assert "perhaps Tom Okoro" in pronoun.note


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Port Authority: statement on the fire, hall 4. “It stays closed,” Ann Lee said.", "Ann Lee"),
        ("Port Authority: “It stays closed.”", "Port Authority"),
        ("LEE: We call it “a known risk” here.", "LEE"),
    ],
)
def test_a_colon_that_a_headline_has_names_no_speaker(text: str, speaker: str) -> None:
    (found,) = of(extract(text, source="text"), "quotation")
    assert found.speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Mark Milley said that the chance is low.", "Mark Milley", "that the chance is low"),
        ("Ann Lee said Monday the port stays closed.", "Ann Lee", "the port stays closed"),
        ("Ann Lee told reporters that the port stays closed.", "Ann Lee", "that the port stays closed"),
        ("Ann Lee said in a statement on Monday that the port stays closed.", "Ann Lee", "that the port stays closed"),
        ("The port stays closed, Ann Lee said on Monday.", "Ann Lee", "The port stays closed"),
        ("The port stays closed, said Ann Lee, who runs it.", "Ann Lee", "The port stays closed"),
        ("According to Ann Lee, the port stays closed.", "Ann Lee", "the port stays closed"),
        ("The port stays closed, according to a spokesman.", "a spokesman", "The port stays closed"),
        ("The port, Ann Lee said, stays closed.", "Ann Lee", "The port, Ann Lee said, stays closed"),
        ("On Monday, Ann Lee said, the port was closed.", "Ann Lee", "the port was closed"),
        ("Ann Lee met the owners, warning that the port stays closed.", "Ann Lee", "that the port stays closed"),
        ("Ann Lee called for a new inquiry.", "Ann Lee", "a new inquiry"),
        ("Ann Lee accused the owners of neglect.", "Ann Lee", "the owners of neglect"),
        ("Ann Lee declined to comment.", "Ann Lee", "to comment"),
        ("The harbour master Ann Lee has long said that the roof was old.", "Ann Lee", "that the roof was old"),
        ("Critics say the roof was old, but the owners repaired it.", "Critics", "the roof was old"),
    ],
)
def test_what_is_reported_without_quotation_marks_is_a_statement(text: str, speaker: str, words: str) -> None:
    (found,) = of(extract(text, source="text", language="en"), "statement")
    assert (found.speaker, found.words, found.grade) == (speaker, words, "C")
    assert found.context is not None
    passage = text[slice(*found.context)]
    assert speaker in passage
    assert words in passage


@pytest.mark.parametrize(
    "text",
    [
        "“The port stays closed,” Ann Lee said on Monday.",
        "Ann Lee said: “The port stays closed.”",
        "Ann Lee said that the port is “closed for good”.",
        "“It burned,” she said several months after the fire.",
        "“It burned,” she said the day after the fire.",
        "I think the port stays closed.",
        "Asked about the port, Ann Lee said: “No.”",
        "The port burned for three days.",
        "Ann Lee left the port on Monday.",
        "The statement that was read drew applause.",
    ],
)
def test_words_in_quotation_marks_and_mere_events_are_no_statement(text: str) -> None:
    assert of(extract(text, source="text", language="en"), "statement") == []


def test_a_statement_that_was_not_made_says_so() -> None:
    text = "Ann Lee has not said that the port is safe. Tom Okoro didn’t say that the roof was old."
    found = of(extract(text, source="text", language="en"), "statement")
    assert [(one.speaker, one.note) for one in found] == [
        ("Ann Lee", "the sentence says that it was not said"),
        ("Tom Okoro", "the sentence says that it was not said"),
    ]


def test_a_pronoun_that_reports_is_never_a_name() -> None:
    text = "Tom Okoro, the fire chief, arrived at noon. He said that two people are missing."
    (found,) = of(extract(text, source="text", language="en"), "statement")
    assert (found.speaker, found.named) == ("He", False)
    assert "perhaps Tom Okoro" in found.note


@pytest.mark.parametrize(("name", "language"), [("hafen.txt", "de"), ("port.txt", "pl")])
def test_german_and_polish_offer_no_statements_and_say_so(name: str, language: str) -> None:
    assert of(drafted(name), "statement") == []
    assert "What is reported without quotation marks is not found." in table(language).unsupported


def test_people_have_their_titles_as_printed() -> None:
    assert {(one.value, one.title) for one in of(drafted("harbour.txt"), "actor")} >= {
        ("Ann Lee", "harbour master"),
        ("Tom Okoro", "Fire chief"),
        ("Maria Duarte", "Inspector"),
    }


def test_rules_alone_grade_nothing_a() -> None:
    assert {one.grade for one in drafted("harbour.txt")} == {"B", "C"}


def test_dates_say_how_they_are_known() -> None:
    dates = {one.words: (one.value, one.basis) for one in of(drafted("harbour.txt"), "date")}
    assert dates["Tuesday evening"] == ("2026-03-03TEV", "weekday")
    assert dates["Wednesday"] == ("2026-03-04", "weekday")
    assert dates["20 March"] == ("2026-03-20", "year inferred")
    assert dates["9 December 2025"] == ("2025-12-09", "stated")


def test_without_a_date_of_publication_nothing_relative_has_a_date() -> None:
    dates = {one.words: (one.value, one.basis) for one in of(drafted("harbour.txt", None), "date")}
    assert dates["Tuesday evening"] == ("", "relative, no publication date")
    assert dates["20 March"] == ("", "relative, no publication date")
    assert dates["9 December 2025"] == ("2025-12-09", "stated")


def test_doubt_is_offered_as_the_sentence_that_states_it() -> None:
    doubts = [one.words for one in of(drafted("harbour.txt"), "doubt")]
    assert "The cause is not known." in doubts
    assert not any(one.endswith("9 December 2025.") for one in doubts)


def test_a_place_is_known_by_its_kind() -> None:
    assert ("Halverston", "B") in {(one.value, one.grade) for one in of(drafted("harbour.txt"), "place")}


def test_a_german_article() -> None:
    found = drafted("hafen.txt")
    assert [(one.speaker, one.value) for one in of(found, "quotation")] == [
        ("Anna Weber", "Wir haben das Ladegerät unter dem Dach gefunden"),
        ("Anna Weber", "Das ist noch kein Ergebnis."),
        ("Jens Brandt", "So eine Hitze üben wir nicht."),
    ]
    assert [one.value for one in of(found, "date")] == ["2026-03-03TEV", "2026-03-04", "2026-03-20"]


def test_a_polish_article() -> None:
    found = drafted("port.txt")
    assert [(one.speaker, one.value) for one in of(found, "quotation")] == [
        ("Anna Nowak", "Znaleźliśmy ładowarkę pod dachem"),
        ("Jan Kowalski", "To jeszcze nie jest ustalenie"),
    ]
    assert [one.value for one in of(found, "date")] == ["2026-03-03TEV", "2025-12-09"]


def test_a_language_that_is_not_known_has_its_quotations_and_dates_in_digits() -> None:
    found = extract("Han sade ”vi går” den 3.3.2026.", source="s", published=PUBLISHED, language="sv")
    assert [(one.kind, one.value, one.speaker) for one in found] == [
        ("quotation", "vi går", ""),
        ("date", "2026-03-03", ""),
    ]


def test_the_first_article_has_its_seventeen_quotations_with_their_speakers() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    said = of(extract(text, source="article", published=dt.date(2022, 11, 16)), "quotation")
    assert len(said) == 17
    whose = [
        "Milley",
        "Milley",
        "Lloyd Austin",
        "He",
        "Austin",
        "Austin",
        *["Milley"] * 3,
        "he",
        *["Milley"] * 3,
        "he",
        "he",
        "Milley",
        "Milley",
    ]
    assert [one.speaker for one in said] == whose


@pytest.mark.parametrize(
    "way",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\u00a0", " "),
        lambda text: text.replace(" ", "\u00a0"),
    ],
    ids=["CRLF", "CR", "spaces", "no-break spaces"],
)
def test_the_same_article_with_other_line_ends_or_spaces_gives_the_same(way: Callable[[str], str]) -> None:
    text = ARTICLE.read_text(encoding="utf-8")

    def shown(one: Candidate) -> tuple[str, ...]:
        return tuple(
            " ".join(part.split())
            for part in (one.kind, one.words, one.value, one.speaker, one.grade, one.basis, one.title)
        )

    before, after = (extract(t, source="a", published=dt.date(2022, 11, 16)) for t in (text, way(text)))
    assert [shown(one) for one in before] == [shown(one) for one in after]


def test_a_weekday_in_a_clause_of_what_is_to_come_shows_the_other_date_too() -> None:
    found = extract("The board will meet on Friday.", source="s", published=PUBLISHED, language="en")
    assert [(one.value, one.note, one.grade) for one in found if one.kind == "date"] == [
        ("2026-03-06", "perhaps 2026-02-27", "C")
    ]


def test_two_who_share_a_last_name_are_two_and_a_form_of_address_is_no_office() -> None:
    text = "Chairman Anders Holm came. Mayor Eva Holm left. Dr Omar Haddad treated two. “We wait,” Holm said.\n"
    found = {one.value: one.title for one in of(extract(text, source="text", language="en"), "actor")}
    assert found == {"Anders Holm": "Chairman", "Eva Holm": "Mayor", "Omar Haddad": ""}


def people_in(text: str) -> list[str]:
    return [one.value for one in extract(text, source="x", language="en") if one.kind == "actor"]


def speakers_in(text: str) -> list[str]:
    return [one.speaker for one in extract(text, source="x", language="en") if one.kind == "quotation"]


def test_a_heading_in_capitals_makes_no_names() -> None:
    text = "Police Identify Man Shot Near Harbour\n\n'We Got Her!': Video Shows Dramatic Rescue of Kidnapped Girl\n\nIt ended at noon."
    assert people_in(text) == []
    assert speakers_in(text) == [""]


@pytest.mark.parametrize(
    "text",
    [
        "Fifty-one percent of them agreed with this: “The port is safe.”",
        "The British minister claimed that it was a “great success” for the port.",
        "It was “a new beginning”, in October, and nobody disagreed.",
    ],
)
def test_a_number_an_adjective_and_a_month_are_nobody(text: str) -> None:
    assert not {"Fifty-one", "British", "October", "Fifty"} & {*people_in(text), *speakers_in(text)}


def test_an_office_is_no_person() -> None:
    assert people_in("The Fort Worth Police Department responded, and Chief Ann Lee spoke.") == ["Ann Lee"]


def test_who_spoke_is_not_the_country_of_where_they_work() -> None:
    text = "“We are ready,” Ann Lee, a pilot at the Institute for Ships in Munich, Germany, and co-author of the study, said."
    assert speakers_in(text) == ["Ann Lee"]


@pytest.mark.parametrize(
    "text",
    [
        "The company rolled back its policy on the ships.",
        "Reuters reported a series of deals that have turned the firm into a ruin.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert [one.words for one in extract(text, source="x", language="en") if one.kind == "statement"] == []


def test_what_only_says_when_it_was_said_is_not_what_was_said() -> None:
    text = "Shortly before their arrival, Webb said, the fire was out."
    assert [one.words for one in extract(text, source="x", language="en") if one.kind == "statement"] == [
        "the fire was out"
    ]


def test_last_tuesday_on_a_wednesday_may_be_of_the_week_before() -> None:
    found = [
        one
        for one in extract("It burned last Tuesday.", source="x", published=dt.date(2019, 11, 20), language="en")
        if one.kind == "date"
    ]
    assert [(one.value, one.grade, one.note) for one in found] == [("2019-11-19", "C", "perhaps 2019-11-12")]


def test_a_name_between_commas_is_the_speaker_whose_office_stands_before_it() -> None:
    found = extract(
        "Its regional head, Jonas Wirth, said: “We will not leave.”\n", source="s", published=None, language="en"
    )
    assert [one.speaker for one in found if one.kind == "quotation"] == ["Jonas Wirth"]


def test_what_is_called_for_a_day_is_to_come_and_the_day_before_is_told() -> None:
    text = "A vigil was called for Friday evening.\n"
    found = extract(text, source="s", published=dt.date(2025, 12, 10), language="en")
    assert [(one.value, one.note) for one in found if one.kind == "date"] == [("2025-12-12TEV", "perhaps 2025-12-05")]
