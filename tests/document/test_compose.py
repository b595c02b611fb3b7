"""From facts to words: what the brief says, what it must never say."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from briefgen.checks import check
from briefgen.document.blocks import Callout, Document, Figure, Heading, Quotation, Timeline, plain
from briefgen.document.compose import SECTIONS, compose
from briefgen.document.compose.banner import banner
from briefgen.model.marking import Marking
from briefgen.model.yardstick import LADDERS
from briefgen.reading.load import Loaded
from briefgen.workspace.templates import Templates
from tests.support.as_text import as_text
from tests.support.checkout import Write


def composed(loaded: Loaded, outline: str = "") -> Document:
    assert loaded.brief is not None, loaded.problems
    templates = Templates(Path("nowhere"))
    kind = outline or loaded.brief.kind
    return compose(
        loaded.brief, loaded.texts, loaded.images, templates.outline(kind), templates.words(loaded.brief.language)
    )


@pytest.mark.parametrize("outline", ["incident", "sitrep", "one-pager"])
def test_the_first_brief_says_what_it_said(przewodow: Loaded, golden: Callable[[str, str], None], outline: str) -> None:
    golden(f"przewodow-{outline}.txt", as_text(composed(przewodow, outline)))


def test_nothing_of_the_first_brief_is_dropped(przewodow: Loaded) -> None:
    assert przewodow.brief is not None
    brief, said = przewodow.brief, as_text(composed(przewodow))
    for event in brief.events.values():
        assert event.title in said
    for actor in brief.actors.values():
        assert actor.title in said
    for position in brief.positions.values():
        assert position.says in said
        assert position.quote is None or position.quote.text.strip() in said
    for question in brief.questions.values():
        assert question.text in said
        assert all(answer.text.rstrip(".") in said for answer in question.answers.values())
    members = (brief.assumptions.values(), brief.background.values(), brief.key_points)
    for text in (member.text for group in members for member in group):
        assert text in said


def test_no_altered_word_stands_in_quotation_marks(przewodow: Loaded) -> None:
    document = composed(przewodow)
    said = as_text(document).replace(next(s.title for s in przewodow.draft.sources.values()), "")
    assert not any(mark in said for mark in '“”"„«»')
    altered = [block for block in document.blocks if isinstance(block, Quotation)]
    assert len(altered) == 16
    assert all(block.altered for block in altered)
    notice = next(block for block in document.blocks if isinstance(block, Callout) and block.tone == "notice")
    assert "altered by machine" in plain(notice.content[0].content)  # type: ignore[union-attr]


QUOTED = """\
    title: A statement
    sources:
      said:
        title: The record
        file: sources/said.txt
        fidelity: {fidelity}
        access: {access}
    actors: {{minister: {{kind: person, name: A. Minister}}}}
    positions:
      p:
        actor: minister
        says: There was no leak.
        topic: the leak
        quote: There was no leak at any time
        evidence: {{said: There was no leak at any time}}
    """
SAID = "The minister said: “There was no leak at any time”."


@pytest.mark.parametrize(
    ("fidelity", "access", "printed"),
    [
        ("original", "primary", "“There was no leak at any time”"),
        ("transcript", "primary", "“There was no leak at any time”"),
        ("original", "secondary", "“There was no leak at any time” as quoted by [1]"),
        ("translated", "primary", "“There was no leak at any time” (translation)"),
        ("excerpted", "primary", "“There was no leak at any time”"),
        ("machine_paraphrased", "primary", None),
        ("ocr", "primary", None),
        ("unknown", "primary", None),
    ],
)
def test_quotation_marks_follow_the_fidelity_of_the_source(
    written: Write, fidelity: str, access: str, printed: str | None
) -> None:
    said = as_text(composed(written(QUOTED.format(fidelity=fidelity, access=access), sources__said_txt=SAID)))
    if printed:
        assert f"/ {printed}" in said
    else:
        assert "“" not in said
        assert "~ There was no leak at any time" in said, "the wording as printed is in the annex"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The minister said: “There was no\nleak at any time”.", True),
        ("The minister said: “There was\u00a0no leak at any time”.", True),
        ("The minister said: “There was no leak at any other time”.", False),
    ],
)
def test_words_stand_in_the_source_for_the_page_as_they_do_for_the_checks(
    written: Write, text: str, stands: bool
) -> None:
    loaded = written(QUOTED.format(fidelity="original", access="primary"), sources__said_txt=text)
    assert ("“There was no leak at any time”" in as_text(composed(loaded))) is stands
    assert any("do not stand in the archived text" in problem.message for problem in check(loaded)) is not stands


def test_words_that_stand_in_no_archived_text_get_no_marks(written: Write) -> None:
    text = QUOTED.format(fidelity="original", access="primary").replace("        file: sources/said.txt\n", "")
    assert "“" not in as_text(composed(written(text)))


def test_second_hand_words_name_the_speaker_between(przewodow: Loaded) -> None:
    assert "Lloyd Austin, describing Andrzej Duda’s assessment, said: On a preliminary assessment" in as_text(
        composed(przewodow)
    )


def test_likelihood_and_confidence_are_apart_with_the_range_beside_the_word(written: Write) -> None:
    loaded = written("""\
        title: A strike
        judgements:
          j:
            text: The strike was an accident.
            likelihood: likely
            confidence: {level: moderate, basis: two independent sources}
        """)
    said = as_text(composed(loaded))
    assert "likely / 55–80% / confidence moderate: two independent sources" in said
    assert "likely | 55–80%" in said, "the ladder is in an annex"
    assert "judgement" not in as_text(composed(loaded, "sitrep")).lower()


@pytest.mark.parametrize(
    ("yardstick", "term", "said", "row"),
    [
        ("icd203", "likely", "prawdopodobne (55–80%)", "prawdopodobne (likely) | 55–80%"),
        ("icd203", "almost certainly", "prawie pewne (95–99%)", "prawie pewne (almost certain) | 95–99%"),
        (
            "phia",
            "remote chance",
            "znikoma szansa (powyżej 0% do około 5%)",
            "znikoma szansa (remote chance) | powyżej 0",
        ),
        ("icd203_alt", "probable", "probable (55–80%)", "probable | 55–80%"),
    ],
)
def test_words_of_likelihood_are_translated_and_the_ladder_names_the_standards_own(
    written: Write, yardstick: str, term: str, said: str, row: str
) -> None:
    loaded = written(f"""\
        title: Uderzenie
        language: pl
        yardstick: {yardstick}
        judgements:
          j:
            text: Uderzenie było wypadkiem.
            likelihood: {term}
            confidence: {{level: moderate, basis: dwa źródła}}
            alternatives: [{{text: Celowe., likelihood: {term}}}]
        """)
    told = as_text(composed(loaded))
    word, _, given = said.rstrip(")").partition(" (")
    assert f"{word} / {given} / pewność: umiarkowana – dwa źródła" in told
    assert f"Inne wyjaśnienie: Celowe. |  | {word} / {given}" in told
    assert row in told


def test_the_polish_catalogue_translates_each_step_of_a_ladder_or_none() -> None:
    texts = Templates(Path("nowhere")).words("pl").texts
    for ladder, bands in LADDERS.items():
        steps = {band.term.replace(" ", "_") for band in bands}
        for group in (f"yardstick.{ladder}.", f"yardstick.{ladder}_range."):
            assert {key.removeprefix(group) for key in texts if key.startswith(group)} in (steps, set())


def test_what_was_said_off_the_record_is_never_printed(written: Write) -> None:
    loaded = written("""\
        title: A secret
        actors: {a: Somebody}
        positions:
          p: {actor: a, says: The secret itself., topic: x, attribution: off_the_record}
        """)
    assert "secret itself" not in as_text(composed(loaded))


def test_a_failed_call_is_an_event_that_failed(przewodow: Loaded) -> None:
    document = composed(przewodow)
    chart = next(block for block in document.blocks if isinstance(block, Timeline))
    assert next(mark for mark in chart.marks if mark.key == "gerasimov-call").status == "failed"
    assert "Did not succeed." in as_text(document)


def test_a_left_placeholder_is_loud(written: Write) -> None:
    document = composed(written("title: Flood at [place]\n"))
    assert any(isinstance(block, Callout) and block.tone == "alert" for block in document.blocks)


def test_the_smallest_brief_is_a_title(written: Write) -> None:
    document = composed(written("title: Something happened\n"))
    assert [block.level for block in document.blocks if isinstance(block, Heading)] == [1]


def test_casualties_in_ranges_and_sides(written: Write) -> None:
    said = as_text(
        composed(
            written("""\
                title: x
                events:
                  e:
                    title: A clash
                    principal: yes
                    when: 2022-11-15
                    casualties: [{killed: 2, injured: 3-5, side: North}, {missing: 1, side: South}]
                """)
        )
    )
    assert "2 / people killed / North, A clash, Tue 15 Nov\n" in said
    assert "3–5 / people injured / North, A clash, Tue 15 Nov\n" in said
    assert "1 / person missing / South, A clash, Tue 15 Nov\n" in said


def test_counts_that_differ_are_one_figure_that_says_whose_each_is(written: Write) -> None:
    clash = """\
        title: x
        events: {e: {title: A clash, principal: yes, when: 2022-11-15, casualties: [%s]}}
        """
    said = as_text(
        composed(written(clash % "{killed: 2, injured: 3-5, side: North}, {killed: at least 12, side: South}"))
    )
    assert "2 / ≥ 12 / people killed / North 2, South at least 12, A clash, Tue 15 Nov\n" in said
    assert said.count("people killed") == 1
    assert "3–5 / people injured / North, A clash, Tue 15 Nov\n" in said
    said = as_text(composed(written(clash % "{killed: 2, note: One count.}, {killed: 2}, {killed: 2-3}")))
    assert "2 / 2–3 / people killed / A clash, Tue 15 Nov\n" in said


def test_no_page_has_a_zone_by_the_letters_of_the_wrong_sign(written: Write) -> None:
    said = as_text(
        composed(
            written("""\
                title: x
                timezone: Etc/GMT-2
                as_of: 2026-07-03
                events: {e: {title: A fire, principal: yes, when: 2026-07-02 10:15}}
                """)
        )
    )
    assert "GMT" not in said.replace("auto Etc/GMT-2", ""), (
        "but for the chart's own zone, which is drawn and not printed"
    )
    assert "local to UTC+2" in said


def test_a_bound_is_printed_as_a_bound(written: Write) -> None:
    said = as_text(
        composed(
            written("""\
                title: x
                events:
                  e:
                    title: A clash
                    principal: yes
                    when: 2022-11-15
                    casualties: {killed: 12.., injured: ..30, missing: "1,000-2,000"}
                    quantities: [{what: shells, value: 30+}, {what: drones, max: 12000}]
                """)
        )
    )
    assert "12 / people killed, at least / " in said
    assert "30 / people injured, at most / " in said
    assert "1,000–2,000 / people missing / " in said
    assert "Shells: at least 30" in said
    assert "Drones: up to 12,000" in said


def test_grades_that_are_not_judged_are_not_the_worst(przewodow: Loaded) -> None:
    assert "F and 6 mean not judged, not worst" in as_text(composed(przewodow))


def test_tlp_banners_have_the_colours_of_the_standard() -> None:
    amber = banner(Marking.model_validate({"label": "TLP:AMBER+STRICT", "handling": "Desk only"}))
    assert amber is not None
    assert (amber.text, amber.foreground, amber.background, amber.align) == (
        "TLP:AMBER+STRICT | Desk only",
        "#FFC000",
        "#000000",
        "right",
    )
    assert banner(Marking()) is None


def test_every_section_has_its_title_in_the_words() -> None:
    words = Templates(Path("nowhere")).words("en-GB")
    assert all(f"section.{name}" in words.texts for name in SECTIONS)


def photograph(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "#4472a0").save(out, "JPEG", **options)
    return out.getvalue()


def test_a_photograph_does_not_carry_where_it_was_taken(written: Write) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "taken at home"
    loaded = written("title: x\nfigures: {map: {file: map.png, caption: A map}}\n", map_png=photograph(exif=exif))
    figure = next(block for block in composed(loaded).blocks if isinstance(block, Figure))
    assert b"taken at home" not in figure.image
    with Image.open(io.BytesIO(figure.image)) as picture:
        assert not picture.getexif()
        assert picture.size == (30, 60), "it stands upright"


def test_a_picture_that_tells_nothing_is_passed_on_as_it_is(written: Write) -> None:
    plain_picture = photograph()
    loaded = written("title: x\nfigures: {map: {file: map.png, caption: A map}}\n", map_png=plain_picture)
    assert next(block for block in composed(loaded).blocks if isinstance(block, Figure)).image == plain_picture


# -- what a short outline leaves out ----------------------------------------------------------------------------------

SOURCES = """
title: Fire
kind: incident
audience: The crisis team
requirement: What burns?
authors: [A. Nowak]
sources:
  first: {title: First, url: "https://www.example.org/a/long/address.html", accessed: 2026-03-04}
  second: {title: Second, fidelity: machine_paraphrased}
  third: {title: Third, url: "https://example.net/x"}
