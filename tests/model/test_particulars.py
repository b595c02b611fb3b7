"""What a sentence can be held to, and whether another bears it out."""

from __future__ import annotations

import pytest

from briefgen.model.particulars import particulars


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 killed and 1,250 people evacuated", ["people 12", "people 1,250"]),
        ("Two people died, twenty-one were injured", ["people Two", "people twenty-one"]),
        ("killed two and injured 12", ["people two", "people 12"]),
        ("One of the two villages", ["number two"]),
        ("1.5 million homes, 45 % of 2 400", ["number 1.5 million", "share 45", "number 2 400"]),
        ("on 15 November 2022, at 15:40 and 3.40 pm", ["date 15 November 2022", "date 15:40", "date 3.40 pm"]),
        ("likely (55–80 %)", ["share 55", "share 80"]),
        ("14–16 May", ["date 14", "date 16 May"]),
        ("Mayor Anna Kelmar told NATO", ["name Anna Kelmar", "name NATO"]),
        ("Am 3. Mai wurden zwölf Personen verletzt", ["date 3. Mai", "people zwölf", "name Personen"]),
        ("14 osób zginęło 15 listopada 2022", ["people 14", "date 15 listopada 2022"]),
        ("The gate was shut by hand.", []),
    ],
)
def test_what_a_sentence_says_in_numbers_dates_and_names(text: str, found: list[str]) -> None:
    assert [f"{one.kind} {one.words}" for one in particulars(text).found] == found


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("12 killed", "killing twelve of them"),
        ("5 injured", "Five people were treated in hospital for irritation of the airways"),
        ("1,250 people", "1 250 people were led away"),
        ("1250 people", "1.250 Personen"),
        ("15 November 2022", "on Nov. 15"),
        ("in November 2022", "on 15 November"),
        ("15:40", "at 3.40 p.m."),
        ("more than 300 ships", "321 ships wait"),
        ("about 200 people", "212 people"[:3] + " or 198 people"),
        ("the Ukrainian border", "a strike on Ukraine"),
        ("14–16 May", "from 14 May to 16 May"),
        ("Dozens died", "at least 30 people were killed"),
        ("Dozens of people were hurt", "dozens were injured"),
        ("No one was killed", "there were no casualties"),
        ("Nobody was hurt", "No injuries were reported"),
        ("Nobody was hurt", "The crew are unhurt"),
        ("No one died", "0 killed"),
        ("Half of the crew left", "50 % of the crew"),
        ("Half of the crew left", "13 of the 26 left"),
        ("A third of the homes", "33 per cent of homes"),
        ("A handful of ships", "five ships"),
        ("Hundreds of homes", "321 homes"),
        ("Several thousand people fled", "4,500 people fled"),
        ("It failed twice", "two failures"),
        ("It failed twice", "it failed again"),
        ("It flew for the first time", "its first flight"),
        ("All four firms", "Alpha, Beta, Gamma and Delta closed"),
        ("2,000 ships", "2000 ships"),
        ("Dutzende Menschen starben", "30 Menschen starben"),
        ("Niemand wurde verletzt", "Es gab keine Verletzten"),
        ("Die Hälfte der Schiffe", "50 % der Schiffe"),
        ("Es starben zwanzig Menschen", "20 Menschen starben"),
        ("einundzwanzig Schiffe", "21 Schiffe"),
        ("Kilkadziesiąt osób zginęło", "zginęło 30 osób"),
        ("Nikt nie zginął", "brak ofiar"),
        ("Dwie trzecie załogi", "66 %"),
        ("trzech żołnierzy zginęło", "zginęło 3 żołnierzy"),
        ("dwa tysiące ludzi", "2000 ludzi"),
        ("szef Wód Polskich", "Wody Polskie"),
        ("odwołał Dacę", "Przemysław Daca"),
    ],
)
def test_the_same_in_other_words_is_borne_out(claim: str, source: str) -> None:
    said = particulars(source)
    assert all(said.bear_out(one) for one in particulars(claim).found)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("12 killed", "two were killed"),
        ("3 killed", "3 injured, 2 killed"),
        ("12 killed", "on 12 May"),
        ("80 ships", "80 % of the ships"),
        ("80 %", "80 people"),
        ("12.5 m", "125 m"),
        ("16 November", "15 November 2022"),
        ("November 2022", "in 2022"),
        ("15:40", "15:14"),
        ("more than 300 ships", "290 ships"),
        ("more than 300 ships", "3000 ships"),
        ("14–16 May", "from 14 May to 15 May"),
        ("said by Kelmar", "said by Kaminski"),
        ("Dozens died", "two were killed"),
        ("Dozens of people were hurt", "hundreds were injured"),
        ("30 people died", "dozens were killed"),
        ("No one was killed", "two were killed"),
        ("No one was killed", "there were no injuries"),
        ("Nobody was hurt", "One was injured"),
        ("Half of the crew left", "30 % of the crew"),
        ("Half of the crew left", "50 ships"),
        ("A third of the homes", "half of the homes"),
        ("Hundreds of homes", "12 homes"),
        ("Several thousand people fled", "450 people fled"),
        ("It failed twice", "It failed"),
        ("It flew for the first time", "a flight"),
        ("All five firms", "Alpha, Beta, Gamma and Delta closed"),
        ("about 259 t", "249 t"),
        ("67 kV", "row 067"),
        ("15 November 2021", "15 November, after a test in 2022"),
        ("Dutzende Menschen starben", "2 Menschen starben"),
        ("Niemand wurde verletzt", "3 Verletzte"),
        ("zwanzig Menschen starben", "21 Tote"),
        ("Kilkadziesiąt osób zginęło", "zginęły 2 osoby"),
        ("szef Wód Polskich", "Lasy Polskie"),
    ],
)
def test_another_number_date_or_name_is_not(claim: str, source: str) -> None:
    said = particulars(source)
    assert not all(said.bear_out(one) for one in particulars(claim).found)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knew who was killed.",
        "There is no doubt that he was killed.",
        "the second half, half an hour, half past",
        "The team scores.",
        "Do połowy sierpnia",
        "twice as many",
        "at first, it was the first",
    ],
)
def test_words_that_only_look_like_a_quantity_are_not_looked_up(text: str) -> None:
    assert [one.words for one in particulars(text).found if one.kind != "name"] == []


def test_a_long_text_is_read_in_linear_time() -> None:
    long = (
        "The mayor of Kyiv and Anna Nowak met in Warsaw on Monday. " * 20_000
    )  # 1.1 MB: with the square of it, minutes
    assert len(particulars(long).found) > 40_000
