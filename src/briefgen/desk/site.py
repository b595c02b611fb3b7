"""The addresses of the desk: a page for each brief, its parts by GET, what changes it by POST."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from briefgen.app.means import Means
from briefgen.deliver.ledger import Clock
from briefgen.desk.actions import ACTIONS, VIEWS
from briefgen.desk.beginning import address, begin, choose
from briefgen.desk.exchange import Ask, BadRequest, DeskAnswer
from briefgen.desk.guard import DOCUMENT
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.desk.panes import panes, state
from briefgen.desk.ways import here
from briefgen.errors import BriefgenError
from briefgen.look.fonts import Face, Faces, Typeface
from briefgen.workspace.files import read
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

T = TypeVar("T")
_FACES: dict[str, tuple[Typeface, Face]] = {
    "regular": ("sans", "regular"),
    "semibold": ("sans", "semibold"),
    "serif": ("serif", "regular"),
    "serif-bold": ("serif", "bold"),
    "mono": ("technical", "mono"),
}
_STATIC = Path(__file__).parent / "static"
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class Site:
    """The briefs of a workspace at the desk. With `readonly`, nothing can be changed: the page is watched. Without `means`, nothing is sent."""

    def __init__(
        self,
        workspace: WorkspaceFolder,
        now: Clock,
        first: BriefSource | None,
        *,
        readonly: bool,
        means: Means | None = None,
    ) -> None:
        self.workspace, self.now, self.first, self.readonly = workspace, now, first, readonly
        self.means = means
        self._open: dict[str, OpenBrief] = {}
        self._lock = Lock()

    def app(self) -> Starlette:
        """The desk as a program for a server; `Guard` stands before it."""
        routes = [
            Route("/", self.start),
            Route("/new", self.new, methods=["POST"]),
            Route("/static/{name}", self.static),
            Route("/face/{name}", self.face),
            Route("/brief/{slug}/", self.desk),
            Route("/brief/{slug}/state", self.state),
            Route("/brief/{slug}/{view}", self.view),
            Route("/brief/{slug}/{action:path}", self.act, methods=["POST"]),
        ]
        return Starlette(routes=routes, exception_handlers={HTTPException: _refused})

    def end(self) -> None:
        """Send no more letters; the one at work is waited for."""
        with self._lock:
            there = tuple(self._open.values())
        for brief in there:
            brief.mailroom.end()

    # -- pages --------------------------------------------------------------------------------------------------------

    async def start(self, request: Request) -> Response:
        """The brief that was named, or the list of all."""
        if self.first:
            return Response(status_code=303, headers={"location": address(self.first.slug)})
        return _page(await _done(lambda: choose(self.workspace, readonly=self.readonly)))

    async def new(self, request: Request) -> Response:
        """Begin a new brief."""
        if self.readonly:
            raise HTTPException(404, "There is nothing to be done here.")
        said, data = await _asked(request)
        return _json(_told(await _done(lambda: begin(self.workspace, said, data, self.now()))))

    async def desk(self, request: Request) -> Response:
        """The whole page of one brief."""
        brief = await _done(lambda: self._brief(request))
        made = await _done(lambda: panes(brief))
        values = {"slug": brief.slug, "readonly": self.readonly}
        version = await _done(lambda: brief.reading().version)
        return _page(markup("desk", **values, version=version, parts=made))

    async def state(self, request: Request) -> Response:
        """Which reading the page should show."""
        brief = await _done(lambda: self._brief(request))
        return _json(await _done(lambda: state(brief)))

    async def view(self, request: Request) -> Response:
        """A part of the page, or the brief as its reader sees it."""
        view = VIEWS.get(request.path_params["view"])
        if view is None:
            raise HTTPException(404, "There is no such page.")
        brief = await _done(lambda: self._brief(request))
        shown = await _done(lambda: view(Ask(brief, dict(request.query_params))))
        return Response(shown.data, headers={"content-type": shown.kind, **shown.headers})

    # -- what changes something ---------------------------------------------------------------------------------------

    async def act(self, request: Request) -> Response:
        """Do what the page asks, and say what becomes of it."""
        action = ACTIONS.get(request.path_params["action"])
        if action is None or self.readonly:
            raise HTTPException(404, "There is nothing to be done here.")
        brief = await _done(lambda: self._brief(request))
        said, data = await _asked(request)
        try:
            answer = await run_in_threadpool(action, Ask(brief, said, data))
        except NotWritten as error:
            answer = DeskAnswer(said=str(error), focus=error.focus, tell={"refused": "yes"})
        except BriefgenError as error:
            answer = DeskAnswer(said=str(error), tell={"refused": "yes"})
        except BadRequest as error:
            raise HTTPException(400, f"The page asked for what it never asks: {error}.") from error
        return _json(_told(answer))

    # -- files of the desk's own --------------------------------------------------------------------------------------

    async def static(self, request: Request) -> Response:
        """A sheet or a script of the desk."""
        name = request.path_params["name"]
        file = next((one for one in _STATIC.iterdir() if one.name == name and one.suffix in _KINDS), None)
        if file is None:
            raise HTTPException(404, "There is no such file.")
        return Response(await _done(lambda: read(file)), headers={"content-type": _KINDS[file.suffix]})

    async def face(self, request: Request) -> Response:
        """A face of the desk's own letters, or of those of a look."""
        known = _FACES.get(request.path_params["name"])
        if known is None:
            raise HTTPException(404, "There is no such face.")
        typeface, face = known
        data = await _done(lambda: read(Faces(family=typeface).stack(face)[0].path))
        return Response(data, headers={"content-type": "font/ttf", "cache-control": "private, max-age=86400"})

    def _brief(self, request: Request) -> OpenBrief:
        slug = request.path_params["slug"]
        with self._lock:
            if slug not in self._open:
                known = {one.slug: one for one in (*self.workspace.every(), *filter(None, [self.first]))}
                if slug not in known:
                    raise HTTPException(404, "There is no such brief.")
                self._open[slug] = OpenBrief(self.workspace, known[slug], self.now, self.means)
            return self._open[slug]


