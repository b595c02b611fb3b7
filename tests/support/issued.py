"""A small workspace with issued editions, for what is sent."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from textwrap import dedent

from briefgen.editions.editions import Edition
from briefgen.editions.issue import Order, issue
from briefgen.model.edition import EditionKind
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

FLOOD = """
    title: "{title}"
    marking: {marking}
    publisher: Example desk
    contact: desk@example.org
    timezone: Europe/Warsaw
    as_of: 2026-03-03 12:00
    distribution: [desk]
    bottom_line: "{bottom}"
    key_points:
      - {{text: "The river stood at {level} metres at noon.", refs: [flood]}}
    sources:
      log: {{title: Log of the control room}}
    events:
      flood:
        title: The river floods the market
        principal: true
        when: 2026-03-03 09:12
        casualties: {{injured: 2}}
        evidence: log
      alarm: {{title: The alarm is raised, when: 2026-03-03 09:40, evidence: log}}
"""
OFFICE = """
    publisher: Example desk
    lists:
      desk: {recipients: [Anna Żółć <anna@example.org>, bert@example.org], formats: [pdf, docx], ceiling: TLP:AMBER}
      press: {recipients: [press@example.com], ceiling: TLP:CLEAR}
    mail:
      from: Example desk <desk@example.org>
      reply_to: duty@example.org
      host: localhost
"""


def workspace(root: Path, office: str = OFFICE, mail: str = "") -> WorkspaceFolder:
    """A workspace whose office has lists and, below `mail:`, more settings."""
    (root / "briefs").mkdir(parents=True, exist_ok=True)
    extra = "".join(f"  {line}\n" for line in dedent(mail).strip().splitlines())
    (root / "briefs" / "office.yaml").write_text(dedent(office).lstrip() + extra, encoding="utf-8")
    return WorkspaceFolder(root.resolve())


def written(workspace: WorkspaceFolder, slug: str = "flood", **values: str) -> BriefSource:
    """The brief of that name, with some of its words in the place of others."""
    words = {
        "title": "The river floods the market",
        "marking": "TLP:GREEN",
        "bottom": "The market is under water.",
        "level": "5",
    }
    file = workspace.briefs / slug / "brief.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(dedent(FLOOD).format(**words | values), encoding="utf-8")
    return BriefSource(slug, file)


def issued(
    workspace: WorkspaceFolder,
    source: BriefSource,
    at: datetime,
    kind: EditionKind = "final",
    corrects: int | None = None,
) -> Edition:
    """The next edition of the brief as it stands; what a correction or withdrawal names was wrong."""
    order = Order(kind, corrects, "The number was wrong." if corrects else "")
    return issue(workspace, source, order, now=at)
