"""Every visible word of an article, and none of what stands around it: saved news pages whose other parts are marked by comments."""

from __future__ import annotations

import html as entities
import re
from pathlib import Path

import pytest

from briefgen.intake import html
from briefgen.intake.spelling import decoded

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
OTHER = re.compile(r"<!--\[-->.*?<!--\]-->", re.DOTALL)
HEAD = re.compile(r"<head>.*?</head>", re.DOTALL | re.IGNORECASE)
IN_LINE = re.compile(
    r"</?(?:b|i|em|strong|a|sub|sup|q|mark|abbr|ins|small|font|time)\b[^>]*>|<span class=\"dropcap\">T</span>|(?<=\w)</?span[^>]*>(?=\W)",
    re.IGNORECASE,
)


def truth(data: bytes) -> list[str]:
    """The words of a page's article: of all that no comment marks as something else."""
    text = HEAD.sub("", OTHER.sub(" ", decoded(data)[0]))
    text = text.replace('<span class="dropcap">T</span>', "T").replace("<q>", "“").replace("</q>", "”")
    text = re.sub(
        r"<su[bp]>(\d)</su[bp]>", lambda found: {"<sub>": "₀₁₂₃", "<sup>": "⁰¹²³"}[found[0][:5]][int(found[1])], text
    )
    return entities.unescape(re.sub(r"<[^>]*>", " ", IN_LINE.sub("", text))).split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_word_of_the_article_and_no_other(page: Path) -> None:
    data = page.read_bytes()
    assert html.read(data).text.split() == truth(data)
