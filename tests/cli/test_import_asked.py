"""briefgen import events at a terminal: each question, a wrong and an empty answer, and leaving in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model.log import RowMapping
from briefgen.reading.load import Loaded
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

pytest.importorskip("termios", reason="Windows has no such terminal")

from tests.support.sweeps import few
from tests.support.terminal import CTRL_C, CTRL_D, Terminal

ORDER = "Time,Event\n03/04/2026 14:02,Smoke\n05/06/2026 14:05,Engine 5 leaves\n"
CLOCKS = "Time (UTC),Event\n14:02,Smoke\n14:05,Engine 5 leaves\n"
TWO_TIMES = "Rung,Read,Event\n2026-04-03 14:02Z,2026-04-03 14:03Z,Smoke\n2026-04-03 14:05Z,2026-04-03 14:06Z,Fire\n"
NO_TITLE = "Time (UTC),a,b\n2026-04-03 14:02,1,2\n2026-04-03 14:05,3,4\n"
NO_TIME = "Code,Event\nA,Smoke\nB,Fire\n"


def at_terminal(root: Path, log: str) -> Terminal:
    (root / "briefs").mkdir(exist_ok=True)
    (root / "log.csv").write_text(log)
    return Terminal("import", "events", "fire", "log.csv", cwd=root)


def written(root: Path) -> Loaded:
    loaded = WorkspaceFolder(root).load(BriefSource("fire", root / "briefs" / "fire" / "brief.yaml"))
    assert not [one for one in loaded.problems if one.level == "error"], loaded.problems
    return loaded


def mapping(root: Path) -> RowMapping:
    rows = written(root).draft.sources["log"].rows
    assert rows
    return rows


def untouched(root: Path) -> bool:
    return sorted(file.name for file in root.rglob("*")) == ["briefs", "log.csv"]


def test_the_order_of_dates_and_the_zone_are_asked_until_they_are_answered(tmp_path: Path) -> None:
    with at_terminal(tmp_path, ORDER) as terminal:
        terminal.asks("may be 3 April 2026 or 4 March 2026\nOne of dmy, mdy: ")
        terminal.press("\n")
        terminal.asks("One of dmy, mdy: ")
        terminal.press("yes\n")
        terminal.asks("briefgen: 'yes' is none of these. Write dmy or mdy.")
        terminal.asks("One of dmy, mdy: ")
        terminal.press("mdy\n")
        terminal.asks("in which zone are they?\nSuch as UTC, Europe/Warsaw: ")
        terminal.press("Warsaw\n")
        terminal.asks("'Warsaw' is not a time zone")
        terminal.asks("Such as UTC, Europe/Warsaw: ")
        terminal.press("Europe/Kyiv\n")
        terminal.asks("2 rows; Time is when, Event is title.")
        terminal.asks("Write it into brief.yaml? [Y/n]: ")
        terminal.press("\n")
        assert terminal.ends() == 0
    assert mapping(tmp_path).date == "mdy"
    times = [event.when.text for event in written(tmp_path).draft.events.values() if event.when]
    assert times == ["2026-03-04 14:02 Europe/Kyiv", "2026-05-06 14:05 Europe/Kyiv"]


def test_the_day_of_clocks_alone_is_asked(tmp_path: Path) -> None:
    with at_terminal(tmp_path, CLOCKS) as terminal:
        terminal.asks("on which day does the log begin?\nSuch as 2022-11-15: ")
        terminal.press("dmy\n")
        terminal.asks("'dmy' is no day. Write the day on which the log begins, such as 2022-11-15.")
        terminal.asks("Such as 2022-11-15: ")
        terminal.press("2026-02-30\n")
        terminal.asks("Such as 2022-11-15: ")
        terminal.press("2026-04-03\n")
        terminal.asks("[Y/n]: ")
        terminal.press("y\n")
        assert terminal.ends() == 0
    times = [event.when.text for event in written(tmp_path).draft.events.values() if event.when]
    assert times == ["2026-04-03 14:02 UTC", "2026-04-03 14:05 UTC"]


@pytest.mark.parametrize(
    ("log", "question", "field", "column"),
    [
        (TWO_TIMES, "several columns have times: which is when?\nOne of Rung, Read: ", "when", "Read"),
        (NO_TITLE, "no column says what happened: which is title?\nOne of a, b: ", "title", "b"),
        (NO_TIME, "no column has times: which is when?\nOne of Code, Event: ", "when", "Code"),
    ],
)
def test_a_column_is_asked_until_it_is_one_of_the_log(
    tmp_path: Path, log: str, question: str, field: str, column: str
) -> None:
    with at_terminal(tmp_path, log) as terminal:
        terminal.asks(question)
        terminal.press("Nothing\n")
        terminal.asks("The log has no column 'Nothing'. Its columns are ")
        terminal.asks(question)
        terminal.press(f"{column}\n")
        terminal.asks("[Y/n]: ")
        terminal.press("y\n")
        assert terminal.ends() == 0
    assert (field, column) in mapping(tmp_path).columns


@pytest.mark.parametrize("keys", few([CTRL_C, CTRL_D], CTRL_C))
@pytest.mark.parametrize("at", [0, 1, 2])
def test_leaving_at_any_question_writes_nothing(tmp_path: Path, keys: str, at: int) -> None:
    with at_terminal(tmp_path, ORDER) as terminal:
        questions = [("One of", "dmy\n"), ("Such as", "UTC\n"), ("[Y/n]: ", "")]
        for question, answer in questions[:at]:
            terminal.asks(question)
            terminal.press(answer)
        terminal.asks(questions[at][0])
        terminal.press(keys)
        assert terminal.ends() == 1
    assert terminal.screen.endswith("\nbriefgen: nothing was written.\n")
    assert "Traceback" not in terminal.screen and untouched(tmp_path)


def test_a_no_at_the_end_writes_nothing_and_a_word_that_is_neither_is_asked_again(tmp_path: Path) -> None:
    with at_terminal(
        tmp_path, ORDER.replace("/2026 14:02", "/2026 14:02Z").replace("05/06", "25/06").replace("14:05", "14:05Z")
    ) as terminal:
        terminal.asks("[Y/n]: ")
        terminal.press("perhaps\n")
        terminal.asks("[Y/n]: ")
        terminal.press("n\n")
        assert terminal.ends() == 1
    assert "nothing was written" in terminal.screen and untouched(tmp_path)
