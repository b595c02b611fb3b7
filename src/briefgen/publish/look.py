"""The office's look becomes the theme that its briefs are set in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefgen.errors import Problem, RenderError
from briefgen.incident.load import Loaded
from briefgen.look.font_file import UnfitFont, font_file
from briefgen.look.fonts import Faces
from briefgen.look.theme import PAGES, Logo, Palette, Theme


def theme(loaded: Loaded, folder: Path) -> Theme:
    """The theme of a brief; `folder` is that of office.yaml. Raises RenderError for a font that `check` would have refused."""
    look, own = loaded.office.look, loaded.lent
    try:
        fonts = tuple(font_file(folder / name, own[name]) for name in look.fonts if name in own)
    except UnfitFont as error:
        raise RenderError(f"a font of office.yaml {error}") from error
    colours = {key: colour for key, colour in look.colours if colour}
    logo = own.get(look.logo or "")
    name = loaded.office.publisher or (loaded.draft.publisher or "")
    return Theme(
        page=PAGES[look.page],
        palette=replace(Palette(), **colours),
        faces=Faces(fonts),
        logo=Logo(logo, name) if logo else None,
    )


def template_faults(loaded: Loaded) -> Iterator[Problem]:
    """What the office's own Word template lacks, at its place in office.yaml. python-docx is loaded only where there is one."""
    name = loaded.office.look.docx
    if not name or name not in loaded.lent:
        return
    from briefgen.render.docx.build import missing_styles

    where = loaded.in_office(("look", "docx"))
    try:
        lacking = missing_styles(loaded.lent[name])
    except RenderError as error:
        yield Problem("error", f"'{name}': {error}".rstrip("."), where=where)
        return
    for style in lacking:
        hint = "Copy it from templates/house.docx"
        yield Problem("error", f"the Word template '{name}' lacks the style {style}", hint, ("look", "docx"), where)
