"""Ten thousand damaged briefs: nothing raises, nothing is lost in silence, and every error stands in the file."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.errors import Problem, Where
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded, load
from briefgen.reading.tree import parse
from tests.support.checkout import as_yaml
from tests.support.sweeps import few

ROOT = Path(__file__).parents[2]
PRZEWODOW = ROOT / "briefs" / "przewodow-2022-11"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
INTERNAL = re.compile(
    r"function-|pydantic|Input should|Value error|Traceback|_view|NoneType|\bctx\b|<class|list\[|tuple\["
)

SMALL = """\
title: "Fire at Plant 4: what is known"
kind: incident
timezone: Europe/Warsaw
marking: {label: TLP:AMBER, caveats: [Partners only]}
as_of: 2026-03-09 18:00
period: {from: 2026-03-08, to: 2026-03-09}
bottom_line: A pump burned; nobody was hurt.
key_points:
  - {text: The fire is out., refs: [fire]}
  - The cause is open.
sources:
  report:
    kind: official_document
    title: Report 12
    file: report.txt
    fidelity: original
    access: primary
    grade: B2
    url: https://example.org/12
    published: {at: 2026-03-09, basis: stated}
  log: Control room log
actors:
  operator: {kind: organisation, name: Plant 4, aliases: [the plant], active: 2001/..}
  chief: {kind: person, name: Ada Nowak, rank: Dr, role: Head of shift, of: [operator], speaks_for: operator}
places:
  hall: {name: Pump hall, country: PL, lat: 50.1, lon: 23.9}
events:
  fire:
    title: Fire in the pump hall
    label: Fire
    kind: incident
    principal: true
    when: {at: 2026-03-08 02:10, as_written: "at ten past two"}
    place: hall
    actors: [operator]
    casualties: {killed: 0, injured: 2-3}
    evidence: {report: "The pumps stopped at 02:10"}
  shutdown:
    title: Plant shut down
    when: 2026-03-08 02:25/04:00
    after: [fire]
    evidence: [report, {source: log, locator: p. 3}]
  restart: {title: Restart, status: pending, when: 2026-03-12~/.., reported_as: assessed}
positions:
  chief-cause:
    actor: chief
    kind: assessment
    says: The cause was a bearing.
    supports: [bearing]
    via: [operator]
    at: fire
    quote: {text: "stopped at 02:10", form: mixed}
    evidence: {report: "The pumps stopped at 02:10"}
questions:
  cause:
    text: What caused the fire?
    owner: operator
    answers:
      bearing: A bearing.
      arson: {text: Arson., likelihood: unlikely, confidence: {level: low, basis: One report.}}
judgements:
  safe: {text: The plant is safe, likelihood: likely, confidence: {level: moderate, basis: Two reports.}, refs: [fire]}
assumptions:
  clock: {text: The clock was right., if_wrong: All times shift.}
background:
  plant: The plant opened in 2001.
