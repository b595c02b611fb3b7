"""What the web page says as the page of a letter: looks stand on each element, nothing is fetched, no script.

Word draws Outlook's letters and knows little of CSS, others drop style sheets: so the layout is one column, and the sheet in the
head only turns the colours about where the reader's screen is dark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefgen.document.blocks import Document
from briefgen.document.meta import Banner
from briefgen.document.passages import right_to_left
from briefgen.document.rewrite import rewritten, with_live_links, without_origins
from briefgen.look.fonts import Typeface
from briefgen.look.theme import Palette, Theme
from briefgen.renderers.html.build import marking
from briefgen.renderers.html.flow import flow
from briefgen.renderers.html.story import HtmlContext
from briefgen.renderers.markup import attributes, element, escaped

_TAG = re.compile(r'<(/?)(\w+)((?: [\w-]+(?:="[^"]*")?)*)>')
"""A tag as it is written here: what a value has of such signs is escaped."""
_VALUE = re.compile(r' ([\w-]+)(?:="([^"]*)")?')
_NEVER_CLOSED = ("col", "img", "wbr")
_KNOWN = {"section": "div", "figure": "div"}
"""What stands for the elements of HTML 5, which Word draws without their looks."""
_SANS = "'Segoe UI',Helvetica,Arial,sans-serif"
_FACES: dict[Typeface, str] = {"sans": _SANS, "serif": "Cambria,Georgia,'Times New Roman',serif", "technical": _SANS}
"""What a mail program has, near the look's typeface."""
_IDS = re.compile(r' (?:id|aria-labelledby|aria-describedby)="[^"]*"')
"""A thread holds several letters, and an id stands once."""


def build(document: Document, theme: Theme, charts: Sequence[str]) -> str:
    """The page (HTML 5); the chart is shown by the Content-IDs in `charts`, from the top. A link into the document is its words."""
    meta = document.meta
    blocks = rewritten(without_origins(document).blocks, lambda inlines: inlines, anchor="")
    direction, side = ("rtl", "right") if right_to_left(meta.language) else ("ltr", "left")
    parts = flow(HtmlContext(meta.language, charts=tuple(charts)), with_live_links(blocks), theme)
    cell = element(
        "td",
        "\n",
        "\n".join((marking(meta.banner, "top"), *parts, marking(meta.banner, "bottom"))),
        "\n",
        class_="page",
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
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f"<title>{escaped(meta.title)}</title><style>@media (prefers-color-scheme:dark){{{_dark(theme.dark)}}}</style>"
    )
    start = f"<html{attributes(lang=meta.language, dir=direction)}>"
    body = _inlined(element("body", table), _looks(theme, meta.banner, side))
    return f"<!DOCTYPE html>\n{start}\n<head>{head}</head>\n{body}\n</html>\n"


def _inlined(markup: str, looks: Mapping[str, str]) -> str:
    """The markup with its looks on each element, in elements that Word knows."""
    around: list[set[str]] = []

    def styled(tag: re.Match[str]) -> str:
        closes, name, values = tag.groups()
        if closes:
            around.pop()
            return f"</{_KNOWN.get(name, name)}>"
        said = dict(_VALUE.findall(values))
        own = {name, *said.keys() - {"class"}, *said.get("class", "").split()}  # there is a class named "class"
        found: dict[str, str] = {}
        for selector, look in looks.items():
            outer, _, inner = selector.rpartition(" ")
            if inner in own and (not outer or any(outer in each for each in around)):
                found |= {key: value for key, _, value in (part.partition(":") for part in look.split(";"))}
        if name not in _NEVER_CLOSED:
            around.append(own)
        style = ";".join(f"{name}:{value}" for name, value in found.items())
        return f"<{_KNOWN.get(name, name)}{_IDS.sub('', values)}{attributes(style=style or None)}>"

    return _TAG.sub(styled, markup)


def _dark(dark: Palette) -> str:
    """The looks that turn about where the reader's screen is dark."""
    return (
        f"body,.sheet{{background:{dark.paper}!important}}h1,h2,h3,p,li,dt,dd{{color:{dark.ink}!important}}"
        f".kicker,.standfirst,.small,.tag,figcaption p{{color:{dark.muted}!important}}a,.office{{color:{dark.accent}!important}}"
        f".notice{{border-color:{dark.rule}!important}}.key,.letterhead{{border-color:{dark.accent}!important}}"
        f".alert{{border-color:{dark.alert}!important}}"
    )


