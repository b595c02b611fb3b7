"""Sources and the evidence that links a claim to them (ICD 206; NATO AJP-2.1 for the grades)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, model_validator

from briefgen.model.address import fault
from briefgen.model.annotation import Member, Paragraphs, To, Told, Untold, Verbatim
from briefgen.model.log import RowMapping
from briefgen.model.marking import Marking
from briefgen.model.shape import Model, Prose, Ref, Several, Short
from briefgen.model.time import When

SourceKind = Literal[
    "news_article",
    "press_release",
    "transcript",
    "recording",
    "official_document",
    "social_post",
    "interview",
    "dataset",
    "image",
    "report",
    "other",
]
Fidelity = Literal["original", "transcript", "translated", "excerpted", "ocr", "machine_paraphrased", "unknown"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]


def _address(text: str) -> str:
    if told := fault(text):
        raise ValueError(told)
    return text


def _digest(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise ValueError("a SHA-256 has 64 hexadecimal digits|Leave it out, or copy it whole")
    return text.lower()


def _grade(text: str) -> str:
    if not re.fullmatch(r"[A-F][1-6]?", text):
        raise ValueError(
            f"'{text}' is not a grade|Write A to F for the source's reliability and 1 to 6 for its information, such as B2"
        )
    return text


def _beneath(text: str) -> str:
    parts = re.split(r"[\\/]", text)
    if text.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", text) or "\0" in text:
        raise ValueError(
            f"'{text}' leaves the brief's folder|Put the file beside the brief and write its path from there"
        )
    return text


Address = Annotated[str, AfterValidator(_address)]
Digest = Annotated[str, AfterValidator(_digest)]
Grade = Annotated[str, AfterValidator(_grade)]
PathBeneath = Annotated[str, AfterValidator(_beneath)]
"""A path that stays inside the brief's folder."""


class Original(Short):
    """The document that an archived text was read from, as it was found: a page, a PDF, a Word file, an e-mail."""

    short_key = "file"

    file: PathBeneath
    """The document, a file in the brief's folder such as sources/article.html. Used for going back to it; its name is not printed."""
    sha256: Digest | None = None
    """The digest of the document. Used for noticing a change of it; not printed."""


