"""A template that nobody vouches for: what acts, loads, locks or tells on its author does not come into a brief."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from briefgen.document.blocks import Document, PageBreak, Table, Timeline
from briefgen.errors import RenderError
from briefgen.look.theme import Theme
from briefgen.renderers.docx.adopt import adopted
from briefgen.renderers.docx.build import build
from briefgen.renderers.docx.package import opened
from tests.support.documents import every_block
from tests.support.word_templates import HEADING, NORMAL, PAGE, SHAPES, WIDE, docx
from tests.support.wordfile import W, part, parts, text

PLAIN = Document(every_block().meta, tuple(block for block in every_block().blocks if not isinstance(block, Timeline)))
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NONE = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_ACME = "<w:p><w:r><w:t>ACME Forensics</w:t></w:r></w:p>"


def related(xml: str, kind: str, target: str, mode: str = "", **more: bytes) -> bytes:
    """A template whose header leads somewhere, under the id rIdX."""
    mode = f' TargetMode="{mode}"' if mode else ""
    rel = _NONE.format(f'<Relationship Id="rIdX" Type="{_R}/{kind}" Target="{target}"{mode}/>').encode()
    files = {"word/_rels/header1.xml.rels": rel, **{f"word/{name}.bin": data for name, data in more.items()}}
    made = docx(headers={"default": xml}, more=files)
    return changed(
        made, {"[Content_Types].xml": ("<Override", '<Default Extension="bin" ContentType="application/x"/><Override')}
    )


def changed(template: bytes, texts: Mapping[str, tuple[str, str]]) -> bytes:
    """A template with a text in some of its parts in place of another, the first time that it stands there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode()
            new.writestr(name, data.replace(*texts[name], 1) if name in texts else data)
    return made.getvalue()


def settings(xml: str) -> bytes:
    """A template with settings of its own."""
    opening = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    made = docx(more={"word/settings.xml": f"<w:settings {opening}>{xml}</w:settings>".encode()})
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
    return changed(
        made,
        {
            "[Content_Types].xml": (
                "</Types>",
                f'<Override PartName="/word/settings.xml" ContentType="{kind}"/></Types>',
            ),
            "word/_rels/document.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="rIdS" Type="{_R}/settings" Target="settings.xml"/></Relationships>',
            ),
        },
    )