accepted: {W9: one source is all there is}
"""

# fmt: off
WORDS = [
    "yesterday", "[a, b]", "{a: b}", "", "null", "-1", "2022-02-30", "2026-03-29 02:30", "2026-10-25 02:30", "TLP:PURPLE",
    "*x", "&y z", "!!int 3", "'", '"', "x: y", "|", ">-", "../x", "/etc/passwd", "NaN", "1e999", "9" * 5000, "😀", "..", "/",
    "2022/..", "../2022", "..2022", "99999-01-01", "0000-00-00", "9999-12-31 23:59 +14:00", "0001-01-01 00:00", "2022-11-15 25:61",
    "2022-W01", "Europe/Nowhere", "2022-11-15 15:40 +99:99", "%", "{report: {a: b}}", "{report: [x, [y]]}", "fire", "cause.bearing",
    "actors/operator", "[fire, fire]", "chief", "true", "0", "٣", "x" * 25_000, "https://", "C:\\x", "[placeholder]", "{", "]", "{{x}}",
    "report.txt", ".", "~", "100 %", "50-20", "unlikely", "F7", "\x00", "\x85", "\ufeff", "a\tb", "?", "- a", "<<", "@", "1_000",
]
# fmt: on
CHARACTERS = [*":-#'\"[]{},&*!|>%@`\t \n.?~/\\01aé\x00\x85\u2028\u202e\ufeff\r\ufffe😀"]

Lines = list[str]
Mutation = Callable[[random.Random, Lines], None]


def _any(rng: random.Random, lines: Lines) -> int:
    return rng.randrange(len(lines)) if lines else 0


def _block(lines: Lines, start: int) -> slice:
    """A line with all lines that are indented further: a key with everything under it."""

    def indent(line: str) -> int:
        return len(line) - len(line.lstrip())

    end = start + 1
    while end < len(lines) and indent(lines[end]) > indent(lines[start]):
        end += 1
    return slice(start, end)


def delete_line(rng: random.Random, lines: Lines) -> None:
    del lines[_any(rng, lines)]


def delete_block(rng: random.Random, lines: Lines) -> None:
    del lines[_block(lines, _any(rng, lines))]


def double_block(rng: random.Random, lines: Lines) -> None:
    block = _block(lines, _any(rng, lines))
    lines[block.stop : block.stop] = lines[block]


def move_block(rng: random.Random, lines: Lines) -> None:
    block = _block(lines, _any(rng, lines))
    moved = lines[block]
    del lines[block]
    place = rng.randint(0, len(lines))
    lines[place:place] = moved


def swap_lines(rng: random.Random, lines: Lines) -> None:
    one, other = _any(rng, lines), _any(rng, lines)
    lines[one], lines[other] = lines[other], lines[one]


def indent(rng: random.Random, lines: Lines) -> None:
    at = _any(rng, lines)
    lines[at] = (
        rng.choice(["  ", " ", "\t", "    "]) + lines[at] if rng.random() < 0.5 else lines[at][rng.randint(1, 2) :]
    )


def join(rng: random.Random, lines: Lines) -> None:
    at = _any(rng, lines)
    lines[at : at + 2] = [" ".join(lines[at : at + 2])]


def truncate(rng: random.Random, lines: Lines) -> None:
    del lines[rng.randint(1, len(lines)) :]


def change_character(rng: random.Random, lines: Lines) -> None:
    at = _any(rng, lines)
    line = lines[at]
    place = rng.randint(0, len(line))
    lines[at] = line[:place] + rng.choice(["", *CHARACTERS]) + line[place + rng.randint(0, 1) :]


def misspell(rng: random.Random, lines: Lines) -> None:
    at = _any(rng, lines)
    words = list(re.finditer(r"\w{3,}", lines[at]))
    if words:
        word = rng.choice(words)
        place = rng.randrange(word.start(), word.end() - 1)
        lines[at] = lines[at][:place] + lines[at][place + 1] + lines[at][place] + lines[at][place + 2 :]


def change_value(rng: random.Random, lines: Lines) -> None:
    at = _any(rng, lines)
    values = list(re.finditer(r"(?<=[:\[,] )[^,\[\]{}]+", lines[at]))
    if values:
        value = rng.choice(values)
        lines[at] = lines[at][: value.start()] + rng.choice(WORDS) + lines[at][value.end() :]


def exchange_keys(rng: random.Random, lines: Lines) -> None:
    at, other = _any(rng, lines), _any(rng, lines)
    keys = re.findall(r"[\w-]+(?=:(?: |$))", lines[other])
    if keys:
        lines[at] = re.sub(r"[\w-]+(?=:(?: |$))", rng.choice(keys), lines[at], count=1)


MUTATIONS: tuple[Mutation, ...] = (
    *(delete_line, delete_block, double_block, move_block, swap_lines, indent, join, truncate),
    *(change_character, change_character, misspell, misspell, change_value, change_value, change_value, exchange_keys),
)


def mutated(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        if lines:
            rng.choice(MUTATIONS)(rng, lines)
    return "\n".join(lines)


def extract(rng: random.Random) -> str:
    """A brief of a few lines: the title and some of the sections of the small one."""
    title, *sections = re.split(r"\n(?=\w)", SMALL)
    return "\n".join((title, *rng.sample(sections, rng.randint(1, 4))))


def sweep(text: Callable[[random.Random], str], folder: Path, times: int, seed: int) -> Counter[str]:
    """Loads and checks that many mutants of briefs in a folder; gives the messages seen, without what they quote."""
    rng, file, seen = random.Random(seed), folder / "brief.yaml", Counter[str]()
    for number in range(times):
        mutant = mutated(rng, text(rng))
        file.unlink(missing_ok=True)  # a file system flushes one that is written over, which takes longer than the load
        file.write_text(mutant, "utf-8", newline="")
        try:
            loaded = load(file, root=folder)
            problems = [loaded.placed(problem) for problem in check(loaded, NOW)]
        except Exception as error:
            error.add_note(f"the brief was:\n{mutant}")
            raise
        for problem in problems:
            assert not _fault(problem, mutant), f"{_fault(problem, mutant)}: {problem!r}\n{mutant}"
            seen[re.sub(r"'[^']*'|\d+", "…", problem.message)] += 1
        assert loaded.brief is None or not loaded.lost, mutant
        if loaded.brief and number % 10 == 0:
            _comes_back(loaded, mutant)
    return seen


def _fault(problem: Problem, text: str) -> str:
    """What an author could not use about a problem; empty when there is nothing."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    where = problem.where
    if where is None:
        return "has no place"
    if where.file == "brief.yaml" and not (
        1 <= where.line <= len(lines) and 1 <= where.column <= len(lines[where.line - 1]) + 1
    ):
        return "stands outside the file"
    if INTERNAL.search(f"{problem.message} {problem.hint}"):
        return "speaks of the program's insides"
    if not problem.message or problem.message.endswith(".") or problem.hint.endswith("."):
        return "ends with a full stop, or says nothing"
    return ""


