"""The bytes of a picture become samples that a PDF can hold: upright, without transparency, in grey or RGB."""

from __future__ import annotations

import io
import zlib
from typing import Literal, NamedTuple

from PIL import Image, ImageOps

from .unusable import Unusable

_ORIENTATION = 0x0112


class Picture(NamedTuple):
    """Samples of 8 bits, compressed by `filter`; `pixels` is width and height."""

    data: bytes
    pixels: tuple[int, int]
    colours: Literal["DeviceRGB", "DeviceGray"]
    filter: Literal["DCTDecode", "FlateDecode"]


def read(data: bytes, name: str) -> Picture:
    """The picture in PNG or JPEG bytes; an upright RGB or grey JPEG is kept as it is. Raises Unusable, which calls it by its `name`."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            image.load()
            if image.format == "JPEG" and image.mode in ("RGB", "L") and image.getexif().get(_ORIENTATION, 1) == 1:
                return Picture(data, image.size, "DeviceGray" if image.mode == "L" else "DeviceRGB", "DCTDecode")
            upright = _on_white(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise Unusable(f"the picture of {name} cannot be read for the PDF: {fault}") from fault
    grey = upright.mode == "L"
    packed = zlib.compress(upright.tobytes(), 9)
    return Picture(packed, upright.size, "DeviceGray" if grey else "DeviceRGB", "FlateDecode")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L"):
        return image
    if image.mode in ("1", "I;16", "I"):
        return image.convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
