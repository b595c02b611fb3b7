"""`briefgen edit` and `watch --serve`: the address, and the end."""

from __future__ import annotations

import http.client
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.desk.conftest import FIRST, first_brief
from tests.support.commands import briefgen as run
from tests.support.waiting import Running, briefgen, heard, until


def _address(desk: Running) -> str:
    return desk.says("http://127.0.0.1:")


def _status(address: str) -> int:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_the_address_stands_alone_on_one_line_and_a_signal_ends_the_desk(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    office = first_brief(tmp_path)
    with heard(), briefgen("edit", FIRST, "--no-browser", cwd=office.root) as desk:
        address = _address(desk)
        assert address == address.strip() and len(address.split("?token=")[1]) >= 40
        assert _status(address) == 303
        open_page = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)  # a browser keeps its connection
        open_page.request("GET", "/")
        assert open_page.getresponse().status == 403
        assert desk.stops(number) == code
        assert desk.lines == []  # nothing was printed but the address
        open_page.close()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    office = first_brief(tmp_path)
    with heard(), briefgen("edit", "--no-browser", cwd=office.root) as desk:
        port = urlsplit(_address(desk)).port
        done = run("edit", "--no-browser", "--port", str(port), cwd=office.root)
        assert done.returncode == 2
        assert "cannot be used" in done.stderr and "Traceback" not in done.stderr


def test_a_brief_that_is_not_there_is_told_before_anything_is_served(tmp_path: Path) -> None:
    done = run("edit", "nothing", "--no-browser", cwd=first_brief(tmp_path).root)
    assert done.returncode == 2 and "http://" not in done.stdout


@pytest.mark.full
def test_watch_shows_the_page_after_each_save(tmp_path: Path) -> None:
    office = first_brief(tmp_path)
    with heard(), briefgen("watch", FIRST, "--format", "txt", "--serve", "--no-browser", cwd=office.root) as watching:
        address = _address(watching)
        assert _status(address) == 303
        watching.says("rendered")
        file = office.briefs / FIRST / "brief.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("Missile explosion", "Explosion"), encoding="utf-8")
        watching.says("rendered")
        assert until(lambda: _status(address)) == 303
        assert watching.stops() == 0
