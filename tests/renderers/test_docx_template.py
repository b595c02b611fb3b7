"""A Word template lends its styles, says what it lacks, and is refused when it is more than a plain document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from briefgen.audit import audit
from briefgen.document.blocks import Document, Figure, Paragraph, Timeline
from briefgen.errors import RenderError
from briefgen.look.looks import LOOKS
from briefgen.look.theme import Theme
from briefgen.renderers.docx.build import build, styles_in_the_way
from briefgen.renderers.docx.house import template
from tests.support.documents import AMBER, every_block, meta, words
from tests.support.wordfile import R, W, changed, part, parts, style, swapped, text

RELS = "word/_rels/document.xml.rels"
HOUSE = Path(__file__).parents[2] / "templates" / "house.docx"
PLAIN = Document(every_block().meta, tuple(block for block in every_block().blocks if not isinstance(block, Timeline)))


@pytest.mark.parametrize("name", LOOKS)
def test_the_template_of_a_look_is_what_its_script_makes(name: str) -> None:
    # the parts, not the packed bytes, which are another zlib's to choose
    shipped = HOUSE.with_name(f"{name}.docx").read_bytes()
    assert parts(shipped, ".*") == parts(template(LOOKS[name]), ".*")
    assert template(LOOKS[name]) == template(LOOKS[name])
    assert styles_in_the_way(shipped) == ()


LISTS = {"List Bullet", "List Number", "Brief Key List", "Brief Notice List", "Brief Alert List"}


def plain_office() -> bytes:
    """The template of an office that knows nothing of briefgen, in its own typeface."""
    file = io.BytesIO()
    office = docx.Document()
    office.styles["Normal"].font.name = "Georgia"
    office.save(file)
    return file.getvalue()


def without_numbering(data: bytes) -> bytes:
    """The same file without a numbering part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts(data, ".*").items():
            if name != "word/numbering.xml":
                archive.writestr(name, re.sub(rb"<(Relationship|Override)[^>]*numbering[^>]*/>", b"", content))
    return out.getvalue()


