"""Which part of a page is its article, and what stands in it that is none: shapes that pages of newspapers and offices have."""

from __future__ import annotations

import pytest

from briefgen.intake import html

FIRST = "The fire began at nine in the morning, the harbour master said, and it was out by noon."
SECOND = "Nobody was hurt, and the crews of both ships were back on board before the evening, she said."
THIRD = "The insurers will look at the hull next week, and the ship stays where it is until they have."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
WORDS = [FIRST, SECOND, THIRD]


def read(body: str, head: str = "") -> list[str]:
    return html.read(
        f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()
    ).text.split("\n\n")


STORIES = "".join(
    f"<div><a href='/{n}'>Another story of the day {n}</a><p>It has some words beneath, as such stories have on pages, and ends.</p></div>"
    for n in range(4)
)


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=container style='opacity:0'><main><article>{TEXT}</article></main></div>",
        f"<style>.page{{visibility:hidden}}</style><div class=page><article>{TEXT}</article></div><footer>Imprint</footer>",
        f"<article><div itemprop=articleBody><noscript>{TEXT}</noscript></div></article>",
        f"<style>.tab{{display:none}} .tab.on{{display:block}}</style><main><div class='tab on'>{TEXT}</div></main>",
    ],
    ids=["fades in", "by a class", "without script", "the tab that is open"],
)
def test_an_article_that_waits_for_a_script_is_read(page: str) -> None:
    assert read(page) == WORDS


def test_of_an_article_that_waits_for_a_script_it_is_told() -> None:
    page = f"<html><body><div style='opacity:0'><article>{TEXT}</article></div></body></html>"
    assert "by script only" in " ".join(html.read(page.encode()).remarks)


def test_a_hidden_text_beside_one_that_is_read_stays_hidden() -> None:
    hidden = "<p>This was never said by anybody at all, but it lies in the page and waits for a reader.</p>"
    assert read(f"<div>{TEXT}</div><article style='display:none'>{hidden}</article>") == WORDS
    assert read(f"<article>{TEXT}<div style='display:none'>{hidden * 9}</div></article>") == WORDS


def test_parts_of_one_article_that_are_each_marked_as_one() -> None:
    page = f"<main><article><h1>Fire in the port</h1><p>At noon.</p></article><article><p>{FIRST}</p><p>{SECOND}</p></article><article>{TEXT}</article></main>"
    assert read(page) == ["Fire in the port", "At noon.", FIRST, SECOND, *WORDS]


def test_a_heading_marked_as_the_article_whose_text_stands_beside_it() -> None:
    page = f"<section><article><h1>Fire in the port</h1></article><div class=text>{TEXT}</div></section>"
    assert read(page) == ["Fire in the port", *WORDS]


def test_the_introduction_beside_the_marked_text() -> None:
    page = f"<div itemscope itemtype='https://schema.org/NewsArticle'><p itemprop=description>In short.</p><div itemprop=articleBody>{TEXT}</div></div>"
    assert read(page) == ["In short.", *WORDS]


def test_a_text_laid_out_in_several_parts() -> None:
    parts = "".join(f"<div><div class='row r{n}'><div>{TEXT}</div></div></div>" for n in range(4))
    assert read(f"<div class=page>{parts}</div>") == WORDS * 4


def test_a_text_in_lines_without_paragraphs_and_in_a_script_without_spaces() -> None:
    text = "港で火災が発生し、消防隊が出動した。けが人はいなかったと港湾当局は発表した。原因は調査中である。" * 3
    menu = "".join(f"<li><a href='/{n}'>ニュース一覧</a></li>" for n in range(9))
    page = f"<table><tr><td><ul>{menu}</ul></td><td><div>{text}<br><br>{text}</div></td></tr></table>"
    assert read(page) == [text, text]


def test_readers_comments_that_are_marked_as_articles() -> None:
    comments = f"<ol class=comment-list><li><article><p>{THIRD}</p></article></li></ol>" * 9
    assert read(f"<main><div>{TEXT}</div>{comments}</main>") == WORDS


def test_what_is_said_of_a_match_while_it_goes_on_is_no_readers_comment() -> None:
    said = "<div class='live-match-comment'><p>Goal, with the head, after a corner.</p></div>"
    assert read(f"<main>{TEXT}{said}</main>") == [*WORDS, "Goal, with the head, after a corner."]


def test_a_name_that_only_looks_like_that_of_a_notice_keeps_its_text() -> None:
    assert read(f"<main><div class=cmp-container>{TEXT}<button>Share</button></div></main>") == WORDS


def test_text_that_unfolds_under_a_button_is_no_other_story() -> None:
    page = f"<article><p>{FIRST}</p><div class=more>Read more</div><div class=all><p>{SECOND}</p><p>{THIRD} <a href='/a'>Here</a> <a href='/b'>there</a></p></div></article>"
    assert read(page)[-1].startswith(THIRD)
    assert SECOND in read(page)


