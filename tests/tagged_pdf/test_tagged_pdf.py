"""Tagged PDF without a brief: a small document conforms, its two trees agree, and the room works where nothing else of briefgen is."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import page as page_validation
import pypdfium2
import pytest
from PIL import Image as Pixels

from briefgen.tagged_pdf.archive import Properties
from briefgen.tagged_pdf.attach import Attachment
from briefgen.tagged_pdf.boxes import Lines, Stack
from briefgen.tagged_pdf.columns import SideBySide
from briefgen.tagged_pdf.document import TaggedPdf
from briefgen.tagged_pdf.figure import Image
from briefgen.tagged_pdf.fonts import GlyphRun, register
from briefgen.tagged_pdf.pages import paginate
from briefgen.tagged_pdf.pen import LinePiece, Pen
from briefgen.tagged_pdf.picture import read
from briefgen.tagged_pdf.structure import StructureElement
from briefgen.tagged_pdf.table import TableBox
from briefgen.tagged_pdf.unusable import Unusable
from tests.support.checkout import ROOT
from tests.support.docs import blocks
from tests.support.pdfs import ownership

FONTS = Path(str(find_spec("matplotlib").origin)).parent / "mpl-data" / "fonts" / "ttf"  # type: ignore[union-attr]
(EXAMPLE,) = blocks("python", "docs/tagged-pdf.md")
ABOUT = Properties("A timetable", "en", datetime(2036, 5, 1, tzinfo=UTC))
PAGE = (400.0, 300.0)


class Size(NamedTuple):
    size: float = 10.0
    leading: float = 14.0


class Line(NamedTuple):
    pieces: tuple[LinePiece, ...]
    start: float = 0.0


def line(words: str, element: StructureElement, link: StructureElement | None = None) -> Lines:
    run = GlyphRun(register("DejaVuSans", FONTS / "DejaVuSans.ttf"), f"{words} ")
    piece = LinePiece((run,), 10.0, width=60.0, content=element.content(), link=link)
    return Lines(lines=(Line((piece,)),), style=Size())


def row(cells: tuple[str, ...], line_: StructureElement, role: str) -> SideBySide:
    made = []
    for place, words in enumerate(cells):
        cell = line_.add(role)
        if role == "TH":
            cell.set("Table", Scope="/Column")
        made.append((100.0 * place, Stack(boxes=(line(words, cell),))))
    return SideBySide(cells=tuple(made))


def timetable(**more: Any) -> TaggedPdf:
    """A heading, a link, a picture, and a table that goes on over pages."""
    root = StructureElement("Document")
    section = root.add("Sect")
    heading = replace(line("Ferries", section.add("H1")), anchor="head", keep=True)
    link = section.add("P").add("Link")
    link.target, link.spoken = "#head", "Up"
    up = line("Up again", link, link)
    samples = io.BytesIO()
    Pixels.new("RGBA", (8, 4), (10, 200, 30, 99)).save(samples, "PNG")
    figure = section.add("Figure", Alt="A green flag").content()
    flag = Image(picture=read(samples.getvalue(), "the flag"), content=figure, widest=80.0, tallest=40.0)
    table = section.add("Table")
    title = line("Boats", table.add("Caption"))
    head = row(("Boat", "Leaves"), table.add("THead").add("TR"), "TH")
    body = table.add("TBody")
    rows = tuple(row((f"Boat {n}", f"{n:02}:15"), body.add("TR"), "TD") for n in range(24))
    boxes = (heading, up, flag, TableBox(title=title, head=head, body=Stack(boxes=rows)))
    made = TaggedPdf(root, ABOUT._replace(**more), PAGE)
    for page in paginate(boxes, 240.0):
        page.draw(made.pen, 30.0, 30.0)
        made.pen.turn()
    made.bookmark("Ferries", "head")
    return made


def failures(data: bytes, folder: Path, *profiles: str) -> list[str]:
    file = folder / "made.pdf"
    file.write_bytes(data)
    verdicts = (page_validation.validate_pdf(str(file), profile=profile) for profile in profiles)
    return [f"{failure.rule_id} {failure.message}" for verdict in verdicts for failure in verdict.failures]


def test_a_small_document_conforms_and_its_two_trees_agree(tmp_path: Path) -> None:
    data = timetable(author="The harbour office").finished()
    assert failures(data, tmp_path, "ua1", "2a") == []
    claimed, listed = ownership(data)
    assert claimed == listed
    assert claimed
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
        assert [entry.get_title() for entry in pdf.get_toc()] == ["Ferries"]
    assert len(texts) > 1
    assert all("Leaves" in text for text in texts), "the head of a table stands on each page"
    assert data.count(b"/S /TH\n") + data.count(b"/S /TH ") == 2, "and is read once"


def test_a_document_that_says_little_of_itself_conforms(tmp_path: Path) -> None:
    assert failures(timetable().finished(), tmp_path, "ua1", "2a") == []


def test_a_document_carries_its_source(tmp_path: Path) -> None:
    source = Attachment("times (1).csv", b"boat,leaves\n", "text/csv", "The timetable as a table")
    data = timetable().finished(source)
    assert failures(data, tmp_path, "ua1", "3a") == []
    assert b"/Subtype /text#2Fcsv" in data
    with pypdfium2.PdfDocument(data) as pdf:
        assert bytes(pdf.get_attachment(0).get_data()) == source.data
        assert pdf.get_attachment(0).get_name() == source.name


def test_the_same_drawing_gives_the_same_bytes_and_another_one_another_identity() -> None:
    one, other = timetable().finished(), timetable(subject="Boats").finished()
    assert one == timetable().finished()
    first, second = (re.findall(rb"\[<([0-9a-f]{32})>", data)[-1] for data in (one, other))
    assert first != second


@pytest.mark.parametrize("broken", ["no words for a figure", "no mark", "no title", "a head without its scope"])
def test_what_breaks_the_rules_is_seen(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if broken == "no mark":
        monkeypatch.setattr(Pen, "_mark", lambda *_: None)
    data = timetable().finished()
    data = {
        "no words for a figure": data.replace(b"/Alt ", b"/Amt "),
        "no mark": data,
        "no title": data.replace(b"<dc:title>", b"<dc:tilte>").replace(b"</dc:title>", b"</dc:tilte>"),
        "a head without its scope": data.replace(b"/Scope ", b"/Skope "),
    }[broken]
    assert failures(data, tmp_path, "ua1", "2a")


@pytest.mark.parametrize(
    "thing", [lambda: read(b"no picture", "the flag"), lambda: register("Broken", ROOT / "pyproject.toml")]
)
def test_what_no_pdf_can_hold_is_refused_with_its_name(thing: Any) -> None:
    with pytest.raises(Unusable, match=r"the flag|pyproject\.toml"):
        thing()


def test_the_example_of_the_page_conforms(tmp_path: Path) -> None:
    said: dict[str, Any] = {"FOLDER_OF_FONTS": FONTS}
    exec(compile(EXAMPLE, "docs/tagged-pdf.md", "exec"), said)
    assert failures(said["data"], tmp_path, "ua1", "2a") == []
    for wanted in (b"/S /H1", b"/S /L\n", b"/S /Table", b"/S /Figure", b"/S /Link", b"/Outlines", b"ferries.example"):
        assert wanted in said["data"] or wanted.strip() + b" " in said["data"]


def test_the_room_works_without_the_rest_of_the_house(tmp_path: Path) -> None:
    """Copied under another name, in a process that cannot import briefgen, it gives the same bytes."""
    room = ROOT / "src" / "briefgen" / "tagged_pdf"
    shutil.copytree(room, tmp_path / "lifted", ignore=shutil.ignore_patterns("__pycache__"))
    example = EXAMPLE.replace("briefgen.tagged_pdf", "lifted")
    program = (
        "import sys; sys.modules['briefgen'] = None\n"
        f"sys.path.insert(0, {str(tmp_path)!r}); FOLDER_OF_FONTS = {str(FONTS)!r}\n{example}\n"
        "sys.stdout.buffer.write(data)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    here: dict[str, Any] = {"FOLDER_OF_FONTS": FONTS}
    exec(compile(EXAMPLE, "docs/tagged-pdf.md", "exec"), here)
    assert done.stdout == here["data"]