def field(*codes: str) -> bytes:
    """A template with a field in its header, whose code stands in several runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return docx(headers={"default": f"<w:p>{begin}{runs}{end}</w:p>"})


_NESTED = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE DDE</w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_LINK = '<w:p><w:hyperlink r:id="rIdX"><w:r><w:t>ACME</w:t></w:r></w:hyperlink></w:p>'
_BLIP = '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rIdX"/></w:drawing></w:r></w:p>'
_VML = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">{}</v:shape></w:pict></w:r></w:p>'
REFUSED = {
    "a program that a field starts": (field(" DDEAUTO ", "cmd calc "), "a field that acts or loads by itself, DDEAUTO cmd calc"),
    "a field in one element": (docx(headers={"default": '<w:p><w:fldSimple w:instr="DDE cmd x"/></w:p>'}), "DDE cmd x"),
    "a picture that a field loads": (field(" INCLUDE", 'PICTURE "http://evil.example/x" '), "INCLUDEPICTURE"),
    "a field whose name is a field": (docx(headers={"default": _NESTED}), "a field that acts"),
    "a field that leads to a file": (field(' HYPERLINK "file://evil/x" '), "leads to HYPERLINK"),
    "a link to a program": (related(_LINK, "hyperlink", "javascript:alert(1)", "External"), "leads to javascript:alert"),
    "a link to a share": (related(_LINK, "hyperlink", r"\\evil\x.exe", "External"), "leads to"),
    "a picture called a link": (related(_BLIP, "hyperlink", "http://evil.example/x", "External"), "a picture from outside"),
    "a picture of the web in VML": (
        docx(headers={"default": _VML.format('<v:imagedata src="http://evil.example/x"/>')}),
        "loads http://evil",
    ),
    "an object": (related(_ACME, "oleObject", "o.bin", o=b"MZ"), r"more than text and pictures \(oleObject\)"),
    "a piece of another file": (related(_ACME, "aFChunk", "o.bin", o=b"x"), "aFChunk"),
    "a program": (related(_ACME, "vbaProject", "o.bin", o=b"x"), "vbaProject"),
    "thousands of parts": (docx(more={f"x/{n}": b"" for n in range(2100)}), "more than 2,000 parts"),
    "a header as tall as the page": (docx(headers={"default": _ACME * 90}), "leave no room for text"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_acts_or_loads_by_itself_is_refused_and_named(name: str) -> None:
    template, said = REFUSED[name]
    with pytest.raises(RenderError, match=said):
        build(PLAIN, Theme(), template)


def test_two_parts_of_one_name_are_refused() -> None:
    file = io.BytesIO(SHAPES["letterhead"])
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/Styles.xml", "<x/>")
    with pytest.raises(RenderError, match="two of its parts have one name"):
        opened(file.getvalue())


@pytest.mark.parametrize(
    "code",
    [" PAGE ", ' STYLEREF "heading 1" ', " = 1 + 1 ", ' HYPERLINK "https://acme.example" ', " docproperty Company "],
)
def test_fields_that_say_something_of_the_document_stay(code: str) -> None:
    finished = build(PLAIN, Theme(), field(code)).data
    assert any(
        code.strip().encode() in xml.replace(b"&quot;", b'"')
        for xml in parts(finished, r"word/header\d*\.xml").values()
    )


def test_what_locks_the_document_or_tells_on_its_author_is_left_out() -> None:
    locked = settings(
        '<w:writeProtection w:recommended="1"/><w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    )
    kept = parts(build(PLAIN, Theme(), locked).data, "word/settings.xml")["word/settings.xml"]
    assert not any(word in kept for word in (b"Protection", b"trackRevisions"))
    told = (
        '<w:p><w:del w:id="1" w:author="Jane Doe"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id="2" w:author="Jane Doe"><w:r>'
        '<w:t>ACME Forensics</w:t></w:r></w:ins><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    headers = b"".join(
        parts(build(PLAIN, Theme(), docx(headers={"default": told})).data, r"word/header\d*\.xml").values()
    )
    assert b"ACME Forensics" in headers
    assert not any(word in headers for word in (b"Jane", b"old<", b"commentReference"))


def test_no_style_of_a_template_hides_text() -> None:
    hidden = docx(styles=NORMAL.replace("<w:sz", "<w:vanish/><w:sz") + HEADING)
    assert not list(part(build(PLAIN, Theme(), hidden).data, "word/styles.xml").iter(f"{W}vanish"))


# -- the page ---------------------------------------------------------------------------------------------------------


def page(data: bytes) -> list[tuple[str, str]]:
    """The width and height of each section, in twentieths of a point."""
    return [(one.get(f"{W}w", ""), one.get(f"{W}h", "")) for one in part(data).iter(f"{W}pgSz")]


def test_a_template_that_lies_on_its_side_keeps_its_page_and_turns_none() -> None:
    table = next(block for block in PLAIN.blocks if isinstance(block, Table))
    turned = Document(PLAIN.meta, (*PLAIN.blocks, PageBreak(turned=True), table, PageBreak()))
    assert set(page(build(turned, Theme(), SHAPES["landscape"]).data)) == {("16838", "11906")}
    assert set(page(build(turned, Theme(), SHAPES["letterhead"]).data)) == {("11906", "16838"), ("16838", "11906")}
    letter = Theme(page=(612.0, 792.0))
    assert page(build(PLAIN, letter, SHAPES["landscape"]).data) == [("15840", "12240")]
    assert adopted(SHAPES["landscape"], Theme()).landscape


def test_paper_of_its_own_stays() -> None:
    small = docx(
        section='<w:pgSz w:w="8391" w:h="11906"/><w:pgMar w:top="900" w:right="700" w:bottom="900" w:left="700" w:header="400" w:footer="400"/>'
    )
    assert page(build(PLAIN, Theme(), small).data) == [("8391", "11906")]
    assert adopted(small, Theme()).paper is None
    assert adopted(docx(section=PAGE.replace('"11906" w:h="16838"', '"12240" w:h="15840"')), Theme()).paper == "Letter"


def test_an_annex_that_lies_does_not_turn_the_brief_and_its_header_is_that_of_the_section_before() -> None:
    reference = '<w:headerReference w:type="default" r:id="rId10"/>'
    template = changed(
        docx(
            headers={"default": _ACME},
            body=f"<w:p><w:pPr><w:sectPr>{reference}{PAGE}</w:sectPr></w:pPr></w:p>",
            section=PAGE,
        ),
        {"word/document.xml": (f"{reference}{PAGE}</w:sectPr></w:body>", f"{PAGE}</w:sectPr></w:body>")},
    )
    finished = build(PLAIN, Theme(), template).data
    assert any(b"ACME Forensics" in xml for xml in parts(finished, r"word/header\d*\.xml").values())
    annex = docx(body=f"<w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr></w:p>", section=WIDE)
    assert page(build(PLAIN, Theme(), annex).data) == [("11906", "16838")]


def test_lengths_with_decimals_as_google_docs_writes_them_are_read() -> None:
    decimals = docx(section=PAGE.replace('"11906"', '"11905.511811023622"').replace('"1400"', '"1400.5"'))
    assert page(build(PLAIN, Theme(), decimals).data) == [("11906", "16838")]


def test_a_template_of_words_own_kind_is_a_document() -> None:
    finished = build(PLAIN, Theme(), docx(main="template")).data
    assert b"template.main" not in parts(finished, r"\[Content_Types\]\.xml")["[Content_Types].xml"]


def test_columns_and_numbers_of_pages_of_the_template_are_not_the_briefs() -> None:
    section = f'{PAGE}<w:pgNumType w:start="0"/><w:cols w:num="2" w:space="708"/><w:formProt w:val="1"/><w:vAlign w:val="center"/>'
    made = part(build(PLAIN, Theme(), docx(section=section)).data)
    assert not [one for name in ("cols", "pgNumType", "formProt", "vAlign") for one in made.iter(f"{W}{name}")]


def test_labels_and_cells_have_no_spaces_indents_or_even_edges_of_running_text() -> None:
    normal = NORMAL.replace(
        "<w:rPr>",
        '<w:pPr><w:spacing w:before="240" w:after="480" w:line="480" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr><w:rPr>',
        1,
    )
    styles = part(build(PLAIN, Theme(), docx(styles=normal + HEADING)).data, "word/styles.xml")
    for style in styles.iter(f"{W}style"):
        if style.find(f"{W}name").get(f"{W}val") in ("Brief Table Text", "Brief Label", "Brief Point", "Caption"):
            spacing = style.find(f"{W}pPr/{W}spacing")
            assert (spacing.get(f"{W}after"), spacing.get(f"{W}line")) != ("480", "480")
            assert spacing.get(f"{W}after") is not None
            assert style.find(f"{W}pPr/{W}ind").get(f"{W}firstLine") in ("0", None)
            assert style.find(f"{W}pPr/{W}jc").get(f"{W}val") == "left"


def test_cells_that_say_no_width_are_measured() -> None:
    table = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="pct"/></w:tcPr>'
        "<w:p><w:r><w:t>ACME Forensics</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    )
    assert "ACME Forensics" in text(
        part(build(PLAIN, Theme(), docx(headers={"default": table})).data, "word/header1.xml")
    )
