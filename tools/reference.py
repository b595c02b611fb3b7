"""Writes the reference pages of docs/ from the program itself: commands, the two files, rules and messages, the Python names.

python -m tools.reference      writes the pages anew
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from typer.core import TyperGroup
from typer.main import get_command

import briefgen
from briefgen.app.workspace import BriefFile
from briefgen.cli import app
from briefgen.document.outline import Outline
from briefgen.model.brief import Brief
from briefgen.reading.fields import schema
from briefgen.settings.office import Office
from tools.messages import Message, messages, number, rules

DOCS = Path(__file__).resolve().parent.parent / "docs"
_WRITTEN = "*This page is written from the program by `python -m tools.reference`; change the program, not the page.*"
_LEVELS = {"error": 0, "warning": 1, "note": 2}
_ROOMS = {
    "What brief.yaml may say": ("model",),
    "Checks of a brief": ("checks",),
    "Reading files": ("reading",),
    "Sources, logs and drafts": ("intake", "editing"),
    "office.yaml": ("settings", "look"),
    "Making the files": (
        *("workspace", "build", "document", "timeline", "renderers", "tagged_pdf", "export", "outputs", "audit"),
    ),
    "Editions": ("editions",),
    "Sending": ("deliver",),
    "Watching and schedules": ("triggers",),
    "Commands and the desk": ("app", "cli", "desk", "errors"),
}
"""Under which head the messages of a room of src/briefgen/ stand."""


def pages() -> dict[str, str]:
    """Each page of the reference by its name in docs/."""
    said = messages()
    return {
        "reference-commands.md": _page("Commands", "What `--help` says of each.", _commands()),
        "reference-brief.md": _page(
            "brief.yaml", "Every key, from the JSON Schema that `briefgen schema` prints.", _schema(schema(Brief))
        ),
        "reference-office.md": _page(
            "office.yaml",
            "Every key, from the JSON Schema that `briefgen schema --office` prints.",
            _schema(schema(Office)),
        ),
        "reference-outline.md": _page(
            "Outlines",
            "Every key of a file in `templates/outlines/`. [How they are used](outlines.md).",
            _schema(schema(Outline)),
        ),
        "reference-rules.md": _page(
            "Rules",
            "What `briefgen check` holds a brief against. An error stops it, a warning has to be accepted to issue it, a note stops nothing. "
            "In the messages `…` stands for what is named each time.",
            _rules(said),
        ),
        "reference-messages.md": _page(
            "Messages",
            "What else briefgen may say, and what to do then; `…` stands for what is named each time. What `stops` ends the command, "
            "and often says in the message itself what to do. "
            "Messages with the number of a rule are under [rules](reference-rules.md).",
            _messages(said),
        ),
        "reference-python.md": _page(
            "Python names",
            "All of `briefgen.__all__`, and the `BriefFile` that a `Workspace` gives. How they go together is told [from Python](python.md).",
            _names(),
        ),
    }


def _page(title: str, about: str, lines: Iterable[str]) -> str:
    return "\n".join((f"# {title}", "", about, "", _WRITTEN, "", *lines)).rstrip("\n") + "\n"


def _table(*heads: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in row) + " |"
    yield ""


# -- commands ---------------------------------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    yield from _command(get_command(app), "briefgen")


def _command(command: Any, name: str) -> Iterator[str]:
    context = command.make_context(name, [], resilient_parsing=True)
    context.terminal_width = context.max_content_width = 110
    yield from (f"## {name}", "", "```text", *command.get_help(context).splitlines(), "```", "")
    if isinstance(command, TyperGroup):
        for inner in command.commands:
            yield from _command(command.commands[inner], f"{name} {inner}")


# -- the two files ----------------------------------------------------------------------------------------------------


def _schema(made: dict[str, Any]) -> Iterator[str]:
    parts = made.get("$defs", {})
    yield from _part(made)
    for name, part in parts.items():
        yield from (f"## {_title(name)}", "")
        yield from _part(part)


def _part(part: dict[str, Any]) -> Iterator[str]:
    yield from (part.get("description", ""), "")
    whole = next((one for one in part.get("anyOf", ()) if "properties" in one), part)
    if whole is not part:
        yield from ("May be written as one text.", "")
    wanted = whole.get("required", ())
    rows = (
        (f"`{key}`" + (" *required*" if key in wanted else ""), _kind(value), value.get("description", ""))
        for key, value in whole.get("properties", {}).items()
    )
    yield from _table("key", "holds", "what it is", rows=rows)


def _kind(value: dict[str, Any]) -> str:
    """What a key may hold, in words, with links to the parts."""
    match value:
        case {"$ref": ref}:
            return _link(ref)
        case {"enum": words}:
            return ", ".join(f"`{word}`" for word in words)
        case {"const": word}:
            return f"`{word}`"
        case {"anyOf": several}:
            found = dict.fromkeys(_kind(one) for one in several if one.get("type") != "null")
            if "[Evidence]" in str(found):
                return f"{_link('Evidence')}: a source's id, `id: its words`, or a list"
            alone = [said for said in found if not said.startswith("list of ")]
            return " or ".join(alone) + (", or a list" if len(alone) < len(found) else "")
        case {"items": inner, "type": "array"}:
            return f"list of {_kind(inner)}"
        case {"additionalProperties": dict() as inner}:
            return f"id: {_kind(inner)}"
        case {"type": list() as kinds}:
            return " or ".join(_kind({"type": kind}) for kind in kinds)
        case {"type": str() as kind}:
            return _WORDS.get(kind, kind)
        case _:
            return ""


_WORDS = {
    "string": "text",
    "boolean": "`yes` or `no`",
    "integer": "a whole number",
    "object": "a mapping",
    "array": "a list",
    "number": "a number",
}


def _link(ref: str) -> str:
    title = _title(ref.rpartition("/")[2])
    return f"[{title}](#{title.lower().replace(' ', '-')})"


def _title(name: str) -> str:
    """ "LikelihoodAsReported" as "Likelihood as reported"."""
    words = re.sub(r"(?<!^)([A-Z])", lambda letter: f" {letter[1].lower()}", name)
    return words[:1].upper() + words[1:]


# -- rules and messages -----------------------------------------------------------------------------------------------


def _rules(said: tuple[Message, ...]) -> Iterator[str]:
    asked = rules()
    for rule in sorted({*asked, *(one.rule for one in said if one.rule)}, key=number):
        yield from (f"## {rule}", "", *(f"- {text[:1].upper()}{text[1:]}" for text in asked.get(rule, ())), "")
        yield from _told(one for one in said if one.rule == rule)


def _messages(said: tuple[Message, ...]) -> Iterator[str]:
    for head, rooms in _ROOMS.items():
        yield from (f"## {head}", "")
        yield from _told(one for one in said if not one.rule and one.room in rooms)


def _told(said: Iterable[Message]) -> Iterator[str]:
    rows = [(one.level, one.text, "" if one.hint == "…" else one.hint) for one in said]
    rows.sort(key=lambda row: (_order(row[0]), row[1].casefold()))
    if any(level for level, _, _ in rows):
        yield from _table("level", "message", "what to do", rows=((level or "stops", *rest) for level, *rest in rows))
    elif rows:
        yield from _table("message", "what to do", rows=(row[1:] for row in rows))


def _order(level: str) -> int:
    return _LEVELS.get(level.partition(" ")[0], len(_LEVELS))


# -- Python -----------------------------------------------------------------------------------------------------------


def _names() -> Iterator[str]:
    public = {name: getattr(briefgen, name) for name in briefgen.__all__ if name != "__version__"}
    for name, one in sorted({**public, "BriefFile": BriefFile}.items(), key=lambda item: item[0].casefold()):
        yield from (f"## {name}", "", *_signature(name, one), (inspect.getdoc(one) or "").strip(), "")
        yield from _inside(one)


def _signature(name: str, one: Any) -> Iterator[str]:
    if inspect.isclass(one):
        return
    yield from ("```text", f"{name}{_given(one)}", "```", "")


def _given(function: Any) -> str:
    """The signature as it stands in the source, without the names of modules."""
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", str(inspect.signature(function))).replace("'", "")


def _inside(one: Any) -> Iterator[str]:
    """The fields and methods of a class that are its own."""
    if not inspect.isclass(one):
        return
    if issubclass(one, BaseModel):
        known = _title(one.__name__).lower().replace(" ", "-")
        place = "reference-brief.md" + ("" if one is Brief else f"#{known}")
        yield from (f"Its fields are those of [brief.yaml]({place}).", "")
    elif names := getattr(one, "_fields", None) or (is_dataclass(one) and [field.name for field in fields(one)]):
        shown = (f"`{name}`" for name in names if not name.startswith("_"))
        yield from (f"Fields: {', '.join(shown)}.", "")
    rows = []
    for name, member in list(vars(one).items()):
        inner = getattr(member, "__func__", None) or getattr(member, "fget", None) or getattr(member, "func", member)
        if name.startswith("_") or not inspect.isfunction(inner) or not inner.__doc__:
            continue
        given = (
            "" if inner is not member and not isinstance(member, classmethod) else _given(inner).partition(" -> ")[0]
        )
        given = re.sub(r"\((self|cls)(, )?", "(", given)
        rows.append((f"`{name}{given}`", inspect.cleandoc(inner.__doc__)))
    if rows:
        yield from _table("name", "what comes back", rows=rows)


def main() -> None:
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
