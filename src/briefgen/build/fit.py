"""What no file can be made with, told by `check` and by all that makes files: one definition for both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from briefgen.build.bundle import Bundle
from briefgen.build.places import path_of
from briefgen.document.blocks import Document
from briefgen.document.meta import Furniture, Meta
from briefgen.errors import Problem, RenderError, Where
from briefgen.look.theme import Theme
from briefgen.reading.load import Loaded
from briefgen.renderers.drawing import undrawable
from briefgen.settings.formats import FILES, FileFormat
from briefgen.workspace.look import theme
from briefgen.workspace.names import shipped
from briefgen.workspace.templates import Templates

_EMPTY = Document(Meta("", "en-GB", "", "", (), datetime(2000, 1, 1, tzinfo=UTC), Furniture("", "", "", "", "")), ())


def unfit(
    bundle: Bundle, loaded: Loaded, templates: Templates, formats: Collection[FileFormat] = FILES
) -> Iterator[Problem]:
    """Why files of these formats cannot be made of a bundle, each at its place: the Word template, a drawing."""
    if "docx" in formats:
        yield from word_template_faults(bundle, loaded, templates)
    if {"pdf", "docx", "html"} & set(formats):
        look = theme(bundle.office, bundle.assets)
        for origin, fault in undrawable(bundle.composition.fullest, look):
            where = None if origin else loaded.in_office(("look", "logo"))
            yield loaded.placed(Problem("error", fault, "", path_of(origin, bundle.brief), where))


def word_template_faults(bundle: Bundle, loaded: Loaded, templates: Templates) -> Iterator[Problem]:
    """What is wrong with the office's own Word template or with that of the workspace; briefgen's is known to do."""
    own = loaded.office.look.docx
    if own and own in loaded.assets:
        yield from _refused(bundle.template, own, loaded.in_office(("look", "docx")))
    elif not (file := templates.word_template_file(loaded.office.look.theme)).is_relative_to(shipped()):
        name = file.relative_to(templates.root).as_posix()
        yield from _refused(bundle.template, name, Where(name))


def _refused(template: bytes, name: str, where: Where) -> Iterator[Problem]:
    """Whatever the builder refuses, at one place; it is tried on a document without words. python-docx is loaded only where it must be."""
    from briefgen.renderers.docx.build import (
        build,
        styles_in_the_way,
    )

    try:
        taken = styles_in_the_way(template)
        if not taken:
            build(_EMPTY, Theme(), template)
    except RenderError as error:
        yield Problem("error", f"'{name}': {error}".rstrip("."), where=where)
        return
    for kind, style in taken:
        message = f"the Word template '{name}' has a style '{style}' that is no {kind} style"
        yield Problem("error", message, "Rename it there, or copy it from a template that briefgen brings", where=where)
