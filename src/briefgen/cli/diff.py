"""briefgen diff: what changed in a brief since one of its editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, assert_never, get_args

import typer

from briefgen.cli import show
from briefgen.cli.arguments import Json, OneBrief
from briefgen.cli.check import loaded
from briefgen.errors import Exit, UsageError
from briefgen.publish.workspace import Source, Workspace

if TYPE_CHECKING:
    from briefgen.document.words import Words
    from briefgen.incident.brief import Brief
    from briefgen.incident.edition import Against, Since
    from briefgen.publish.editions import Edition

Form = Literal["text", "json", "html"]
FORMS: tuple[Form, ...] = get_args(Form)


def diff(
    context: typer.Context,
    brief: OneBrief,
    since: Annotated[
        int | None, typer.Option(metavar="N", help="The edition to compare with; the last by default.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help=f"One of {', '.join(FORMS)}.")] = "text",
    as_json: Json = False,
) -> None:
    """Say what changed in a brief since its last edition, fact by fact."""
    from briefgen.publish.templates import Templates

    workspace: Workspace = context.obj
    wanted = "json" if as_json else _form(form)
    source = workspace.sources([brief])[0]
    edition = _edition(source, since)
    found = loaded(workspace, source)
    if found.brief is None:
        show.problems([problem for problem in found.problems if problem.level == "error"])
        show.fault(f"{source.slug} cannot be compared: the brief has errors.")
        raise typer.Exit(Exit.REFUSED)
    words = Templates(workspace.root).words(found.brief.language)
    if wanted == "json":
        number = edition.stamp.number
        show.dump({"brief": source.slug, "since": number, "changes": as_data(_whole(edition), found.brief, words)})
        return
    if wanted == "html":  # a page is handed on, so it tells what an edition would
        print(told(_tellable(edition, source, found.brief), found.brief, words, wanted), end="")
        return
    print(told(_whole(edition), found.brief, words, wanted), end="")


def _form(name: str) -> Form:
    for form in FORMS:
        if name.strip().lower() == form:
            return form
    raise UsageError(f"'{name}' is not a form that diff has. There are: {', '.join(FORMS)}.")


def _edition(source: Source, number: int | None) -> Edition:
    """The edition to compare with: the one named, or the last that says anything. Raises UsageError; ends where there is none."""
    from briefgen.publish.editions import editions, tells

    known = {edition.stamp.number: edition for edition in editions(source)}
    if number is None:
        last = next((known[n] for n in sorted(known, reverse=True) if tells(known[n])), None)
        if last is None:
            show.fault(f"{source.slug} has no edition to compare with. Freeze one with: briefgen issue {source.slug}")
            raise typer.Exit(Exit.REFUSED)
        return last
    if number not in known:
        there = f"There are: {', '.join(map(str, known))}." if known else "It has none yet."
        raise UsageError(f"{source.slug} has no edition {number}. {there}")
    return known[number]


def _whole(edition: Edition) -> Since:
    """All of an edition: for the author, on a screen of their own."""
    from briefgen.incident.edition import Since

    return Since(edition.stamp.number, edition.bundle.brief)


def _tellable(edition: Edition, source: Source, brief: Brief) -> Against:
    """As much of an edition as its readers may be told."""
    from briefgen.publish.editions import against, editions, taken_back

    return against(edition, brief, taken_back(editions(source)).get(edition.stamp.number))


def told(since: Against, brief: Brief, words: Words, form: Literal["text", "html"]) -> str:
    """The differences as a small document of their own, in plain text or as a web page, under the marking of the higher side."""
    from briefgen.document.compose import compose_changes
    from briefgen.incident.edition import Since
    from briefgen.incident.marking import barred
    from briefgen.look.theme import Theme
    from briefgen.renderers import render

    before = since.brief.marking if isinstance(since, Since) else brief.marking
    marking = before if barred(before, brief.marking) else brief.marking
    document = compose_changes(since, brief, words, marking)
    match form:
        case "text":
            return render(document, "txt", Theme(), b"").data.decode("utf-8")
        case "html":
            return render(document, "html", Theme(), b"").data.decode("utf-8")
    assert_never(form)


def as_data(since: Since, brief: Brief, words: Words) -> list[dict[str, Any]]:
    """Each change with the values on both sides. `words` are those of the entry that tells it, which may tell of several
    fields of an item; empty for bookkeeping."""
    from briefgen.document.blocks import plain
    from briefgen.document.compose.changes import entries_since

    entries = entries_since(since, brief, words)
    changes = {id(change): change for entry in entries for change in entry.changes}
    return [
        {
            "collection": change.collection,
            "id": change.id,
            "path": list(change.path),
            "kind": change.kind,
            "before": _value(change.before),
            "after": _value(change.after),
            "words": [plain(entry.content) for entry in entries if entry.content and change in entry.changes],
        }
        for change in changes.values()
    ]


def _value(value: Any) -> Any:
    """A value of the model as a brief would write it."""
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return value
