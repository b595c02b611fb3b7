"""The office: what all its briefs share, from briefs/office.yaml. A brief that says nothing of its own takes these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from briefgen.model.brief import Collection, Language, TimeDisplay, ZoneName
from briefgen.model.marking import Marking
from briefgen.model.shape import Model, Several
from briefgen.model.source import PathBeneath
from briefgen.model.yardstick import Yardstick
from briefgen.settings.formats import DocumentFormat
from briefgen.settings.mail import Mail, MailingList
from briefgen.settings.schedule import Job, PlannedJob


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise ValueError(f"'{text}' is not a colour|Write it as #RRGGBB, such as #1A1F26")
    return text


Colour = Annotated[str, AfterValidator(_colour)]


class Colours(Model):
    """The office's own colours of text, in the place of the house's."""

    ink: Colour | None = None
    """Text."""
    muted: Colour | None = None
    """What stands back: dates, captions, notes."""
    accent: Colour | None = None
    """Headings and links."""
    alert: Colour | None = None
    """What must be acted on."""


class Look(Model):
    """How the office's briefs look. Files lie in the folder of office.yaml."""

    page: Literal["A4", "Letter"] = "A4"
    """The paper: A4 or Letter."""
    docx: PathBeneath | None = None
    """The office's own Word template, a .docx in the folder of office.yaml."""
    fonts: Several[PathBeneath] = ()
    """Static TrueType files (.ttf) for the characters that Fira Sans and DejaVu Sans lack, in the PDF and the chart."""
    colours: Colours = Colours()
    """Colours of text in the PDF and the chart: ink, muted, accent, alert."""
    logo: PathBeneath | None = None
    """A PNG, JPEG or SVG at the head of page 1."""

    def files(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The names of the files, each with its place in office.yaml."""
        if self.docx:
            yield ("look", "docx"), self.docx
        for number, name in enumerate(self.fonts):
            yield ("look", "fonts", number), name
        if self.logo:
            yield ("look", "logo"), self.logo


def _pattern(text: str) -> str:
    try:
        names = {name for _, name, spec, how in Formatter().parse(text) if name is not None and not (spec or how)}
        plain = not [1 for _, _, spec, how in Formatter().parse(text) if spec or how]
    except ValueError:
        names, plain = {"?"}, False
    if not plain or not {"slug", "edition"} <= names <= _IN_NAMES or re.search(r'[\\/:*?"<>|\x00-\x1f]', text):
        raise ValueError(
            f"'{text}' is not a pattern of file names|Write a text with {{slug}} and {{edition}} in it, and {{date}}, {{kind}} or "
            "{marking} if you like, without / and other signs that a file name cannot have"
        )
    return text


_IN_NAMES = {"slug", "edition", "date", "kind", "marking"}


class Editions(Model):
    """How editions are issued."""

    name: Annotated[str, AfterValidator(_pattern)] = "{slug}-ed{edition}-{date}"
    """The name of the files: a text with {slug} and {edition} in it, and {date}, {kind} or {marking}."""
    formats: Several[DocumentFormat] = ("pdf", "docx")
    """The formats: pdf, docx, html, txt or md."""


class Office(Model):
    """Settings of the office."""

    publisher: str | None = None
    """Who publishes the briefs."""
    contact: str | None = None
    """Whom to ask."""
    language: Language | None = None
    """The language of the fixed words: en-GB, en-US, pl, or one of your own in templates/words/."""
    timezone: ZoneName | None = None
    """The zone of clock times that name none."""
    times: TimeDisplay | None = None
    """How clock times are printed: local+utc, utc or dtg."""
    marking: Marking | None = None
    """The default handling marking."""
    yardstick: Yardstick | None = None
    """The ladder of likelihood words: icd203, icd203_alt or phia."""
    look: Look = Look()
    """Paper, Word template, fonts, colours and logo."""
    editions: Editions = Editions()
    """File names and formats of issued editions."""
    lists: Collection[MailingList] = Field(default_factory=dict)
    """The lists of readers, each under its id."""
    mail: Mail | None = None
    """How messages leave."""
    schedule: Collection[Job] = Field(default_factory=dict)
    """Jobs by id: what `briefgen schedule` does, and when."""

    @property
    def jobs(self) -> tuple[PlannedJob, ...]:
        """The jobs of the schedule, each with its zone."""
        zone = self.timezone or "UTC"
        return tuple(
            PlannedJob(**{**dict(job), "id": key, "zone": job.zone or zone}) for key, job in self.schedule.items()
        )

    @staticmethod
    def lend(office: dict[str, Any], brief: dict[str, Any]) -> dict[str, Any]:
        """The brief's data with the office's settings where the brief is silent."""
        return {key: office[key] for key in INHERITED if key in office} | brief


INHERITED = ("publisher", "contact", "language", "timezone", "times", "marking", "yardstick")
