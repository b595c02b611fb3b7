"""The watcher: which saves it sees, that it waits until a file is still, and what it says. Gates 11 to 13 of the delivery tests."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import yaml
from watchfiles import watch as raw_watch

from briefgen.errors import BriefgenError
from briefgen.triggers.single_instance import Busy, single_instance
from briefgen.workspace.drives import distant
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.sweeps import few
from tests.support.waiting import PATIENCE, Running, briefgen, until
from tests.support.watched import OFTEN, SAVES, Desk, move_away_and_write, rename_over, same_time, slowly

QUICK = replace(OFTEN, check=0.6)
"""A full check often enough for a test."""


# -- gate 11: every way to save ---------------------------------------------------------------------------------------


def every_way(root: Path, rounds: int, *, polling: bool) -> None:
    """A brief for each way to save, all saved in every round; each save is seen, and once."""
    desk = Desk(root, *SAVES)
    with desk.watched(polling=polling):
        for number in range(1, rounds + 1):
            for slug, save in SAVES.items():
                desk.save(desk.file(slug), f"title: {number}\n", save)
            for slug in SAVES:
                desk.saw(slug, f"title: {number}\n")
    assert all(len(desk.read(slug)) == rounds + 1 for slug in SAVES), "each was rendered once"
    assert desk.said == []


@pytest.mark.parametrize("polling", [False, True])
def test_every_way_to_save_is_seen(tmp_path: Path, polling: bool) -> None:
    every_way(tmp_path, 3, polling=polling)


@pytest.mark.full
@pytest.mark.parametrize("polling", [False, True])
def test_200_saves_are_each_seen_once(tmp_path: Path, polling: bool) -> None:
    every_way(tmp_path, 20, polling=polling)


def at(file: Path, text: str, nanoseconds: int) -> None:
    """A save that was made then."""
    file.write_text(text)
    os.utime(file, ns=(nanoseconds, nanoseconds))


@pytest.mark.parametrize("polling", few([False, True], False))
def test_the_second_save_within_one_second_is_seen(tmp_path: Path, polling: bool) -> None:
    desk = Desk(tmp_path, "a")
    with desk.watched(polling=polling):
        for number in (1, 2):
            desk.save(desk.file("a"), f"title: {number}\n", partial(at, nanoseconds=10**18 + number))
            desk.saw("a", f"title: {number}\n")


@pytest.mark.parametrize("save", [rename_over, move_away_and_write])
def test_a_watch_on_the_file_itself_would_lose_renames(tmp_path: Path, save: Callable[[Path, str], None]) -> None:
    file, seen, stop = tmp_path / "brief.yaml", [0], threading.Event()
    file.write_text("0")

    def listen() -> None:
        for changes in raw_watch(file, stop_event=stop, step=50, debounce=50, rust_timeout=50, yield_on_timeout=True):
            seen.append(len(changes))

    thread = threading.Thread(target=listen)
    thread.start()
    for number in range(1, 6):
        ticks = len(seen)
        until(lambda ticks=ticks: len(seen) > ticks + 1)  # type: ignore[misc]  # it listens
        save(file, str(number))
        ticks = len(seen)
        until(lambda ticks=ticks: len(seen) > ticks + 6)  # type: ignore[misc]  # 300 ms without
    stop.set()
    thread.join()
    assert sum(1 for n in seen if n) < 5, "the control of the test above"


# -- gate 12: files that are still being written ----------------------------------------------------------------------


def incident(number: int) -> str:
    events = [{"at": f"2026-11-{k + 1:02d}", "text": f"event {k} " + "x" * 200} for k in range(25)]
    return yaml.safe_dump({"title": f"v{number}", "events": events, "status": "final"}, sort_keys=False)


def whole(text: str) -> bool:
    return text.startswith("title: 0") or (text.endswith("status: final\n") and text.count("- at:") == 25)


def test_a_slow_save_is_read_once_and_whole(tmp_path: Path) -> None:
    slugs = [f"b{n}" for n in range(6)]
    desk = Desk(tmp_path, *slugs)
    with desk.watched():
        for number in (1, 2):
            with desk.clock.held():
                for _ in zip(*(slowly(desk.file(slug), incident(number)) for slug in slugs), strict=True):
                    desk.clock.pass_by(0.08)
                    for slug in slugs:
                        desk.noticed(slug)
            for slug in slugs:
                desk.saw(slug, incident(number))
    assert all(whole(text) for *_, text in desk.done)
    assert len(desk.done) == 3 * len(slugs)


def test_a_watcher_that_reads_at_once_would_read_parts(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a")
    with desk.watched(pace=replace(OFTEN, still=0.0)):
        for number, _ in enumerate(slowly(desk.file("a"), incident(1)), start=2):
            until(lambda number=number: len(desk.done) >= number)  # type: ignore[misc]
        desk.saw("a", incident(1))
    parts = [text for *_, text in desk.done if not whole(text)]
    assert parts, "the control of the tests around"
    assert any(isinstance(yaml.safe_load(text), dict) for text in parts), "and they are valid YAML"


@pytest.mark.full
def test_no_cut_of_a_real_brief_is_ever_read(tmp_path: Path, root: Path) -> None:
    text = (root / "briefs/przewodow-2022-11/brief.yaml").read_text(encoding="utf-8")
    cuts = list(range(100, len(text), 100))
    slugs = [f"b{n}" for n in range(8)]
    desk = Desk(tmp_path, *slugs)
    with desk.watched():
        for start in range(0, len(cuts), len(slugs)):
            batch = dict(zip(slugs, cuts[start : start + len(slugs)], strict=False))
            mark = f"# {start}\n"
            with desk.clock.held():
                for slug, cut in batch.items():
                    desk.file(slug).write_text(text[:cut])
                desk.clock.pass_by(0.12)  # a save that takes as long
                for slug in batch:
                    desk.noticed(slug)
                    desk.file(slug).write_text(text + mark)
            for slug in batch:
                desk.saw(slug, text + mark)
    assert {len(text) for *_, text in desk.done} <= {9, *(len(text) + len(f"# {n}\n") for n in range(0, 400, 8))}
    assert len(cuts) >= 150


def test_a_file_that_is_never_still_is_told_and_not_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a", "b")
    with desk.watched(pace=replace(OFTEN, patience=0.5)):
        with desk.clock.held(), desk.file("a").open("a") as handle:
            for _ in range(12):
                handle.write("#\n")
                handle.flush()
                desk.clock.pass_by(0.05)
                desk.noticed("a")
            until(lambda: desk.said)
            assert len(desk.read("a")) == 1
        desk.save(desk.file("b"), "title: 1\n")
        desk.saw("b", "title: 1\n")
    assert desk.said == ["a: brief.yaml is still being written; waiting"]


# -- gate 13 and the rest: what else happens to folders ---------------------------------------------------------------


@pytest.mark.parametrize("polling", few([False, True], False))
def test_new_briefs_new_inputs_and_what_was_missing_are_followed(tmp_path: Path, polling: bool) -> None:
    desk = Desk(tmp_path, "a")
    with desk.watched(polling=polling):
        desk.file("new").parent.mkdir()
        desk.save(desk.file("new"), "file: sources/s.txt\n")
        desk.saw("new", "file: sources/s.txt\n")
        source = desk.file("new").parent / "sources" / "s.txt"
        source.parent.mkdir()
        desk.save(source, "one")
        until(lambda: len(desk.read("new")) == 2)
        desk.save(source, "two!")
        until(lambda: len(desk.read("new")) == 3)
        desk.save(desk.workspace.office, "publisher: P\n")
        until(lambda: len(desk.read("new")) == 4 and len(desk.read("a")) == 2)
    assert [names for slug, _, names, _ in desk.done if slug == "new"] == [(), ("s.txt",), ("s.txt",), ("office.yaml",)]


@pytest.mark.parametrize("polling", few([False, True], False))
def test_a_folder_that_is_deleted_and_made_again_is_watched_again(tmp_path: Path, polling: bool) -> None:
    desk = Desk(tmp_path, "a")
    with desk.watched(polling=polling):
        for number in (1, 2):
            shutil.rmtree(desk.workspace.briefs if number == 2 else desk.file("a").parent)
            until(lambda number=number: len(desk.said) == number)  # type: ignore[misc]
            desk.file("a").parent.mkdir(parents=True)
            desk.save(desk.file("a"), f"title: {number}\n")
            desk.saw("a", f"title: {number}\n")
        desk.save(desk.file("a"), "title: later\n")
        desk.saw("a", "title: later\n")
    assert set(desk.said) == {"a: brief.yaml is not there any more; its files in out/ stay"}


def test_a_folder_that_is_renamed_is_another_brief(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a")
    with desk.watched():
        desk.file("a").parent.rename(desk.file("b").parent)
        desk.saw("b", "title: 0\n")
        desk.save(desk.file("b"), "title: 1\n")
        desk.saw("b", "title: 1\n")
    assert len(desk.said) == 1


def test_a_burst_is_one_change(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a")
    with desk.watched():
        with desk.clock.held():
            for number in range(40):
                desk.file("a").write_text(f"title: {number}\n")
        desk.saw("a", "title: 39\n")
    assert len(desk.done) == 2


def test_outputs_and_editions_trigger_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a", "b")
    with desk.watched():
        for name in (
            "out/a/a.pdf",
            ".briefgen/x.sqlite",
            "briefs/a/editions/0001/edition.json",
            "briefs/a/.brief.yaml.swp",
        ):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x")
        desk.save(desk.file("b"), "title: 1\n")  # whatever came before it would have been seen by then
        desk.saw("b", "title: 1\n")
    assert len(desk.read("a")) == 1


def test_the_full_check_finds_what_no_stamp_shows(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a")
    with desk.watched(pace=QUICK):
        desk.save(desk.file("a"), "title: 9\n", same_time)
        desk.saw("a", "title: 9\n")
    assert desk.done[-1][1] == "check"


def test_a_change_while_it_is_being_rendered_is_rendered_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a")
    renew = desk.renew

    def busy(change: object) -> object:
        renewed = renew(change)  # type: ignore[arg-type]
        if len(desk.done) == 2:
            desk.file("a").write_text("title: meanwhile\n")
        return renewed

    desk.renew = busy  # type: ignore[method-assign,assignment]
    with desk.watched():
        desk.save(desk.file("a"), "title: 1\n")
        desk.saw("a", "title: meanwhile\n")
    assert len(desk.done) == 3


def test_a_renewal_that_failed_is_tried_again_when_a_template_changes(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a")
    words = tmp_path / "templates" / "words" / "en-GB.yaml"
    words.parent.mkdir(parents=True)
    words.write_text("a: [\n")
    desk.outcome = "failed"
    with desk.watched():
        desk.save(words, "a: b\n")
        until(lambda: len(desk.done) == 2)
    assert desk.done[-1][2] == ("en-GB.yaml",)


def test_network_drives_are_known_by_their_kind(tmp_path: Path) -> None:
    here = str(tmp_path.resolve())
    (tmp_path / "a b").mkdir()
    mounts = (
        f"/dev/x / ext4 rw 0 0\nserver:/x {here}/a\\040b nfs4 rw 0 0\nsshfs {here}/ssh fuse.sshfs rw 0 0\n"
        f"x {here}/ssh/local tmpfs rw 0 0\n"
    ).encode()
    assert distant(tmp_path / "a b" / "briefs", mounts) == "nfs4"
    assert distant(tmp_path / "ssh", mounts) == "fuse.sshfs"
    assert distant(tmp_path / "ssh" / "local", mounts) == ""
    assert distant(tmp_path, mounts) == ""
    assert distant(tmp_path, b"") == "", "where there is no such list, events are trusted"


def test_one_watcher_a_workspace(tmp_path: Path) -> None:
    with single_instance(WorkspaceFolder(tmp_path), "watch"):
        again = pytest.raises(Busy, match=r"as process \d+"), single_instance(WorkspaceFolder(tmp_path), "schedule")
        with again[1], again[0], single_instance(WorkspaceFolder(tmp_path), "watch"):
            raise AssertionError("two of them")
    with single_instance(WorkspaceFolder(tmp_path), "watch"):
        pass
    assert issubclass(Busy, BriefgenError)


# -- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with one brief."""
    file = tmp_path / "briefs" / "harbour" / "brief.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("title: One\n")
    return tmp_path


