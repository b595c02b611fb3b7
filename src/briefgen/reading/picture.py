"""A figure's bytes: whether they are a picture that a page can show, and no larger than a page can use."""

from __future__ import annotations

import codecs
import io
import warnings

from briefgen.reading import drawing

LARGEST = 40_000_000
"""Pixels of one picture: a full page at 600 dots an inch has 35 million."""
_KINDS = ("PNG", "JPEG")


def fault(data: bytes) -> tuple[str, str]:
    """What is wrong with a PNG, JPEG or SVG file, and what to do about it; empty for nothing."""
    if data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        return drawing.fault(data, of_pixels)
    return of_pixels(data, "it is neither PNG, JPEG nor SVG")


def of_pixels(data: bytes, neither: str = "it is neither PNG nor JPEG") -> tuple[str, str]:
    """What is wrong with a PNG or JPEG file. Decodes it: a header says little of the rest."""
    from PIL import Image, UnidentifiedImageError  # only a brief with figures needs it

    too_large = (f"it has more than {LARGEST // 1_000_000} million pixels", "Save it smaller")
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_KINDS) as picture:
                if picture.width * picture.height > LARGEST:
                    return too_large
                picture.load()
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return too_large
        except UnidentifiedImageError:
            return neither, "Save the picture as PNG"
        except (OSError, SyntaxError, ValueError) as error:
            return f"it is damaged: {error}", "Save the picture anew"
    return "", ""
