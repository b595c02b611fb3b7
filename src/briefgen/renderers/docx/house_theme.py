"""The house colours and typeface as an Office theme, so that Word's own menus offer them to whoever edits the brief."""

from __future__ import annotations

from briefgen.look.theme import Palette

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def theme(palette: Palette, typeface: str) -> bytes:
    """The theme part (ECMA-376-1, 20.1.6.9): two dark and two light colours, six accents, one typeface, plain fills."""
    colours = {
        "dk1": palette.ink,
        "lt1": palette.paper,
        "dk2": palette.accent,
        "lt2": palette.wash,
        "accent1": palette.accent,
        "accent2": palette.harm,
        "accent3": palette.act,
        "accent4": palette.statement,
        "accent5": palette.ruling,
        "accent6": palette.other,
        "hlink": palette.accent,
        "folHlink": palette.muted,
    }
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in colours.items())
    fonts = f'<a:latin typeface="{typeface}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{_DRAWING}" name="House"><a:themeElements>'
        f'<a:clrScheme name="House">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="House"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="House"><a:fillStyleLst>{3 * fill}</a:fillStyleLst><a:lnStyleLst>{3 * line}</a:lnStyleLst>'
        f"<a:effectStyleLst>{3 * effect}</a:effectStyleLst><a:bgFillStyleLst>{3 * fill}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()
