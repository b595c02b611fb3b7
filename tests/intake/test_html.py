"""What a page states of its article, what it hides, and in which encoding it is written."""

from __future__ import annotations

import pytest

from briefgen.intake import html
from briefgen.intake.dates import stated

PROSE = "The fire began at 09:12, the harbour master said, and it was out by noon on the same day."


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body><article><p>{PROSE}</p>{body}</article></body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        "<p hidden>no</p>",
        "<p aria-hidden=true>no</p>",
        "<p style='display: none'>no</p>",
        "<p class='sr-only'>no</p>",
        "<span class='visually-hidden'>no</span>",
        "<p class=q7>no</p>",
        "<script>no</script><template>no</template><noscript>no</noscript><style>no{}</style>",
        "<del>no</del><s>no</s>",
        "<svg><text>no</text></svg><button>no</button><select><option>no</select>",
        "<nav>no</nav><div role=dialog>no</div>",
        "<div class=x><p>This site uses cookies, no.</p><button>Yes</button></div>",
        "<section id=comments><p>no, I do not think that this is what has happened there at all, if you ask me.</p></section>",
    ],
)
def test_what_no_reader_of_the_article_sees_is_left_out(body: str) -> None:
    assert html.read(page(body, "<style>.q7{display:none}</style>")).text == PROSE


@pytest.mark.parametrize(
    "body",
    [
        "<p class='hidden md:block'>yes</p>",
        "<p class=print>yes</p>",
        "<details><p>yes</p></details>",
        "<div class=paywall><p>yes</p></div>",
    ],
)
def test_what_a_reader_sees_stays(body: str) -> None:
    assert html.read(page(body, "<style>@media print{.print{display:none}}</style>")).text == f"{PROSE}\n\nyes"


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2022-11-16T15:40:12.5+01:00", "2022-11-16 15:40+01:00"),
        ("2022-11-16T15:40:12+0100", "2022-11-16 15:40+01:00"),
        ("2022-11-16T15:40Z", "2022-11-16 15:40Z"),
        ("2022-11-16T15:40:12+00:00", "2022-11-16 15:40Z"),
        ("Wed, 16 Nov 2022 15:40:12 -0500", "2022-11-16 15:40-05:00"),
        ("2022-11-16T00:00:00Z", "2022-11-16"),
        ("2022-11-16 15:40", "2022-11-16"),
        ("2022-11", "2022-11"),
        ("16/11/2022", ""),
        ("2022-13-45", ""),
        ("yesterday", ""),
    ],
)
def test_a_date_is_taken_as_it_is_stated(written: str, time: str) -> None:
    assert stated(written)[0] == time


@pytest.mark.parametrize("charset", ["utf-8", "windows-1250", "iso-8859-2", "utf-16", "utf-16-le"])
def test_the_encoding_that_a_page_states(charset: str) -> None:
    text = f"<html><head><meta charset={charset}></head><body><p>Przewodów żółć: {PROSE}</p></body></html>"
    assert "Przewodów żółć" in html.read(text.encode(charset)).text


def test_a_time_in_the_text_is_no_time_of_publication() -> None:
    body = "<p>On <time datetime='2020-01-01T10:00Z'>New Year</time> it burned.</p>"
    assert html.read(page(body)).published == ""