def test_watch_renders_and_keeps_the_last_good_files(place: Path) -> None:
    file, made = place / "briefs/harbour/brief.yaml", place / "out/harbour/harbour.txt"
    with briefgen("watch", "--format", "txt", cwd=place) as running:
        running.says("harbour rendered in")
        rename_over(file, "title: Two\n")
        assert running.says("rendered").endswith(": brief.yaml")
        assert b"Two" in made.read_bytes()
        good = made.read_bytes()
        rename_over(file, "titel: Three\n")
        running.says("harbour has errors, the last good files stay: brief.yaml")
        running.says("Did you mean 'title'?")
        assert made.read_bytes() == good
        with briefgen("watch", cwd=place) as second:
            assert second.process.wait(PATIENCE) == 1
            assert f"as process {running.process.pid}" in until(lambda: "".join(second.lines))
        rename_over(file, "title: Four\n")
        running.says("rendered")
        assert b"Four" in made.read_bytes()
        assert running.stops() == 0
    assert list(place.rglob("*.tmp")) == []
    assert not (place / "briefs/harbour/editions").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of POSIX")
def test_a_pipe_in_the_place_of_a_brief_keeps_no_other_from_being_rendered(place: Path) -> None:
    file, other = (place / f"briefs/{name}/brief.yaml" for name in ("harbour", "market"))
    other.parent.mkdir()
    other.write_text("title: One\n")
    with briefgen("watch", "--format", "txt", cwd=place) as running:
        running.says("rendered in")
        running.says("rendered in")
        file.unlink()
        os.mkfifo(file)
        running.says("it is no file, but a pipe or a device")
        rename_over(other, "title: Two\n")
        running.says("market rendered")
        assert b"Two" in (place / "out/market/market.txt").read_bytes()
        assert running.stops() == 0
    assert b"One" in (place / "out/harbour/harbour.txt").read_bytes()


