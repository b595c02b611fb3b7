"""The office's look becomes the theme that its briefs are set in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from briefgen.document.stationery import Stationery
from briefgen.errors import RenderError
from briefgen.look.font_file import UnfitFont, font_file
from briefgen.look.looks import LOOKS
from briefgen.look.theme import PAGES, Logo, Theme
from briefgen.settings.office import Office
from briefgen.workspace.files import lay_out


def theme(office: Office, assets: Mapping[str, bytes], publisher: str = "") -> Theme:
    """The theme of an office; `assets` are the files of its look by name, `publisher` the logo's words where it has no name.

    Raises RenderError for a font that `check` would have refused.
    """
    look, base = office.look, LOOKS[office.look.theme]
    try:
        fonts = tuple(
            font_file(lay_out(Path(name).name, assets[name]), assets[name]) for name in look.fonts if name in assets
        )
    except UnfitFont as error:
        raise RenderError(f"a font of office.yaml {error}") from error
    colours = {key: colour for key, colour in look.colours if colour}
    logo = assets.get(look.logo or "")
    return replace(
        base,
        page=PAGES[look.page],
        palette=base.palette._replace(**colours),
        faces=base.faces._replace(more=fonts),
        logo=Logo(logo, office.publisher or publisher) if logo else None,
    )


def stationery(office: Office) -> Stationery:
    """What the office's look prints on page 1 besides the brief."""
    base = LOOKS[office.look.theme]
    return Stationery(base.letterhead, office.look.address or "", base.record)
