"""What is made to hurt a reader of documents is refused or read, within bounds and in plain words."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from briefgen.intake.article import Unreadable
from briefgen.intake.recognise import read


def short(value: object) -> str:
    return str(value)[:40]


W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
PARAGRAPH = "<w:p><w:r><w:t>Words &b;</w:t></w:r></w:p>"


def packed(document: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(
            zipfile.ZipInfo("word/document.xml"), document, zipfile.ZIP_DEFLATED
        )  # the same bytes at any time
    return made.getvalue()


def nested(depth: int) -> bytes:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"From: a\nMIME-Version: 1.0\n" + parts + b"Content-Type: text/plain\n\nhello"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
BODY = f"<w:document {W}><w:body>{PARAGRAPH}</w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body>" + b"<div>" * 100_000 + b"words", "nested more than 2,000 elements deep"),
        (b"<html><body>" + b"<p>x</p>" * 300_000, "more than 200,000 elements"),
        (b"<html><body><p>" + b"word " * 7_000_000, "MB of markup"),
        (packed(LAUGHS + BODY), "declarations"),
        (packed(" " * 70_000 + LAUGHS + BODY), "declarations"),
        (packed(f"<?xml version='1.0' encoding='utf-16'?>{LAUGHS}{BODY}".encode("utf-16")), "declarations"),
        (packed(f"<w:document {W}><w:body>" + " " * 70_000_000), "unpacks to more than 60 MB"),
        (packed("<w:document"), "is no XML"),
        (packed(BODY.replace("&b;", ""))[:200], "is broken"),
        (nested(60), "parts within parts"),
        (nested(5000), "parts within parts"),
        (
            b"From: a\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
            + b"Content-Type: message/rfc822\n\n" * 5000,
            "parts within",
        ),
        (b"MIME-Version: 1.0\nFrom: " + b"(" * 100_000 + b"\n\nhello", "header longer"),
        (b"From: a\nMIME-Version: 1.0\nSubject: " + b"=?utf-8?q?x?= " * 100_000 + b"\n\nhello", "header longer"),
        (
            b"%PDF-1.4\n4 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(b"q " * 40_000_000),
            "unpacks to a thousand times",
        ),
        (b"<!--" * 100_000 + b"<html>", "shows no text"),
    ],
    ids=short,
)
def test_it_is_refused_in_plain_words(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as told:
        read(data)
    assert said in str(told.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body><p>hello</p><img src='data:image/png;base64," + b"A" * 20_000_000 + b"'>", "hello"),
        (
            b"<html><head><script type='application/ld+json'>" + b"[" * 200_000 + b"</script></head><body><p>hello",
            "hello",
        ),
        (b"<html><head><style>" + b"{" * 400_000 + b"</style></head><body><p>hello", "hello"),
        (b"<html><body><main>" + b"<table><tr><td>" * 600 + b"hello", "hello"),
        (b"<!-- x -->" * 500 + b"<html><p>hello", "hello"),
        (b"<html>\0\0<p>hel\0lo", "hello"),
        (nested(20), "hello"),
        (b"From: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset=rot13\n\nhello", "hello"),
        (b'From: a\nMIME-Version: 1.0\nDate: never\nContent-Type: text/plain; charset="\xff"\n\nhello', "hello"),
    ],
    ids=short,
)
def test_it_is_read_all_the_same(data: bytes, words: str) -> None:
    assert read(data).text == words
