"""A Word document as it is read with its changes accepted: paragraphs, tables, lists, notes, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.intake.article import Article, Unreadable
from briefgen.intake.package import Package
from briefgen.intake.properties import taken
from briefgen.ways import Way

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_GONE = frozenset(
    f"{_W}{name}"
    for name in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "sdtPr",
        "sectPr",
        "object",
    )
) | {f"{_MC}Fallback"}
"""What is struck out, taken elsewhere, a field's code, or no text."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "ptab": "\t"}
_NOTES = (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml"))
_PARTS = 500_000


def read(data: bytes) -> Article:
    """The text of a Word document. Raises Unreadable."""
    package = Package(data)
    document = package.tree("word/document.xml")
    body = document.find(f"{_W}body") if document is not None else None
    if body is None:
        raise Unreadable("is no Word document that can be read. Open it in Word, and save it as .docx.")
    if sum(1 for _ in document.iter()) > _PARTS:
        raise Unreadable("is larger than any text is. Save the part that matters as a document of its own.")
    reading = _Reading(package)
    found = [*reading.blocks(body), *reading.notes()]
    text = "\n\n".join(found)
    if not text.strip():
        raise Unreadable(
            f"has no text. If it holds pictures of pages, have them read by an OCR program, and add that text with {Way.FROM_OCR}."
        )
    core = package.tree("docProps/core.xml")
    title, author, told = taken(_core(core, f"{_DC}title"), _core(core, f"{_DC}creator"), text)
    return Article(
        text,
        title=reading.title or title,
        author=author,
        language=_core(core, f"{_DC}language"),
        suffix="docx",
        remarks=(*reading.remarks(document), *told),
    )


class _Reading:
    """One document: its styles, and the notes that were met so far."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.title = ""
        self._met: dict[tuple[str, str], int] = {}
        self._hidden, self._titles = _styles(package.tree("word/styles.xml"))
        self._struck = False

    def blocks(self, root: Any) -> Iterator[str]:
        """The paragraphs and tables within an element, from top to bottom."""
        pending = ""
        for element in _flat(root):
            if element.tag == f"{_W}tbl":
                yield from filter(None, [pending.strip(), self._table(element)])
                pending = ""
                continue
            text, boxes = self._paragraph(element)
            pending += text
            if _merged(element):  # its end is struck out: the next one goes on
                continue
            yield from filter(None, [pending.strip(" \t"), *boxes])
            if not self.title and self._style(element) in self._titles:
                self.title = " ".join(pending.split())
            pending = ""
        if pending.strip():
            yield pending.strip()

    def notes(self) -> Iterator[str]:
        """The notes that the text refers to, under the numbers that it has for them."""
        parts = {kind: self.package.tree(name) for kind, name in _NOTES} if self._met else {}
        bodies = {
            (kind, note.get(f"{_W}id", "")): note
            for kind, part in parts.items()
            if part is not None
            for note in part.iter(f"{_W}{kind}")
        }
        for key, number in list(self._met.items()):
            if key in bodies:
                text = " ".join(self.blocks(bodies[key]))
                yield f"{str(number).translate(_RAISED)} {text}"

    def remarks(self, document: Any) -> Iterator[str]:
        """What a reader of the document sees besides, or does not see."""
        if next(document.iter(f"{_W}del", f"{_W}moveFrom"), None) is not None:
            yield "changes were tracked: what is struck out was left out, what was put in is in"
        if self._struck:
            yield "words that are struck out or hidden were left out"
        if "word/comments.xml" in self.package.names:
            yield "the remarks in its margin were left out"
        heads = dict.fromkeys(
            text
            for name in sorted(self.package.names)
            if name.startswith(("word/header", "word/footer"))
            and name.endswith(".xml")
            and (part := self.package.tree(name)) is not None
            if (text := " ".join(" ".join(_Reading(self.package).blocks(part)).split()))
        )
        if heads:
            yield f"running heads were left out: {'; '.join(f'“{head[:80]}”' for head in list(heads)[:5])}"

    def _paragraph(self, paragraph: Any) -> tuple[str, list[str]]:
        """Its text, and that of the boxes that are anchored in it."""
        pieces: list[str] = []
        boxes: list[str] = []
        hidden = self._style(paragraph) in self._hidden
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            tag = element.tag
            if not isinstance(tag, str) or tag in _GONE:
                continue
            if tag == f"{_W}txbxContent":
                boxes += self.blocks(element)
            elif tag == f"{_W}r":
                if hidden or self._unseen(element):
                    self._struck = True
                else:
                    text, inner = self._run(element)
                    pieces.append(text)
                    stack += reversed(inner)
            elif tag == f"{_M}t":
                pieces.append(element.text or "")
            else:
                stack += reversed(element)
        return "".join(pieces), boxes

    def _run(self, run: Any) -> tuple[str, list[Any]]:
        """The text of a run, and what it holds that may have text of its own."""
        text: list[str] = []
        inner: list[Any] = []
        place = run.find(f"{_W}rPr/{_W}vertAlign")
        table = {"superscript": _RAISED, "subscript": _LOWERED}.get(
            place.get(f"{_W}val", "") if place is not None else "", {}
        )
        for part in run:
            tag = part.tag
            if not isinstance(tag, str) or tag in _GONE:
                continue
            name = tag.removeprefix(_W)
            if name == "t":
                said = (part.text or "").replace("\u00ad", "")
                text.append(said.translate(table) if said.strip().isdigit() else said)
            elif name == "br" and part.get(f"{_W}type") in ("page", "column"):
                text.append(" ")
            elif name in _SIGNS:
                text.append(_SIGNS[name])
            elif name == "sym":
                text.append(_symbol(part.get(f"{_W}char", "")))
            elif name in ("footnoteReference", "endnoteReference"):
                text.append(self._note(name.removesuffix("Reference"), part.get(f"{_W}id", "")))
            elif name not in ("footnoteRef", "endnoteRef", "annotationRef", "softHyphen", "lastRenderedPageBreak"):
                inner.append(part)
        return "".join(text), inner

    def _note(self, kind: str, key: str) -> str:
        return str(self._met.setdefault((kind, key), len(self._met) + 1)).translate(_RAISED)

    def _table(self, table: Any) -> str:
        """A line for each row, with a tab between its cells; rows that are struck out are left out."""
        rows = []
        for row in _within(table, f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells = [" ".join(" ".join(self.blocks(cell)).split()) for cell in _within(row, f"{_W}tc")]
            rows.append("\t".join(cells).rstrip("\t"))
        return "\n".join(row for row in rows if row)

    def _style(self, paragraph: Any) -> str:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return style.get(f"{_W}val", "") if style is not None else ""

    def _unseen(self, run: Any) -> bool:
        properties = run.find(f"{_W}rPr")
        if properties is None:
            return False
        style = properties.find(f"{_W}rStyle")
        named = style is not None and style.get(f"{_W}val", "") in self._hidden
        return named or any(_on(properties.find(f"{_W}{name}")) for name in ("vanish", "strike", "dstrike"))


def _on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{_W}val", "true").lower() not in ("0", "false", "off")


def _flat(root: Any) -> Iterator[Any]:
    """The paragraphs and tables of an element; what only wraps them, such as a control, is opened."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _GONE:
            continue
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        else:
            stack += reversed(element)


def _within(element: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also within a control; not those of a table in a cell."""
    stack = list(reversed(element))
    while stack:
        inner = stack.pop()
        if inner.tag == wanted:
            yield inner
        elif isinstance(inner.tag, str) and inner.tag not in _GONE and inner.tag != f"{_W}tc":
            stack += reversed(inner)


def _merged(paragraph: Any) -> bool:
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= number < 0xF900 or number > 0xFFFF else chr(number)


def _styles(styles: Any) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the styles that hide text, and of those that are called Title."""
    if styles is None:
        return frozenset(), frozenset(("Title",))
    known = {style.get(f"{_W}styleId", ""): style for style in styles.iter(f"{_W}style")}
    hidden = {key for key, style in known.items() if _on(style.find(f"{_W}rPr/{_W}vanish"))}
    titles = {
        key
        for key, style in known.items()
        if (name := style.find(f"{_W}name")) is not None and name.get(f"{_W}val", "").lower() == "title"
    }
    for _ in range(10):
        based = {
            key
            for key, style in known.items()
            if (base := style.find(f"{_W}basedOn")) is not None
            and base.get(f"{_W}val") in hidden
            and style.find(f"{_W}rPr/{_W}vanish") is None
        }
        hidden |= based
    return frozenset(hidden), frozenset(titles)


def _core(core: Any, name: str) -> str:
    found = core.findtext(name) if core is not None else None
    return " ".join((found or "").split())
