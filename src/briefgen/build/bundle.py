"""All that a render needs, as data: no path, no clock. It travels as JSON, into an issued edition or to another machine."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from briefgen.build.page_one import fitted
from briefgen.document.blocks import Document
from briefgen.document.compose import Composition, composed
from briefgen.document.compose.printable import sealed
from briefgen.document.outline import Outline
from briefgen.document.words import Words
from briefgen.errors import Faulty, Problem, Where
from briefgen.model.brief import Brief
from briefgen.model.edition import Against, Barred, Baseline, EditionInfo, Wrong
from briefgen.reading.exchange import as_data, from_data
from briefgen.reading.frozen import thawed
from briefgen.reading.load import Loaded
from briefgen.settings.office import Office
from briefgen.workspace.look import stationery, theme
from briefgen.workspace.templates import NoTemplate, Templates

_STAMP: TypeAdapter[EditionInfo] = TypeAdapter(EditionInfo)
_SILENT: TypeAdapter[Wrong | Barred] = TypeAdapter(Wrong | Barred)


@dataclass(frozen=True)
class Bundle:
    """A brief with everything that it names, resolved. Equal bundles give equal files, with the same versions.

    `office` has what shapes the files (publisher, look, names), not whom the office writes to. `assets` are the files of its look by
    name, `template` the .docx that lends the Word document its styles, `source` the brief.yaml that a PDF carries, if any.
    """

    slug: str
    brief: Brief
    office: Office
    outline_name: str
    outline: Outline
    words: Words
    texts: Mapping[str, str] = field(repr=False)
    images: Mapping[str, bytes] = field(repr=False)
    assets: Mapping[str, bytes] = field(repr=False)
    template: bytes = field(repr=False)
    source: bytes = field(default=b"", repr=False)
    stamp: EditionInfo | None = None
    since: Against | None = None

    @cached_property
    def composition(self) -> Composition:
        """What the brief says, in parts: of page 1 all that it may say."""
        return composed(
            self.brief,
            self.texts,
            self.images,
            self.outline,
            self.words,
            stamp=self.stamp,
            since=self.since,
            paper=stationery(self.office),
        )

    @cached_property
    def document(self) -> Document:
        """What the brief says, with as much on page 1 as there is room for. Raises RenderError for a font that is none."""
        return fitted(self.composition, theme(self.office, self.assets, self.brief.publisher))

    def data(self) -> dict[str, Any]:
        """The bundle as JSON can hold it; bytes are in base64."""
        words = {"language": self.words.language, "texts": dict(self.words.texts)}
        files = {
            "images": self.images,
            "lent": self.assets,
            "template": {"": self.template},
            "source": {"": self.source},
        }
        return {
            "slug": self.slug,
            "brief": as_data(self.brief),
            "office": self.office.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "outline": {"name": self.outline_name, **self.outline.model_dump(mode="json", by_alias=True)},
            "words": words,
            "texts": dict(self.texts),
            "files": {
                kind: {name: b64encode(content).decode() for name, content in found.items() if content}
                for kind, found in files.items()
            },
            "stamp": _STAMP.dump_python(self.stamp, mode="json") if self.stamp else None,
            "since": _since_data(self.since),
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Bundle:
        """The bundle that `data` wrote. Raises KeyError, ValueError for anything else."""
        outline, since, stamp = dict(data["outline"]), data["since"], data["stamp"]
        files = {
            kind: {name: b64decode(content) for name, content in found.items()} for kind, found in data["files"].items()
        }
        return cls(
            slug=data["slug"],
            brief=from_data(data["brief"]),
            office=thawed(Office, data["office"]),
            outline_name=outline["name"],
            outline=thawed(Outline, outline),
            words=Words(data["words"]["language"], data["words"]["texts"]),
            texts=data["texts"],
            images=files["images"],
            assets=files["lent"],
            template=files["template"].get("", b""),
            source=files["source"].get("", b""),
            stamp=_STAMP.validate_python(stamp) if stamp else None,
            since=_since(since),
        )

    def dump(self) -> bytes:
        """The bundle as the bytes of a JSON text; `load` reads them."""
        return json.dumps(self.data(), ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def load(cls, data: bytes) -> Bundle:
        """The bundle of the bytes that `dump` wrote."""
        return cls.of(json.loads(data.decode("utf-8", "surrogatepass")))


def gather(
    loaded: Loaded,
    brief: Brief,
    templates: Templates,
    outline: str = "",
    *,
    source: bytes = b"",
    stamp: EditionInfo | None = None,
    since: Against | None = None,
) -> Bundle:
    """The bundle of a loaded brief under an outline, its own kind's by default.

    Raises Faulty with what is wrong with the templates that the brief asks for, each at its place; UsageError for an `outline` that is not
    there.
    """
    name, own = outline or brief.kind, loaded.office.look.docx
    try:
        found, words = templates.outline(name), templates.words(brief.language)
    except NoTemplate as error:
        if name != brief.kind and error.field == "kind":
            raise
        fault = Problem("error", str(error), "", (error.field,), _written(loaded, error.field))
        raise Faulty(f"{loaded.slug} asks for what is not there.", (fault,)) from error
    return Bundle(
        slug=loaded.slug,
        brief=sealed(brief),
        office=Office(publisher=loaded.office.publisher, look=loaded.office.look, editions=loaded.office.editions),
        outline_name=name,
        outline=found,
        words=words,
        texts=loaded.texts,
        images=loaded.images,
        assets={key: data for key, data in loaded.assets.items() if key != own},
        template=loaded.assets[own]
        if own and own in loaded.assets
        else templates.word_template(loaded.office.look.theme),
        source=source,
        stamp=stamp,
        since=since,
    )


def _written(loaded: Loaded, field: str) -> Where:
    """The place of a field of the brief, in office.yaml where the brief leaves it to the office."""
    here = loaded.where((field,))
    lent = here == loaded.where(()) and getattr(loaded.office, field, None)
    return loaded.in_office((field,)) if lent else here


def _since_data(since: Against | None) -> dict[str, Any] | None:
    """As much of the edition before as may be told; nothing else of it lies beside the new one."""
    match since:
        case None:
            return None
        case Baseline(edition, brief):
            return {"edition": edition, "brief": as_data(brief)}
        case _:
            made: dict[str, Any] = _SILENT.dump_python(since, mode="json")
            return made


def _since(data: Mapping[str, Any] | None) -> Against | None:
    if data is None:
        return None
    return Baseline(data["edition"], from_data(data["brief"])) if "brief" in data else _SILENT.validate_python(data)
