"""An e-mail gives its text, and its headers as what it states."""

from __future__ import annotations

from email.message import EmailMessage

from briefgen.intake.recognise import read
from tests.support.printed import as_mail


def test_who_wrote_when_and_under_which_subject() -> None:
    article = read(as_mail(["Brand im Hafen: 2 Tote", "Erster Absatz."], From="Jürgen Weiß <jw@wire.example>"))
    assert (article.title, article.author, article.published) == (
        "Brand im Hafen: 2 Tote",
        "Jürgen Weiß",
        "2022-11-16 15:40+01:00",
    )
    assert article.text == "Brand im Hafen: 2 Tote\n\nErster Absatz."


def test_a_page_is_read_where_the_plain_part_says_no_more_than_that_there_is_one() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "desk@wire.example",
        "Fire",
        "Wed, 16 Nov 2022 15:40:12 -0000",
    )
    message.set_content("See the web version.")
    page = "<p style='display:none'>Preview words</p><table><tr><td><p>The fire began at 09:12.</p><p>It was out by noon, the crews said.</p></td></tr></table>"
    message.add_alternative(page, subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="report.pdf")
    article = read(message.as_bytes())
    assert article.text == "The fire began at 09:12.\n\nIt was out by noon, the crews said."
    assert article.published == "2022-11-16"
    assert any("report.pdf" in remark for remark in article.remarks)
    assert any("without a zone" in remark for remark in article.remarks)


def test_lines_that_a_program_broke_for_sending_are_one() -> None:
    wrapped = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\nThe fire began \nat 09:12.\n\nNext.\n"
    assert read(wrapped.encode()).text == "The fire began at 09:12.\n\nNext."
