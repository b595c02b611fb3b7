"""Paragraphs and list lines of a field stay apart in every format; where a place has one line, `check` says so."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from textwrap import indent

import pypdfium2
import pytest
from lxml import etree, html

from briefgen.checks import check
from briefgen.document.blocks import Document
from briefgen.document.compose import lines
from briefgen.look.theme import Theme
from briefgen.renderers import FORMATS, Format, render
from tests.document.test_compose import composed
from tests.renderers.test_same_words import TEMPLATE
from tests.support.as_text import as_text
from tests.support.checkout import Write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = ["Three things were done:", "1. Pumps were stopped", "2. The gate was shut", "The police were told at noon."]
BLOCK = "Three things were done:\n\n1. Pumps were stopped\n2. The gate was shut\n\nThe police were told at noon.\n"
FIELDS = {
    "summary of an event": "events: {e: {title: The quay is closed, when: 2026-03-03, summary: TEXT}}",
    "scope": "scope_note: TEXT",
    "bottom line": "bottom_line: TEXT",
    "source summary": "source_summary: TEXT\nsources: {log: The log}",
    "statement": "actors: {a: Adler}\npositions: {p: {actor: a, says: TEXT, topic: t}}",
    "question": "questions: {q: {text: What next?, why_it_matters: TEXT}}",
    "judgement": "judgements: {j: {text: It was shut., implication: TEXT}}",
    "assumption": "assumptions: {a: {text: It holds., basis: TEXT}}",
    "background": "background: {b: {text: TEXT}, c: Another.}",
    "note on an actor": "actors: {a: {name: Adler, note: TEXT}}",
    "limits of a source": "sources: {s: {title: The log, limitations: [TEXT]}}",
}


def printed(document: Document, name: Format) -> list[str]:
    """The lines of a finished file, as a reader sees them."""
    data = render(document, name, Theme(), TEMPLATE).data
    match name:
        case "txt":
            found = data.decode().splitlines()
        case "html":
            page = html.fromstring(data)
            found = [
                "".join(node.itertext()) for node in page.iter("p", "li", "div", "td", "dd", "span") if not len(node)
            ]
        case "md":
            found = re.split(r"\n|<br>|\|", data.decode().replace("\\", ""))
        case "docx":
            with zipfile.ZipFile(BytesIO(data)) as package:
                body = etree.fromstring(package.read("word/document.xml"))
            found = ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in body.iter(f"{W}p")]
        case _:
            with pypdfium2.PdfDocument(data) as pdf:
                found = [line for page in pdf for line in page.get_textpage().get_text_bounded().splitlines()]
    return [" ".join(line.split()) for line in found]


@pytest.mark.parametrize("name", FORMATS)
def test_paragraphs_and_list_lines_stay_apart(written: Write, name: Format) -> None:
    document = composed(written(f"title: A quay\n{FIELDS['summary of an event'].replace('TEXT', json.dumps(BLOCK))}\n"))
    said = [line.removeprefix("Event: ") for line in printed(document, name)]
    assert [line for line in said if line in LINES] == LINES


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_prose_field_keeps_its_lines(written: Write, field: str, ends: str) -> None:
    text = json.dumps(BLOCK.replace("\n", ends))
    loaded = written(f"title: A quay\n{FIELDS[field].replace('TEXT', text)}\n")
    said = as_text(composed(loaded))
    assert "done: 1." not in said
    assert "stopped 2." not in said
    assert "shut The" not in said
    assert all(line.rstrip(".") in said for line in LINES)
    assert not any("printed as one" in problem.message for problem in check(loaded))


def test_a_block_of_yaml_and_a_cell_of_several_lines_are_read_alike(written: Write) -> None:
    block = "title: A quay\nevents:\n  e:\n    title: The quay is closed\n    when: 2026-03-03\n    summary: |\n"
    yaml = as_text(composed(written(block + indent(BLOCK, "      "))))
    table = f'id,title,when,summary\ne,The quay is closed,2026-03-03,"{BLOCK}"\n'
    assert yaml == as_text(composed(written("title: A quay\nevents: {file: log.csv}\n", log_csv=table)))
    assert " / ".join(LINES) in yaml


def test_what_follows_the_last_line_stays_with_it_and_a_folded_text_is_one(written: Write) -> None:
    folded = "title: A quay\nevents:\n  e:\n    title: A\n    when: 2026-03-03\n    status: failed\n    summary: >\n      One\n      two.\n"
    assert "A / One two. Did not succeed." in as_text(composed(written(folded)))


def test_in_a_place_of_one_line_a_break_is_a_space_and_check_says_so(written: Write) -> None:
    loaded = written('title: A quay\nevents: {e: {title: "Gate shut\\nPumps stopped", when: 2026-03-03}}\n')
    assert "| Gate shut Pumps stopped" in as_text(composed(loaded))
    told = [problem for problem in check(loaded) if "its lines are printed as one" in problem.message]
    assert [(problem.level, problem.path[-1]) for problem in told] == [("warning", "title")]
    point = written('title: A quay\nkey_points: ["One.\\nTwo."]\n')
    assert any("text: its lines are printed as one" in problem.message for problem in check(point))


def test_it_would_be_seen_if_lines_ran_together(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "keeps_lines", lambda *_: False)
    with pytest.raises(AssertionError):
        test_paragraphs_and_list_lines_stay_apart(written, "txt")
