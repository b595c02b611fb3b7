"""Who lets a brief go out: an approval holds for what the brief says now, and for nothing that it says later."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from briefgen.errors import FileProblem
from briefgen.incident.edition import Approval
from briefgen.incident.exchange import as_data
from briefgen.publish.bundle import Bundle
from briefgen.publish.files import kept, write
from briefgen.publish.workspace import Workspace


def content(bundle: Bundle) -> str:
    """The digest of what a reader is told; to whom it goes, and which warnings are accepted, is no part of it."""
    brief = as_data(bundle.brief.model_copy(update={"accepted": {}, "distribution": ()}))
    images = {name: sha256(image).hexdigest() for name, image in bundle.images.items()}
    told = json.dumps([brief, dict(bundle.texts), images], ensure_ascii=False)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def approve(workspace: Workspace, bundle: Bundle, approval: Approval) -> None:
    """Note that what the bundle says may go out. Raises FileProblem."""
    noted = {"content": content(bundle), "by": approval.by, "at": approval.at.isoformat()}
    write(_file(workspace, bundle.slug), (json.dumps(noted, ensure_ascii=False) + "\n").encode())


def approved(workspace: Workspace, bundle: Bundle) -> Approval | None:
    """Who has approved what the bundle says, and when; None when nobody has. Raises FileProblem for a damaged note."""
    file = _file(workspace, bundle.slug)
    if not (data := kept(file)):
        return None
    try:
        noted = json.loads(data)
        approval = Approval(str(noted["by"]), datetime.fromisoformat(noted["at"]))
        return approval if noted["content"] == content(bundle) else None
    except (ValueError, KeyError, TypeError) as error:
        raise FileProblem(f"{file}: is damaged. Approve the brief again.") from error


def _file(workspace: Workspace, slug: str) -> Path:
    return workspace.state / "approvals" / f"{slug}.json"
