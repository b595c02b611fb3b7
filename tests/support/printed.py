"""A text as the documents that a newsroom keeps: a page, a PDF in columns, a Word file, an e-mail."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape
from typing import Any

SIZE = (595, 842)


def as_page(paragraphs: Sequence[str]) -> bytes:
    title, *others = paragraphs
    body = "".join(f"<p>{escape(text)}</p>" for text in others)
    menu = '<nav><a href="/">Home</a></nav><div class="cookies"><p>We use cookies.</p><button>Accept</button></div>'
    return f"<!doctype html><html lang=en><body>{menu}<main><h1>{escape(title)}</h1><article>{body}</article></main></body></html>".encode()


def as_pdf(paragraphs: Sequence[str], columns: int = 1, *, justified: bool = False, furnished: bool = True) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    font = body_font()
    style = ParagraphStyle(
        "body", fontName=font, fontSize=10, leading=12.5, spaceAfter=6, alignment=4 if justified else 0
    )

    def furniture(canvas: Any, document: Any) -> None:
        if not furnished:
            return
        canvas.setFont(font, 8)
        canvas.drawString(50, 812, "The Daily Wire")
        canvas.drawRightString(545, 812, "16 November")
        canvas.drawCentredString(297, 28, str(document.page))

    width = (495 - 15 * (columns - 1)) / columns
    frames = [Frame(50 + n * (width + 15), 60, width, 700) for n in range(columns)]
    made = io.BytesIO()
    document = BaseDocTemplate(made, pagesize=SIZE)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    document.build([Paragraph(escape(text), style) for text in paragraphs])
    return made.getvalue()


def drawn(draw: Any) -> bytes:
    """A PDF page that a function draws on a canvas of reportlab."""
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pagesize=SIZE)
    canvas.setFont(body_font(), 10)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def body_font() -> str:
    from pathlib import Path

    import fontpkg_fira_sans
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Body" not in pdfmetrics.getRegisteredFontNames():
        file = next(Path(fontpkg_fira_sans.__file__).parent.rglob("*Sans-Regular.ttf"))
        pdfmetrics.registerFont(TTFont("Body", str(file)))
    return "Body"


def as_word(paragraphs: Sequence[str]) -> bytes:
    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def as_mail(paragraphs: Sequence[str], **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in {"From": "Ann Lee <ann@wire.example>", "Subject": paragraphs[0], **headers}.items():
        message[name.replace("_", "-")] = value
    message["Date"] = "Wed, 16 Nov 2022 15:40:12 +0100"
    message.set_content("\n\n".join(paragraphs) + "\n")
    return message.as_bytes()