def _comes_back(loaded: Loaded, text: str) -> None:
    tree = parse(as_yaml(loaded.draft), "again")
    assert not [problem for problem in tree.problems if problem.level == "error"], text
    assert Brief.model_validate(tree.data) == loaded.draft, text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text("The pumps stopped at 02:10, at ten past two, and burned.\n", "utf-8")
    return tmp_path


@pytest.mark.full
def test_briefs_of_a_few_lines_survive_any_damage(folder: Path) -> None:
    seen = sweep(extract, folder, 9_000, seed=1)
    assert len(seen) > 200  # the sweep strikes: so many different things were found wrong


@pytest.mark.parametrize(("times", "things"), few([(160, 40), (940, 100)], (160, 40)))
def test_a_small_brief_survives_any_damage(folder: Path, times: int, things: int) -> None:
    seen = sweep(lambda _: SMALL, folder, times, seed=2)
    assert len(seen) > things


@pytest.mark.parametrize(("times", "things"), few([(15, 8), (60, 30)], (15, 8)))
def test_the_first_brief_survives_any_damage(folder: Path, times: int, things: int) -> None:
    (folder / "sources").symlink_to(PRZEWODOW / "sources")
    text = (PRZEWODOW / "brief.yaml").read_text("utf-8")
    seen = sweep(lambda _: text, folder, times, seed=3)
    assert len(seen) > things


def test_the_undamaged_briefs_are_read_without_error(folder: Path) -> None:
    (folder / "brief.yaml").write_text(SMALL, "utf-8")
    loaded = load(folder / "brief.yaml", root=folder)
    assert [str(problem) for problem in check(loaded, NOW) if problem.level == "error"] == []
    _comes_back(loaded, SMALL)


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (Problem("error", "a", "b"), "has no place"),
        (Problem("error", "a", "b", where=Where("brief.yaml", 2, 1)), "stands outside the file"),
        (Problem("error", "a", "b", where=Where("brief.yaml", 1, 8)), "stands outside the file"),
        (
            Problem("error", "Input should be a str", "b", where=Where("brief.yaml", 1, 1)),
            "speaks of the program's insides",
        ),
        (Problem("error", "a.", "b", where=Where("brief.yaml", 1, 1)), "ends with a full stop, or says nothing"),
        (Problem("error", "", "b", where=Where("brief.yaml", 1, 1)), "ends with a full stop, or says nothing"),
        (Problem("error", "a", "b", where=Where("brief.yaml", 1, 7)), ""),
    ],
)
def test_the_sweep_notices_what_is_of_no_use_to_an_author(problem: Problem, fault: str) -> None:
    assert _fault(problem, "title:") == fault


def test_the_sweep_notices_what_raises(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.reading.load.parse", {}.__getitem__)
    with pytest.raises(Exception, match="brief") as caught:
        sweep(extract, folder, 1, seed=1)
    assert "the brief was" in caught.value.__notes__[0]
