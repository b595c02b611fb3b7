"""The desk answers its own page alone: every forged host, origin, cookie and token is refused, and nothing is done."""

from __future__ import annotations

import html
import http.client
import json
import os
import re
import shutil
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from briefgen.desk import guard as guard_of
from briefgen.desk.actions import ACTIONS, VIEWS
from briefgen.desk.guard import LARGEST_FORM
from briefgen.desk.server import serving
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import FIRST, NOW, Served, first_brief
from tests.support.sweeps import spread

STATIC = Path(guard_of.__file__).parent / "static"
UNDO = f"/brief/{FIRST}/undo"
PAGE = f"/brief/{FIRST}/"


class Desk:
    """A desk that is asked without a browser: a request has what a browser would send, and what a test puts in its place."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        assert parts.hostname and parts.port
        self.host, self.port, self.token = (
            f"{parts.hostname}:{parts.port}",
            parts.port,
            parse_qs(parts.query)["token"][0],
        )
        status, headers, _ = self.get(f"/?token={self.token}", Cookie=None)
        assert status == 303
        self.cookie = headers["set-cookie"].partition(";")[0]
        self.way_in = headers

    def get(self, path: str, **other: str | None) -> tuple[int, Mapping[str, str], bytes]:
        usual = {"Host": self.host, "Cookie": getattr(self, "cookie", ""), "Sec-Fetch-Site": "same-origin"}
        return self.ask("GET", path, {**usual, **_headers(other)}, None)

    def post(self, path: str, body: bytes = b"{}", **other: str | None) -> tuple[int, Mapping[str, str], bytes]:
        usual = {
            "Host": self.host,
            "Cookie": self.cookie,
            "Sec-Fetch-Site": "same-origin",
            "Origin": f"http://{self.host}",
            "X-Desk-Token": self.token,
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
        }
        return self.ask("POST", path, {**usual, **_headers(other)}, body)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str | None], body: bytes | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()


def _headers(other: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name.replace("_", "-"): value for name, value in other.items()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all that must change nothing; it is as it was at the end."""
    office = first_brief(tmp_path_factory.mktemp("guarded"))
    file = office.briefs / FIRST / "brief.yaml"
    before = file.read_bytes()
    with serving(office, office.sources([FIRST])[0], lambda: NOW) as address:
        yield Desk(address)
    assert file.read_bytes() == before


def test_its_own_page_is_answered(desk: Desk) -> None:
    assert desk.get(PAGE)[0] == 200
    status, _, body = desk.post(UNDO)
    assert (status, json.loads(body)["said"]) == (200, "There is nothing to undo.")


