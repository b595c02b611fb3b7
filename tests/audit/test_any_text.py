"""A brief that `check` passes never fails its audit, whatever stands in its fields."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from briefgen.audit import AuditFailed
from briefgen.build.artifacts import Artifacts, build
from briefgen.build.bundle import gather
from briefgen.checks import check
from briefgen.reading.load import load
from briefgen.renderers import FORMATS
from briefgen.renderers.pdf import lines
from briefgen.workspace.templates import Templates
from tests.support.hostile import TABLE, filled
from tests.support.sweeps import examples, few, spread

OUTLINES = ("incident", "sitrep", "one-pager")
REMARKABLE = (
    "a ﷺ b قال",
    "漢字\nab 国\tx",  # no glyph, and white space elsewhere
    "a\x0bb\x0cc\x85d\u2028e\u2029f",
    "\u2067שלום\u2069 abc \u2066x\u2069 12 (34)",
    "הוא אמר “שלום” ℞ 12, א∕ב ⊨ א≤ב",
    "قال «نعم» 12٫5 لا إله، قُتل ١٢ \u0600١٢",
    "e\u0301\u0301\u0301 \u034f a\u034f\u0301 x\u0488\u0488",
    "\ufffc \u2800 ⠓⠑ \ufffd",
    "🚨 👩\u200d🚒 ✌\ufe0f 1\ufe0f\u20e3 🇵🇱 \U000e0041\U000e007f",
    "हिन्दी क्षि ภาษาไทย 한국어 \u1112\u1161\u11ab \u3164 ᠮᠣᠩ\u180e",
    "\uf0b7 \ue000 \U000f0000",
    "Donau\u00addampf\u00adschiff a\u200bb\u200cc\u200dd\u2060e\ufeff",
    "a\u00a0b\u202fc\u2007d\u3000e\u1680f\u2003g",
    "a\ufdd0b\U0001fffec\ufff9d\ufffae\ufffb",
    "a\x00b\x1bc\x7fd\x9be\x1cf",
    "ﬁ ﬂ ℞ ⅐ ½ … ² Å ſ ﷺ \u2010\u2011-5 −5",
    "<b>&amp;\"' <!-- --> ]]> </w:t> **b** [x](y) {{x}} ${x} %s {page} (a) Tj \\( /F1 9 Tf 14. •",
    "\u200b",
    "14.",
)
"""What has stopped a brief, or looks as if it could."""

anything = st.one_of(
    st.sampled_from(REMARKABLE),
    st.text(max_size=40),
    st.lists(st.one_of(st.sampled_from(REMARKABLE), st.text(max_size=8)), min_size=1, max_size=3).map("".join),
)


def small(head: str, body: str) -> dict[str, Any]:
    """A brief with a part of every kind that a page shows in a way of its own."""
    return {
        "title": head,
        "bottom_line": body,
        "key_points": [{"text": body, "refs": "events/e"}],
        "sources": {"s": body},
        "actors": {"a": {"name": body, "kind": "organisation"}},
        "events": {"e": {"title": body, "when": "2022-11-15 10:00", "evidence": "s", "actors": ["a"], "summary": body}},
        "positions": {"p": {"actor": "a", "says": body, "evidence": "s"}},
        "questions": {"q": {"text": f"{body}?", "answers": {"yes": body}}},
    }


def every_field(head: str, body: str) -> dict[str, Any]:
    """A brief that says it in every field of the model."""
    data = filled(body)[0]
    _unmark(data)
    return data | {"title": head, "number": head, "publisher": head, "marking": _marking(head)}


def _unmark(part: object) -> None:
    """Parts bear no marking that the brief has not."""
    if isinstance(part, dict):
        part.pop("marking", None)
        for value in part.values():
            _unmark(value)
    elif isinstance(part, list):
        for value in part:
            _unmark(value)


def _marking(label: str) -> object:
    style = {"foreground": "#FFFFFF", "background": "#000000"}
    return {"scheme": "custom", "label": label, "style": style} if 0 < len(label) < 200 else "TLP:AMBER"


def made(data: dict[str, Any], outline: str) -> Artifacts | None:
    """All four files, audited; None for a brief that `check` refuses. Raises AuditFailed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "briefs" / "b"
        folder.mkdir(parents=True)
        text = json.dumps(data, ensure_ascii=False)
        (folder / "brief.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
        Image.new("RGB", (4, 4)).save(folder / "map.png")
        (folder / "table.csv").write_bytes(TABLE)
        loaded = load(folder / "brief.yaml", root=Path(name))
        problems = check(loaded)
        if any(problem.level == "error" for problem in problems):
            assert all(problem.where for problem in problems if problem.level == "error")
            return None
        assert loaded.brief is not None
        return build(gather(loaded, loaded.brief, Templates(Path(name)), outline), FORMATS)


def line(text: str) -> str:
    """The text as a title can be: in one line."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|=\?", " ", text)


@given(anything, anything, st.sampled_from(OUTLINES))
@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("\u200b", "\u200b", "incident")
@example("e" + "\u0301" * 5000, "x\ny", "one-pager")
@example("ﷺ" * 2000, "x", "one-pager")
def test_a_brief_that_check_passes_never_fails_its_audit(head: str, body: str, outline: str) -> None:
    made(small(line(head) or "T", body or "x"), outline)


@pytest.mark.parametrize("text", spread([text for text in REMARKABLE if text != "\u200b"], 4))
def test_what_once_stopped_a_brief_is_printed(text: str) -> None:
    assert made(small(line(text), f"x {text}"), "incident") is not None


@pytest.mark.full
@given(anything, anything, st.sampled_from(OUTLINES))
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),  # shrinking would take far longer than it helps
)
@example("T", "x" * 3000, "incident")
@example("T", "漢" * 1000, "incident")
@example("T", "שלום " * 100, "incident")
@example("T", "x" + "\u0488" * 400, "incident")
def test_nor_does_one_with_it_in_every_field(head: str, body: str, outline: str) -> None:
    made(every_field(line(head) or "T", body or "x"), outline)


@pytest.mark.parametrize("text", few(["漢字", "\U000f0000", "ﷺ", "שלום"], "ﷺ"))
def test_headings_stand_in_the_contents_of_a_long_brief_though_no_font_has_them(text: str) -> None:
    assert made(every_field("T", f"a {text} b " * 30), "incident") is not None


@pytest.mark.parametrize("text", few(["Was crane {} stopped?", "Crane {}", "שלום {} ?"], "Crane {}"))
def test_entries_of_the_contents_that_differ_in_a_number_are_told_apart(text: str) -> None:
    questions = {f"q{n}": {"text": f"{text.format(n)}?", "answers": {"yes": "Yes."}} for n in range(90)}
    assert made({"title": "T", "bottom_line": "B", "questions": questions}, "incident") is not None


def test_a_lone_surrogate_is_told_where_it_stands() -> None:
    assert made(small("T", "a\ud800b"), "incident") is None


def test_the_law_sees_a_renderer_that_has_a_table_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "IDLE", re.compile("[\u2060e]"))
    with pytest.raises(AuditFailed) as failed:
        made(small("T", "The alarm came first"), "one-pager")
    assert "words of the brief are missing" in failed.value.problems[0].message
    assert failed.value.problems[0].path == ("bottom_line",)
