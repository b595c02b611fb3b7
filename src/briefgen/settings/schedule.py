"""The office's schedule: at which times which briefs are rendered, issued or sent."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Literal, get_args

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator

from briefgen.model.brief import ZoneName
from briefgen.model.point import zone
from briefgen.model.shape import Model, Prose, Several
from briefgen.settings.formats import FileFormat

JobAction = Literal["render", "issue", "send"]
"""What a job may do with a brief; where it does several, they come in this order."""


def _cron(text: str) -> str:
    fields = text.split()
    hint = 'Write minute, hour, day of the month, month and day of the week, such as "30 7 * * 1-5"'
    if len(fields) != 5:
        raise ValueError(f"'{text}' is no cron expression: it has {len(fields)} fields|{hint}")
    try:
        next(CronSim(text, datetime(2024, 1, 1, tzinfo=UTC)))
    except CronSimError as error:
        what = str(error).removeprefix("Bad ").replace("-", " ")
        raise ValueError(f"'{text}' is no cron expression: its {what} is wrong|{hint}") from error
    except StopIteration:
        raise ValueError(f"'{text}' never comes|{hint}") from None
    return " ".join(fields)


def _in_order(actions: tuple[JobAction, ...]) -> tuple[JobAction, ...]:
    if not actions:
        raise ValueError("this is empty|Write one or more of render, issue and send")
    return tuple(action for action in get_args(JobAction) if action in actions)


def _quiet(text: str) -> str:
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", text)
    if text and (not found or found.group(1, 2) == found.group(3, 4)):
        raise ValueError(f"'{text}' are no hours|Write from and to on the clock, such as 22:00-06:00")
    return text


class Job(Model):
    """What is done at the times of a cron expression."""

    cron: Annotated[str, AfterValidator(_cron)]
    """Minute, hour, day of the month, month, day of the week, such as "30 7 * * 1-5"."""
    zone: ZoneName | None = None
    """The zone of these times, an IANA name such as Europe/Warsaw; the office's when absent."""
    briefs: Several[Prose] = ()
    """The briefs, by their slugs; all when absent."""
    actions: Annotated[Several[JobAction], AfterValidator(_in_order)] = ("render",)
    """One or more of render, issue (of what is approved and new) and send."""
    formats: Several[FileFormat] = ("pdf", "docx")
    """The formats that are rendered: pdf, docx, html, txt, md, json, csv, xlsx."""

    approval: Literal["required", "none"] = "required"
    """required: only what somebody has approved is issued (briefgen approve); none: whatever is new."""
    quiet: Annotated[str, AfterValidator(_quiet)] = ""
    """Hours in which nothing is sent, on the clock of the zone, such as 22:00-06:00; what comes in them is sent at their end."""


class PlannedJob(Job):
    """A job of the schedule under its id, with the zone that its times are in."""

    id: str
    zone: ZoneName

    def is_quiet(self, now: datetime) -> bool:
        """Whether an instant (aware) lies in the quiet hours."""
        if not self.quiet:
            return False
        start, _, end = self.quiet.partition("-")
        clock = f"{now.astimezone(zone(self.zone)):%H:%M}"
        return start <= clock < end if start < end else clock >= start or clock < end
