"""An address of the web to the bytes that lie there: on request only, within limits, and from the open internet alone."""

from __future__ import annotations

import re
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from briefgen.errors import FileProblem
from briefgen.intake.network import is_public
from briefgen.model.address import fault, linked
from briefgen.version import __version__
from briefgen.ways import Way

SAVE_IT = "Open it in a browser, save the page, and add the file"
_KINDS = re.compile(
    r"text/(?:html|plain|markdown|x-.*)|application/(?:xhtml\+xml|pdf|octet-stream|x-pdf|msword|zip|force-download"
    r"|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|message/rfc822|binary/octet-stream",
    re.IGNORECASE,
)
_WHY = {
    401: "asks for a password",
    402: "asks to be paid",
    403: "refuses to be read by a program",
    404: "has no such page",
    410: "has taken the page down",
    429: "refuses further requests for now",
    451: "withholds the page for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for all of it, seconds of silence, bytes as they are after unpacking, and how often an address may lead to another."""

    whole: float = 60.0
    silence: float = 15.0
    size: int = 50 * 1024 * 1024
    redirects: int = 8


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lay at an address, where it was found in the end, and what its server states of it."""

    data: bytes
    url: str
    charset: str


class NotFetched(FileProblem):
    """A page that could not be fetched, with what to do instead."""


def fetch(url: str, *, local: bool = False, limits: Limits = Limits()) -> Fetched:
    """The bytes at an address of http or https. `local` allows this machine and the local network. No cookie is kept, and nothing of
    the environment is asked, proxies included. Raises NotFetched."""
    found: list[Fetched] = []
    failed: list[BaseException] = []
    ends = time.monotonic() + limits.whole

    def run() -> None:
        try:
            found.append(_follow(url, local, limits, ends))
        except BaseException as error:  # noqa: BLE001 - it is raised in the thread that waits
            failed.append(error)

    # A name service or a server that trickles would hold a read for longer than any limit on it.
    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(limits.whole)
    if found:
        return found[0]
    raise failed[0] if failed else NotFetched(f"{url} did not come within {limits.whole:g} seconds. {SAVE_IT}.")


def _follow(url: str, local: bool, limits: Limits, ends: float) -> Fetched:
    at = url
    for _ in range(limits.redirects + 1):
        got = _one(at, local, limits, ends)
        if isinstance(got, Fetched):
            return got
        at = _joined(at, got)
    raise NotFetched(f"{url} leads from address to address without end. {SAVE_IT}.")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise NotFetched(f"{url} leads to what is no address. {SAVE_IT}.") from error


def _one(url: str, local: bool, limits: Limits, ends: float) -> Fetched | str:
    """What lies at an address, or the address that it leads to. The connection goes to the very address that was looked at."""
    shown = _address(url)
    parts = urlsplit(shown)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    error: Exception | None = None
    for address in _resolved(host, port, local):
        bracketed = f"[{address}]" if ":" in address else address
        there = urlunsplit((parts.scheme, f"{bracketed}:{port}", parts.path or "/", parts.query, ""))
        try:
            return _get(there, shown, parts.netloc, host, limits, ends)
        except httpx.ConnectError as failed:
            error = failed
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as failed:
            raise NotFetched(f"{url} cannot be fetched: {_told(failed)}. {SAVE_IT}.") from failed
    raise NotFetched(f"{url} cannot be fetched: {_told(error)}. {SAVE_IT}.")


def _get(there: str, url: str, netloc: str, host: str, limits: Limits, ends: float) -> Fetched | str:
    headers = {
        "Host": netloc,
        "User-Agent": f"briefgen/{__version__}",
        "Accept": "text/html,application/pdf,*/*;q=0.5",
        "Accept-Encoding": "identity",
    }
    with (
        httpx.Client(trust_env=False, timeout=limits.silence, headers=headers, follow_redirects=False) as client,
        client.stream("GET", there, extensions={"sni_hostname": host}) as answer,
    ):
        if answer.is_redirect:
            return str(answer.headers.get("location", ""))
        if answer.status_code != 200:
            raise NotFetched(
                f"{url}: the server {_WHY.get(answer.status_code, f'answers {answer.status_code}')}. {SAVE_IT}."
            )
        kind, _, rest = answer.headers.get("content-type", "").partition(";")
        if kind.strip() and not _KINDS.fullmatch(kind.strip()):
            raise NotFetched(f"{url} is {kind.strip()[:80]}, not a page, PDF, DOCX, e-mail or text.")
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.IGNORECASE)
        return Fetched(_body(answer, url, limits, ends), url, charset[1] if charset else "")


def _body(answer: httpx.Response, url: str, limits: Limits, ends: float) -> bytes:
    """All that the server sends, unpacked, as long as it stays within the limits."""
    whole = bytearray()
    for piece in _unpacked(answer, url):
        whole += piece
        if len(whole) > limits.size:
            raise NotFetched(f"{url} is larger than {limits.size // 1024**2} MB. {SAVE_IT}.")
        if time.monotonic() > ends:
            raise NotFetched(f"{url} did not come within {limits.whole:g} seconds. {SAVE_IT}.")
    return bytes(whole)


def _unpacked(answer: httpx.Response, url: str) -> Iterator[bytes]:
    """Packed bytes a little at a time: a small packet may unpack to a thousand times its size."""
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        yield from answer.iter_raw()
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(f"{url} comes packed in a way that was not asked for ({packing[:20]}). {SAVE_IT}.")
    unpack = zlib.decompressobj(47 if packing != "deflate" else 15)
    for packet in answer.iter_raw():
        rest = packet
        while rest:
            try:
                yield unpack.decompress(rest, 1024 * 1024)
            except zlib.error as error:
                raise NotFetched(f"{url} comes packed, and cannot be unpacked. {SAVE_IT}.") from error
            rest = unpack.unconsumed_tail


def _address(url: str) -> str:
    """The address in ASCII. Raises NotFetched for one that is not of http or https, or that holds a password."""
    try:
        parts = urlsplit(url) if "://" in url else urlsplit("")
    except ValueError as error:
        raise NotFetched(f"'{url}' is not an address: {error}. Copy it anew from the browser.") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise NotFetched(f"{url} is no address of http or https.")
    if "@" in parts.netloc:
        raise NotFetched(
            f"{url.replace(parts.netloc.rpartition('@')[0], '…')} has a name or password in it. Leave it out."
        )
    if told := fault(url):
        raise NotFetched(f"{told.replace('|', '. ')}.")
    shown = urlsplit(linked(url))
    return urlunsplit((shown.scheme.lower(), shown.netloc, shown.path, shown.query, ""))


def _resolved(host: str, port: int, local: bool) -> list[str]:
    """The addresses of a host, all of which are allowed. Raises NotFetched."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"There is no host {host}, or no connection. {SAVE_IT}.") from error
    addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
    inside = [address for address in addresses if not is_public(address)]
    if inside and not local:
        where = "" if host == inside[0] else f" ({inside[0]})"
        raise NotFetched(
            f"{host}{where} is this machine or in the local network, and is not fetched. Say {Way.LOCAL} if it is meant."
        )
    return addresses[:4]


def _told(error: Exception | None) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "the server does not answer"
    if "CERTIFICATE" in str(error).upper():
        return "the server's certificate is not to be trusted"
    if isinstance(error, httpx.ConnectError):
        return "nothing answers there"
    return "the server breaks off, or does not speak HTTP"
