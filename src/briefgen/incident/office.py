"""The office: what all its briefs share, from briefs/office.yaml. A brief that says nothing of its own takes these."""

from __future__ import annotations

from typing import Any, Literal

from briefgen.incident.brief import Language, TimeDisplay, ZoneName
from briefgen.incident.marking import Marking
from briefgen.incident.shape import Model
from briefgen.incident.source import PathBeneath
from briefgen.incident.yardstick import Yardstick


class Look(Model):
    """How the office's briefs look."""

    page: Literal["A4", "Letter"] = "A4"
    """The paper: A4 or Letter."""
    docx: PathBeneath | None = None
    """The office's own Word template, a .docx in the folder of office.yaml."""


class Office(Model):
    """Settings of the office."""

    publisher: str | None = None
    """Who publishes the briefs."""
    contact: str | None = None
    """Whom to ask."""
    language: Language | None = None
    """The language of the fixed words: en-GB or en-US."""
    timezone: ZoneName | None = None
    """The zone of clock times that name none."""
    times: TimeDisplay | None = None
    """How clock times are printed: local+utc, utc or dtg."""
    marking: Marking | None = None
    """The default handling marking."""
    yardstick: Yardstick | None = None
    """The ladder of likelihood words: icd203, icd203_alt or phia."""
    look: Look = Look()
    """Page and Word template."""

    @staticmethod
    def lend(office: dict[str, Any], brief: dict[str, Any]) -> dict[str, Any]:
        """The brief's data with the office's settings where the brief is silent."""
        return {key: office[key] for key in INHERITED if key in office} | brief


INHERITED = ("publisher", "contact", "language", "timezone", "times", "marking", "yardstick")
