"""Whatever is sent to the desk, it answers in words: no traceback, and no byte of the file outside the fact that was edited."""

from __future__ import annotations

import json
import random
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk.actions import ACTIONS, VIEWS
from briefgen.desk.exchange import Ask, BadRequest
from briefgen.desk.forms.entry import base, entries, entry, texts
from briefgen.desk.forms.kinds import FORMS
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.errors import BriefgenError
from briefgen.reading.tree import parse
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import NOW
from tests.support.checkout import ROOT
from tests.support.random_edits import VALUES

HOSTILE: tuple[Any, ...] = (*VALUES, "x" * 100_000, "\0", "\ud800", "../../x", "events.", ".", "events.x.y", "__proto__", None, 1, -1, 1e300, True, [], {}, [[]], {"a": {}})  # fmt: skip
NAMES = ("path", "kind", "source", "start", "end", "words", "form", "id", "tab", "field", "q", "key", "at", "to", "name", "old", "new", "text", "url", "title", "step", "number", "version", "number", "preview")  # fmt: skip
LEAVES = ("source/add", "source/url", "url", "send", "issue", "draft")
"""What fetches, issues, sends or writes other files; they have tests of their own."""


def quiet(name: str) -> bool:
    return not any(word in name for word in LEAVES)


def struck(dice: random.Random, brief: OpenBrief) -> tuple[str, dict[str, Any]]:
    """An action and what is sent with it: a filled form with hostile texts in some fields, or names and values at random."""
    action = dice.choice([name for name in ACTIONS if quiet(name)])
    said: dict[str, Any] = {dice.choice(NAMES): dice.choice(HOSTILE) for _ in range(dice.randrange(6))}
    data = brief.reading().data
    form = dice.choice(FORMS)
    known = entries(data, form.collection)
    if known and dice.random() < 0.8:
        key = dice.choice(known)
        written, path = entry(data, form.collection, key), base(form.collection, key)
        fields: dict[str, Any] = dict(texts(form, written, path).said)
        for name in dice.sample(sorted(fields), min(len(fields), dice.randrange(4))):
            fields[name] = dice.choice(HOSTILE if dice.random() < 0.2 else VALUES)
        where = ".".join(map(str, path))
        said |= {"path": where, "form": {"path": where, "was": json.dumps(written), "at": "", "fields": fields}}
        action = dice.choice((action, "form/save", "form/preview"))
    return action, said


def others(data: bytes, path: str) -> Any:
    """The file without one fact, as the parser says it."""
    whole: Any = parse(data.decode(), "brief.yaml").data
    collection, _, key = path.partition(".")
    if isinstance(whole.get(collection), dict):
        whole[collection].pop(key, None)
    return whole


def sweep(brief: OpenBrief, shots: int, seed: int) -> dict[str, int]:
    """So many requests at random; how many were refused, and how many wrote."""
    dice, count = random.Random(seed), {"refused": 0, "wrote": 0}
    start = brief.place.file.read_bytes()
    for _ in range(shots):
        before = brief.place.file.read_bytes()
        action, said = struck(dice, brief)
        try:
            answer = ACTIONS[action](Ask(brief, said))
        except (NotWritten, BadRequest, BriefgenError) as error:
            count["refused"] += 1
            assert brief.place.file.read_bytes() == before, (action, said, error)
            continue
        after = brief.place.file.read_bytes()
        if after != before:
            count["wrote"] += 1
            saved = answer.tell.get("saved", "")
            if action == "form/save" and "." in saved:
                assert others(after, saved) == others(before, saved), (action, saved)
            assert not [one for one in brief.reading().problems if "YAML" in one.message]
        if after != before and dice.random() < 0.5:
            brief.place.file.write_bytes(start)
    return count


def test_some_hostile_requests(brief: OpenBrief) -> None:
    count = sweep(brief, 60, seed=1)
    assert count["refused"] > 8 and count["wrote"] > 1  # it strikes


@pytest.mark.full
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("seed", range(2, 6))
def test_ten_thousand_hostile_requests(tmp_path: Path, seed: int) -> None:
    """On a brief that is small and has a member of every class."""
    file = tmp_path / "briefs" / "every" / "brief.yaml"
    file.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "tests" / "support" / "every_class.yaml", file)
    office = WorkspaceFolder(tmp_path)
    count = sweep(OpenBrief(office, office.sources(["every"])[0], lambda: NOW), 2_500, seed)
    assert count["refused"] > 250 and count["wrote"] > 50


def test_views_answer_whatever_they_are_asked(brief: OpenBrief) -> None:
    dice = random.Random(7)
    for name in VIEWS:
        for _ in range(3):
            said = {dice.choice(NAMES): str(dice.choice(VALUES)) for _ in range(3)}
            with suppress(NotWritten, BadRequest, BriefgenError):
                VIEWS[name](Ask(brief, said))
