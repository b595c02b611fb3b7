"""The properties of the file and the language of its text: the brief's own, nothing of the template's past."""

from __future__ import annotations

from datetime import UTC

from docx.document import Document as Package
from docx.oxml.ns import qn

from briefgen.document.meta import Meta
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.inlines import language_attributes
from briefgen.renderers.markup import clean

_LONGEST = 255
"""Word takes no longer text in a core property."""


def describe(package: Package, meta: Meta) -> None:
    """Set the core properties (ECMA-376-2, 8.3) and the language that the text is in unless it says otherwise."""
    core = package.core_properties
    for element in list(core._element):
        core._element.remove(element)
    core.title = _short(meta.title)
    core.subject = _short(meta.subject)
    core.author = core.last_modified_by = _short(meta.publisher)
    core.keywords = _short(", ".join(meta.keywords))
    core.language = _short(meta.language)
    core.content_status = _short(meta.furniture.edition)
    if meta.banner:
        core.category = _short(meta.banner.text)
    core.created = core.modified = meta.date.astimezone(UTC).replace(tzinfo=None)
    core.revision = 1
    _speak(package, meta.language)


def _speak(package: Package, language: str) -> None:
    """Set `w:lang` in the defaults of all styles, and nowhere else: a template speaks the language of whoever made it."""
    root: Element = package.styles.element
    for lang in list(root.iter(qn("w:lang"))):
        lang.getparent().remove(lang)
    defaults = _child(root, "docDefaults", 0)
    run = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    run.append(w("lang", **language_attributes(language)))


def _child(parent: Element, tag: str, place: int) -> Element:
    child: Element | None = parent.find(qn(f"w:{tag}"))
    if child is None:
        child = w(tag)
        parent.insert(place, child)
    return child


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
