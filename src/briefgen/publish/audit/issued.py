"""Issued editions are held against what edition.json says of them, and made again from it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from briefgen.document.blocks import BulletList, Callout, Contents, Heading, PageBreak, Paragraph, plain
from briefgen.errors import FileProblem, Problem, Where
from briefgen.publish.audit.compare import RULE, holds, normal, quoted, squeezed
from briefgen.publish.editions import FILE, SUMS, Edition, Unsound, folders, opened
from briefgen.publish.files import read
from briefgen.publish.keys import versions
from briefgen.publish.manifest import Output
from briefgen.publish.press import press
from briefgen.publish.workspace import Source
from briefgen.render import FORMATS

_RESTORE = "Restore it from version control"
_READ = ("pdf", "docx", "html", "txt")
_HEAD = 2000
"""Characters at the beginning of a page or a text in which its marking stands."""


def audit_editions(source: Source, root: Path) -> tuple[Problem, ...]:
    """What is wrong with the editions of a brief; with the same versions, each file is made again and must have the same bytes."""
    return tuple(problem for folder in folders(source) for problem in _audit(folder, root))


def again(edition: Edition) -> dict[str, bytes]:
    """The files of an edition, made anew from its edition.json alone. Raises RenderError."""
    formats = {name: format_ for name in edition.files for format_ in FORMATS if name.endswith(f".{format_}")}
    made = press(edition.bundle, tuple(formats.values()))
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
    if dict(edition.versions) != dict(versions()):
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
    """What edition.json says first and the issued file does not: marking, title, bottom line, key points, reason of a correction.

    For editions whose edition.json nothing vouches for. The PDF is read, else the Word file, the page, the plain text; a notice
    of withdrawal is asked only for what it prints. Raises FileProblem for a file that is not the one that was issued.
    """
    name = next((one for format_ in _READ for one in edition.files if one.endswith(f".{format_}")), "")
    if not name:
        return ("the edition",)
    words, subject = _read(name, edition.data(name))
    if not words and not subject:
        return ("the edition",)
    keys = Counter(map(normal, words))
    whole = "".join(words)
    meta, running = edition.document.meta, name.endswith((".html", ".txt"))
    found = [said for said, text in _first(edition) if not (holds(whole, text) if running else keys[normal(text)])]
    marked = (
        holds(whole[:_HEAD], meta.banner.text) if running and meta.banner else running or _equal(subject, meta.subject)
    )
    if running and meta.banner is None:
        first = next((plain(block.content) for block in edition.document.blocks if isinstance(block, Paragraph)), "")
        marked = squeezed(whole).startswith(squeezed(first))
    return (*found, *(() if marked else (f"the marking {quoted(edition.bundle.brief.marking.text or 'none')}",)))


def _first(edition: Edition) -> Iterator[tuple[str, str]]:
    """The names of what is asked for, and each as it is printed, with its references."""
    points = 0
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
            case BulletList(items, True):
                for item in items:
                    points += 1
                    yield f"key point {points}", f"{plain(item.content)} {item.tag}"
            case _:
                pass


def _read(name: str, data: bytes) -> tuple[tuple[str, ...], str]:
    """The passages of a finished file, and its subject."""
    match name.rpartition(".")[2]:
        case "pdf":
            from briefgen.publish.audit.tagged import read as tagged

            found = tagged(data)
            return tuple(tag.text for tag in found.tags), found.properties.get("Subject", "")
        case "docx":
            from briefgen.publish.audit.word import passages

            return passages(data)
        case format_:
            from briefgen.publish.audit.running import words

            return (words(data, format_),), ""


def _equal(found: str, wanted: str) -> bool:
    """Word keeps the beginning of a long property."""
    return found == wanted or (found.endswith("…") and wanted.startswith(found[:-1]))
