"""Markup is refused as an archived text, by what it says; plain text that speaks of markup is not."""

from __future__ import annotations

import pytest

from briefgen.reading.markup import markup

PAGE = """<!doctype html>
<html><head><title>Exampleville Courier</title>
<script>var old={"headline":"The harbour master resigned on Friday after the board met"};</script></head>
<body><!-- draft: Four dock workers died at the scene according to the hospital -->
<p>The harbour master said that the <b>inquiry</b> would end before the summer&nbsp;recess.</p></body></html>
"""
MAIL = "From: Press office <press@example.org>\nTo: Desk <desk@example.org>\nDate: Tue, 3 Mar 2026 10:00:00 +0000\nSubject: Inquiry\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HTML", PAGE),
        ("HTML", "\ufeff" + PAGE.replace("\n", "\r\n")),
        ("HTML", "<p>The inquiry would <b>not</b> end.</p>"),
        ("HTML", "<div class='x'>The inquiry.<!-- died --></div>\n"),
        ("HTML", 'The <b>inquiry</b> would <a href="/x">end</a>.<br>\nNo quay would close.<br>'),
        ("HTML", '<?xml version="1.0"?><article><para>The inquiry.</para></article>'),
        ("RTF", "{\\rtf1\\ansi The inquiry would {\\b not} end.}"),
        ("a PDF file", "%PDF-1.4\n1 0 obj"),
        (
            "a file of subtitles",
            "1\n00:00:01,000 --> 00:00:04,000\nThe inquiry\n\n2\n00:00:04,000 --> 00:00:06,000\nwould end.\n",
        ),
        ("a file of subtitles", "WEBVTT\n\n00:01.000 --> 00:04.000\nThe inquiry would end.\n"),
        (
            "an e-mail as it was sent",
            MAIL
            + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
            "\nThe inquiry would end before the sum=\nmer recess, =E2=80=9Csoon=E2=80=9D.\n",
        ),
        (
            "an e-mail as it was sent",
            MAIL
            + "Content-Transfer-Encoding: base64\n\n"
            + "VGhlIGlucXVpcnkgd291bGQgZW5kIGJlZm9yZSB0aGUgc3VtbWVyIHJlY2VzcyBhbmQg\n",
        ),
        (
            "an e-mail as it was sent",
            MAIL
            + 'Content-Type: multipart/alternative;\n boundary="xyz"\n\n--xyz\nContent-Type: text/html\n\nHello\n--xyz--\n',
        ),
        ("JSON", '{"headline": "The inquiry would end", "paragraphs": []}'),
        ("JSON", '[{"text": "The inquiry would end"}]\n'),
        ("JSON", '{"text": "The inquiry"}\n{"text": "would end"}\n'),
    ],
)
def test_what_is_no_plain_text_is_named(name: str, text: str) -> None:
    assert markup(text.removeprefix("\ufeff")) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The minister said that 3 < 5 and 7 > 2.",
        "He wrote to <press@example.org> and to <https://example.org/a>.",
        "<Applause> The minister went on. <Laughter>",
        MAIL + "\nThe inquiry would end before the summer recess.\n",
        "Received: from a.example by b.example\n"
        + MAIL
        + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\nThe inquiry would end.\n",
        "To make words bold, write <b> before them and </b> after them. " + "The rest of the article is plain. " * 40,
        "[Applause] The minister said so. [Laughter]",
        "{Transcript} The minister said so.",
        "At 10:15 --> see the log.",
        "MINISTER: The inquiry would end.\nQUESTION: When?\n\nMINISTER: Soon.\n",
        "1\nThe first point.\n2\nThe second point.\n",
    ],
)
def test_plain_text_is_plain(text: str) -> None:
    assert markup(text) == ""