@pytest.mark.parametrize("spoil", [bytes, without_numbering])
def test_an_offices_own_template_gets_the_styles_that_it_lacks(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    office = spoil(plain_office())
    assert styles_in_the_way(office) == ()
    made = build(PLAIN, Theme(), office).data
    sheet = part(made, "word/styles.xml")
    ids = {one.get(f"{W}styleId"): one for one in sheet.iter(f"{W}style")}
    assert len(ids) == len(list(sheet.iter(f"{W}style")))
    names = [one.find(f"{W}name").get(f"{W}val") for one in ids.values()]
    assert {"Brief Kicker", "Brief Table", "Brief Citation"} <= set(names)
    used = {style(p) for p in part(made).iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle") is not None}
    assert used <= ids.keys()
    for reference in (*sheet.iter(f"{W}basedOn"), *sheet.iter(f"{W}next")):
        assert reference.get(f"{W}val") in ids
    numbers = part(made, "word/numbering.xml")
    known = {num.get(f"{W}numId") for num in numbers.iter(f"{W}num")}
    lists = [one for one, name in zip(ids.values(), names, strict=True) if name in LISTS]
    assert len(lists) == len(LISTS)
    assert {num.get(f"{W}val") for one in lists for num in one.iter(f"{W}numId")} <= known
    assert b"Georgia" in parts(made, "word/styles.xml")["word/styles.xml"]
    (tmp_path / "office.docx").write_bytes(made)
    assert OpenXmlValidator().validate(tmp_path / "office.docx").errors == []
    assert audit(PLAIN, {"docx": made}) == ()


def test_a_style_that_the_template_has_stays_as_it_is_and_a_list_gets_its_numbers() -> None:
    office = swapped(HOUSE.read_bytes(), "word/styles.xml", 'w:val="Brief Key"', 'w:val="Other"')
    office = swapped(office, "word/styles.xml", '<w:numPr><w:numId w:val="2"/></w:numPr>', "")
    made = build(PLAIN, Theme(), office).data
    sheet = part(made, "word/styles.xml")
    named = {one.find(f"{W}name").get(f"{W}val"): one for one in sheet.iter(f"{W}style")}
    assert named["Other"].get(f"{W}styleId") == "BriefKey"
    assert named["Brief Key"].get(f"{W}styleId") == "BriefKey2"
    assert named["List Number"].find(f"{W}pPr/{W}numPr/{W}numId") is not None


def test_a_style_of_another_kind_is_in_the_way() -> None:
    office = swapped(HOUSE.read_bytes(), "word/styles.xml", 'w:val="Brief Key"', 'w:val="Other"')
    office = swapped(office, "word/styles.xml", 'w:val="Brief Tag"', 'w:val="Brief Key"')
    assert styles_in_the_way(office) == (("paragraph", "Brief Key"),)
    with pytest.raises(RenderError, match="'Brief Key' as a paragraph style"):
        build(PLAIN, Theme(), office)


def test_a_template_of_a_word_in_another_language_will_do() -> None:
    office = swapped(HOUSE.read_bytes(), "word/styles.xml", '"Heading1"', '"berschrift1"')
    assert styles_in_the_way(office) == ()
    assert "berschrift1" in {style(p) for p in part(build(PLAIN, Theme(), office).data).iter(f"{W}p")}


def test_the_templates_own_text_pictures_and_comments_are_gone() -> None:
    pictured = Document(
        PLAIN.meta, (Paragraph(words("Sample")), *(b for b in every_block().blocks if isinstance(b, Figure)))
    )
    office = build(pictured, Theme(), HOUSE.read_bytes()).data
    comments = f'<Relationship Id="rId99" Type="{R[1:-1]}/comments" Target="comments.xml"/></Relationships>'
    office = swapped(office, RELS, "</Relationships>", comments)
    office = changed(office, "word/comments.xml", lambda _: f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode())
    assert parts(office, "word/media/.*")
    data = build(Document(PLAIN.meta, ()), Theme(), office).data
    assert "Sample" not in text(part(data))
    assert not parts(data, "word/(comments.xml|media/.*)")
    assert parts(build(pictured, Theme(), office).data, "word/media/.*").keys() == {"word/media/image1.png"}


def test_nothing_of_the_templates_properties_remains() -> None:
    marked = build(PLAIN, Theme(), HOUSE.read_bytes()).data
    core = part(build(Document(meta(), ()), Theme(), marked).data, "docProps/core.xml")
    assert text_of(part(marked, "docProps/core.xml"), "category") == ["TLP:AMBER"]
    assert text_of(core, "category") == []


def text_of(core: etree._Element, name: str) -> list[str | None]:
    return [element.text for element in core if etree.QName(element).localname == name]


def test_the_template_does_not_say_what_language_the_text_is() -> None:
    office = swapped(HOUSE.read_bytes(), "word/styles.xml", "<w:b/>", '<w:b/><w:lang w:val="de-DE"/>')
    styles = part(build(PLAIN, Theme(), office).data, "word/styles.xml")
    assert {lang.get(f"{W}val") for lang in styles.iter(f"{W}lang")} == {"en-GB"}


def external(kind: str) -> str:
    return f'<Relationship Id="rId8" Type="{R[1:-1]}/{kind}" Target="https://example.org/t" TargetMode="External"/></Relationships>'


DOCTYPE = b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no zip": (lambda _: b"hello", "not a Word document"),
    "cut short": (lambda d: d[:900], "not a Word document"),
    "no parts": (lambda _: changed(template(Theme()), "[Content_Types].xml", lambda _: b"<x/>"), "not a Word document"),
    "broken xml": (lambda d: changed(d, "word/styles.xml", lambda x: x[:99]), "not a Word document"),
    "no body": (lambda d: changed(d, "word/document.xml", lambda _: f'<w:document xmlns:w="{W[1:-1]}"/>'.encode()), "not a Word document"),
    "bomb": (lambda d: changed(d, "word/media/x.bin", lambda _: bytes(1_000_000)), "200 times"),
    "heavy": (lambda d: changed(d, "word/media/x.bin", lambda _: bytes(21 * 1024 * 1024)), "20 MiB"),
    "doctype": (lambda d: changed(d, "word/settings.xml", lambda x: x.replace(b"?>", b"?>" + DOCTYPE, 1)), "document type"),
    "utf-16 doctype": (
        lambda d: changed(d, "word/x.xml", lambda _: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []><a/>'.encode("utf-16")),
        "document type",
    ),
    "outside": (lambda d: swapped(d, RELS, "</Relationships>", external("attachedTemplate")), "from outside"),
    "no room": (lambda d: swapped(d, "word/document.xml", 'w:left="960"', 'w:left="9000"'), "no room for text"),
    "macros": (lambda d: changed(d, "word/vbaProject.bin", lambda _: b"x"), "macros"),
    "macro type": (lambda d: swapped(d, "[Content_Types].xml", "document.main+xml", "document.macroEnabled.main+xml"), "macros"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_template_that_is_not_plain_is_refused(case: str) -> None:
    spoil, reason = REFUSED[case]
    with pytest.raises(RenderError, match=reason) as refusal:
        build(PLAIN, Theme(), spoil(HOUSE.read_bytes()))
    assert "\n" not in str(refusal.value)


def test_a_template_with_a_hyperlink_is_not_refused() -> None:
    office = swapped(HOUSE.read_bytes(), RELS, "</Relationships>", external("hyperlink"))
    assert build(PLAIN, Theme(), office).data


def test_the_marking_is_on_every_page_of_any_template() -> None:
    office = swapped(HOUSE.read_bytes(), "word/document.xml", "</w:sectPr>", "<w:titlePg/></w:sectPr>")
    office = swapped(office, "word/settings.xml", "<w:characterSpacing", "<w:evenAndOddHeaders/><w:characterSpacing")
    small = replace(AMBER, size=9.0)
    found = parts(
        build(replace(PLAIN, meta=replace(PLAIN.meta, banner=small)), Theme(), office).data,
        r"word/(header|footer)\d\.xml",
    )
    assert len(found) == 6
    for xml in found.values():
        run = next(r for r in etree.fromstring(xml).iter(f"{W}r") if "TLP:AMBER" in text(r))
        assert run.find(f"{W}rPr/{W}shd").get(f"{W}fill") == "000000"
        assert run.find(f"{W}rPr/{W}color").get(f"{W}val") == "FFC000"
        assert run.find(f"{W}rPr/{W}sz").get(f"{W}val") == "24"
        assert not {" ", "\u2002"} & set(text(run)), (
            "in a template's wide face a blank would stand on a line of its own"
        )
        beside = run.getparent().find(f"{W}pPr/{W}tabs/{W}tab")  # on page 1 it shares a line with the edition
        assert (beside if beside is not None else run.getparent().find(f"{W}pPr/{W}jc")).get(f"{W}val") == "right"


@pytest.mark.parametrize("apart", [False, True], ids=["one head for all pages", "page 1 has its own"])
def test_what_the_template_has_in_its_header_stays_on_every_page(apart: bool) -> None:
    furniture = replace(meta().furniture, running="Letterhead", edition="Letterhead", unissued="")
    office = build(Document(replace(meta(), furniture=furniture), ()), Theme(), HOUSE.read_bytes()).data
    if not apart:
        office = swapped(office, "word/document.xml", "<w:titlePg/>", "")
    made = build(PLAIN, Theme(), office).data
    heads = [text(etree.fromstring(xml)) for xml in parts(made, r"word/header\d\.xml").values()]
    assert len(heads) == 2
    assert all("Letterhead" in head and "TLP:AMBER" in head for head in heads)
    assert [PLAIN.meta.furniture.running in head for head in heads] == [True, False]


def test_a_template_of_the_first_house_still_renders(tmp_path: Path) -> None:
    """An office has made its own of the template as it was before page 1 had columns: it lacks their styles, and has others."""
    old = HOUSE.read_bytes()
    for name in NEW_STYLES:
        old = without_style(old, name)
    old = swapped(old, "word/styles.xml", 'w:val="Brief Notice List"', 'w:val="Brief Notice Title"')
    made = build(every_block(), Theme(), old).data
    names = [one.find(f"{W}name").get(f"{W}val") for one in part(made, "word/styles.xml").iter(f"{W}style")]
    assert set(NEW_STYLES) <= set(names)
    (tmp_path / "office.docx").write_bytes(made)
    assert OpenXmlValidator().validate(tmp_path / "office.docx").errors == []
    assert audit(every_block(), {"docx": made}) == ()


NEW_STYLES = (
    "Brief Gap", "Brief Label", "Brief Key Label", "Brief Decision", "Brief Decision Label", "Brief Decision List", "Brief Aside",
    "Brief Number", "Brief Point", "Brief Question", "Brief Side", "Brief Foot", "Brief Unit", "Brief Says", "Brief Layout",
    "Brief Figures", "Brief Points", "Brief Decision Row", "Brief Foot Row",
)  # fmt: skip


def without_style(data: bytes, name: str) -> bytes:
    def drop(xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        for one in [one for one in root.iter(f"{W}style") if one.find(f"{W}name").get(f"{W}val") == name]:
            root.remove(one)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    return changed(data, "word/styles.xml", drop)