class Source(Short, Member):
    """A source: what it is, where it came from, how far it may be trusted, and its archived text."""

    short_key = "title"

    title: Annotated[Prose, Told(style="prose", name=True)]
    """The source's own title, printed as it is."""
    kind: Annotated[SourceKind, Told(words="source_kind")] = "other"
    """news_article, press_release, transcript, recording, official_document, social_post, interview, dataset, image, report or other."""
    author: Annotated[str, Told()] = ""
    """Who wrote it."""
    publisher: Annotated[str, Told()] = ""
    """Who published it."""
    url: Annotated[Address | None, Untold()] = None
    """Where it was found."""
    published: Annotated[When | None, Told()] = None
    """When it was published."""
    accessed: Annotated[When | None, Untold()] = None
    """When it was read or archived."""
    date_of_information: Annotated[When | None, Told()] = None
    """What time its information is of, where that differs from its publication."""
    language: Annotated[str, Untold()] = ""
    """Its language (BCP 47), the brief's when absent."""
    file: Annotated[PathBeneath | None, Untold()] = None
    """The archived text, a UTF-8 file in the brief's folder such as sources/article.txt, or the log that `rows` reads. Used for verifying words; its name is not printed."""
    rows: Annotated[RowMapping | None, Untold()] = None
    """What the columns of the file are, where it is a log: each row is an event. Used for reading it; not printed."""
    sha256: Annotated[Digest | None, Untold()] = None
    """The digest of the archived file. Used for noticing a change of it; not printed."""
    original: Annotated[Original | None, Untold()] = None
    """The document that the archived text was read from. Used for going back to it, and for noticing a change of it; not printed."""
    archived_url: Annotated[Address | None, Untold()] = None
    """Where a public archive keeps it."""
    fidelity: Annotated[Fidelity, Told(words="fidelity")] = "unknown"
    """How the text reached us: original, transcript, translated, excerpted, ocr, machine_paraphrased or unknown. Decides on quotation marks."""
    access: Annotated[Literal["primary", "secondary", "tertiary"] | None, Told(words="sources")] = None
    """primary: it heard or saw it; secondary: it reports what others said; tertiary: it repeats reports."""
    derived_from: Annotated[Ref | None, To("sources"), Told()] = None
    """The source that this one repeats; two sources with one origin do not confirm each other."""
    role: Annotated[Literal["cited", "appended"], Untold()] = "cited"
    """cited, or appended as further reading."""
    grade: Annotated[Grade | None, Told("table.grade")] = None
    """Admiralty grade: reliability A to F and, as the default of its items, credibility 1 to 6; F and 6 mean not judged."""
    descriptor: Annotated[str, Paragraphs(), Told("table.quality", style="prose")] = ""
    """What affects its quality and credibility, in prose (ICD 206)."""
    limitations: Annotated[Several[Prose], Paragraphs(), Told(style="sentences")] = ()
    """What it cannot be relied on for, one line each."""
    rights: Annotated[str, Paragraphs(), Untold()] = ""
    """Whether its text may be passed on."""
    valid_until: Annotated[When | None, Untold()] = None
    """When it should be looked at again."""
    marking: Annotated[Marking, Told()] = Marking()
    """The source's own handling marking."""

    @model_validator(mode="after")
    def _rows_of_a_file(self) -> Source:
        if self.rows and not self.file:
            raise ValueError(
                "rows: says what the columns of a log are, but no file is named|Write file: sources/log.csv"
            )
        return self

    @property
    def quotable(self) -> bool:
        """True when its wording may stand in quotation marks (R6): not reworded, read by machine or of unknown descent."""
        return self.fidelity in ("original", "transcript", "translated", "excerpted")


class Evidence(Model):
    """One link from a claim to a source."""

    source: Annotated[Ref, To("sources")]
    """The source's id."""
    span: Annotated[str, Verbatim()] = ""
    """The exact words of the archived text that carry the claim. Used for verifying it; not printed."""
    locator: str = ""
    """Where in the source: page, paragraph or time."""
    credibility: Credibility | None = None
    """Credibility of this item, 1 to 6, where it differs from the source's grade."""
    supports: Literal["supports", "contradicts", "mentions"] = "supports"
    """Whether the words support the claim, contradict it or only mention it."""
    note: Annotated[str, Paragraphs()] = ""
    """What a reader must know of this link."""


KeyStep = str | int


def evidence_items(value: Any) -> Iterator[tuple[tuple[KeyStep, ...], tuple[KeyStep, ...], Any]]:
    """Each evidence mapping that a written value stands for, with the places of its source and its span in that value.

    An id, `{id: span}`, `{id: [span, span]}`, or a list of these or of full mappings. The same walk serves the model and
    whoever looks for the line of an item in the file.
    """
    if isinstance(value, list | tuple):
        for index, item in enumerate(value):
            for source, span, mapping in evidence_items(item):
                yield (index, *source), (index, *span), mapping
    elif isinstance(value, str):
        yield (), (), {"source": value}
    elif isinstance(value, dict) and "source" not in value:
        for key, spans in value.items():
            if isinstance(spans, list):
                for index, span in enumerate(spans):
                    yield (key, index), (key, index), {"source": key, "span": span}
            else:
                yield (key,), (key,), {"source": key, "span": spans}
    else:
        yield ("source",), ("span",), value


def _gathered(value: Any) -> Any:
    if isinstance(value, tuple) and all(isinstance(item, Evidence) for item in value):
        return value
    return [mapping for _, _, mapping in evidence_items(value)]


EvidenceList = Annotated[tuple[Evidence, ...], BeforeValidator(_gathered)]
"""Links to sources: an id, {id: span}, {id: [span, span]}, or a list of these or of full mappings."""
