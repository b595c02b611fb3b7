"""The office's look: fonts that can be embedded, colours that can be read, a logo that can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from briefgen.errors import Level, Problem
from briefgen.look.contrast import LEAST, contrast
from briefgen.look.looks import LOOKS
from briefgen.reading import picture
from briefgen.reading.load import Loaded


def look_of_the_office(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """What of the look in office.yaml no brief can be set in, at its place there."""
    look = loaded.office.look
    for number, name in enumerate(look.fonts):
        if name in loaded.assets and (reason := _unfit(name, loaded.assets[name])):
            yield _fault(loaded, f"the font '{name}' {reason}", "", "fonts", number)
    begun = LOOKS[look.theme]
    grounds = begun.palette.paper, begun.palette.wash
    for key, colour in look.colours:
        least = min((contrast(colour, ground), ground) for ground in grounds) if colour else None
        if least and least[0] < LEAST:
            message = f"the colour {colour} is too light for text: its contrast with {least[1]} is {least[0]:.1f}"
            yield _fault(loaded, message, f"Take a darker one; {LEAST} is the least (WCAG 2.1, AA)", "colours", key)
    if look.logo and look.logo in loaded.assets:
        message, hint = picture.fault(loaded.assets[look.logo])
        if message:
            yield _fault(loaded, f"the logo '{look.logo}' cannot be shown: {message}", hint, "logo")
    if look.address and not begun.letterhead:
        message = f"the address is printed nowhere: the look '{look.theme}' has no letterhead"
        yield _said(loaded, "note", message, "Write theme: ministry, or take it out", "address")


def _unfit(name: str, data: bytes) -> str:
    from briefgen.look.font_file import UnfitFont, font_file

    try:
        font_file(Path(name), data)
    except UnfitFont as error:
        return str(error)
    return ""


def _fault(loaded: Loaded, message: str, hint: str, *path: str | int) -> Problem:
    return _said(loaded, "error", message, hint, *path)


def _said(loaded: Loaded, level: Level, message: str, hint: str, *path: str | int) -> Problem:
    return Problem(level, message, hint, ("look", *path), loaded.in_office(("look", *path)))