def test_the_way_in_gives_a_cookie_that_no_script_and_no_other_site_sees(desk: Desk) -> None:
    cookie = desk.way_in["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and f"briefgen-{desk.port}=" in cookie
    assert desk.way_in["location"] == f"/#token={desk.token}" and desk.token not in cookie


@pytest.mark.parametrize("first", [FIRST, ""])
def test_who_has_the_cookie_is_not_told_the_token(office: WorkspaceFolder, served: Served, first: str) -> None:
    """A browser sends the cookie to whatever else listens on this machine: with it the desk is read, and not written."""
    desk = Desk(served(office, first))
    for path in (
        "/",
        PAGE,
        *(PAGE + view for view in ("state", *VIEWS)),
        *(f"/static/{one.name}" for one in STATIC.iterdir()),
    ):
        _, headers, body = desk.get(path)
        assert desk.token.encode() not in body and desk.token not in str(headers), path


@pytest.mark.full
def test_the_page_keeps_the_token_for_its_own_port(office: WorkspaceFolder, served: Served, browser: Browser) -> None:
    """It has left the address before anything is done, and a second page of the same browser knows it."""
    address = served(office)
    token = parse_qs(urlsplit(address).query)["token"][0]
    with browser.new_context() as context:
        first, second = context.new_page(), context.new_page()
        first.goto(address)
        first.locator("#facts [data-fact]").first.wait_for()
        second.goto(first.url)
        for page in (first, second):
            assert token not in page.url and token not in page.content()
            page.keyboard.press("Control+z")
            expect(page.locator("#said")).to_contain_text("There is nothing to undo")


OTHER_HOSTS = ["localhost:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.2:{port}", "127.0.0.1.example.org:{port}", "[::1]:{port}", "example.org", "127.1:{port}", "", None]  # fmt: skip


@pytest.mark.parametrize("host", OTHER_HOSTS)
def test_under_another_name_nothing_is_answered(desk: Desk, host: str | None) -> None:
    """A page elsewhere whose name was made to lead here (DNS rebinding) sends its own name."""
    forged = None if host is None else host.format(port=desk.port)
    assert desk.get(PAGE, Host=forged)[0] in (400, 421)
    assert desk.post(UNDO, Host=forged)[0] in (400, 421)


@pytest.mark.parametrize(
    "forged",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://localhost:{port}"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://example.org"},
        {"Origin": "http://127.0.0.1:{port}.example.org"},
        {"X_Desk_Token": None},
        {"X_Desk_Token": ""},
        {"X_Desk_Token": "{token}x"},
        {"X_Desk_Token": "ł"},
        {"Cookie": None},
        {"Cookie": "briefgen-{port}="},
        {"Cookie": "briefgen-{port}={token}"},
        {"Cookie": "other=1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": "multipart/form-data; boundary=x"},
        {"Content_Length": None},
        {"Transfer_Encoding": "chunked"},
        {"Content_Length": str(LARGEST_FORM + 1)},
        {"Content_Length": "-1"},
        {"Content_Length": "9" * 400},
    ],
    ids=str,
)
def test_what_another_page_could_send_changes_nothing(desk: Desk, forged: Mapping[str, str | None]) -> None:
    made = {
        name: value and value.format(port=desk.port, token=desk.token).encode().decode("latin-1")
        for name, value in forged.items()
    }
    body = b"" if "Content_Length" in forged else b"{}"
    status, _, answer = desk.post(UNDO, body, **made)
    assert 400 <= status < 500 and b"Traceback" not in answer


@pytest.mark.parametrize(
    "path", ["/", PAGE, f"{PAGE}page", f"{PAGE}state", "/static/desk.css", "/face/regular", "/?token=", "/?token=x"]
)
def test_without_the_cookie_nothing_is_shown(desk: Desk, path: str) -> None:
    for cookie in (None, "", f"briefgen-{desk.port}={desk.token}", "briefgen-1=x"):
        assert 400 <= desk.get(path, Cookie=cookie)[0] < 500


def test_two_tokens_or_one_at_another_place_open_nothing(desk: Desk) -> None:
    assert desk.get(f"/?token={desk.token}&token=x", Cookie=None)[0] == 403
    assert desk.get(f"{PAGE}?token={desk.token}", Cookie=None)[0] == 403


def test_nothing_is_changed_by_looking(desk: Desk) -> None:
    assert desk.get(UNDO)[0] == 404
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert desk.ask(method, PAGE, {"Host": desk.host, "Cookie": desk.cookie}, None)[0] == 405


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"1", b"{", b"\xff", b"[" * 100_000, b'{"source": 1}', b'{"source": "\\ud800"}']
)
def test_a_body_that_is_none_is_refused_in_words(desk: Desk, body: bytes) -> None:
    status, _, answer = desk.post(f"/brief/{FIRST}/anew", body)
    assert status in (200, 400) and b"Traceback" not in answer
    assert desk.get(f"{PAGE}state")[0] == 200


@pytest.mark.parametrize("path", ["/static/..%2f..%2f..%2f..%2fetc%2fpasswd", "/static/%2e%2e/guard.py", "/face/..%2fx", "/brief/..%2f..%2fx/", "/brief/nothing/", "/static/desk.css%00"])  # fmt: skip
def test_no_path_leads_out(desk: Desk, path: str) -> None:
    assert desk.get(path)[0] in (404, 405)


