"""A Word document is read as with its changes accepted."""

from __future__ import annotations

import io
import zipfile

from briefgen.intake import word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = """
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Report</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Two </w:t></w:r><w:del><w:r><w:delText>three </w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve">people </w:t></w:r></w:ins>
<w:r><w:t>died</w:t><w:footnoteReference w:id="7"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One paragraph </w:t></w:r></w:p><w:p><w:r><w:t>in the end.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Crew</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>13</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>Gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:br/><w:t>next line</w:t></w:r></w:p>"""
NOTES = f'<w:footnotes {W}><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>By 9 May.</w:t></w:r></w:p></w:footnote></w:footnotes>'
HEAD = f"<w:hdr {W}><w:p><w:r><w:t>OFFICIAL</w:t></w:r></w:p></w:hdr>"


def test_paragraphs_tables_notes_and_accepted_changes() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("word/document.xml", f"<w:document {W}><w:body>{BODY}</w:body></w:document>")
        parts.writestr("word/footnotes.xml", NOTES)
        parts.writestr("word/header1.xml", HEAD)
        parts.writestr("word/comments.xml", "<x/>")
    article = word.read(made.getvalue())
    assert article.text == (
        "Report\n\nTwo people died¹.\n\nOne paragraph in the end.\n\nCrew\t13\n\n12¹\nnext line\n\n¹ By 9 May."
    )
    assert article.title == "Report"
    assert {remark.split(":")[0] for remark in article.remarks} == {
        "changes were tracked",
        "words that are struck out or hidden were left out",
        "the remarks in its margin were left out",
        "running heads were left out",
    }
