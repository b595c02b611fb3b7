"""Tables with their caption, heads and groups, in a frame that scrolls on a narrow screen, by touch and by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.document.blocks import Caption, Row, Table, plain
from briefgen.document.inlines import Code, Inlines
from briefgen.renderers.html.inlines import phrase
from briefgen.renderers.html.story import HtmlContext
from briefgen.renderers.markup import element, escaped, number

_FIT = 3
"""As many columns fit the screen of a phone; of four the first two fill it, and the others are reached sideways."""

_FEW = 30
"""Characters of words that make a column as wide as they are."""


def table(story: HtmlContext, block: Table) -> str:
    """The table; its frame can be reached by keyboard because it scrolls (WCAG 2.1, 2.1.1), its summary is read out."""
    name, summary = story.own_id("caption"), story.own_id("summary")
    key = story.own_id("table")
    if not block.dense:  # one that is long and looked up is laid out by what stands in it
        story.rules += _widths(block, key)
    made = element(
        "table",
        element("caption", caption(story, block.caption), id=name, dir="auto"),
        element("colgroup", "<col>" * len(block.columns)),
        _head(block),
        *(_group(story, rows, block) for rows in groups(block.rows)),
        id=key,
        aria_describedby=summary if block.summary else None,
        class_="dense" if block.dense else _wide(len(block.columns)),
    )
    about = f'<p id="{summary}" hidden>{escaped(block.summary)}</p>' if block.summary else ""
    frame = element("div", made, class_="scroll", role="region", tabindex=0, aria_labelledby=name)
    return element("div", about, frame, class_="table", id=story.id(block.anchor))


def _wide(columns: int) -> str | None:
    return None if columns <= _FIT else "four" if columns == _FIT + 1 else "many"


def caption(story: HtmlContext, block: Caption) -> str:
    """ "Figure 1. Text", the label apart."""
    label = element("span", f"{escaped(block.label)} {block.number}.", class_="label")
    return f"{label} {phrase(story, block.content)}"


def groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, cut before each group row."""
    group: list[Row] = []
    for row in rows:
        if row.group and group:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _widths(block: Table, key: str) -> Iterator[str]:
    """One rule for each column; an attribute for it would need a laxer security policy."""
    total = sum(column.weight for column in block.columns) or 1.0
    for place, column in enumerate(block.columns, 1):
        yield f"#{key} col:nth-child({place}){{width:{number(100 * column.weight / total)}%}}"


def _head(block: Table) -> str:
    cells = (
        element("th", escaped(column.title), scope="col", dir="auto", data_origin=column.origin or None)
        if column.title
        else "<td></td>"
        for column in block.columns
    )
    return element("thead", element("tr", *cells))


def _group(story: HtmlContext, rows: list[Row], block: Table) -> str:
    return element("tbody", "\n", "\n".join(_row(story, row, block) for row in rows), "\n")


def _row(story: HtmlContext, row: Row, block: Table) -> str:
    if row.group:
        words = _cell(story, row.cells[0] if row.cells else ())
        head = element("th", words, scope="rowgroup", colspan=len(block.columns))
        return element("tr", head, class_=marked("group", row.changed), id=story.id(row.anchor))
    wide = len(block.columns) - len(row.cells) + 1  # columns of the last cell
    cells = []
    for place, cell in enumerate(row.cells, 1):
        span = wide if wide > 1 and place == len(row.cells) else None
        names = block.row_heads and place == 1
        filling, times = _cell(story, cell, dense=block.dense), block.columns[place - 1].times and span is None
        scope, kind = ("row" if names else None), ("time" if times else None)
        cells.append(element("th" if names else "td", filling, scope=scope, colspan=span, class_=kind))
    how, origin = marked("quiet" if wide > 1 else "", row.changed), row.origin or None
    return element("tr", *cells, class_=how, id=story.id(row.anchor), data_origin=origin)


def marked(kind: str, changed: bool) -> str | None:
    """The classes of an element, with the one that draws a bar in the margin."""
    return " ".join(part for part in (kind, "changed" if changed else "") if part) or None


def _cell(story: HtmlContext, paragraphs: tuple[Inlines, ...], *, dense: bool = False) -> str:
    return "".join(
        element("p", phrase(story, inlines), dir="auto", class_="words" if dense and _has_words(inlines) else None)
        for inlines in paragraphs
    )


def _has_words(inlines: Inlines) -> bool:
    """True for words that want several lines rather than one in a narrow column."""
    is_value = len(inlines) == 1 and isinstance(inlines[0], Code)
    return not is_value and len(plain(inlines)) > _FEW