def test_every_answer_says_what_its_page_may_do(desk: Desk) -> None:
    for path in (PAGE, "/static/desk.js", "/nothing", f"{PAGE}state"):
        headers = desk.get(path)[1]
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    policy = desk.get(f"{PAGE}page")[1]["content-security-policy"]
    assert "default-src 'none'" in policy and "sandbox allow-same-origin" in policy and "script" not in policy


def test_a_page_that_is_watched_cannot_change_anything(office: WorkspaceFolder, served: Served) -> None:
    desk = Desk(served(office, readonly=True))
    page = desk.get(PAGE)
    assert page[0] == 200 and desk.token.encode() not in page[2]
    assert desk.post(UNDO)[0] == 404


def test_a_guard_that_looks_at_less_is_seen(
    office: WorkspaceFolder, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks above can fail: without the guard's refusals, a forged request is answered."""
    monkeypatch.setattr(guard_of.Guard, "_refused", lambda self, scope, headers: None)
    desk = Desk(served(office))
    assert desk.post(UNDO, Origin="http://example.org", X_Desk_Token="")[0] == 200
    assert desk.get(PAGE, Cookie=None, Host="example.org")[0] == 200


def test_half_a_letter_is_answered_in_words(office: WorkspaceFolder, served: Served) -> None:
    """A script can send one, by a paste that was cut in an emoji; no answer and no file can carry it."""
    desk = Desk(served(office))
    half = "a\ud800b"
    names = ("path", "source", "id", "tab", "text", "key", "kind", "to", "by", "version", "ticket", "name", "seen")
    said = json.dumps({**dict.fromkeys(names, half), half: [half], "form": {"path": half, "fields": {half: half}}})
    shown = {action: desk.post(f"/brief/{FIRST}/{action}", said.encode())[0] for action in ACTIONS}
    shown["new"] = desk.post("/new", said.encode())[0]
    assert {name for name, status in shown.items() if status not in (200, 400)} == set()
    assert (
        "a\N{REPLACEMENT CHARACTER}b" in json.loads(desk.post(f"{PAGE}source/new", said.encode())[2])["parts"]["dialog"]
    )


@pytest.mark.parametrize(
    "name", spread(["a#b", "a?b", "100%", "a%2fb", 'a"><b>', "zażółć 1", "a&amp;b", "a;b=c", "a+b"], 3)
)
def test_a_brief_is_opened_whatever_its_folder_is_called(office: WorkspaceFolder, served: Served, name: str) -> None:
    (office.briefs / FIRST).rename(office.briefs / name)
    for desk in (Desk(served(office, name)), Desk(served(office, ""))):
        status, headers, body = desk.get("/")
        links = re.findall(r'<li><a href="(.*?)"', body.decode())
        assert status == 303 or len(links) == 1
        there = headers.get("location") or html.unescape(links[0])
        assert desk.get(there)[0] == 200
        assert json.loads(desk.get(f"{there}state")[2])["version"]


def test_a_folder_whose_name_is_no_text_keeps_no_other_brief_from_being_opened(
    office: WorkspaceFolder, served: Served
) -> None:
    try:
        shutil.copytree(office.briefs / FIRST, office.briefs / os.fsdecode(b"b\xff"))
    except OSError:
        pytest.skip("this file system takes no such name")
    desk = Desk(served(office, ""))
    status, _, body = desk.get("/")
    assert status == 200 and b">b?</a>" in body
    assert desk.get(PAGE)[0] == 200 and desk.get("/brief/b%ff/")[0] == 404


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    ],
    ids=["tls", "no version", "two hosts", "websocket", "long"],
)
def test_what_is_no_request_of_the_desk_is_not_told_in_the_terminal(
    desk: Desk, caplog: pytest.LogCaptureFixture, sent: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", desk.port), timeout=60) as other:
        other.sendall(sent)
        assert other.recv(12) in (b"HTTP/1.1 400", b"HTTP/1.1 421")
    assert not caplog.records
