"""Loading: everything that can be wrong is said at once, with its place, and nothing raises."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.errors import FileProblem
from briefgen.reading.load import Loaded, load
from tests.support.checkout import Write


def said(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def test_the_first_brief_loads_whole(przewodow: Loaded) -> None:
    assert przewodow.problems == ()
    assert przewodow.brief is not None
    counts = [
        len(getattr(przewodow.brief, name))
        for name in ("events", "actors", "positions", "questions", "assumptions", "background")
    ]
    assert counts == [10, 26, 24, 6, 4, 2]
    assert len(przewodow.texts["article"]) == 4580


def test_faults_of_several_kinds_are_told_in_one_run(written: Write) -> None:
    loaded = written("""\
        tilte: Wrong key
        title: Right
        timezone: Europe/Warsow
        events:
          a: {title: A, when: yesterday}
          b: {title: B, when: 2022-13-01}
          c: {titel: C}
        questions:
          q: {text: Not a question}
        """)
    lines = [(problem.where.line, problem.where.column) for problem in loaded.problems if problem.where]
    assert lines == [(1, 1), (3, 11), (5, 23), (6, 23), (7, 7), (9, 13)]
    text = "\n".join(said(loaded))
    assert "Did you mean 'title'" in text
    assert "'yesterday' is not a time" in text
    assert "not a time zone" in text
    assert loaded.brief is None
    assert loaded.lost >= {("events", "a"), ("events", "b"), ("questions", "q")}


def test_a_missing_file_and_a_changed_one(written: Write) -> None:
    digest = sha256(b"as it was").hexdigest()
    loaded = written(
        f"""\
        title: x
        sources:
          gone: {{title: t, file: sources/gone.txt}}
          changed: {{title: t, file: sources/changed.txt, sha256: {digest}}}
        """,
        sources__changed_txt="as it is",
    )
    assert len(loaded.problems) == 2
    assert "3:26: error: there is no file 'sources/gone.txt'" in said(loaded)[0]
    assert "is not the file that was archived" in said(loaded)[1]
    assert loaded.problems[1].rule == "R3"


def test_a_link_that_leads_out_of_the_folder_is_not_followed(written: Write, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "briefs" / "small" / "sources"
    folder.mkdir(parents=True)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    loaded = written("title: x\nsources:\n  s: {title: t, file: sources/link.txt}\n")
    assert "leads out of the brief's folder" in said(loaded)[0]
    assert "s" not in loaded.texts


def test_a_source_that_is_no_text_and_a_picture_that_is_none(written: Write) -> None:
    loaded = written(
        """\
        title: x
        sources: {s: {title: t, file: sources/s.txt}}
        figures: {f: {file: f.png, caption: c}}
        """,
        sources__s_txt=b"\xff\xfe\x00",
        f_png=b"GIF89a",
    )
    assert ["is not UTF-8 text" in line or "neither PNG, JPEG nor SVG" in line for line in said(loaded)] == [True, True]


def test_the_office_lends_what_the_brief_leaves_out(written: Write, tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "office.yaml").write_text("publisher: The Desk\ntimezone: Europe/Kyiv\nmarking: TLP:GREEN\n")
    loaded = written("title: x\nmarking: none\nevents: {e: {title: t, when: 2022-11-15 15:40}}\n")
    brief = loaded.brief
    assert brief is not None
    assert (brief.publisher, brief.timezone, brief.marking.text) == ("The Desk", "Europe/Kyiv", "")
    when = brief.events["e"].when
    assert when is not None
    assert brief.resolve(when).leading.isoformat() == "2022-11-15T15:40:00+02:00"


def test_a_wrong_office_is_told_at_its_own_place(written: Write, tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "office.yaml").write_text("publisher: x\nlook: {page: A5}\n")
    assert said(written("title: x\n"))[0].startswith("briefs/office.yaml:2:14: error:")


def test_events_of_a_table_stand_beside_typed_ones(written: Write) -> None:
    table = "id,title,when,actors,evidence,span\nfirst,First thing,2022-11-14,a;b,s,the words\nsecond,Second thing,2022-11-16 08:00,,,\n"
    loaded = written(
        """\
        title: x
        sources: {s: S}
        events:
          file: log.csv
          typed: {title: Typed thing, when: 2022-11-15}
        """,
        log_csv=table,
    )
    assert loaded.brief is not None, said(loaded)
    assert list(loaded.brief.events) == ["typed", "first", "second"]
    assert loaded.brief.events["first"].actors == ("a", "b")
    assert loaded.brief.events["first"].evidence[0].span == "the words"
    assert {input_.path.name for input_ in loaded.inputs} >= {"brief.yaml", "log.csv"}


def test_a_fault_in_a_table_names_its_row(written: Write) -> None:
    loaded = written("title: x\nevents: {file: log.csv}\n", log_csv="id;title;when\na;A;2022\nb;B;soon\n")
    assert len(loaded.problems) == 1
    assert said(loaded)[0].startswith("briefs/small/log.csv:3")
    assert "'soon' is not a time" in said(loaded)[0]


def test_evidence_in_any_form_has_its_place(written: Write) -> None:
    loaded = written("""\
        title: x
        events:
          e:
            title: t
            evidence:
              - a
              - b: [one, two]
              - {source: c, span: three}
        """)
    places = [loaded.where(("events", "e", "evidence", index, "span")) for index in range(4)]
    assert [(place.line, place.column) for place in places] == [(6, 9), (7, 13), (7, 18), (8, 27)]


def test_an_unreadable_brief_is_a_file_problem(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be read"):
        load(tmp_path / "brief.yaml", root=tmp_path)
    (tmp_path / "brief.yaml").mkdir()
    with pytest.raises(FileProblem, match="cannot be read"):
        load(tmp_path / "brief.yaml", root=tmp_path)


def test_a_file_that_is_a_link_to_itself_is_a_file_problem(tmp_path: Path) -> None:
    brief, office = tmp_path / "brief.yaml", tmp_path / "office.yaml"
    try:
        office.symlink_to(office)
        brief.write_text("title: t\n", encoding="utf-8")
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(FileProblem, match=r"office\.yaml: cannot be read"):
        load(brief, root=tmp_path, office=office)
    brief.unlink()
    brief.symlink_to(brief)
    with pytest.raises(FileProblem, match=r"brief\.yaml: cannot be read"):
        load(brief, root=tmp_path)


def test_a_brief_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_bytes("title: Zażółć\n".encode("cp1250"))
    loaded = load(tmp_path / "brief.yaml", root=tmp_path)
    assert "brief.yaml:1:1: error: this file is not UTF-8 text. Save it as UTF-8." in said(loaded)


def test_a_member_with_nothing_under_it_is_told(written: Write) -> None:
    loaded = written("title: x\nsources:\n  article:\nevents: {e: {title: t, evidence: article}}\n")
    assert said(loaded) == [
        "briefs/small/brief.yaml:3:3: error: 'article' has nothing under it. Write its text, or delete the line."
    ]


def test_a_misspelt_key_of_evidence_is_no_source(written: Write) -> None:
    loaded = written("title: x\nsources: {a: A}\nevents: {e: {title: t, evidence: [{source: a, spn: words}]}}\n")
    assert ["Did you mean 'span'?" in line for line in said(loaded)] == [True]


def test_a_link_to_itself_is_an_error_and_no_more(written: Write, tmp_path: Path) -> None:
    folder = tmp_path / "briefs" / "small"
    folder.mkdir(parents=True)
    (folder / "loop.txt").symlink_to("loop.txt")
    assert len(written("title: x\nsources: {a: {title: t, file: loop.txt}}\n").problems) == 1


def test_after_a_syntax_error_nothing_is_called_missing(written: Write) -> None:
    loaded = written('title: x\nevents:\n  e:\n    when: "2022\n')
    assert len(loaded.problems) == 1


def test_words_that_a_comma_cuts_off_are_not_lost_in_silence(written: Write) -> None:
    loaded = written("""\
        title: x
        background:
          depth: {text: The wreck lies deep, 3900 metres down}
        events:
          e: {title: t, evidence: {a: words, and more}}
        judgements:
          j: {text: It will end., confidence: {level: low, basis: two logs, one witness}}
        sources: {a: A}
        """)
    assert [line.partition("error: ")[2].partition(" is")[0] for line in said(loaded)] == [
        "'3900 metres down'",
        "'and more'",
        "'one witness'",
    ]


def test_an_unknown_key_costs_nothing_but_itself_and_brings_no_false_message_after_it(written: Write) -> None:
    loaded = written("""\
        title: A fire
        as_of: 2026-03-03
        sources: {log: {title: Log, publicher: Fire service}}
        actors: {chief: Ada Nowak}
        bottom_lin: It burnt.
        events:
          fire: {title: Fire, when: 2026-03-02, principle: yes, atendees: [chief], casualties: {kiled: 2}, evidence: log}
          next: {titel: Rain, wen: 2026-03-03, weather: wet, evidence: {source: log, spann: words}}
        """)
    unknown = [problem.message for problem in loaded.problems]
    assert [message.partition("'")[2].rstrip("'") for message in unknown] == [
        "publicher", "bottom_lin", "principle", "atendees", "kiled", "titel", "wen", "weather", "spann"
    ]  # fmt: skip
    fire, after = loaded.draft.events["fire"], loaded.draft.events["next"]
    assert (fire.principal, fire.title, str(fire.when and fire.when.at)) == (True, "Fire", "2026-03-02")
    assert fire.casualties[0].killed is not None
    assert (after.title, after.when is None, loaded.draft.bottom_line) == ("Rain", False, "It burnt.")
    assert loaded.brief is None
    said = "\n".join(problem.message for problem in check(loaded) if problem not in loaded.problems)
    for false in ("principal one", "no bottom line", "nothing refers to this actor", "names no", "there is no"):
        assert false not in said
