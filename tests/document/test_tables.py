"""Tables of a brief: what is chosen of a file is printed as it stands, addresses harmless on request, and what changed is told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.document.blocks import Document, Heading, PageBreak, Paragraph, Row, Table, plain
from briefgen.document.compose.changes import lines_since
from briefgen.document.defang import defanged
from briefgen.document.inlines import Code
from briefgen.model.edition import Baseline
from tests.support.tables import HASH, INDICATORS, TEMPLATES, WIDE, document, errors, read

IOCS = "iocs: {file: iocs.csv, title: Indicators, columns: [type, {value: Value}, comment], annex: yes, evidence: list}"


def tables(made: Document) -> list[Table]:
    return [block for block in made.blocks if isinstance(block, Table) and block.dense]


def cells(row: Row) -> list[str]:
    return [" / ".join(map(plain, cell)) for cell in row.cells]


def test_the_chosen_columns_stand_under_their_titles_and_no_cell_is_cut(tmp_path: Path) -> None:
    (table,) = tables(document(read(tmp_path, IOCS, iocs_csv=INDICATORS)))
    assert [column.title for column in table.columns] == ["type", "Value", "comment"]
    assert cells(table.rows[0]) == ["sha256", HASH, "The loader"]
    assert len(table.rows) == 5
    assert Code(HASH) in table.rows[0].cells[1][0]


def test_where_it_comes_from_and_how_many_rows_it_has_is_said(tmp_path: Path) -> None:
    chosen = IOCS.replace("annex: yes", "annex: yes, only: {type: [domain, ip-dst]}")
    made = document(read(tmp_path, chosen, iocs_csv=INDICATORS))
    told = [plain(block.content) for block in made.blocks if isinstance(block, Paragraph)]
    assert "2 of 5 rows. Source: [1]." in told
    assert len(tables(made)[0].rows) == 2


def test_addresses_are_harmless_where_that_is_asked_for_and_the_page_says_so(tmp_path: Path) -> None:
    made = document(read(tmp_path, IOCS.replace("annex", "defang: yes, annex"), iocs_csv=INDICATORS))
    said = [cells(row)[1] for row in tables(made)[0].rows]
    assert said == [
        HASH,
        "203[.]0[.]113[.]7",
        "cdn[.]update-check[.]example[.]org",
        "crew[@]mail[.]example[.]org",
        "invoice.pdf.exe",
    ]
    assert "hxxp://a[.]example[.]com/login" in cells(tables(made)[0].rows[2])[2]
    assert any("hxxp for http" in plain(block.content) for block in made.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("cell", "beside", "harmless"),
    [
        ("https://u:p@host.example.com:8080/a.b", (), "hxxps://u:p[@]host[.]example[.]com:8080/a.b"),
        ("203.0.113.0/24", (), "203[.]0[.]113[.]0/24"),
        ("2001:db8::1", (), "2001[:]db8[:][:]1"),
        ("at 12:30:45", (), "at 12:30:45"),
        ("00:1A:2B:3C:4D:5E", (), "00:1A:2B:3C:4D:5E"),
        ("see https://evil.example.org.", (), "see hxxps://evil[.]example[.]org."),
        ("run.zip", (), "run.zip"),
        ("run.zip", ("domain",), "run[.]zip"),
        ("in the memory of run.exe", ("domain",), "in the memory of run.exe"),
        ("evil.example.org", ("filename",), "evil.example.org"),
        ("from evil.example.org", ("filename",), "from evil[.]example[.]org"),
        ("10.0.19045.4123", (), "10.0.19045.4123"),
        ("the end.The next", (), "the end.The next"),
        ("www.example.pl", (), "www[.]example[.]pl"),
        ("hxxp://a[.]b/c", (), "hxxp://a[.]b/c"),
    ],
)
def test_only_addresses_are_changed(cell: str, beside: tuple[str, ...], harmless: str) -> None:
    assert defanged(cell, beside) == harmless
    assert defanged(harmless, beside) == harmless


def test_a_wide_table_turns_its_pages_and_its_heading_stands_there_too(tmp_path: Path) -> None:
    two = "wide: {file: wide.csv, title: Wide, annex: yes}\n  iocs: {file: iocs.csv, title: Indicators, columns: [type, value], annex: yes}"
    blocks = document(read(tmp_path, two, wide_csv=WIDE, iocs_csv=INDICATORS)).blocks
    begins = next(n for n, block in enumerate(blocks) if isinstance(block, PageBreak) and block.turned)
    ends = next(n for n, block in enumerate(blocks) if n > begins and isinstance(block, PageBreak))
    within = blocks[begins:ends]
    assert [plain(block.content) for block in within if isinstance(block, Heading)] == ["Tables", "Wide"]
    assert [plain(block.caption.content) for block in within if isinstance(block, Table)] == ["Wide"]
    assert not isinstance(blocks[-1], PageBreak)


def test_a_table_of_the_text_stands_in_its_section_and_one_without_a_place_in_what_there_is(tmp_path: Path) -> None:
    made = document(read(tmp_path, IOCS.replace("annex: yes", "annex: no"), iocs_csv=INDICATORS))
    heads = [block.anchor for block in made.blocks if isinstance(block, Heading)]
    assert "section-tables" in heads
    assert "annex-tables" not in heads


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("columns: [valeu]", "the table has no column 'valeu'. Did you mean 'value'?"),
        ("columns: [colour]", "the table has no column 'colour'. Its columns are id, type, value, comment"),
        ("key: ids", "the table has no column 'ids'. Did you mean 'id'?"),
        ("only: {type: sha1}", "`only` chooses no row of the table. Type has 'sha256'"),
        ("columns: [type, type]", "columns: the column 'type' is named twice"),
        ("preset: mips", "there is no export 'mips' that is known"),
        ("content: {}", "the cells of a table stand in a file of their own"),
        ("sheet: A", "iocs.csv has no sheets"),
    ],
)
def test_what_is_wrong_is_an_error_that_says_what_to_write(written: str, said: str, tmp_path: Path) -> None:
    loaded = read(tmp_path, f"iocs: {{file: iocs.csv, title: Indicators, {written}}}", iocs_csv=INDICATORS)
    assert any(one.startswith(said) for one in errors(loaded)), errors(loaded)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("../x.csv", "leaves the brief's folder"),
        ("no.csv", "there is no file 'no.csv'"),
        ("empty.csv", "empty.csv is empty"),
    ],
)
def test_a_file_that_is_not_there_or_elsewhere_is_an_error(file: str, said: str, tmp_path: Path) -> None:
    assert said in " ".join(errors(read(tmp_path, f"t: {{file: {file}, title: T}}", empty_csv="")))


def test_a_cell_is_never_cut(tmp_path: Path) -> None:
    told = errors(read(tmp_path, "t: {file: t.csv, title: T}", t_csv=f"a,b\n1,{'x' * 20_001}\n"))
    assert "the cell in the column 'b' has 20,001 characters" in told[0]


@pytest.mark.parametrize(
    ("written", "csv", "said"),
    [
        ("columns: [a, b]", "a,b\n1,\n2,\n", "the column 'b' is empty in every row"),
        ("key: a", "a,b\n1,x\n1,y\n", "'1' stands in the column 'a' more than once"),
        ("annex: no", "a,b\n" + "1,x\n" * 41, "this table has 41 rows, and stands in the text"),
        ("annex: yes", "a,b,c\n" + ",".join(["x" * 80] * 3) + "\n", "the values of a row take 244 characters"),
        ("annex: yes", "a,b\n1,x\n", "where this table comes from is not said"),
    ],
)
def test_what_a_writer_should_know_is_told(written: str, csv: str, said: str, tmp_path: Path) -> None:
    loaded = read(tmp_path, f"t: {{file: t.csv, title: T, {written}}}", t_csv=csv)
    assert any(one.message.startswith(said) for one in check(loaded)), [one.message for one in check(loaded)]


def test_a_marking_above_the_briefs_is_an_error(tmp_path: Path) -> None:
    loaded = read(tmp_path, IOCS.replace("annex", "marking: TLP:RED, annex"), iocs_csv=INDICATORS)
    assert any(one.rule == "R15" and one.level == "error" for one in check(loaded))


def test_what_changed_is_told_row_by_row_and_marked(tmp_path: Path) -> None:
    before = read(tmp_path, IOCS, iocs_csv=INDICATORS).brief
    assert before is not None
    later = INDICATORS.replace("Beacons every 60 s", "Sinkholed").replace(
        "4,email-src,crew@mail.example.org,First wave\n", ""
    )
    after = read(tmp_path, IOCS, iocs_csv=f"{later}6,ip-dst,203.0.113.9,New\n")
    assert after.brief is not None
    since = Baseline(1, before)
    (line,) = lines_since(since, after.brief, TEMPLATES.words("en-GB"))
    assert line == (
        "Changed: Indicators. 1 new row: 203.0.113.9; 1 row changed: 203.0.113.7 (comment); 1 row gone: crew@mail.example.org."
    )
    (table,) = tables(document(after, since=since))
    assert [cells(row)[1] for row in table.rows if row.changed] == ["203.0.113.7", "203.0.113.9"]


def test_many_changed_rows_are_counted(tmp_path: Path) -> None:
    before = read(tmp_path, "t: {file: t.csv, title: T}", t_csv="a,b\n" + "".join(f"{n},x\n" for n in range(50))).brief
    after = read(tmp_path, "t: {file: t.csv, title: T}", t_csv="a,b\n" + "".join(f"{n},x\n" for n in range(90))).brief
    assert before is not None
    assert after is not None
    (line,) = lines_since(Baseline(1, before), after, TEMPLATES.words("en-GB"))
    assert line == "Changed: T. 40 new rows: 50, 51, 52, 53, 54 and 35 more."
