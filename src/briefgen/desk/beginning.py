"""The list of briefs, and a new one: begun with a text, an address or a file, or as the commented example."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from briefgen.app.new import example, from_documents
from briefgen.desk.documents import handed_over
from briefgen.desk.exchange import DeskAnswer
from briefgen.desk.markup import markup
from briefgen.errors import BriefgenError, ended
from briefgen.workspace.folders import WorkspaceFolder


def choose(workspace: WorkspaceFolder, *, readonly: bool) -> str:
    """The page with all briefs; unless it is `readonly`, also a form for a new one."""
    briefs = tuple((one.slug, address(one.slug)) for one in workspace.every())
    return markup("choose", briefs=briefs, readonly=readonly)


def address(slug: str) -> str:
    """Where the page of a brief is, whatever its folder is called."""
    return f"/brief/{quote(slug, safe='', errors='surrogateescape')}/"


def begin(workspace: WorkspaceFolder, said: Mapping[str, Any], data: bytes, now: datetime) -> DeskAnswer:
    """Write a new brief as `briefgen new` does. The answer tells where it is, or why there is none; `now` is aware."""
    name = str(said.get("name", "")).strip()
    try:
        document = handed_over(said, data, now)
        if document is None:
            example(workspace, name, now.date())
            lines: tuple[str, ...] = ()
        else:
            made = from_documents(workspace, name, [document], (), now.date())
            lines = tuple(ended(line[:1].upper() + line[1:]) for added in made.added for line in added.remarks)
    except BriefgenError as error:
        return DeskAnswer(said=str(error), tell={"refused": "yes"})
    return DeskAnswer(said=" ".join(lines), tell={"to": address(name)})