def test_a_file_that_is_no_brief_is_told_as_by_render_and_once(place: Path) -> None:
    file, early, late = (
        place / f"briefs/{name}" for name in ("harbour/brief.yaml", "storm/brief.yml", "fire.yaml.txt")
    )
    early.parent.mkdir()
    early.write_text("title: One\n")
    with briefgen("watch", "--format", "txt", cwd=place) as running:
        said = [running.says("is not read")]
        running.says("harbour rendered in")
        late.write_text("title: One\n")
        said.append(running.says("is not read"))
        rename_over(file, "title: Two\n")
        running.says("harbour rendered in")
        assert running.stops() == 0
    assert not any("is not read" in line for line in running.lines), "each is told once"
    assert [line.partition(":")[0] for line in said] == ["briefs/storm/brief.yml", "briefs/fire.yaml.txt"]
    with briefgen("render", "--format", "txt", cwd=place) as rendering:
        assert {rendering.says("is not read"), rendering.says("is not read")} == set(said)


def test_a_watch_where_there_is_no_brief_says_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    with briefgen("watch", cwd=tmp_path) as running:
        assert running.process.wait(PATIENCE) == 2
        assert "Write one with: briefgen new NAME" in until(lambda: "".join(running.lines))


def test_watch_ends_with_ctrl_c(place: Path) -> None:
    with briefgen("watch", "--format", "txt", cwd=place) as running:
        running.says("harbour rendered in")
        assert running.stops(signal.SIGINT) == 130
        assert not any("Traceback" in line for line in running.lines)


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces of Linux")
def test_without_events_it_looks_and_says_so_once(place: Path) -> None:
    limit = 'echo 2 > /proc/sys/user/max_inotify_watches && exec "$@"'
    if subprocess.run(["unshare", "-Ur", "sh", "-c", limit, "sh", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine gives no namespace to its users")
    command = ("unshare", "-Ur", "sh", "-c", limit, "sh", sys.executable, "-m", "briefgen", "watch", "--format", "txt")
    with Running(*command, cwd=place) as running:
        said = running.says("instead of waiting for events")
        assert "sysctl fs.inotify.max_user_watches" in said
        running.says("harbour rendered in")
        rename_over(place / "briefs/harbour/brief.yaml", "title: Two\n")
        running.says("rendered")
        rename_over(place / "briefs/harbour/brief.yaml", "title: Three\n")
        running.says("rendered")
        assert running.stops() == 0
        assert not any("instead of" in line for line in running.lines)


@pytest.mark.skipif(sys.platform != "linux", reason="overlays of Linux")
def test_changes_below_an_overlay_are_seen_by_looking(tmp_path: Path) -> None:
    for name in ("lower/briefs/a", "upper", "work", "merged"):
        (tmp_path / name).mkdir(parents=True)
    file = tmp_path / "lower/briefs/a/brief.yaml"
    file.write_text("title: One\n")
    mount = 'mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged && cd merged && exec "$@"'
    if subprocess.run(
        ["unshare", "-Urm", "sh", "-c", mount, "sh", "true"], check=False, capture_output=True, cwd=tmp_path
    ).returncode:
        pytest.skip("this machine gives no namespace to its users")
    command = ("unshare", "-Urm", "sh", "-c", mount, "sh", sys.executable, "-m", "briefgen", "watch", "--format", "txt")
    with Running(*command, "--poll", cwd=tmp_path) as running:
        running.says("a rendered in")
        file.write_text("title: Two\n")
        running.says("a rendered in")
    assert b"Two" in (tmp_path / "upper/out/a/a.txt").read_bytes()
