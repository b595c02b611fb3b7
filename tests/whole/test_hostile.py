"""Hostile and extreme input: a correct document or one clear error, in seconds, and never a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from briefgen.build.artifacts import build
from briefgen.build.bundle import gather
from briefgen.checks import check
from briefgen.document.blocks import Block, Document, Timeline
from briefgen.errors import RenderError
from briefgen.look.theme import Theme
from briefgen.model.brief import COLLECTIONS
from briefgen.reading.load import Loaded, load
from briefgen.renderers import render
from briefgen.workspace.templates import Templates
from tests.renderers.test_same_words import docx_text, pdf_text
from tests.support.as_text import as_text
from tests.support.hostile import TABLE, filled
from tests.support.sweeps import few, spread
from tests.support.waiting import PATIENCE
from tests.support.wordfile import changed, part, parts

SMALL = "title: T\nsources: {s: S}\nevents: {e: {title: E, when: 2022-11-15, evidence: s}}\n"
HOUSE = Path(__file__).parents[2] / "templates" / "house.docx"


def brief(root: Path, name: str, text: str | bytes, **files: bytes) -> Path:
    """A brief with files beside it (`map_png` is map.png); gives back its folder."""
    folder = root / "briefs" / name
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    for file, data in files.items():
        (folder / file.replace("_", ".")).write_bytes(data)
    return folder


def loaded(folder: Path) -> Loaded:
    return load(folder / "brief.yaml", root=folder.parents[1])


def errors(folder: Path) -> list[str]:
    return [str(problem) for problem in check(loaded(folder)) if problem.level == "error"]


def composed(folder: Path) -> Document:
    found = loaded(folder)
    assert found.brief is not None, found.problems
    return gather(found, found.brief, Templates(folder)).document


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG")
    return out.getvalue()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


# -- markup -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "payload",
    spread(
        [
            "<b>&amp;\"'",
            "{{x}}${x}{0}%s%(x)d",
            r"\frac{1}{$x$^2}\n",
            "=HYPERLINK()",
            "[x](y)*z*_w_`v`",
            '<img src="file:///etc/passwd"/>',
            "]]><w:t/><!--",
        ],
        2,
    ),
)
def test_what_looks_like_markup_is_printed_letter_by_letter(tmp_path: Path, payload: str) -> None:
    data, texts = filled(payload)
    made = composed(brief(tmp_path, "every-field", json.dumps(data), map_png=png(4, 4), table_csv=TABLE))
    word = render(made, "docx", Theme(), HOUSE.read_bytes()).data
    pdf, docx = squeezed(pdf_text(render(made, "pdf", Theme(), b"").data)), squeezed(docx_text(word))
    charts = [block for block in made.blocks if isinstance(block, Timeline)]
    alts = (data["figures"]["the-figure"]["alt"], *(chart.alt for chart in charts))  # read out, not printed
    pages = as_text(Document(made.meta, tuple(map(without_picture, made.blocks))))
    said = squeezed(pages.replace(f"[{alts[0]}]", ""))
    printed = [text for text in texts if squeezed(text) in said]
    # word by word: a cell that goes on over the page has other cells, a foot and a head between its lines
    cut = [text for text in printed if not all(squeezed(word) in pdf for word in text.split())]
    assert len(cut) <= 1 and all(over_the_page(text.split()[-1], pdf) for text in cut), (
        cut
    )  # in a narrow cell a word too
    assert [text for text in printed if squeezed(text) not in docx] == []
    assert len(printed) > 50  # of 195; the others are alternative texts, notes and what no outline prints
    assert charts and set(alts) <= set(descriptions(word))


def without_picture(block: Block) -> Block:
    """A chart without what stands in its picture, and is read out."""
    return replace(block, alt="", phases=(), annotation=None) if isinstance(block, Timeline) else block


def over_the_page(word: str, pdf: str) -> bool:
    """Whether both parts of a word stand there, of which the second has its number and more."""
    return any(word[:at] in pdf and word[at:] in pdf for at in range(1, len(word) - len("/123.")))


def descriptions(word: bytes) -> list[str]:
    return [element.get("descr", "") for element in part(word).iter() if element.get("descr")]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "JaVaScript:x"])
def test_a_link_leads_to_the_web_or_to_a_mailbox(tmp_path: Path, url: str) -> None:
    text = f"title: T\nsources: {{s: {{title: S, url: '{url}'}}}}\n"
    assert [f"'{url}' is not a safe address" in error for error in errors(brief(tmp_path, "url", text))] == [True]


def test_characters_that_no_document_can_carry_are_told_and_left_out(tmp_path: Path) -> None:
    text = b'title: "A\\u0007B\\uFFFEC"\nbottom_line: D\x01E\xe2\x80\xaeF\xef\xbf\xbeG\n'
    folder = brief(tmp_path, "control", text)
    said = " ".join(str(problem) for problem in check(loaded(folder)) if problem.level == "warning")
    assert all(code in said for code in ("U+0007", "U+0001", "U+202E", "U+FFFE"))
    found = loaded(folder).draft
    assert (found.title, found.bottom_line) == ("ABC", "DE\u202eFG")


# -- long and many ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["title", "bottom_line", "publisher", "contact", "scope_note", "number"])
def test_every_text_has_the_hard_cap_and_its_message_does_not_repeat_it(tmp_path: Path, field: str) -> None:
    text = {"title": "T", field: "x" * 200_000}
    (said,) = errors(brief(tmp_path, "long", json.dumps(text)))
    assert "has 200,000 characters; 20,000 are allowed" in said
    assert len(said) < 300


UNITS = ["x", "word ", "a\u0301", "👩‍👩‍👧 ", "שלום ", "a\n", "\u200b", "\u00a0x"]


@pytest.mark.full
@pytest.mark.parametrize("unit", few(UNITS, "שלום "))
def test_a_text_just_below_the_cap_runs_over_pages(tmp_path: Path, unit: str) -> None:
    long = (unit * 19_000)[:18_990] + " the end"
    text = {
        "title": "T",
        "contact": long,
        "bottom_line": long,
        "sources": {"s": long},
        "events": {"e": {"title": "E", "summary": long, "when": "2022-11-15", "evidence": "s"}},
    }
    made = composed(brief(tmp_path, "long", json.dumps(text, ensure_ascii=False)))
    # "the" and "end" change places where the paragraph runs from the right
    assert squeezed(pdf_text(render(made, "pdf", Theme(), b"").data)).count("end") >= 3
    assert squeezed(docx_text(render(made, "docx", Theme(), HOUSE.read_bytes()).data)).count("theend") >= 3


def test_a_marking_leaves_room_for_the_text(tmp_path: Path) -> None:
    for name, marking in {"long": "{label: " + "x" * 301 + "}", "nan": "{label: X, style: {size_pt: nan}}"}.items():
        (said,) = errors(brief(tmp_path, name, f"{SMALL}marking: {marking}\n"))
        assert "300 are allowed" in said or "12 to 24" in said


@pytest.mark.parametrize("at", ["0001", "000X", "9999-12-31", "9999-12", "99XX"])
def test_the_ends_of_the_calendar_are_out_of_reach(tmp_path: Path, at: str) -> None:
    (said,) = errors(brief(tmp_path, "time", SMALL.replace("2022-11-15", at)))
    assert "out of reach" in said or "there is no date" in said


@pytest.mark.full
def test_nothing_at_all_and_hundreds_of_things_make_a_document(tmp_path: Path) -> None:
    many = {
        "title": "T",
        "sources": {f"s{n}": f"Source {n}" for n in range(500)},
        "actors": {f"a{n}": f"Actor {n}" for n in range(300)},
        "positions": {f"p{n}": {"actor": f"a{n}", "says": f"Says {n}", "evidence": f"s{n}"} for n in range(300)},
    }
    for name, data in {
        "none": {"title": "T", **{name: {} for name in COLLECTIONS}, "key_points": []},
        "many": many,
    }.items():
        made = composed(brief(tmp_path, name, json.dumps(data)))
        text = squeezed(pdf_text(render(made, "pdf", Theme(), b"").data))
        assert ("Source499" in text and "Says299" in text) == (name == "many")
        assert docx_text(render(made, "docx", Theme(), HOUSE.read_bytes()).data)


@pytest.mark.parametrize(
    "unit",
    spread(
        ["[", "[todo", '"', "'", "“", "‘a", "-", "''", "(", "…", "1-", "a-", "[x]", "«“", "a’ ", "- ", "9", "1,"], 5
    ),
)
def test_no_pattern_blows_up(tmp_path: Path, unit: str) -> None:
    long = (unit * 9_000)[:9_000]
    text = {
        "title": "T",
        "bottom_line": long,
        "sources": {"s": {"title": "S", "file": "s.txt", "fidelity": "original"}},
        "actors": {"a": "A"},
        "positions": {"p": {"actor": "a", "says": long, "quote": long, "evidence": {"s": long}}},
        "events": {"e": {"title": "E", "when": long, "casualties": {"killed": long}}},
    }
    said = errors(brief(tmp_path, "pattern", json.dumps(text), s_txt=(long * 3).encode()))
    assert any("is not a time" in error or "out of reach" in error or "no date" in error for error in said)
    assert any("is not a number" in error for error in said)
    assert max(map(len, said)) < 500


# -- pictures ---------------------------------------------------------------------------------------------------------


def bomb(side: int) -> bytes:
    """A PNG of side by side pixels, all of one colour, in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb(30_000), "more than 40 million pixels"),
        (bomb(8_000), "more than 40 million pixels"),
        (png(400, 400)[:300], "it is damaged"),
        (b"\x89PNG\r\n\x1a\n", "neither PNG, JPEG nor SVG"),
        (b"", "neither PNG, JPEG nor SVG"),
        (b"GIF89a\1\0\1\0", "neither PNG, JPEG nor SVG"),
        (b"<html>", "it is no SVG but 'html'"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_by_check(tmp_path: Path, data: bytes, said: str) -> None:
    folder = brief(tmp_path, "pic", f"{SMALL}figures: {{f: {{file: p.png, caption: C}}}}\n", p_png=data)
    assert [said in error for error in errors(folder)] == [True]


def test_pictures_of_all_kinds_and_shapes_are_shown(tmp_path: Path) -> None:
    palette, seen = Image.new("P", (20, 20)), io.BytesIO()
    palette.putpalette([255, 0, 0] * 256)
    palette.save(seen, "PNG", transparency=0)
    cmyk = io.BytesIO()
    Image.new("CMYK", (40, 30)).save(cmyk, "JPEG")
    kinds = [
        seen.getvalue(),
        cmyk.getvalue(),
        png(20, 20, "I;16"),
        png(9, 9, "LA"),
        png(1, 1),
        png(9000, 1),
        png(1, 9000),
    ]
    listed = "".join(f"  f{n}: {{file: p{n}.png, caption: C}}\n" for n in range(len(kinds)))
    files = {f"p{n}_png": data for n, data in enumerate(kinds)}
    made = composed(brief(tmp_path, "pics", f"{SMALL}figures:\n{listed}", **files))
    assert render(made, "pdf", Theme(), b"").data.count(b"/Subtype /Image") == len(kinds)
    word = render(made, "docx", Theme(), HOUSE.read_bytes()).data
    assert len(parts(word, "word/media/.*")) >= len(kinds)


# -- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "said", "most"),
    [
        ("id," + ",".join(f"c{n}" for n in range(200_000)), "has 200,001 columns", 1),
        ("id," + ",".join(["title"] * 50_000), "has 50,001 columns", 1),
        ("id,title\ne1," + "x" * 10_000_000, "a cell of more than 131,072", 1),
        ('id,title\ne1,"' + "x\n" * 200_000, "a cell of more than 131,072", 1),
        ("id,title\n" + ",x\n" * 20_000, "19,900 more rows or cells", 101),
    ],
)
def test_a_hostile_table_is_one_problem_not_thousands(tmp_path: Path, table: str, said: str, most: int) -> None:
    folder = brief(tmp_path, "table", "title: T\nevents: {file: t.csv}\n", t_csv=table.encode())
    found = errors(folder)
    assert any(said in error for error in found)
    assert len(found) <= most