events:
  fire: {title: A fire breaks out, principal: true, when: 2026-03-03, evidence: third}
  alarm: {title: The alarm rings, when: 2026-03-02, summary: Nobody hears it, evidence: %s}
key_points: [{text: It burns, refs: [fire]}]
"""


def test_a_short_list_of_sources_names_what_the_page_cites_and_where_it_is_found(written: Write) -> None:
    document = composed(written(SOURCES % "second"), "one-pager")
    told = as_text(document)
    assert "Sources = [3] Third, example.net" in told
    assert "First" not in told
    assert "Second" not in told, "nor is it said how altered its text is"
    assert "altered by machine" not in told
    assert "target='https://example.net/x'" in repr(document)
    in_both = as_text(composed(written(SOURCES % "first"), "sitrep"))
    assert "small: [1] First. example.org" in in_both, "the table cites it, which stands below the front"
    assert "2026" not in in_both.partition("small: [1]")[2].partition("\n")[0]


def test_a_brief_that_cites_nothing_still_names_its_sources(written: Write) -> None:
    assert "Sources = [1] First, example.org" in as_text(
        composed(written(SOURCES.partition("events:")[0]), "one-pager")
    )


def test_a_section_alone_has_no_number(written: Write) -> None:
    loaded = written(SOURCES % "first")
    assert "## 1 Developments" in as_text(composed(loaded, "sitrep"))
    alone = written(SOURCES.replace("events:", "timezone: UTC\nevents:", 1).partition("events:")[0])
    assert "## Sources" in as_text(composed(alone, "sitrep"))


# -- the table of events ----------------------------------------------------------------------------------------------


def test_events_on_days_of_their_own_say_the_day_in_their_rows(written: Write) -> None:
    scattered = as_text(composed(written(SOURCES % "first")))
    assert "== " not in scattered.partition("Table 1.")[2].partition("##")[0]
    assert "Mon 2 Mar 2026 | The alarm rings / Nobody hears it. |" in scattered
    close = as_text(composed(written(SOURCES.replace("2026-03-02", "2026-03-03 09:00") % "first")))
    assert "== Tuesday 3 March 2026" in close
    assert "date only | A fire breaks out" in close


def test_a_situation_report_runs_an_events_details_in(written: Write) -> None:
    told = as_text(composed(written(SOURCES % "first"), "sitrep"))
    assert "Mon 2 Mar 2026 | The alarm rings. Nobody hears it. |" in told
    assert "| A fire breaks out |" in told


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("sfârșitul investigation", "sfârşitul investigation"),
        ("La sfârșitul […] of it all", "La sfârşitul […] of It all"),
    ],
)
def test_a_quotation_is_printed_in_the_letters_of_its_source(written: Write, quote: str, printed: str) -> None:
    loaded = written(
        "title: T\nsources: {a: {title: A, fidelity: original, file: a.txt}}\nactors: {m: {kind: person, name: M}}\n"
        f"positions: {{p: {{actor: m, topic: t, says: He said so., quote: '{quote}', evidence: a}}}}\n",
        a_txt="La sfârşitul investi-\ngation of It all.",
    )
    assert printed in as_text(composed(loaded))


@pytest.mark.parametrize(
    ("access", "says"), [("", "Reported by 2 sources."), (", access: primary", "Reported by 2 independent sources.")]
)
def test_sources_count_as_independent_only_where_that_is_stated(written: Write, access: str, says: str) -> None:
    loaded = written(
        f"title: T\nsources: {{a: {{title: A{access}}}, b: {{title: B, access: primary}}}}\n"
        "events: {e: {title: E, when: 2026-03-03, evidence: [a, b]}}\n"
    )
    assert says in as_text(composed(loaded))
