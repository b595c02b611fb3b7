"""A picture fit to be passed on: upright, and without what a camera or a program has written into it."""

from __future__ import annotations

import io


def clean(data: bytes) -> bytes:
    """The picture without its metadata (Exif, with the place it was taken; comments; thumbnails), turned as the Exif says.

    A picture without any is returned as it is. Bytes that are no readable picture are, too: the renderer names the figure.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if not (picture.getexif() or set(picture.info) & _TELLING):
                return data
            upright = ImageOps.exif_transpose(picture)
            kind, profile = picture.format or "PNG", picture.info.get("icc_profile")
            pixels = Image.frombytes(upright.mode, upright.size, upright.tobytes())
            if upright.mode == "P":
                pixels.putpalette(upright.getpalette("RGB") or [])
            out = io.BytesIO()
            pixels.save(out, kind, icc_profile=profile, **({"quality": 92} if kind == "JPEG" else {"optimize": True}))
            return out.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return data


_TELLING = frozenset(
    {
        "exif",
        "comment",
        "Comment",
        "photoshop",
        "xmp",
        "XML:com.adobe.xmp",
        "Software",
        "Author",
        "Description",
        "Title",
    }
)