def test_a_long_circle_is_told_by_its_ends(tmp_path: Path) -> None:
    events = "".join(f"  e{n}: {{title: E, after: e{(n - 1) % 2000}}}\n" for n in range(2000))
    (said,) = errors(brief(tmp_path, "circle", f"title: T\nevents:\n{events}"))
    assert "runs in a circle: e0 after e1999 after" in said
    assert len(said) < 300


# -- templates --------------------------------------------------------------------------------------------------------


def doctype(xml: bytes) -> bytes:
    return re.sub(rb"(<\?xml[^>]*\?>)", rb'\1<!DOCTYPE w [<!ENTITY e "x">]>', xml, count=1)


def outside(xml: bytes) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    external = f'<Relationship Id="x1" Type="{kind}" Target="http://example.org/a.dotm" TargetMode="External"/>'
    return xml.replace(b"</Relationships>", external.encode() + b"</Relationships>")


TEMPLATES = {
    "bomb": (changed(HOUSE.read_bytes(), "word/bomb.bin", lambda _: bytes(30 * 1024**2)), "20 MiB"),
    "doctype": (changed(HOUSE.read_bytes(), "word/styles.xml", doctype), "declares a document type"),
    "outside": (changed(HOUSE.read_bytes(), "word/_rels/document.xml.rels", outside), "from outside"),
    "text": (b"not a zip", "not a Word document"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_hostile_word_template_is_refused_by_name(tmp_path: Path, name: str) -> None:
    data, said = TEMPLATES[name]
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "office.docx").write_bytes(data)
    found = lent(tmp_path)
    assert found.brief is not None
    with pytest.raises(RenderError, match=said):
        build(gather(found, found.brief, Templates(tmp_path)), ("docx",))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this system's folders")
def test_a_pipe_or_a_device_is_no_word_template(tmp_path: Path) -> None:
    for name in ("pipe", "device"):
        root = tmp_path / name
        (root / "briefs").mkdir(parents=True)
        if name == "pipe":
            os.mkfifo(root / "briefs" / "office.docx")
        else:
            (root / "briefs" / "office.docx").symlink_to("/dev/zero")
        assert "a pipe or a device" in str(lent(root).problems) or "leads out" in str(lent(root).problems)


def lent(root: Path) -> Loaded:
    """A brief of an office that has a Word template."""
    folder = root / "briefs" / "b"
    folder = folder if folder.is_dir() else brief(root, "b", SMALL)
    office = root / "briefs" / "office.yaml"
    office.write_text("look: {docx: office.docx}\n", encoding="utf-8")
    return load(folder / "brief.yaml", root=root, office=office)


# -- a folder of briefs, as processes ---------------------------------------------------------------------------------

CITING = "title: T\nsources: {s: {title: S, file: FILE}}\nevents: {e: {title: E, when: 2022, evidence: {s: word}}}\n"
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "missing: title"),
    "comments": ("# nothing\n# at all\n", "missing: title"),
    "scalar": ("hello", "keys with values are wanted"),
    "alias-bomb": ("title: &a [x, x]\nb: &b [*a, *a]\n", "such signs are not used here"),
    "brackets": ("title: " + "[" * 100_000, "inside one another"),
    "dashes": ("- " * 100_000, "inside one another"),
    "surrogate": (b"title: T\xed\xa0\x80\n", "not UTF-8"),
    "bad-escape": ('title: "\\U00110000"\n', "has no meaning"),
    "up": (CITING.replace("FILE", "../empty/brief.yaml"), "leaves the brief's folder"),
    "absolute": (CITING.replace("FILE", "/etc/passwd"), "leaves the brief's folder"),
    "folder": (CITING.replace("FILE", "."), "it is a folder"),
    "huge": (CITING.replace("FILE", "huge.txt"), "larger than 2 MB"),
    "link": (CITING.replace("FILE", "link.txt"), "leads out of the brief's folder"),
    "loop": (CITING.replace("FILE", "loop.txt"), "'loop.txt' "),  # what is said of it differs with Python 3.13
    "pipe": (CITING.replace("FILE", "pipe.txt"), "a pipe or a device"),
    "table-pipe": ("title: T\nevents: {file: pipe.txt}\n", "a pipe or a device"),
    "tag-of-a-language": (SMALL + f"language: aa-{'b' * 9000}\n", "is not a language"),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this system's folders")
