"""The audit finds each kind of fault in a finished file, and nothing in a good one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, get_args

import pypdfium2
import pytest
from typer.testing import CliRunner

from briefgen.audit import audit
from briefgen.build import artifacts
from briefgen.cli import app
from briefgen.document.blocks import Block, ClassedPoints, Dispute, Document, Heading, PageBreak, Paragraph
from briefgen.document.inlines import Text
from briefgen.document.rewrite import rewritten
from briefgen.errors import FileProblem
from briefgen.look.theme import Theme
from briefgen.outputs.update import Options, source_bytes, update
from briefgen.reading.load import Loaded
from briefgen.renderers import FORMATS, Format, render
from briefgen.renderers.pdf.furniture import Frame
from briefgen.renderers.rendered import Rendered
from briefgen.tagged_pdf.boxes import Stack
from briefgen.tagged_pdf.pen import Pen
from briefgen.tagged_pdf.table import TableBox
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates
from tests.document.test_compose import composed
from tests.support.checkout import Write
from tests.support.documents import every_block, long_table, words
from tests.support.sweeps import few
from tests.support.wordfile import changed, parts, swapped

TEMPLATE = Templates(Path("nowhere")).word_template()


def made(document: Document, format_: Format, theme: Theme | None = None) -> bytes:
    return render(document, format_, theme or Theme(), TEMPLATE).data


@cache
def good(format_: Format) -> bytes:
    return made(every_block(), format_)


def told(document: Document, format_: Format, data: bytes) -> str:
    problems = audit(document, {format_: data})
    assert all((problem.level, problem.rule) == ("error", "audit") for problem in problems)
    return "\n".join(problem.message for problem in problems)


def with_blocks(document: Document, *more: Paragraph) -> Document:
    return replace(document, blocks=(*document.blocks, *more))


# -- good files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_as_it_is_made_agrees_with_its_document(format_: Format) -> None:
    assert told(every_block(), format_, good(format_)) == ""
    assert told(every_block(None), format_, made(every_block(None), format_)) == ""


@pytest.mark.parametrize("outline", few(["incident", "sitrep", "one-pager"], "sitrep"))
def test_the_first_brief_passes_in_every_format(przewodow: Loaded, outline: str) -> None:
    document = composed(przewodow, outline)
    assert audit(document, {format_: made(document, format_) for format_ in FORMATS}) == ()


@pytest.mark.parametrize(
    "text",
    [
        "אירוע: הפיצוץ (אתמול) 12:30",
        "انفجار في المصنع، قُتل شخصان (2)",
        "e\u0301te\u0301, ﬁre, ½ km², 🔥, 👩\u200d🚒, \u2603\ufe0f",
        "A character that no typeface has: \U00013080",
        "soft\u00adhyphen no\u00a0break wo\u2060rd zero\u200bwidth",
        "a-" * 90 + "x" * 400,
    ],
)
def test_unusual_text_is_no_fault(text: str) -> None:
    document = with_blocks(every_block(), Paragraph(words(text)))
    for format_ in ("pdf", "docx"):
        assert told(document, format_, made(document, format_)) == ""


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_a_lost_passage_is_quoted(format_: Format) -> None:
    document = with_blocks(every_block(), Paragraph(words("Nobody was hurt.")))
    assert "words of the brief are missing: “Nobody was hurt.”" in told(document, format_, good(format_))


@pytest.mark.parametrize("format_", few(FORMATS, "txt", "pdf"))
@pytest.mark.parametrize("kind", [kind for kind in get_args(Block) if kind not in (PageBreak, ClassedPoints, Dispute)])
def test_a_renderer_that_drops_a_word_of_any_block_is_found_out(kind: type[Block], format_: Format) -> None:
    """The file lacks, of one passage after another, a word that the document has."""
    blocks = every_block().blocks
    at, block = next((n, block) for n, block in enumerate(blocks) if isinstance(block, kind))
    fuller = [rewritten(block, lambda inlines: inlines, **{name: "Dropped"}) for name in ("title", "term", "tag")]
    numbers = count()
    rewritten(block, lambda inlines: (*inlines, Text(str(next(numbers)))))
    fuller += [with_a_word_more(block, run) for run in range(next(numbers))]
    fuller = [one for one in fuller if one != block]
    assert fuller
    for one in fuller:
        said = told(replace(every_block(), blocks=(*blocks[:at], one, *blocks[at + 1 :])), format_, good(format_))
        assert re.search("words of the brief are missing: .*dropped", said, re.IGNORECASE)


def with_a_word_more(block: Block, run: int) -> Block:
    """The block with a word more in one of its runs."""
    numbers = count()
    made: Block = rewritten(block, lambda inlines: (*inlines, Text(" dropped")) if next(numbers) == run else inlines)
    return made


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_a_passage_that_stands_once_instead_of_twice_is_missing(format_: Format) -> None:
    twice = with_blocks(every_block(), Paragraph(words("A note in small type.")))
    assert "missing: “A note in small type.”" in told(twice, format_, good(format_))


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_words_that_nobody_wrote_are_quoted(format_: Format) -> None:
    more = with_blocks(every_block(), Paragraph(words("A stray remark")))
    assert "words that are not in the brief: “A stray remark”" in told(every_block(), format_, made(more, format_))


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_one_lost_sign_is_a_fault(format_: Format) -> None:
    one, other = (with_blocks(every_block(), Paragraph(words(text))) for text in ("It was 55 %", "It was 55"))
    assert "missing: “It was 55 %”" in told(one, format_, made(other, format_))


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_another_order_is_a_fault(format_: Format) -> None:
    first, second = Paragraph(words("First this.")), Paragraph(words("Then that."))
    file = made(with_blocks(every_block(), second, first), format_)
    said = told(with_blocks(every_block(), first, second), format_, file)
    assert "stand in another order than in the brief, from “First this.” on" in said


def test_a_wrong_page_in_the_contents_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Pen.__init__

    def late(pen: Pen, canvas: object, page: tuple[float, float], numbers: dict[str, int], **more: Any) -> None:
        begin(pen, canvas, page, {anchor: number + 1 for anchor, number in numbers.items()}, **more)

    monkeypatch.setattr(Pen, "__init__", late)
    assert "not in the brief: “1 Timeline" in told(every_block(), "pdf", made(every_block(), "pdf"))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_replacement_character_is_a_fault(format_: Format) -> None:
    one, other = (
        with_blocks(every_block(), Paragraph(words(text))) for text in ("A wide é hall", "A wide \ufffd hall")
    )
    said = told(one, format_, made(other, format_))
    assert "a character is shown as \ufffd" in said


def test_text_that_cannot_be_copied_is_a_fault() -> None:
    assert "missing" in told(every_block(), "pdf", good("pdf").replace(b"/ToUnicode", b"/ToUmicode"))


# -- the marking ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_without_its_marking_is_a_fault(format_: Format) -> None:
    assert "the marking “TLP:AMBER”" in told(every_block(), format_, made(every_block(None), format_))


def test_the_marking_is_looked_for_on_every_page_and_in_the_properties(monkeypatch: pytest.MonkeyPatch) -> None:
    unnamed = good("pdf").replace(b"TLP:AMBER)", b"XXX:XXXXX)")
    draw = Frame._header

    def forgetful(frame: Frame, pen: Pen, number: int) -> None:
        if number != 2:
            draw(frame, pen, number)

    monkeypatch.setattr(Frame, "_header", forgetful)
    assert told(every_block(), "pdf", made(every_block(), "pdf")) == (
        "PDF: the marking “TLP:AMBER” is not at the head of page 2"
    )
    assert told(every_block(), "pdf", unnamed) == "PDF: the marking “TLP:AMBER” is not in the file's properties"


@pytest.mark.parametrize(
    ("pattern", "place"),
    [(r"word/header\d*\.xml", "header"), (r"word/footer\d*\.xml", "footer"), (r"docProps/core\.xml", "properties")],
)
def test_the_marking_is_looked_for_in_each_part_of_the_word_file(pattern: str, place: str) -> None:
    names = [name for name, xml in parts(good("docx"), pattern).items() if b"TLP:AMBER" in xml]
    assert names
    for name in names:
        assert place in told(every_block(), "docx", swapped(good("docx"), name, "TLP:AMBER", "TLP:GREEN"))


def test_a_first_page_of_its_own_needs_the_marking_too() -> None:
    other = swapped(good("docx"), "word/document.xml", 'w:type="first"', 'w:type="even"')
    assert "is not in the header of a first page" in told(every_block(), "docx", other)
    other = swapped(good("docx"), "word/settings.xml", "</w:settings>", "<w:evenAndOddHeaders/></w:settings>")
    assert "is not in the footer of even pages" in told(every_block(), "docx", other)


# -- pages ------------------------------------------------------------------------------------------------------------


def test_text_in_the_margin_or_off_the_paper_is_a_fault() -> None:
    for theme in (Theme(left=30.0), Theme(right=-20.0)):
        assert "stands outside the text area" in told(every_block(), "pdf", made(every_block(), "pdf", theme))


def test_a_table_that_runs_on_without_its_heads_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(long_table(), "pdf", made(long_table(), "pdf")) == ""
    draw = TableBox.draw

    def bare(table: TableBox, pen: Pen, x: float, y: float) -> None:
        if table.title:
            draw(table, pen, x, y)
        else:
            table.body.draw(pen, x, y + table.head.height)

    monkeypatch.setattr(TableBox, "draw", bare)
    said = told(long_table(), "pdf", made(long_table(), "pdf"))
    assert "page 2: “Table 1. Events in order” runs on without its column heads" in said


def test_heads_that_stay_behind_on_a_page_of_their_own_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = TableBox.draw

    def torn(table: TableBox, pen: Pen, x: float, y: float) -> None:
        draw(replace(table, body=Stack(boxes=())) if table.title else table, pen, x, y)

    monkeypatch.setattr(TableBox, "draw", torn)
    said = told(long_table(), "pdf", made(long_table(), "pdf"))
    assert "the head of “Table 1. Events in order” stands on another page than its first row" in said


def test_a_word_table_repeats_its_heads() -> None:
    unrepeated = swapped(good("docx"), "word/document.xml", "<w:tblHeader/>", "")
    assert "column heads of “Table 1. Events in order” are not repeated" in told(every_block(), "docx", unrepeated)
    lost = swapped(good("docx"), "word/document.xml", "w:tbl>", "w:sdt>")
    assert "0 tables instead of 2" in told(every_block(), "docx", lost)


@pytest.mark.parametrize(
    ("format_", "data", "said"),
    [
        ("pdf", b"%PDF-1.7 and then nothing", "cannot be opened"),
        ("docx", b"PK and then nothing", "cannot be opened"),
        ("html", b"\xff\xfe\xff", "cannot be opened"),
        ("txt", b"\xff\xfe\xff", "cannot be opened"),
    ],
)
def test_a_file_that_cannot_be_opened_is_a_fault(format_: Format, data: bytes, said: str) -> None:
    assert said in told(every_block(), format_, data)


def test_a_damaged_or_empty_package_is_a_fault(tmp_path: Path) -> None:
    data = bytearray(good("docx"))
    data[len(data) // 3] ^= 0xFF
    assert "cannot be opened" in told(every_block(), "docx", bytes(data))
    empty = pypdfium2.PdfDocument.new()
    empty.save(tmp_path / "empty.pdf")
    empty.close()
    assert "PDF: the file" in told(every_block(), "pdf", (tmp_path / "empty.pdf").read_bytes())


# -- pictures and links -----------------------------------------------------------------------------------------------


def test_a_picture_without_a_description_is_a_fault() -> None:
    assert "have no description" in told(every_block(), "pdf", good("pdf").replace(b"/Alt (", b"/Alz ("))
    other = swapped(good("docx"), "word/document.xml", 'descr="A blue rectangle"', 'descr=""')
    said = told(every_block(), "docx", other)
    assert "1 of 2 pictures have no description" in said
    assert "a picture or its description is missing: “A blue rectangle”" in said


def test_a_link_that_leads_nowhere_is_a_fault() -> None:
    pdf = good("pdf").replace(b"/Dest ", b"/Dezt ")
    said = told(every_block(), "pdf", pdf)
    assert "a link leads nowhere: page 1: link at " in said
    docx = swapped(good("docx"), "word/document.xml", 'w:anchor="source_1"', 'w:anchor="source_9"')
    assert "a link leads nowhere: “1”" in told(every_block(), "docx", docx)
    away = swapped(good("docx"), "word/_rels/document.xml.rels", "https://example.org", "file://example.org")
    assert "a link leads nowhere: “an address”" in told(every_block(), "docx", away)


def test_links_that_became_plain_words_are_counted() -> None:
    plain = swapped(good("docx"), "word/document.xml", "w:hyperlink", "w:smartTag")
    assert "links can be followed" in told(every_block(), "docx", plain)
    assert "links can be followed" in told(every_block(), "pdf", good("pdf").replace(b"/S /Link", b"/S /Span"))


def test_bookmarks_are_the_headings() -> None:
    renamed = replace(
        every_block(),
        blocks=tuple(
            replace(block, content=(Text("Other"),)) if isinstance(block, Heading) and block.level == 3 else block
            for block in every_block().blocks
        ),
    )
    assert "the bookmarks are not the headings of the brief" in told(renamed, "pdf", good("pdf"))


def test_a_missing_part_is_a_fault() -> None:
    relationship = '<Relationship Id="rId99" Type="x" Target="media/none.png"/></Relationships>'
    broken = swapped(good("docx"), "word/_rels/document.xml.rels", "</Relationships>", relationship)
    assert "the file lacks a part of itself: “word/media/none.png”" in told(every_block(), "docx", broken)
    cut = changed(good("docx"), "word/document.xml", lambda xml: xml[:-20])
    assert "cannot be opened" in told(every_block(), "docx", cut)


# -- render and audit as commands -------------------------------------------------------------------------------------


def small(written: Write) -> Loaded:
    loaded = written("title: Fire\nevents: {e: {title: It burns, when: 2022-11-15}}\n")
    assert loaded.brief is not None
    return loaded


def loses_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(document: Document, *rest: Any) -> Rendered:
        return render(replace(document, blocks=document.blocks[:-1]), *rest)

    monkeypatch.setattr(artifacts, "render", lossy)


def test_nothing_is_written_when_the_audit_fails(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(written)
    source, folder = BriefSource("small", tmp_path / "briefs" / "small" / "brief.yaml"), tmp_path / "out" / "small"
    update(WorkspaceFolder(tmp_path), source, Options(("docx",)))
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    loses_words(monkeypatch)
    failed = update(WorkspaceFolder(tmp_path), source, Options(("docx",)), force=True)
    assert (failed.outcome, failed.exit) == ("failed", 4)
    assert "words of the brief are missing" in failed.problems[0].message
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    update(WorkspaceFolder(tmp_path), source, Options(("docx",), audited=False))
    assert (folder / "small.docx").read_bytes() != before["small.docx"]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """A function that runs a command in the workspace: exit code, standard output, standard error."""

    def command(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, ["--workspace", str(tmp_path), *arguments])
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return command


Run = Callable[..., tuple[int, str, str]]


def test_a_render_that_fails_its_audit_ends_with_4_unless_told_otherwise(
    written: Write, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(written)
    loses_words(monkeypatch)
    code, out, err = run("render", "--format", "docx")
    assert code == 4
    assert "error: DOCX: words of the brief are missing" in out
    assert "nothing was written" in err
    assert not (tmp_path / "out" / "small").exists()
    code, out, _ = run("render", "--format", "docx", "--json")
    found = json.loads(out)["briefs"][0]
    assert (code, found["exit"], found["problems"][-1]["rule"]) == (4, 4, "audit")
    assert run("render", "--format", "docx", "--no-audit")[0] == 0


def test_audit_reopens_what_lies_in_out(written: Write, tmp_path: Path, run: Run) -> None:
    small(written)
    assert run("audit")[0] == 3, "nothing is rendered yet"
    assert run("render", "--format", "docx,txt")[0] == 0
    assert run("audit") == (0, "", "no problems in 1 brief\n")
    docx, text = (tmp_path / "out" / "small" / f"small.{suffix}" for suffix in ("docx", "txt"))
    docx.write_bytes(swapped(docx.read_bytes(), "word/document.xml", "It burns", "It burnt"))
    text.unlink()
    code, out, _ = run("audit")
    assert code == 4
    assert "out/small/small.docx: error: was changed after it was made. Render it again. [audit]" in out
    assert "out/small/small.docx: error: DOCX: words of the brief are missing: “It burns”" in out
    assert "out/small/small.txt: error: is listed in manifest.json and not there" in out


def test_audit_tells_files_that_are_older_than_their_brief(written: Write, tmp_path: Path, run: Run) -> None:
    small(written)
    run("render", "--format", "docx")
    written("title: Flood\nevents: {e: {title: It rises, when: 2022-11-15}}\n")
    code, out, _ = run("audit")
    assert code == 4
    assert "briefs/small/brief.yaml: error: has changed since the files were made" in out
    assert "“It rises”" in out
    (tmp_path / "out" / "small" / "manifest.json").write_text("[]")
    code, _, err = run("audit")
    assert (code, "is not a manifest" in err) == (3, True)
    written("title: [\n")
    assert run("audit")[0] == 1


# -- the source inside ------------------------------------------------------------------------------------------------


def test_the_pdf_carries_its_brief_when_asked(written: Write, tmp_path: Path, run: Run) -> None:
    small(written)
    assert run("render", "--format", "pdf", "--attach-source")[0] == 0
    pdf = pypdfium2.PdfDocument(tmp_path / "out" / "small" / "small.pdf")
    try:
        assert pdf.count_attachments() == 1
        attached = pdf.get_attachment(0)
        assert attached.get_name() == "brief.yaml"
        assert bytes(attached.get_data()) == (tmp_path / "briefs" / "small" / "brief.yaml").read_bytes()
    finally:
        pdf.close()
    assert run("audit")[0] == 0


def test_a_brief_that_changed_meanwhile_is_not_attached(written: Write, tmp_path: Path) -> None:
    loaded = small(written)
    file = tmp_path / "briefs" / "small" / "brief.yaml"
    file.write_text("title: Other\n")
    with pytest.raises(FileProblem, match="was changed while it was being rendered"):
        source_bytes(loaded, BriefSource("small", file))


def test_a_brief_with_errors_is_said_not_to_be_audited(tmp_path: Path) -> None:
    file = tmp_path / "briefs" / "b1" / "brief.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("titel: The tank leaked\n")
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "audit", "b1"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "b1: the brief has errors, so it was not audited." in done.stderr
    assert "no problems" not in done.stdout + done.stderr
