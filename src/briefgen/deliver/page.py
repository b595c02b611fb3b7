"""What a message says as HTML that mail programs show: looks stand on each element, nothing is fetched, no script.

Word draws Outlook's messages and knows little of CSS, others drop style sheets: so the layout is one column, and the sheet in the
head only turns the colours about where the reader's screen is dark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from babel import Locale, UnknownLocaleError

from briefgen.document.blocks import (
    Banner,
    BulletList,
    Callout,
    Cite,
    Code,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Item,
    Link,
    Meta,
    Paragraph,
    ParagraphRole,
    Strong,
    Text,
    Timeline,
    Tone,
    plain,
)
from briefgen.look.theme import Palette
from briefgen.renderers.markup import attributes, element, escaped

Said = Heading | Paragraph | BulletList | Callout | Timeline
"""The blocks that a message may have."""

_P = Palette()
_FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif"
_WIDTH = 640
_CHART_WIDTH = 460
"""CSS pixels."""
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]+\Z", re.IGNORECASE)
_PARAGRAPHS: dict[ParagraphRole, str] = {
    "body": f"margin:0 0 12px;font-size:16px;line-height:24px;color:{_P.ink}",
    "kicker": f"margin:0 0 4px;font-size:14px;line-height:20px;color:{_P.muted}",
    "lead": f"margin:0;font-size:18px;line-height:26px;color:{_P.ink}",
    "standfirst": f"margin:0 0 16px;font-size:14px;line-height:20px;color:{_P.muted}",
    "small": f"margin:0 0 4px;font-size:13px;line-height:19px;color:{_P.muted}",
    "group": f"margin:20px 0 6px;font-size:16px;line-height:22px;font-weight:bold;color:{_P.ink}",
}
_INKS: dict[ParagraphRole, str] = {"kicker": "muted", "standfirst": "muted", "small": "muted"}
_TONES: dict[Tone, tuple[str, str]] = {
    "key": (_P.accent, "key"),
    "notice": (_P.rule, "notice"),
    "alert": (_P.alert, "alert"),
}
_DARK = (
    "body,.sheet{background:#11161C!important}.ink,.ink a{color:#E8ECF0!important}.muted{color:#A7B2BE!important}"
    ".key{border-color:#8FBEEE!important}.alert{border-color:#F5998E!important}.notice{border-color:#4A5663!important}"
    ".title{color:#E8ECF0!important}a{color:#8FBEEE!important}"
)


def page(meta: Meta, blocks: Sequence[Said], pictures: Sequence[str]) -> str:
    """The page (HTML 5); the chart is shown by the Content-IDs in `pictures`, from the top."""
    direction = _direction(meta.language)
    side = "right" if direction == "rtl" else "left"
    shown = "\n".join(_block(block, pictures, side) for block in blocks)
    cell = element(
        "td",
        "\n",
        _marking(meta.banner),
        shown,
        "\n",
        _marking(meta.banner),
        style=f"padding:16px;{_FONT};overflow-wrap:anywhere;word-break:break-word",
    )
    table = element(
        "table",
        element("tr", cell),
        role="presentation",
        width="100%",
        cellpadding="0",
        cellspacing="0",
        border="0",
        class_="sheet",
        style=f"max-width:{_WIDTH}px;table-layout:fixed;margin:0 auto;background:{_P.paper}",
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f"<title>{escaped(meta.title)}</title><style>@media (prefers-color-scheme:dark){{{_DARK}}}</style>"
    )
    start = f"<html{attributes(lang=meta.language, dir=direction)}>"
    body = element("body", table, style=f"margin:0;padding:0;background:{_P.paper}")
    return f"<!DOCTYPE html>\n{start}\n<head>{head}</head>\n{body}\n</html>\n"


def _direction(language: str) -> str:
    try:
        return Locale.parse(language, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _marking(banner: Banner | None) -> str:
    """The marking before and after the words that it marks (TLP 2.0, use in messaging)."""
    if banner is None:
        return ""
    look = (
        f"margin:0 0 16px;padding:4px 8px;font-size:16px;line-height:22px;font-weight:bold;text-align:{banner.align};"
        f"color:{banner.foreground};background:{banner.background}"
    )
    return element("p", escaped(banner.text), dir="auto", style=look) + "\n"


def _block(block: Said, pictures: Sequence[str], side: str) -> str:
    match block:
        case Heading(level, content):
            look = f"margin:0 0 8px;font-size:{26 if level == 1 else 20}px;line-height:1.25;font-weight:bold;color:{_P.ink}"
            return element(f"h{level}", _phrase(content), dir="auto", class_="ink", style=look)
        case Paragraph(content, role):
            return element("p", _phrase(content), dir="auto", class_=_INKS.get(role, "ink"), style=_PARAGRAPHS[role])
        case BulletList(items, ordered):
            look = f"margin:0 0 12px;padding-{side}:24px"
            return element("ol" if ordered else "ul", *map(_item, items), style=look)
        case Callout():
            return _callout(block, side)
        case Timeline():
            return _chart(block, pictures)
    assert_never(block)


def _item(item: Item) -> str:
    tag = (
        f' <span class="muted" style="color:{_P.muted};font-size:14px">({escaped(item.tag)})</span>' if item.tag else ""
    )
    look = f"margin:0 0 6px;font-size:16px;line-height:24px;color:{_P.ink}"
    return element("li", _phrase(item.content), tag, dir="auto", class_="ink", style=look)


def _callout(block: Callout, side: str) -> str:
    """Set apart by a rule at the side where the lines begin; Word knows no logical sides."""
    colour, name = _TONES[block.tone]
    title = f"margin:0 0 4px;font-size:14px;line-height:20px;font-weight:bold;color:{colour if block.tone != 'notice' else _P.muted}"
    head = element("p", escaped(block.title), dir="auto", class_="title", style=title) if block.title else ""
    inner = "".join(_block(part, (), side) for part in block.content)
    return element(
        "div",
        head,
        inner,
        class_=name,
        style=f"margin:0 0 16px;padding-{side}:12px;border-{side}:4px solid {colour}",
    )


def _chart(block: Timeline, pictures: Sequence[str]) -> str:
    """The panels one below the other; the first carries all the words for a reader who cannot see them."""
    images = "".join(
        f"<img{attributes(src=f'cid:{name}', alt=block.alt if n == 0 else '', width=str(_CHART_WIDTH))}"
        f' style="display:block;width:100%;max-width:{_CHART_WIDTH}px;height:auto;margin:16px 0 8px;background:#FFFFFF;padding:6px;box-sizing:border-box">'
        for n, name in enumerate(pictures)
    )
    words = f"{block.caption.label} {block.caption.number}. {plain(block.caption.content)}"
    return images + element(
        "p", escaped(words), dir="auto", class_="muted", style=_PARAGRAPHS["small"] + ";margin-bottom:16px"
    )


# -- inlines ----------------------------------------------------------------------------------------------------------


def _phrase(inlines: Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text, language):
            return element("span", escaped(text), lang=language, dir="auto") if language else escaped(text)
        case Strong(children):
            return element("strong", _phrase(children))
        case Emphasis(children):
            return element("em", _phrase(children))
        case Code(text):
            return element("code", escaped(text))
        case Link(children, target):  # a link into the document leads nowhere here
            if not _ADDRESS.match(target):
                return _phrase(children)
            return element("a", escaped(plain(children)), href=target, rel="noreferrer", style=f"color:{_P.accent}")
        case Cite(label):
            return escaped(f"[{label}]")
    assert_never(inline)
