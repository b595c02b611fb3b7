"""Every way out of briefgen, walked with a canary in every field: of a higher marking, off the record, taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from typer.main import get_command
from typer.testing import CliRunner

from briefgen.cli import app
from briefgen.cli.diff import FORMS
from briefgen.deliver import audience
from briefgen.deliver.send import Preview
from briefgen.editions import editions
from briefgen.editions.editions import Accepted, Edition
from briefgen.editions.issue import Order, issue
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.statement import Position
from briefgen.outputs.update import Options, update
from briefgen.renderers import FORMATS, PICTURES
from briefgen.settings.formats import FILES
from tests.editions.test_issue import issue_all_warnings
from tests.support.canaries import fields, filled, words_of
from tests.support.checkout import ROOT
from tests.support.desk import Desk
from tests.support.mail_server import MailServer
from tests.support.sweeps import few, some

CANARY, OTHER = "Zebracanary", "Quaggaword"
OFFICE = """
    publisher: Example desk
    editions: {formats: [FORMATS]}
    lists:
      desk: {recipients: [anna@example.org], formats: [pdf, docx], ceiling: {label: TLP:RED, caveats: [Zebracanary eyes only]}}
      press: {recipients: [press@example.com], formats: [pdf, docx], ceiling: TLP:CLEAR}
      open: {recipients: [open@example.net], formats: [pdf, docx]}
    mail:
      from: Example desk <desk@example.org>
      host: localhost
"""
OUTLINES = sorted(file.stem for file in (ROOT / "templates" / "outlines").glob("*.yaml"))
HIGHER = {"label": "TLP:RED", "caveats": ["Zebracanary eyes only"], "handling": "Zebracanary handling"}

COMMANDS = {
    "render": "draft",
    "watch": "draft",  # makes what render makes
    "template adopt": "draft",  # its sample is what render makes, on other paper
    "chart": "chart",
    "diff": "diff",
    "issue": "issued",
    "send": "letter",
    "outbox retry": "letter",  # makes the message of send again
    "schedule run": "issued",  # does what the commands above do
    "edit": "letter",  # issues and sends by what the commands call; the rest is the author's screen
    **dict.fromkeys(
        (
            "new",
            "schema",
            "source add",
            "import events",
            "import duties",
            "draft",
            "schedule install",
            "schedule print",
            "schedule remove",
        ),
        "",
    ),
    **dict.fromkeys(("check", "audit", "approve", "schedule status", "outbox list", "outbox show"), ""),
    **dict.fromkeys(("outbox accept-older", "outbox backup", "outbox cancel", "outbox purge", "outbox resolve"), ""),
}
"""Each command, and the kind of way out that covers it: empty for one that makes nothing for readers, the author's screen apart."""


def commands() -> Iterator[str]:
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        yield from (f"{name} {one}" for one in inner) if inner else (name,)


