"""The chart of a letter, where a brief has a strip on page 1 and the whole one in its chronology."""

from __future__ import annotations

from briefgen.app.library import compose, load
from briefgen.deliver.body import body
from briefgen.document.words import Words
from briefgen.look.theme import Theme
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT


def test_a_letter_has_the_whole_chart_and_names_no_figure_that_it_has_not() -> None:
    document = compose(load(ROOT / "briefs" / "facebook-outage-2021-10" / "brief.yaml"))
    words: Words = Templates(ROOT).words("en-GB")
    letter = body(
        document, words, since=None, changes=(), foot=(), tail=".x@example.org", theme=Theme(), draw=lambda *_: b""
    )
    for text in (letter.text, letter.html):
        assert "All 17 events" not in text
    assert letter.pictures
    assert "Figure 2. 17 events" in letter.text