@pytest.mark.parametrize(
    "other",
    [
        f"<h3>Most read in world news</h3>{STORIES}",
        f"<div class=box><h4>Related stories</h4>{STORIES}</div>",
        f"<div class='jp-relatedposts'>{STORIES}</div>",
        f"<div class='most-read'>{STORIES}</div>",
        "<h3>Ähnliche Beiträge</h3>",
        "<p><strong><a href='/x'>Lea también: The ship of last year</a></strong></p>",
        "<h4>SEE MORE: <a href='/x'>The ship of last year</a></h4>",
        "<p><a href='https://www.facebook.com/sharer/sharer.php?u=x'>Post it</a> <a href='https://twitter.com/intent/tweet?u=x'>Tell it</a> <a href='mailto:?subject=x'>Send it</a></p>",
        "<div class='no-print'><a href='/pdf'>Save</a></div>",
        "<div class='author-bio'><p>She has written about ports and ships since 2004 and lives by the sea with two dogs.</p></div>",
    ],
)
def test_what_stands_in_an_article_and_is_none_of_it(other: str) -> None:
    assert read(f"<article>{TEXT}{other}</article>") == WORDS


@pytest.mark.parametrize(
    "other",
    [
        "<ul><li>Home</li><li>Politics</li></ul>",
        "<div><a href='/a'>Another story of today</a> <a href='/b'>And one of yesterday</a></div>",
    ],
)
def test_what_stands_above_the_heading(other: str) -> None:
    assert read(f"<main><div>{other}<h1>Fire in the port</h1></div>{TEXT}</main>") == ["Fire in the port", *WORDS]


def test_the_side_and_the_foot_of_a_page_that_marks_no_article() -> None:
    side = f"<aside><p>{THIRD}</p></aside><div class='site-footer'><p>{THIRD}</p></div>"
    page = f"<div id=page><h1>Fire in the port</h1><div class=content>{TEXT * 3}</div>{side}</div>"
    assert read(page) == ["Fire in the port", *WORDS * 3]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p class=date>3 May 2022</p>", "2022-05-03"),
        ("<div>Published on May 3, 2022 01:52 PM</div><div>Updated May 9, 2022</div>", "2022-05-03"),
        ("<span class='entry-date'>2022-05-03 20:29:58</span>", "2022-05-03"),
        ("<span>Hamburg, 03.05.2022</span>", "2022-05-03"),
        (
            "<time class='entry-date published updated' datetime='2022-05-03T09:30:00+02:00'>3 May</time>",
            "2022-05-03 09:30+02:00",
        ),
        ("<abbr class=published title='2022-05-03T09:30:00Z'>May</abbr>", "2022-05-03 09:30Z"),
        ("<p class=date>3 May 2022</p><p class=date>9 May 2022</p>", ""),
        ("<p class=date>Last updated 3 May 2022</p>", ""),
        ("<p class=event-date>3 May 2022</p>", ""),
        ("<p class=date>03/05/2022</p>", ""),
    ],
)
def test_the_date_that_is_printed_above_the_text(line: str, day: str) -> None:
    page = f"<html lang=en><body><article><h1>Fire in the port</h1>{line}{TEXT}</article></body></html>"
    assert html.read(page.encode()).published == day


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ann Lee", "Ann Lee"),
        ("By Ann Lee,", "Ann Lee"),
        ("dpa", "dpa"),
        ("admin", ""),
        ("Super User", ""),
        ("ann.lee", ""),
        ("@annlee", ""),
        ("www.example.org", ""),
        ("Web Commerce GmbH", ""),
    ],
)
def test_an_author_is_a_person_or_an_agency_and_no_account(name: str, author: str) -> None:
    page = f"<html><head><meta name=author content='{name}'></head><body><article>{TEXT}</article></body></html>"
    assert html.read(page.encode()).author == author


def test_a_text_that_the_page_holds_back_is_told() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Fire", "articleBody": "%s"}</script>'
    )
    page = f"<html><head>{data % ('word ' * 400)}</head><body><article>{TEXT}</article></body></html>"
    assert "states a text of 400 words" in " ".join(html.read(page.encode()).remarks)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Fire at the port, out by noon", "Fire at the port, out by noon"),
        ("Allergies Health Center", "Fire in the port"),
        ("A caption of many words " * 12, "Fire in the port"),
    ],
)
def test_the_title_is_the_printed_heading_where_that_is_of_the_article(heading: str, title: str) -> None:
    head = '<meta property="og:title" content="Fire in the port">'
    page = f"<html><head>{head}</head><body><article><h1>{heading}</h1>{TEXT}</article></body></html>"
    assert html.read(page.encode()).title == title
