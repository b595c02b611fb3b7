"""Who may ask the desk: the browser that was given this run's address, from the desk's own page, under its exact name."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefgen.desk.keys import RunKeys

LARGEST_DOCUMENT, LARGEST_FORM = 100 * 1024 * 1024, 4 * 1024 * 1024
"""Bytes of a file that is dropped on the desk, and of anything else that is sent to it."""
DOCUMENT, FORM = "application/octet-stream", "application/json"
_DESK_POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses whatever does not come from the desk's own page, before anything of it is read."""

    def __init__(self, app: ASGIApp, keys: RunKeys) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # the desk speaks nothing else
            await send({"type": "websocket.close", "code": 1008})
            return

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", _DESK_POLICY)
            await send(message)

        headers = Headers(scope=scope)
        answer = self._refused(scope, headers) or self._entered(scope)
        await (answer or self.app)(scope, receive, careful)

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """Why this request is not answered; None for one of the desk's own."""
        names = [value for name, value in scope["headers"] if name == b"host"]
        if [name.decode("latin-1") for name in names] != [self.keys.host]:
            return _no(421, "This desk is at another address.")
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _no(403, "Another page cannot ask this desk.")
        match scope["method"]:
            case "GET" | "HEAD":
                return None if self._shown(scope, headers) else _no(403, _LOCKED)
            case "POST":
                return self._changes(headers)
            case _:
                return _no(405, "The desk takes GET and POST.")

    def _shown(self, scope: Scope, headers: Headers) -> bool:
        return self.keys.shows(_cookie(headers, self.keys.cookie_name)) or self._named(scope)

    def _named(self, scope: Scope) -> bool:
        """Whether the address itself has the token, as the one has that is printed."""
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])
        return scope["path"] == "/" and len(token) == 1 and self.keys.opens(token[0])

    def _entered(self, scope: Scope) -> Response | None:
        """The way in: the printed address gives the cookie, and its secret goes on behind a #, of which no server hears: the script of
        the page that comes then keeps it, and takes it out of the address."""
        if scope["method"] != "GET" or not self._named(scope):
            return None
        response = RedirectResponse(f"/#token={self.keys.token}", 303)
        response.set_cookie(self.keys.cookie_name, self.keys.cookie, httponly=True, samesite="strict", path="/")
        return response

    def _changes(self, headers: Headers) -> Response | None:
        kind = headers.get("content-type", "")
        most = LARGEST_DOCUMENT if kind == DOCUMENT else LARGEST_FORM
        if headers.get("origin") != self.keys.origin or not self.keys.opens(headers.get("x-desk-token", "")):
            return _no(403, "Only the desk's own page changes anything.")
        if not self.keys.shows(_cookie(headers, self.keys.cookie_name)):
            return _no(403, _LOCKED)
        if kind not in (FORM, DOCUMENT):
            return _no(415, "The desk takes JSON, and the bytes of a document.")
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal()) or "transfer-encoding" in headers:
            return _no(411, "The desk takes nothing of unknown length.")
        if len(length) > 12 or int(length) > most:
            return _no(413, f"That is more than the {most // (1024 * 1024)} MB that the desk takes.")
        return None


_LOCKED = "Open the desk with the whole address that briefgen edit printed."


def _cookie(headers: Headers, name: str) -> str:
    """The cookie of that name; empty for none."""
    return cookie_parser("; ".join(headers.getlist("cookie"))).get(name, "")


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status)
