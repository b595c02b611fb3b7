"""The plain text: 78 columns as a terminal counts them, every word, nothing broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document.blocks import Block, Contents, Document, Heading, Item, Paragraph
from briefgen.document.blocks import BulletList as Bullets
from briefgen.document.inlines import Link, Text
from briefgen.document.meta import Banner
from briefgen.renderers.text.build import build
from briefgen.renderers.text.columns import WIDTH, aligned, columns, wrapped
from tests.support.documents import every_block, mark, meta, timeline, words


def text(*blocks: Block, banner: Banner | None = None) -> str:
    return build(Document(meta(banner), blocks)).data.decode("utf-8")


EVERY = build(every_block()).data.decode("utf-8")


# -- columns ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "taken"),
    [("abc", 3), ("Zażółć", 6), ("e\u0301", 1), ("東京", 4), ("שלום", 4), ("a\u200db", 2), ("한국", 4), ("", 0)],
)
def test_columns_are_counted_as_a_terminal_counts_them(said: str, taken: int) -> None:
    assert columns(said) == taken


@given(st.text(max_size=300), st.integers(4, 40))
def test_no_character_is_lost_and_no_line_too_long(said: str, width: int) -> None:
    lines = wrapped(said, width)
    kept = "".join("".join(lines).split())
    shown = "".join("\ufffd" if c not in "\t\n\v\f\r" and (c < " " or "\x7f" <= c <= "\x9f") else c for c in said)
    assert kept == "".join(shown.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").split())
    assert all(columns(line) <= width or " " not in line for line in lines)
    assert all(lines)


def test_an_address_is_never_broken() -> None:
    address = "https://example.org/" + "long-path/" * 12 + "?a=1-2&b=3"
    assert address in wrapped(f"See the report at {address} for more.")


def test_words_joined_by_a_no_break_space_stay_together() -> None:
    assert wrapped("aaaa bbbb\u00a0cccc", 10) == ["aaaa", "bbbb\u00a0cccc"]


def test_wide_text_breaks_without_spaces_but_not_before_its_full_stop() -> None:
    assert wrapped("東京都庁舎。", 10) == ["東京都庁", "舎。"]


def test_a_terminal_is_sent_no_command() -> None:
    assert "\x1b" not in text(Paragraph(words("a\x1b[31mred\x07")))


def test_a_line_is_put_at_the_right() -> None:
    assert columns(aligned("東京", "right")) == WIDTH
    assert aligned("ab", "center", 6) == "  ab"


# -- the document -----------------------------------------------------------------------------------------------------


def test_it_ends_with_one_newline_and_its_lines_have_no_blanks_at_the_end() -> None:
    assert EVERY.endswith("TLP:AMBER\n")
    assert not [line for line in EVERY.splitlines() if line != line.rstrip() or columns(line) > WIDTH]
    assert build(every_block()).data.decode("utf-8") == EVERY


def test_the_marking_stands_at_both_ends_where_its_scheme_wants_it() -> None:
    lines = EVERY.splitlines()
    assert lines[0] == lines[-1] == "TLP:AMBER".rjust(WIDTH)
    assert "TLP" not in build(every_block(None)).data.decode("utf-8")
    left = Banner("OFFICIAL", "#FFFFFF", "#000000", "left")
    assert text(Paragraph(words("x")), banner=left).startswith("OFFICIAL\n")


def test_headings_are_underlined_as_wide_as_they_are() -> None:
    made = text(Heading(1, words("Zażółć 東京"), "t"), Heading(2, words("Part"), "p", "1")).splitlines()
    assert made[:2] == ["Zażółć 東京", "=" * 11]
    assert made[made.index("1 Part") + 1] == "------"


def test_a_row_says_the_title_of_each_column() -> None:
    assert "— Tuesday 3 March 2026 —\n" in EVERY
    assert (
        "Time: 09:00\n  What happened: Row 0 text text text text\n    A second paragraph in the cell.\n  Source: [1]\n"
        in EVERY
    )


def test_the_chart_is_a_list_of_its_events() -> None:
    assert "  Tuesday 3 March 2026\n    09:12  Event number 0 happens at the plant\n" in EVERY
    assert "Event number 2 happens at the plant (did not succeed)" in EVERY
    undated = text(timeline(mark(0, day=None, when="", start=None, end=None)))
    assert "  Undated\n    Event number 0" in undated


def test_a_link_to_the_outside_shows_where_it_leads() -> None:
    made = text(
        Paragraph((Link(words("the report"), "https://example.org/r"),)),
        Paragraph((Link(words("https://example.org/r"), "https://example.org/r"),)),
        Paragraph(
            (Link(words("desk@example.org"), "mailto:desk@example.org"), Text(".")),
        ),
        Paragraph((Link(words("below"), "#x"),)),
    )
    assert made.splitlines()[:7:2] == [
        "the report <https://example.org/r>",
        "https://example.org/r",
        "desk@example.org.",
        "below",
    ]


def test_long_items_hang_behind_their_number() -> None:
    made = text(Bullets(tuple(Item(words("word " * 20)) for _ in range(10)), ordered=True)).splitlines()
    assert made[0].startswith("  1. word")
    assert made[1].startswith("     word")
    assert next(line for line in made if line.startswith(" 10. "))


def test_the_contents_name_what_follows() -> None:
    made = text(
        Heading(2, words("Before"), "b"),
        Contents("Contents"),
        Heading(2, words("One"), "o", "1"),
        Heading(3, words("Part"), "p"),
    )
    assert "Contents\n  1 One\n    Part\n" in made
