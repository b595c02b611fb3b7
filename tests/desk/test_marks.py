"""Which words of a source are marked, and with which fact: every letter of the text is shown once, whatever lies on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefgen.desk.marks import KINDS, FactMark, MarkedPiece, OfferedWords, marks, pieces
from briefgen.desk.open_brief import OpenBrief
from briefgen.reading.load import Loaded
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import NOW

TEXT = "General Milley met Duda. Two people died. Two people died again. Who fired is not known.\n"
BRIEF = """\
title: A test
sources:
  wire: {title: A wire, file: sources/wire.txt, fidelity: original}
actors:
  milley: {name: Milley, evidence: {wire: General Milley}}
places:
  yard: {name: The yard, evidence: {wire: Duda}}
events:
  meeting:
    title: They meet
    evidence: {wire: General Milley met Duda.}
    casualties: {killed: 2, evidence: {wire: Two people died.}}
questions:
  who: {text: Who fired?, evidence: {wire: Who fired is not known.}}
background:
  far: {text: It was far., evidence: {wire: words that stand nowhere}}
"""


def loaded(folder: Path, brief: str = BRIEF, **texts: str) -> Loaded:
    home = folder / "briefs" / "test" / "sources"
    home.mkdir(parents=True)
    (home.parent / "brief.yaml").write_text(brief, encoding="utf-8")
    for name, text in texts.items():
        (home / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    workspace = WorkspaceFolder(folder)
    return OpenBrief(workspace, workspace.sources(["test"])[0], lambda: NOW).reading().loaded


def test_words_are_marked_by_the_kind_of_what_rests_on_them(tmp_path: Path) -> None:
    found = [
        (one.letter, one.kind, one.path, TEXT[one.start : one.end])
        for one in marks(loaded(tmp_path, wire=TEXT), "wire")
    ]
    assert found == [
        ("E", "Event", "events.meeting", "General Milley met Duda."),
        ("A", "Actor", "actors.milley", "General Milley"),
        ("", "Place", "places.yard", "Duda"),
        ("F", "Figure", "events.meeting", "Two people died."),
        ("Q", "Question", "questions.who", "Who fired is not known."),
    ], "what stands nowhere in the text is marked nowhere"


def test_words_of_several_facts_are_marked_with_the_longest_passage_and_names_come_last() -> None:
    def mark(start: int, end: int, letter: str, path: str) -> FactMark:
        return FactMark(start, end, letter, KINDS[letter], path, path)

    name, short, long = mark(0, 30, "A", "actors.a"), mark(4, 8, "P", "positions.p"), mark(2, 12, "E", "events.e")
    found = list(pieces((name, long, short), (OfferedWords(6, 10, "P", "q1"),)))
    shown = [(one.start, one.end, one.mark.letter if one.mark else "", one.suggested) for one in found]
    assert shown == [
        (0, 2, "A", False),
        (2, 6, "E", False),
        (6, 10, "E", True),
        (10, 12, "E", False),
        (12, 30, "A", False),
    ]


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from("EPQABF")), max_size=12)


@given(SPANS, SPANS)
def test_pieces_cover_what_is_marked_once_and_nothing_else(
    facts: Sequence[tuple[int, int, str]], others: Sequence[tuple[int, int, str]]
) -> None:
    marked = tuple(
        sorted(
            (
                FactMark(at, at + n, letter, KINDS[letter], f"{'actors' if letter == 'A' else 'events'}.f{i}", "")
                for i, (at, n, letter) in enumerate(facts)
            ),
            key=lambda one: (one.start, -one.end),
        )
    )
    offered = tuple(
        sorted(
            (OfferedWords(at, at + n, letter, str(i)) for i, (at, n, letter) in enumerate(others)),
            key=lambda one: one.start,
        )
    )
    found: list[MarkedPiece] = list(pieces(marked, offered))
    assert all(a.end <= b.start for a, b in pairwise(found)), "in order, none over another"
    at: dict[int, MarkedPiece] = {n: one for one in found for n in range(one.start, one.end)}
    for n in range(95):
        here = [one for one in marked if one.start <= n < one.end]
        piece = at.get(n)
        assert (piece.mark in here) if piece and piece.mark else not here
        assert bool(piece and piece.suggested) == any(one.start <= n < one.end for one in offered)
        if piece and piece.mark and piece.mark.names:
            assert all(one.names for one in here)


LOG = """\
title: A test
timezone: Europe/Warsaw
sources:
  log: {title: A log, file: sources/log.csv, fidelity: original, rows: {when: Time, title: What, zone: Europe/Warsaw}}
events:
  second: {title: It opens again, evidence: [{source: log, span: The gate opens, locator: "3"}]}
"""


def test_an_event_of_a_log_is_marked_in_its_own_row_where_another_says_the_same(tmp_path: Path) -> None:
    home = tmp_path / "briefs" / "test" / "sources"
    home.mkdir(parents=True)
    (home.parent / "brief.yaml").write_text(LOG, encoding="utf-8")
    rows = "Time,What\n2022-11-15 06:00,The gate opens\n2022-11-15 07:00,The gate opens\n2022-11-15 08:00,It shuts\n"
    (home / "log.csv").write_text(rows, encoding="utf-8")
    workspace = WorkspaceFolder(tmp_path)
    found = OpenBrief(workspace, workspace.sources(["test"])[0], lambda: NOW).reading().loaded
    (mark,) = marks(found, "log")
    text = found.texts["log"]
    assert text[mark.start : mark.end] == "The gate opens"
    assert "07:00" in text[mark.start - 18 : mark.start], "the second of the two"