class Walk(Desk):
    """The desk, its brief written as data, and all that it lets out."""

    def __init__(self, root: Path, server: MailServer) -> None:
        super().__init__(root, server)
        Image.new("RGB", (8, 8), "red").save(self.source.file.parent / "picture.png")
        (self.source.file.parent / "table.csv").write_text("part,state\npump,leaks\n")
        self.clean: dict[str, Any] = yaml.safe_load(self.source.file.read_text())

    def office(self, mail: str = "", office: str = OFFICE) -> None:
        super().office(mail, office.replace("FORMATS", ", ".join(FORMATS)))

    def write(self, brief: dict[str, Any], **changed: Any) -> None:
        self.source.file.write_text(yaml.safe_dump(brief | changed, allow_unicode=True, sort_keys=False))

    def issue(self, **order: Any) -> Edition:
        self.time += timedelta(hours=1)
        accepted = (*issue_all_warnings(self.workspace, self.source), *_more())
        return issue(self.workspace, self.source, Order(accepted=accepted, **order), now=self.time)

    def tells(self, *words: str) -> str:
        """What a command prints."""
        made = CliRunner().invoke(app, ["--workspace", str(self.root), *words])
        assert made.exception is None or isinstance(made.exception, SystemExit), made.exception
        return made.output

    def ways(self, to: tuple[str, ...] = ("desk", "press")) -> dict[str, str]:
        """All that leaves, by kind and name, with all that it says."""
        found: dict[str, str] = {}
        edition = self.last()
        for name in edition.files:
            found[f"issued {name}"] = words_of(name, edition.data(name))
        found["issued edition.json"] = (edition.folder / "edition.json").read_text()
        found |= self.drafts()
        self.tells("chart", "flood", "--format", ",".join(PICTURES), "--out", str(self.root / "charts"))
        found |= {f"chart {file.name}": words_of(file.name, file.read_bytes()) for file in self.under("charts")}
        found["diff html"] = self.tells("diff", "flood", "--format", "html", "--since", "1")
        lists = [word for name in to for word in ("--to", name)]
        said = self.tells("send", "flood", "--dry-run", *lists)
        found["letter dry run"] = said
        self.tells("send", "flood", "--eml", str(self.root / "eml"), *lists)
        found |= {f"letter eml {file.name}": words_of(file.name, file.read_bytes()) for file in self.under("eml")}
        before = len(self.server.handler.taken)
        self.send(test="anna@example.org", to=to)
        self.send(to=to)
        for number, (reader, data) in enumerate(self.server.handler.taken[before:]):
            found[f"letter {number} to {reader}"] = words_of("letter.eml", data)
        return found

    def drafts(self) -> dict[str, str]:
        """What render makes, by outline and format, with brief.yaml attached where that may be."""
        found: dict[str, str] = {}
        for outline in some(OUTLINES, 2):
            for attached in (False, True):
                options = Options(FILES, outline, audited=False, attach_source=attached)
                made = update(self.workspace, self.source, options, out=self.root / f"drafts-{attached}")
                assert made.outcome in ("built", "current") or attached, made
        for folder in ("drafts-False", "drafts-True"):
            for file in self.under(folder):
                found[f"draft {file.stem.removeprefix('flood').strip('-') or 'incident'} {folder} {file.name}"] = (
                    words_of(file.name, file.read_bytes())
                )
        return found

    def forget(self, edition: Edition) -> None:
        """As if it had not been issued."""
        shutil.rmtree(edition.folder)

    def last(self) -> Edition:
        return editions.editions(self.source)[-1]

    def under(self, folder: str) -> list[Path]:
        return sorted(file for file in (self.root / folder).rglob("*") if file.is_file())


def _more() -> tuple[Any, ...]:
    return tuple(Accepted(rule, "meant") for rule in ("shrink", "again", "R15", "pages"))


def leaks(ways: dict[str, str], word: str = CANARY) -> list[str]:
    return [name for name, text in ways.items() if word.casefold() in text.casefold()]


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with MailServer() as server:
        yield Walk(tmp_path, server)


def full(word: str, ids: str, **changed: Any) -> dict[str, Any]:
    return filled(Brief, word, ids, distribution=["desk"], timezone="Europe/Warsaw") | changed


def test_every_command_is_walked_or_makes_nothing_for_readers() -> None:
    assert set(commands()) == set(COMMANDS)


@pytest.mark.full
def test_every_format_is_walked(walk: Walk) -> None:
    walk.issue()
    ways = walk.ways(("desk",))
    assert {name.partition(" ")[0] for name in ways} >= set(COMMANDS.values()) - {""}
    for kind, formats in (("issued", FORMATS), ("chart", PICTURES), *((f"draft {one}", FILES) for one in OUTLINES)):
        assert all(any(name.startswith(kind) and name.endswith(f".{one}") for name in ways) for one in formats), kind
    assert FORMS == ("text", "json", "html"), "text and json are for the author's screen; what is handed on is walked"
    assert {field for name in COLLECTIONS for field in fields(full(CANARY, "one")[name], CANARY)}, "the model is walked"


WAYS_BACK = [
    (reworded, taken_back, number) for reworded in (False, True) for taken_back in (False, True) for number in (2, 3)
]
"""Whether it is reworded or removed, whether it was corrected or its marking was higher, and in which edition."""


@pytest.mark.parametrize(("reworded", "taken_back", "number"), few(WAYS_BACK, (True, True, 2)), ids=str)
def test_what_readers_may_not_have_is_in_nothing_that_leaves(
    walk: Walk, taken_back: bool, reworded: bool, number: int
) -> None:
    ids = "one" if reworded else CANARY.lower()
    walk.write(full(CANARY, ids, marking="TLP:CLEAR" if taken_back else HIGHER))
    first = walk.issue()
    walk.send(to=("desk",))
    (letter,) = walk.server.handler.taken
    belongs = {name: words_of(name, first.data(name)) for name in first.files}
    assert leaks(belongs | {"letter": words_of("letter.eml", letter[1])}) == [*first.files, "letter"]
    walk.write(full(OTHER, ids) if reworded else walk.clean, marking="TLP:CLEAR")
    if not taken_back:
        assert leaks(walk.drafts()) == []
    walk.issue(**({"kind": "corrected", "corrects": 1, "reason": "It was wrong."} if taken_back else {}))
    if number == 3:
        walk.write(walk.clean, marking="TLP:CLEAR", bottom_line="The water falls.")
        walk.issue()
    ways = walk.ways()
    assert leaks(ways) == []
    assert len([name for name in ways if name.startswith("letter ") and " to " in name]) == 3


