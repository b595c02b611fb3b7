"""Charts' pictures kept by their strokes: an unchanged chart is not drawn again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from briefgen.errors import FileProblem
from briefgen.look.fonts import Faces
from briefgen.timeline.strokes import Panel
from briefgen.version import __version__
from briefgen.workspace.files import kept, write

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWN_BY = (__version__, *(f"{name} {version(name)}" for name in ("resvg-py", "pillow", "fontpkg-fira-sans")))


@dataclass(frozen=True, slots=True)
class Pictures:
    """PNGs in a folder, each named by the digest of what was drawn, with which fonts, by which versions; it may be deleted."""

    folder: Path

    def __call__(self, panel: Panel, faces: Faces) -> bytes:
        """The picture of a panel, kept or drawn now; where it cannot be kept, it is drawn again the next time."""
        fonts = [font.name for font in faces.more]  # which has its digest in it
        drawn = repr((panel.width, panel.height, panel.strokes, fonts, _DRAWN_BY))
        file = self.folder / f"{sha256(drawn.encode('utf-8', 'surrogatepass')).hexdigest()}.png"
        known = kept(file)
        if known.startswith(_SIGNATURE):
            return known
        from briefgen.renderers.png import png

        made = png(panel, faces=faces)
        with suppress(FileProblem):
            write(file, made)
        return made
