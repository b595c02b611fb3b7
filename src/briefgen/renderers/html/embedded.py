"""Pictures inside the page's own bytes."""

from __future__ import annotations

import io
from base64 import b64encode

from PIL import Image

from briefgen.errors import RenderError
from briefgen.renderers.markup import attributes

_CSS = 96.0
"""A page's pixels an inch (CSS Values 3, 5.2)."""


def sized(image: bytes, name: str, alt: str, density: float = _CSS) -> str:
    """The `img` of a PNG or JPEG, shown at so many pixels an inch. Raises RenderError, which calls it by its `name`, for other bytes."""
    try:
        with Image.open(io.BytesIO(image), formats=("PNG", "JPEG")) as opened:
            kind, (width, height) = str(opened.format).lower(), opened.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RenderError(f"HTML: {name} is no PNG or JPEG") from error
    data = b64encode(image).decode("ascii")
    size = {"width": round(width * _CSS / density), "height": round(height * _CSS / density)}
    return f"<img{attributes(src=f'data:image/{kind};base64,{data}', alt=alt, **size)}>"
