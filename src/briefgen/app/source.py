"""Add a source: what a reader sees of a document is archived beside the brief, the document itself too, and its entry is written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefgen.app.ids import checked_id, id_of
from briefgen.errors import UsageError, counted
from briefgen.ways import Way

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.editing import Add
    from briefgen.intake.article import Article
    from briefgen.reading.load import Loaded
    from briefgen.workspace.folders import BriefSource, WorkspaceFolder

_OPTIONS = ("title", "kind", "author", "publisher", "published", "access", "fidelity", "grade")


@dataclass(frozen=True, slots=True)
class Handed:
    """A document as it was handed over. `name` is its file's, empty for standard input; `charset`, `url` and `accessed` are known of a
    page that was fetched."""

    data: bytes
    name: str = ""
    charset: str = ""
    url: str = ""
    accessed: str = ""

    @property
    def called(self) -> str:
        return self.url or self.name or "-"


@dataclass(frozen=True, slots=True)
class Added:
    """A source of a brief. `file` and `original` are its files from the brief's folder, `original` empty where the text is the
    document; `said` is what stands in its entry, `remarks` what a reader of the brief must be told or its writer decide."""

    key: str
    file: str
    original: str
    said: Mapping[str, Any]
    words: int
    remarks: tuple[str, ...] = field(default=())

    @property
    def told(self) -> tuple[str, ...]:
        """What was archived, and what the document says of itself."""
        stated = ", ".join(str(self.said[name]) for name in ("author", "publisher", "published") if name in self.said)
        about = f"“{self.said['title']}”{f', {stated}' if stated else ''}"
        document = (f"{self.original}: the document itself",) if self.original else ()
        return (f"{self.file}: {counted(self.words, 'word')}, {about}", *document)

    @property
    def entry(self) -> str:
        """The YAML to put under `sources:`."""
        import yaml

        body = yaml.safe_dump(dict(self.said), sort_keys=False, allow_unicode=True, width=math.inf)
        return f"sources:\n  {self.key}:\n" + "".join(f"    {line}\n" for line in body.splitlines())


def fetched(url: str, *, local: bool, now: datetime) -> Handed:
    """What lies at an address. `now` is aware. Raises FileProblem."""
    from briefgen.intake.fetch import fetch

    got = fetch(url, local=local)
    return Handed(got.data, "", got.charset, got.url, f"{now.astimezone(UTC):%Y-%m-%d %H:%M}Z")


def add(
    workspace: WorkspaceFolder,
    place: BriefSource,
    found: Handed,
    wishes: Mapping[str, str] = {},
    *,
    key: str = "",
    write_entry: bool = True,
) -> Added:
    """Archive a document beside a brief, and write its entry into brief.yaml, where `write_entry`. `wishes` are fields of the source
    that stand in the place of what the document says.

    Raises UsageError for a word that is not one, an id or a file that is taken, what cannot be read, and a brief that cannot be edited;
    FileProblem. Then nothing was written.
    """
    from briefgen.app.brief_edits import edited, save_edited
    from briefgen.workspace.files import read, write_all
    from briefgen.workspace.line_ends import line_ends

    before = read(place.file)
    added, edit, files = adding(workspace.load(place), place, found, wishes, key=key)
    attributes = line_ends(place.file.parent)
    if write_entry:
        after = edited(before, [edit], place, f"See the entry with {Way.PRINTED}, and paste it")
        save_edited(place, before, {**attributes, **files, place.file: after})
    else:
        write_all(place.file.parent, {file.name: data for file, data in attributes.items()})
        write_all(place.file.parent / "sources", {file.name: data for file, data in files.items()})
    return added


def adding(
    loaded: Loaded, place: BriefSource, found: Handed, wishes: Mapping[str, str] = {}, *, key: str = ""
) -> tuple[Added, Add, Mapping[Path, bytes]]:
    """What `add` does: the edit of brief.yaml, and the files that are archived. Raises UsageError as it does, and FileProblem where a
    link leads out of the brief's folder; writes nothing."""
    from briefgen.editing import Add
    from briefgen.workspace.folders import beneath

    article = _read(found)
    text = found.data if article.suffix == "txt" and _is_utf8(found.data) else f"{article.text}\n".encode()
    key = checked_id(key or _id(found, article))
    files = {f"{key}.txt": text}
    if article.suffix != "txt":
        files[f"{key}.{article.suffix}"] = found.data
    said = _entry(key, found, article, files, {name: wish for name, wish in wishes.items() if wish})
    _check_new(loaded, key, article.text)
    _check_free(place, files)
    original = f"sources/{key}.{article.suffix}" if article.suffix != "txt" else ""
    remarks = (*article.remarks, *_copies(loaded, article.text), *_open(key, said))
    added = Added(key, f"sources/{key}.txt", original, said, len(article.text.split()), remarks)
    home = place.file.parent
    targets = {beneath(home / "sources" / name, home): data for name, data in files.items()}
    return added, Add(("sources", key), said), targets


# -- the text ---------------------------------------------------------------------------------------------------------


