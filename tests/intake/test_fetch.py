"""Fetching: from the open internet alone unless told otherwise, within limits, and without what the environment says."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from briefgen.intake import fetch as fetching
from briefgen.intake.fetch import Limits, NotFetched, fetch
from briefgen.intake.network import is_public

Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def server(answers: dict[str, Answer]) -> Iterator[str]:
    """A server on loopback; the address of its root."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers[self.path.partition("?")[0]](self)

        def log_message(self, *_: object) -> None:
            pass

    serving = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving.daemon_threads = True
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{serving.server_address[1]}"
    finally:
        serving.shutdown()
        serving.server_close()
        thread.join()


def answer(
    body: bytes = b"<p>Hello</p>", status: int = 200, kind: str = "text/html; charset=iso-8859-2", **headers: str
) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def test_a_page_comes_with_its_address_and_encoding() -> None:
    answers = {"/a": answer(b"", 302, Location="/b?x=1#top"), "/b": answer()}
    with server(answers) as root:
        got = fetch(f"{root}/a", local=True)
        assert (got.data, got.url, got.charset) == (b"<p>Hello</p>", f"{root}/b?x=1", "iso-8859-2")


def test_no_cookie_is_kept_and_no_proxy_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def look(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers.get("Cookie"))
        answer()(handler)

    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with server({"/a": answer(b"", 302, Location="/b", Set_Cookie="a=b"), "/b": look}) as root:
        fetch(f"{root}/a", local=True)
    assert seen == [None]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (answer(status=404), "has no such page"),
        (answer(status=403), "refuses to be read by a program"),
        (answer(status=500), "answers 500"),
        (answer(kind="image/jpeg"), "is image/jpeg"),
        (answer(b"", 302, Location="/page"), "without end"),
        (answer(b"", 302, Location="file:///etc/passwd"), "no address of http or https"),
        (answer(b"", 302, Location="http://[bad"), "no address"),
        (answer(b"x" * 3000), "is larger than"),
        (answer(gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip"), "is larger than"),
        (answer(b"x" * 100, Content_Encoding="gzip"), "cannot be unpacked"),
        (answer(b"x", Content_Encoding="br"), "not asked for"),
        (answer(b"short", Content_Length="999"), "breaks off"),
    ],
)
def test_what_is_refused_is_told(made: Answer, said: str) -> None:
    with server({"/page": made}) as root, pytest.raises(NotFetched) as told:
        fetch(f"{root}/page", local=True, limits=replace(Limits(), size=2000))
    assert said in str(told.value)


def test_a_server_that_trickles_is_left() -> None:
    stopped = threading.Event()

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
        while not stopped.wait(0.02):
            try:
                handler.wfile.write(b"X-A: b\r\n")
            except OSError:
                return

    with server({"/": trickle}) as root:
        with pytest.raises(NotFetched, match=r"did not come within 0.3 seconds"):
            fetch(f"{root}/", local=True, limits=replace(Limits(), whole=0.3))
        stopped.set()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.1.2.3/",
        "http://0.0.0.0/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
    ],
)
def test_the_local_network_is_refused(url: str) -> None:
    with pytest.raises(NotFetched, match=r"local network|no host") as told:
        fetch(url)
    host = urlsplit(url).hostname or ""
    assert f"{host} ({host})" not in str(told.value) and f"{host} is {host}" not in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://a:b@c.example/",
        "http://",
        "https://a b/",
        "http://[bad",
        "http://[::1",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(NotFetched):
        fetch(url)


def test_a_page_that_leads_into_the_local_network_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second hop is looked at as the first was."""
    with server({"/": answer(b"", 302, Location="http://10.0.0.1/")}) as root:
        checked: list[str] = []

        def only_the_first(address: str) -> bool:
            checked.append(address)
            return len(checked) == 1

        monkeypatch.setattr(fetching, "is_public", only_the_first)
        with pytest.raises(NotFetched, match=r"10\.0\.0\.1 is this machine or in the local network"):
            fetch(f"{root}/")
    assert checked == ["127.0.0.1", "10.0.0.1"]


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name service that answers otherwise the second time is not asked a second time."""
    asked: list[str] = []

    def once(host: str, port: int, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    with server({"/": lambda handler: answer(str(handler.headers["Host"]).encode())(handler)}) as root:
        port = root.rpartition(":")[2]
        monkeypatch.setattr("socket.getaddrinfo", once)
        got = fetch(f"http://news.example:{port}/", local=True)
    assert got.data == f"news.example:{port}".encode()
    assert asked.count("news.example") == 1


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808", "2002:808:808::1"])
def test_the_open_internet_is_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::1",
        "64:ff9b::a00:1",
        "::7f00:1",
        "2001:0:1::1",
        "nonsense",
    ],
)
def test_everything_else_is_not(address: str) -> None:
    assert not is_public(address)