def test_a_folder_of_such_briefs_gives_no_traceback_and_no_wait(tmp_path: Path) -> None:
    for name, (text, _) in REFUSED.items():
        folder = brief(tmp_path, name, text)
        if "pipe" in name:
            os.mkfifo(folder / "pipe.txt")
    with (tmp_path / "briefs" / "huge" / "huge.txt").open("wb") as huge:
        huge.truncate(100 * 1024**2)
    (tmp_path / "briefs" / "link" / "link.txt").symlink_to("/dev/zero")
    (tmp_path / "briefs" / "loop" / "loop.txt").symlink_to("loop.txt")
    unread = brief(tmp_path, "unread", "")
    (unread / "brief.yaml").unlink()
    os.mkfifo(unread / "brief.yaml")
    brief(tmp_path, "sound", SMALL)
    checked, rendered = (run(tmp_path, *command) for command in (["check"], ["render", "--format", "pdf,docx"]))
    for done in (checked, rendered):
        assert done.returncode == 3  # of several exit codes the highest: a file that cannot be read
        assert "Traceback" not in done.stdout + done.stderr
        assert max(map(len, (done.stdout + done.stderr).splitlines())) < 1000
        for name, (_, said) in REFUSED.items():
            lines = [line for line in done.stdout.splitlines() if line.startswith(f"briefs/{name}/") and said in line]
            assert lines, (name, done.stdout)
        assert "briefs/unread/brief.yaml: cannot be read: it is no file, but a pipe or a device" in done.stderr
    assert [file.name for file in (tmp_path / "out").glob("[!.]*")] == ["sound"]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefgen", "--workspace", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=PATIENCE)