@pytest.mark.parametrize("before", few(["never", "on the record"], "never"))
def test_what_was_said_off_the_record_is_in_nothing_that_leaves(walk: Walk, before: str) -> None:
    said = filled(Position, CANARY, "one", actor="owner", supports=[], about=["flood"])
    said["evidence"][0]["source"] = "talk"
    talk, owner = {"title": f"A talk with {CANARY}", "kind": "other"}, {"name": f"{CANARY}, the owner"}
    public = {"actor": "mayor", "says": "It rains.", "about": ["flood"], "evidence": "log"}
    open_ = walk.clean | {"marking": "TLP:CLEAR", "actors": {"owner": owner, "mayor": {"name": "The mayor"}}}
    open_["sources"] = open_["sources"] | {"talk": talk}
    walk.write(open_, positions={"said": said, "public": public})
    first = walk.issue()
    belongs = {name: words_of(name, first.data(name)) for name in first.files}
    assert leaks(belongs) == list(first.files)
    if before == "never":
        walk.forget(first)
    else:
        walk.send(to=("desk",))
    pointing = public | {"refers_to": ["said"], "supersedes": "before"}
    retold = {"actor": "mayor", "says": "It rained.", "topic": "t", "evidence": "log"}
    hidden = {
        name: one | {"attribution": {"terms": "off_the_record"}}
        for name, one in {"said": said, "before": retold}.items()
    }
    walk.write(open_, positions=hidden | {"public": pointing})
    walk.issue()
    assert leaks(walk.ways()) == []


@pytest.mark.parametrize("case", few(["ceiling", "no ceiling", "domain", "withdrawn", "stranger"], "ceiling"))
def test_what_is_refused_is_written_nowhere(walk: Walk, case: str) -> None:
    assert refused(walk, case) == []


def refused(walk: Walk, case: str) -> list[str]:
    """What leaves all the same."""
    walk.office("allowed_domains: [example.org]" if case == "domain" else "")
    marking = "TLP:CLEAR" if case in ("domain", "withdrawn") else HIGHER
    walk.write(full(CANARY, "one", marking=marking))
    walk.issue()
    if case == "withdrawn":
        walk.issue(kind="withdrawn", corrects=1, reason="It was wrong.")
    to = {"no ceiling": "open", "withdrawn": "desk", "stranger": "desk"}.get(case, "press")
    words = ["--to", to, "--edition", "1"]
    tests = ["--test", "stranger@example.net"]
    for more in ([], tests) if case != "stranger" else (tests,):
        walk.tells("send", "flood", *words, *more, "--eml", str(walk.root / "eml"))
        walk.tells("send", "flood", *words, *more, "--dry-run", "--json")
        report = walk.send(1, to=(to,), test="stranger@example.net" if more else "")
        assert report.refusals or report.sent
    return [file.name for file in walk.under("eml")] + [to for to, _ in walk.server.handler.taken]


@pytest.mark.parametrize("hole", few(["barred", "preview"], "barred"))
def test_the_walk_sees_a_hole(walk: Walk, hole: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if hole == "barred":
        monkeypatch.setattr(audience, "barred", lambda marking, ceiling: "")
        assert refused(walk, "ceiling") != []
    else:
        monkeypatch.setattr(
            Preview, "messages", lambda self: ((one, self._messages.message(one)) for one in self.letters)
        )
        assert refused(walk, "ceiling") != []


@pytest.mark.full
def test_the_walk_sees_old_words(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "barred", lambda marking, ceiling: "")
    walk.write(full(CANARY, CANARY.lower(), marking=HIGHER))
    walk.issue()
    walk.send(to=("desk",))
    walk.write(walk.clean, marking="TLP:CLEAR")
    walk.issue()
    found = {name.partition(" ")[0] for name in leaks(walk.ways())}
    assert found >= {"issued", "diff", "letter"}