async def _done(make: Callable[[], T]) -> T:
    """What a function gives, made beside the server's own thread; a fault of the user's files is told on the page."""
    try:
        return await run_in_threadpool(make)
    except BadRequest as error:
        raise HTTPException(400, f"The page asked for what it never asks: {error}.") from error
    except BriefgenError as error:
        raise HTTPException(409, here(str(error))) from error


async def _asked(request: Request) -> tuple[Mapping[str, Any], bytes]:
    """What a page says, and the document that it hands over, if that is what it does."""
    body = await request.body()
    if request.headers["content-type"] == DOCUMENT:
        return dict(request.query_params), body
    return _object(body), b""


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        said = _letters(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The desk takes a JSON object.") from error
    if not isinstance(said, dict):
        raise HTTPException(400, "The desk takes a JSON object.")
    return said


def _letters(value: Any) -> Any:
    """The value with a mark in the place of half a letter, which a script can send and nothing can write."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [_letters(one) for one in value]
        case dict():
            return {_letters(name): _letters(one) for name, one in value.items()}
        case _:
            return value


def _told(answer: DeskAnswer) -> dict[str, Any]:
    return {"parts": dict(answer.parts), "said": here(answer.said), "focus": answer.focus, "tell": dict(answer.tell)}


def _json(said: Mapping[str, Any]) -> Response:
    """An answer in ASCII, which carries any text."""
    return Response(json.dumps(said).encode("ascii"), headers={"content-type": "application/json"})


def _page(text: str) -> Response:
    return Response(text.encode("utf-8"), headers={"content-type": "text/html; charset=utf-8"})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return Response(
        f"{error.detail}\n".encode("utf-8", "replace"),
        error.status_code,
        headers={"content-type": "text/plain; charset=utf-8"},
    )