def _looks(theme: Theme, banner: Banner | None, side: str) -> dict[str, str]:
    """The looks of an element by its name, a class or an attribute of its own, after one of what is around it; later ones win.

    `side` is where lines begin: Word knows no logical sides.
    """
    palette = theme.palette
    ink, muted, accent = palette.ink, palette.muted, palette.accent
    head, run = (
        f"margin:0 0 8px;line-height:1.25;font-weight:bold;color:{ink}",
        f"font-size:16px;line-height:24px;color:{ink}",
    )
    line, small = f"font-size:14px;line-height:20px;color:{muted}", f"font-size:13px;line-height:19px;color:{muted}"
    looks = {
        "body": f"margin:0;padding:0;background:{palette.paper}",
        "sheet": f"max-width:640px;table-layout:fixed;margin:0 auto;background:{palette.paper}",
        "page": f"padding:16px;font-family:{_FACES[theme.faces.family]};overflow-wrap:anywhere;word-break:break-word",
        "h1": f"{head};font-size:26px",
        "h2": f"{head};font-size:20px",
        "h3": f"{head};font-size:20px",
        "p": f"margin:0 0 12px;{run}",
        "letterhead": f"margin:0 0 16px;padding:0 0 6px;border-bottom:2px solid {accent}",
        "office": f"margin:0;font-weight:bold;color:{accent}",
        "dt": f"margin:0;font-size:12px;line-height:18px;font-weight:bold;text-transform:uppercase;color:{muted}",
        "dd": f"margin:0 0 4px;{run}",
        "kicker": f"margin:0 0 4px;{line}",
        "lead": "margin:0;font-size:18px;line-height:26px",
        "standfirst": f"margin:0 0 16px;{line}",
        "small": f"margin:0 0 4px;{small}",
        "group": "margin:20px 0 6px;line-height:22px;font-weight:bold",
        "ul": f"margin:0 0 12px;padding-{side}:24px",
        "ol": f"margin:0 0 12px;padding-{side}:24px",
        "li": f"margin:0 0 6px;{run}",
        "figures": "margin:16px 0;padding:0;list-style:none",
        "figures li": f"margin:0 0 10px;{run}",
        "count": f"margin:0;font-size:16px;line-height:28px;color:{ink}",
        "count b": "font-size:24px",
        "figures p": "margin:0",
        "points": "margin:0 0 12px;padding:0;list-style:none",
        "points li": f"margin:0;padding:10px 0;border-top:1px solid {palette.hairline};{run}",
        "points p": "margin:0",
        "class": f"margin:0;font-size:12px;line-height:18px;font-weight:bold;text-transform:uppercase;color:{muted}",
        "says": f"color:{palette.says}",
        "ours": f"color:{palette.ours}",
        "gap": f"color:{palette.gap}",
        "question": "margin:8px 0 0;font-weight:bold",
        "sides": "margin:0 0 12px;padding:0;list-style:none",
        "tag": f"font-size:14px;color:{muted}",
        "callout": f"margin:0 0 16px;padding-{side}:12px;border-{side}:4px solid {palette.rule}",
        "key": f"border-{side}:4px solid {accent}",
        "alert": f"border-{side}:4px solid {palette.alert}",
        "title": f"margin:0 0 4px;{line};font-weight:bold",
        "key title": f"color:{accent}",
        "alert title": f"color:{palette.alert}",
        "chart": "display:block;width:100%;max-width:608px;height:auto;margin:16px 0 8px;background:#FFFFFF;padding:6px;box-sizing:border-box",
        "figcaption p": f"margin:0 0 16px;{small}",
        "a": f"color:{accent}",
        "hidden": "display:none",
        "marking": "margin:0 0 16px;padding:4px 8px;line-height:22px;font-weight:bold",
    }
    if banner:
        looks["marking"] += f";text-align:{banner.align};background:{banner.background}"
        looks["marking span"] = f"color:{banner.foreground}"
    return looks
