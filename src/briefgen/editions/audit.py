"""Issued editions are held against what edition.json says of them, and made again from it alone."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import chain, takewhile
from pathlib import Path

from briefgen.audit.compare import RULE, normal, quoted
from briefgen.audit.running import letters, words
from briefgen.audit.word import passages
from briefgen.build.artifacts import build
from briefgen.build.keys import toolchain
from briefgen.build.manifest import Output
from briefgen.document.blocks import (
    Block,
    Callout,
    ClassedPoints,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    TwoColumns,
    plain,
)
from briefgen.document.inlines import Cite, Inlines
from briefgen.editions.editions import FILE, SUMS, Edition, Unsound, folders, opened
from briefgen.errors import FileProblem, Problem, Where
from briefgen.look.fonts import REPLACEMENT
from briefgen.renderers import FORMATS
from briefgen.workspace.files import read
from briefgen.workspace.folders import BriefSource
from briefgen.workspace.look import theme

_RESTORE = "Restore it from version control"
_READ = FORMATS


def audit_editions(source: BriefSource, root: Path) -> tuple[Problem, ...]:
    """What is wrong with the editions of a brief; with the same versions, each file is made again and must have the same bytes."""
    return tuple(problem for folder in folders(source) for problem in _audit(folder, root))


def again(edition: Edition) -> dict[str, bytes]:
    """The files of an edition, made anew from its edition.json alone. Raises RenderError."""
    formats = {name: format_ for name in edition.files for format_ in FORMATS if name.endswith(f".{format_}")}
    made = build(edition.bundle, tuple(formats.values()))
    return {name: made.files[format_] for name, format_ in formats.items()}


def _audit(folder: Path, root: Path) -> Iterator[Problem]:
    place = folder.relative_to(root) if folder.is_relative_to(root) else folder
    try:
        edition = opened(folder)
    except Unsound as error:
        yield Problem("error", error.why, error.hint, where=_at(place / error.file.name), rule=RULE)
        return
    except FileProblem:
        yield Problem("error", "cannot be read", _RESTORE, where=_at(place / FILE), rule=RULE)
        return
    sound = True
    if edition.format > 1 and not edition.summed:
        yield Problem("error", "was issued and is not there", _RESTORE, where=_at(place / SUMS), rule=RULE)
    for name, known in edition.files.items():
        try:
            data = read(edition.folder / name)
        except FileProblem:
            sound = False
            yield Problem("error", "was issued and is not there", _RESTORE, where=_at(place / name), rule=RULE)
            continue
        if sha256(data).hexdigest() != known.sha256:
            sound = False
            yield Problem("error", "is not the file that was issued", _RESTORE, where=_at(place / name), rule=RULE)
    if not sound:
        return
    if not edition.summed:
        for lost in unsaid(edition):
            told = f"{lost} is not what the issued file says"
            yield Problem("error", told, _RESTORE, where=_at(place / FILE), rule=RULE)
    if dict(edition.versions) != dict(toolchain()):
        told = "was issued with other versions of briefgen or its libraries, so its files were not made again"
        yield Problem("note", told, where=_at(place / FILE), rule=RULE)
        return
    for name, data in again(edition).items():
        if Output.of(data) != edition.files[name]:
            told = "is not what edition.json gives when it is made again"
            yield Problem("error", told, _RESTORE, where=_at(place / name), rule=RULE)


def _at(file: Path) -> Where:
    return Where(file.as_posix())


# -- what an edition without sums says ----------------------------------------------------------------------------------


def unsaid(edition: Edition) -> tuple[str, ...]:
    """What edition.json says first and an issued file does not: marking, title, bottom line, key points, reason of a correction.

    For editions whose edition.json nothing vouches for. Every file is read, since each may be another edition's; a notice of
    withdrawal is asked only for what it prints. Raises FileProblem for a file that is not the one that was issued.
    """
    names = [one for format_ in _READ for one in edition.files if one.endswith(f".{format_}")]
    if not names:
        return ("the edition",)
    return tuple(dict.fromkeys(lost for name in names for lost in _lacks(edition, name)))


def _lacks(edition: Edition, name: str) -> Iterator[str]:
    data = edition.data(name)
    return _running(edition, name, data) if name.endswith((".html", ".txt", ".md")) else _laid_out(edition, name, data)


def _laid_out(edition: Edition, name: str, data: bytes) -> Iterator[str]:
    """What a PDF or a Word file lacks: a passage that begins with each text, and the marking in its subject."""
    found, subject = _read(name, data)
    there, faces = set(map(normal, found)), theme(edition.bundle.office, edition.bundle.assets).faces
    replaced = any(REPLACEMENT in passage for passage in found)
    for said, text in _first(edition):
        shown = "".join(run.text for run in faces.runs(text)[0]) if replaced else text
        if not any(passage.startswith(normal(shown)) for passage in there):
            yield said
    wanted = edition.document.meta.subject
    if subject != wanted and not (subject.endswith("…") and wanted.startswith(subject[:-1])):  # Word keeps no long one
        yield _marking(edition)


def _running(edition: Edition, name: str, data: bytes) -> Iterator[str]:
    """What a page or a plain text lacks; it begins with its marking, or else with its first line."""
    found = words(data, name.rpartition(".")[2])
    yield from (said for said, text in _first(edition) if letters(text) not in found)
    document = edition.document
    first = next((plain(block.content) for block in document.blocks if isinstance(block, Paragraph)), "")
    banner = letters(document.meta.banner.text) if document.meta.banner else ""
    before, there, _ = found.partition(letters(first))
    for beside in (document.meta.furniture.skip, document.meta.furniture.edition):  # at the head of a page
        before = before.replace(letters(beside), "", 1)
    if not there or before != banner:
        yield _marking(edition)


def _marking(edition: Edition) -> str:
    return f"the marking {quoted(edition.bundle.brief.marking.text or 'none')}"


def _first(edition: Edition) -> Iterator[tuple[str, str]]:
    """The names of what is asked for, and each in its words, whose references an older page prints in another form."""
    for block in edition.document.blocks:
        match block:
            case Heading(1, content):
                yield "the title", plain(content)
            case Heading() | PageBreak() | Contents():
                return
            case Callout(tone, _, content) if tone != "notice":
                for part in content:
                    if isinstance(part, Paragraph):
                        yield ("the bottom line" if tone == "key" else "the reason"), plain(part.content)
            case TwoColumns(main):
                yield from chain.from_iterable(map(_points, main))
            case ClassedPoints():
                yield from _points(block)
            case _:
                pass


def _points(part: Block) -> Iterator[tuple[str, str]]:
    if isinstance(part, ClassedPoints):
        for number, point in enumerate(part.points, 1):
            yield f"key point {number}", _without_references(point.content)


def _without_references(content: Inlines) -> str:
    return plain(tuple(takewhile(lambda inline: not isinstance(inline, Cite), content))).rstrip()


def _read(name: str, data: bytes) -> tuple[tuple[str, ...], str]:
    """The passages of a PDF or a Word file, and its subject; nothing for a file that is none."""
    if name.endswith(".docx"):
        return passages(data)
    from pypdfium2 import PdfiumError

    from briefgen.audit.tagged import read as tagged

    try:
        found = tagged(data)
    except PdfiumError:
        return (), ""
    return tuple(tag.text for tag in found.tags), found.properties.get("Subject", "")
