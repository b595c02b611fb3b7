"""PDF files as offices issue them: rows of tables stay rows, and only what is printed on every page is a running head."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefgen.intake import pdf
from briefgen.intake.article import Unreadable

Words = tuple[float, float, str]
"""Where words stand on a page of 595 by 842 points, and the words."""


def file_of(pages: Sequence[Sequence[Words]]) -> bytes:
    """A PDF of such pages in Helvetica of 10 points."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        drawn = "".join(f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in page).encode("latin-1")
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % len(parts)
        )
        kids.append(b"%d 0 R" % len(parts))
    parts[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    made = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return made + end % (len(parts) + 1, table, len(parts) + 1, len(made))


def rows_of(page: int) -> list[Words]:
    """A page full of rows: two days, a company, a town, a number."""
    return [
        (x, 800 - 14 * n, text)
        for n in range(55)
        for x, text in (
            (40.0, f"{n % 28 + 1:02}/0{page + 1}/2015"),
            (110.0, f"{n % 27 + 2:02}/0{page + 2}/2015"),
            (200.0, f"Works of number {n + 60 * page}"),
            (400.0, "San Jose"),
            (500.0, str(n * 3 + 10)),
        )
    ]


def test_a_table_over_several_pages_keeps_each_row_whole() -> None:
    text = pdf.read(file_of([rows_of(0), rows_of(1), rows_of(2)])).text
    lines = [line.replace("\t", " ") for line in text.splitlines() if line]
    assert lines[0] == "01/01/2015 02/02/2015 Works of number 0 San Jose 10"
    for page in range(3):
        for n in (0, 1, 2, 53, 54):
            assert (
                f"{n % 28 + 1:02}/0{page + 1}/2015 {n % 27 + 2:02}/0{page + 2}/2015 Works of number {n + 60 * page} San Jose {n * 3 + 10}"
                in lines
            )


def test_what_every_page_says_at_its_top_and_its_number_are_left_out() -> None:
    pages = [
        [(40, 815, f"Report of the port, page {n}"), (40, 400, f"Words of page {n} that are read."), (300, 20, str(n))]
        for n in (1, 2, 3)
    ]
    article = pdf.read(file_of(pages))
    assert article.text.split("\n\n") == [f"Words of page {n} that are read." for n in (1, 2, 3)]
    assert any("Report of the port" in remark for remark in article.remarks)


@pytest.mark.parametrize("line", ["Situation on {} May 2015", "{} people are missing", "Chapter {}, of the ships"])
def test_a_first_line_that_differs_in_a_number_is_text(line: str) -> None:
    pages = [[(40, 815, line.format(17 * n % 29)), (40, 400, "Words that are read.")] for n in (1, 2, 3)]
    assert [line.format(17 * n % 29) in pdf.read(file_of(pages)).text for n in (1, 2, 3)] == [True] * 3


def test_pages_that_say_nothing_but_the_same_keep_it() -> None:
    assert pdf.read(file_of([[(40, 815, "Left empty")], [(40, 815, "Left empty")]])).text == "Left empty\n\nLeft empty"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(40.0, 700 - 12 * n, f"Left line of the text with the number {n} of it") for n in range(9)]
    right = [(320.0, 700 - 12 * n, f"Right line of the text with the number {n} of it") for n in range(9)]
    text = pdf.read(file_of([[*left, *right]])).text
    assert text.index("Left line of the text with the number 8") < text.index(
        "Right line of the text with the number 0"
    )


def test_a_page_without_text_is_told_as_one() -> None:
    with pytest.raises(Unreadable, match="only pictures of pages"):
        pdf.read(file_of([[]]))


def nested(levels: int, fan: int) -> bytes:
    """A PDF of one page whose drawing calls a drawing, which calls another, each so many times."""
    made = file_of([[(40, 400, "hello")]])
    forms = []
    for level in range(levels):
        drawn = b"/X Do " * fan if level < levels - 1 else b"BT /F 10 Tf 40 400 Td (hello) Tj ET"
        inner = b"/XObject<</X %d 0 R>>" % (level + 101) if level < levels - 1 else b""
        forms.append(
            b"%d 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>%s>>/Length %d>>stream\n%s\nendstream\nendobj\n"
            % (level + 100, inner, len(drawn), drawn)
        )
    page = made.replace(b"/Font<</F 3 0 R>>>>/Contents", b"/Font<</F 3 0 R>>/XObject<</X 100 0 R>>>>/Contents")
    page = page.replace(b"BT /F 10 Tf 40 400 Td (hello) Tj ET\n", b"/X Do" + b" " * 31)
    body = page[: page.rindex(b"xref\n0")] + b"".join(forms)
    return body + b"trailer<</Root 1 0 R>>\n%%EOF"  # without a table: pdfium looks the objects up


def test_a_pdf_that_never_ends_is_given_up_in_plain_words() -> None:
    assert pdf.read(nested(3, 3)).text == "hello"
    with pytest.raises(Unreadable, match=r"takes more than 1 seconds|it is broken, or too much"):
        pdf.read(nested(12, 10), seconds=1)


def test_a_crash_of_the_reader_is_an_error_in_plain_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crashing = tmp_path / "crash.py"
    crashing.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(pdf, "_PROCESS", crashing)
    with pytest.raises(Unreadable, match="broken, or too much"):
        pdf.read(file_of([[(40, 400, "hello")]]))
