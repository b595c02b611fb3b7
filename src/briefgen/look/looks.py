"""The looks that briefgen brings, each as the values in which it differs from the house's."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.look.fonts import Faces
from briefgen.look.theme import DARK, Palette, Theme, TypeStep, WordFace

HOUSE = Theme()
MINISTRY = Theme(
    title=TypeStep(18.5, 21.8),
    section=TypeStep(13, 17),
    part=TypeStep(10.2, 13.8),
    lead=TypeStep(10.2, 13.5),
    figure=TypeStep(18, 20.5),
    unit=TypeStep(10.8, 20.5),
    body=TypeStep(9, 11.7),
    side=TypeStep(8.5, 11.4),
    table=TypeStep(8.5, 11.4),
    kicker=TypeStep(8, 10.6),
    caption=TypeStep(7.7, 10.6),
    small=TypeStep(7.3, 9.8),
    # black and one dark colour; the chart's families are told by shape and by how dark they are
    palette=Palette(
        ink="#141414",
        muted="#4D4D4D",
        accent="#6B1A26",
        alert="#6B1A26",
        rule="#8C8C8C",
        hairline="#CFCDCA",
        wash="#F5F4F2",
        says="#6B1A26",
        ours="#141414",
        gap="#4D4D4D",
        harm="#8A1C2C",
        act="#65717B",
        recovery="#848C92",
        finding="#1C1C1C",
        ruling="#5C5C5C",
        statement="#3A3A3A",
        other="#767676",
    ),
    dark=Palette(
        ink="#ECE9E6",
        muted="#B8B2AC",
        accent="#E5A5AE",
        alert="#F2A39B",
        rule="#5E5751",
        hairline="#3A3531",
        wash="#211D1B",
        paper="#161312",
        says="#E5A5AE",
        ours="#ECE9E6",
        gap="#B8B2AC",
        harm="#E8808C",
        act="#9BA7B1",
        recovery="#7F888F",
        finding="#ECE9E6",
        ruling="#A9A39D",
        statement="#CBC6C1",
        other="#8F8983",
    ),
    faces=Faces(family="serif"),
    word=WordFace("Cambria", "roman", larger=1.02, natural=1.17),
    spare=9.0,
    letterhead=True,
    record="approval",
)
ENGINEERING = Theme(
    left=42.0,
    right=42.0,
    top=45.0,
    title=TypeStep(17, 20.5),
    section=TypeStep(12.5, 16),
    part=TypeStep(10, 13.2),
    lead=TypeStep(10, 13.2),
    figure=TypeStep(17, 20),
    unit=TypeStep(11, 20),
    body=TypeStep(9, 11.5),
    side=TypeStep(8.5, 11),
    table=TypeStep(8.5, 10.8),
    kicker=TypeStep(8, 10.4),
    caption=TypeStep(7.8, 10.4),
    small=TypeStep(7.3, 9.6),
    palette=Palette()._replace(
        ink="#14181C",
        muted="#4B5763",
        accent="#005B66",
        rule="#87939E",
        hairline="#C9D1D8",
        wash="#F1F4F6",
        says="#5B3A8C",
        ours="#005B66",
    ),
    dark=DARK._replace(accent="#5CC7CF", ours="#5CC7CF", says="#C3A6F5"),
    faces=Faces(family="technical"),
    mono=0.92,
    spare=8.0,
    grid=True,
    record="control",
)
LOOKS: Mapping[str, Theme] = {"house": HOUSE, "ministry": MINISTRY, "engineering": ENGINEERING}
"""The looks by the names that office.yaml may say."""