def _read(found: Handed) -> Article:
    """The document as an article whose text may be archived."""
    from dataclasses import replace

    from briefgen.intake.article import Unreadable
    from briefgen.intake.recognise import read
    from briefgen.reading.archive import SAVE_ITS_TEXT
    from briefgen.reading.characters import without_control
    from briefgen.reading.load import LONGEST_TEXT, MB
    from briefgen.reading.markup import markup

    try:
        article = read(found.data, name=found.name, charset=found.charset, url=found.url)
    except Unreadable as error:
        raise UsageError(f"{found.called} {error}") from error
    if article.suffix != "txt":
        article = replace(article, text=without_control(article.text))
    if kind := markup(article.text):
        raise UsageError(f"{found.called} is {kind}, not the text that a reader sees. {SAVE_ITS_TEXT}.")
    if (size := len(article.text.encode("utf-8", "replace"))) > LONGEST_TEXT:
        raise UsageError(
            f"{found.called} has {size / MB:.1f} MB of text; at most {LONGEST_TEXT // MB} MB are read, which is 1,000 pages. "
            "Save the part that matters."
        )
    return article


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


# -- the entry --------------------------------------------------------------------------------------------------------


def _entry(
    key: str, found: Handed, article: Article, files: Mapping[str, bytes], wishes: Mapping[str, str]
) -> dict[str, Any]:
    """What the entry says: what was wished, else what the document states, and nothing where neither says it."""
    from pydantic import ValidationError

    from briefgen.model.source import Source as Cited

    _check_words(**{name: wishes[name] for name in ("kind", "fidelity", "access") if name in wishes})
    digests = {name: sha256(data).hexdigest() for name, data in files.items()}
    text, *documents = files
    stated = {name: getattr(article, name, "") for name in _OPTIONS}
    stated["title"] = article.title or _first_line(article.text) or key
    said: dict[str, Any] = {name: wishes.get(name) or stated[name] for name in ("title", "kind", "author", "publisher")}
    said |= {"url": article.url or found.url, "published": wishes.get("published") or article.published}
    said |= {"accessed": found.accessed, "language": article.language}
    said |= {"file": f"sources/{text}", "sha256": digests[text]}
    if documents:
        said["original"] = {"file": f"sources/{documents[0]}", "sha256": digests[documents[0]]}
    said |= {name: wishes.get(name) or stated[name] for name in ("fidelity", "access", "grade")}
    said = {name: value for name, value in said.items() if value and value != _usual(name)}
    try:
        Cited.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        told = str(first["msg"]).removeprefix("Value error, ").replace("|", ". ")
        raise UsageError(f"{first['loc'][0]}: {told}.") from error
    return said


def _usual(name: str) -> str:
    return {"kind": "other", "fidelity": "unknown"}.get(name, "")


def _first_line(text: str) -> str:
    return next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")[:200]


def _check_words(**words: str) -> None:
    from briefgen.model.source import Source as Cited
    from briefgen.reading.fields import choices

    for name, value in words.items():
        if value not in choices(Cited, name):
            raise UsageError(
                f"'{value}' is not {'an' if name[0] in 'aeiou' else 'a'} {name}. There are: {', '.join(choices(Cited, name))}."
            )


def _id(found: Handed, article: Article) -> str:
    """A short name: of the file, of the last part of the address, or of the title."""
    if found.name:
        return id_of(PurePath(found.name).stem) or "text"
    if found.url:
        last = PurePath(urlsplit(found.url).path).stem
        return id_of(last if len(re.findall("[a-zA-Z]", last)) > 4 else article.title) or "page"
    return (id_of(article.title) if article.suffix != "txt" else "") or "text"


# -- the brief --------------------------------------------------------------------------------------------------------


def _check_new(loaded: Loaded, key: str, text: str) -> None:
    if key in loaded.draft.sources or ("sources", key) in loaded.lost:
        raise UsageError(f"The brief has a source '{key}' already. Name another with {Way.ID}.")
    if same := next((other for other, known in loaded.texts.items() if known.split() == text.split()), ""):
        raise UsageError(f"The brief has this very text already, as its source '{same}'.")


def _check_free(place: BriefSource, files: Mapping[str, bytes]) -> None:
    from briefgen.workspace.files import read

    for name, data in files.items():
        target = place.file.parent / "sources" / name
        if target.exists() and read(target) != data:
            raise UsageError(f"sources/{name} is there already, with another text. Name another id with {Way.ID}.")


def _copies(loaded: Loaded, text: str) -> Iterator[str]:
    """The sources whose words it has at length: two copies do not confirm each other."""
    from briefgen.checks.copied import passage_in_common

    for other, known in loaded.texts.items():
        if words := passage_in_common(known, text):
            yield (
                f"it has long passages of '{other}' word for word, such as “{words} …”: if one derives from the other, "
                f"write derived_from: at it, or at both the source that they copy"
            )


def _open(key: str, said: Mapping[str, Any]) -> Iterator[str]:
    if "fidelity" not in said:
        yield f"nothing says how the text of {key} reached us, so that no quotation from it is printed in marks: {Way.FIDELITY}"
