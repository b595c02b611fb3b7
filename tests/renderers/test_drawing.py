"""Figures in SVG: one picture in every format, drawn without the machine's fonts; hostile ones are one problem, soon."""

from __future__ import annotations

import io
import re
from base64 import b64decode, b64encode
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from briefgen.document.blocks import Caption, Document, Figure
from briefgen.errors import RenderError
from briefgen.look.theme import Logo, Theme
from briefgen.reading.drawing import fault
from briefgen.reading.picture import of_pixels
from briefgen.renderers import Format, drawing, render
from tests.support.documents import meta, png, words
from tests.support.sweeps import few
from tests.support.wordfile import parts
from tests.whole.test_hostile import HOUSE, SMALL, brief, composed, errors

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="300" height="150">'
PLAIN = (
    f'{OPEN}<rect width="150" height="150" fill="#c00"/><text x="160" y="80" font-family="Arial">Gate 4</text></svg>'
)


def document(svg: str) -> Document:
    figure = Figure(svg.encode(), "A gate", Caption("Figure", 1, words("The gate")), "figure-1")
    return Document(meta(), (figure,))


def drawn(svg: str) -> Image.Image:
    """The pixels that the formats are given."""
    (figure,) = drawing.pixels(document(svg), Theme())[0].blocks
    assert isinstance(figure, Figure)
    return Image.open(io.BytesIO(figure.image)).convert("RGB")


def figure_brief(tmp_path: Path, svg: str | bytes) -> Path:
    data = svg.encode() if isinstance(svg, str) else svg
    return brief(tmp_path, "drawn", f"{SMALL}figures: {{f: {{file: m.svg, caption: C}}}}\n", m_svg=data)


# -- one picture ------------------------------------------------------------------------------------------------------


def test_all_formats_show_the_same_pixels(tmp_path: Path) -> None:
    made = composed(figure_brief(tmp_path, PLAIN))
    seen = drawn(PLAIN)
    (in_word,) = [
        d
        for d in parts(render(made, "docx", Theme(), HOUSE.read_bytes()).data, r"word/media/.*\.png").values()
        if Image.open(io.BytesIO(d)).size == seen.size
    ]
    page = render(made, "html", Theme(), b"").data.decode()
    in_page = b64decode(re.findall(r'data:image/png;base64,([^"]+)', page)[0])
    assert in_word == in_page
    assert Image.open(io.BytesIO(in_page)).convert("RGB").tobytes() == seen.tobytes()
    pdf = pypdfium2.PdfDocument(render(made, "pdf", Theme(), b"").data)
    pictures = [
        found for n in range(len(pdf)) for found in pdf[n].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    assert [found.get_bitmap().to_pil().convert("RGB").tobytes() for found in pictures] == [seen.tobytes()]


def test_it_is_as_large_as_it_says_in_print_resolution() -> None:
    assert drawn(PLAIN).size == (938, 469), "300 CSS pixels are 3.125 inches, at 300 dots an inch"
    page = render(document(PLAIN), "html", Theme(), b"").data.decode()
    assert 'width="300" height="150"' in page


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ('viewBox="0 0 20 10"', (2100, 1050)),
        ('width="100%" height="100%" viewBox="0 0 20 10"', (2100, 1050)),
        ('width="100000" height="100000"', (2100, 2100)),
        ('width="1e5" height="2e5"', (1400, 2800)),
        ('width="25.4mm" height="1in"', (300, 300)),
        ('viewBox="0 0 10 1000"', (28, 2800)),
    ],
)
def test_its_size_is_its_own_and_no_larger_than_a_page(size: str, pixels: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="5" height="5"/></svg>'
    assert drawn(svg).size == pixels


@pytest.mark.parametrize(
    "size", ["", 'width="0" height="9"', 'viewBox="0 0 x"', 'viewBox="0 0 1 101"', 'width="-1" height="1"']
)
def test_one_without_a_size_is_told(size: str) -> None:
    with pytest.raises(RenderError, match=r"the picture of “The gate” (has no size|is more than 100 times)"):
        drawn(f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>')


def test_its_text_is_set_in_the_house_faces_whatever_it_names() -> None:
    seen = {
        drawn(PLAIN.replace("Arial", family)).tobytes()
        for family in ("Arial", "Carlito", "Liberation Sans", "Noto Sans", "serif")
    }
    assert len(seen) == 1
    assert seen != {drawn(PLAIN.replace("Gate 4", "")).tobytes()}, "and it is there"


def test_a_character_without_a_face_is_told() -> None:
    made = render(document(PLAIN.replace("Gate 4", "第4門")), "html", Theme(), b"")
    (problem,) = made.problems
    assert "no typeface has “第” U+7B2C, “門” U+9580" in problem.message


def test_a_logo_may_be_a_drawing() -> None:
    theme = Theme(logo=Logo(PLAIN.encode(), "Gate office"))
    assert b"/Subtype /Image" in render(document(PLAIN), "pdf", theme, b"").data
    word = render(document(PLAIN), "docx", theme, HOUSE.read_bytes()).data
    (picture,) = parts(word, "word/media/.*").values()  # the logo and the figure are the same bytes
    assert Image.open(io.BytesIO(picture)).convert("RGB").tobytes() == drawn(PLAIN).tobytes()
    (head,) = (d for d in parts(word, "word/(header|document).*.xml").values() if b"Gate office" in d)
    assert b"r:embed" in head


def test_a_drawing_is_the_same_bytes_in_another_process() -> None:
    drawing._drawn.cache_clear()
    first = drawn(PLAIN).tobytes()
    drawing._drawn.cache_clear()
    assert drawn(PLAIN).tobytes() == first


# -- hostile ----------------------------------------------------------------------------------------------------------

PICTURE = b64encode(png(4, 4)).decode()
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>while (true) {}</script>", "it has a script"),
        ("<foreignObject><p>x</p></foreignObject>", "only a browser can show"),
        ('<rect><animate attributeName="x"/></rect>', "it has an animation"),
        ('<image href="file:///etc/passwd"/>', "outside itself: 'file:///etc/passwd'"),
        ('<image x:href="/etc/passwd"/>', "outside itself"),
        ('<image href="map.png"/>', "outside itself"),
        ('<image href="https://example.org/a.png"/>', "outside itself"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "outside itself"),
        ('<image href="#a"/>', "outside itself"),
        ('<feImage href="a.png"/>', "outside itself"),
        ('<use href="other.svg#a"/>', "outside itself"),
        ('<rect fill="url(http://example.org/a.svg#b)"/>', "outside itself"),
        ("<rect style=\"fill:URL( 'a.svg#b')\"/>", "outside itself"),
        ("<style>@import 'a.css';</style>", "outside itself"),
        ("<style>rect{fill:url(a.svg#b)}</style>", "outside itself"),
        ('<image href="data:image/png;base64,iVBORw0KGgo="/>', "a picture inside it cannot be shown"),
        ('<image href="data:image/png;base64,A"/>', "a picture inside it cannot be shown"),
        ("<g>" * 50_000 + "</g>" * 50_000, "more than 100 groups"),
        ("<g>", "it is damaged"),
    ],
)
def test_what_a_still_drawing_cannot_have_is_told_by_check(tmp_path: Path, inside: str, said: str) -> None:
    (problem,) = errors(figure_brief(tmp_path, f"{OPEN}{inside}</svg>"))
    assert said in problem
    assert "'m.svg' cannot be shown" in problem
    assert len(problem) < 400


@pytest.mark.parametrize(
    "svg",
    [
        f"<!DOCTYPE svg [<!ENTITY l0 'ha'>{LAUGHS}]>{OPEN}<text>&l9;</text></svg>",
        f"<!DOCTYPE svg [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>{OPEN}<text>&f;</text></svg>",
        f"<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://example.org/a'>%p;]>{OPEN}</svg>",
        f"{OPEN}<text>&f;</text></svg>",
        "<svg width='1' height='1'/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<",
        PLAIN.encode("utf-16"),
        PLAIN.replace("Gate 4", "Gä").encode("latin-1"),
        b" " * 20_000_001 + PLAIN.encode(),
    ],
)
def test_what_is_no_plain_drawing_is_one_problem(tmp_path: Path, svg: str | bytes) -> None:
    (problem,) = errors(figure_brief(tmp_path, svg))
    assert "'m.svg' cannot be shown" in problem


@pytest.mark.parametrize(
    "inside",
    [
        f'<image width="4" height="4" href="data:image/png;base64,{PICTURE}"/>',
        '<defs><g id="a"><path d="M0 0 9 9"/></g></defs><use x:href="#a"/>',
        '<linearGradient id="g"/><rect fill="url(#g)" style="stroke:url(&quot;#g&quot;)"/>',
        "<style>@font-face{font-family:F;src:url(data:font/woff2;base64,AA)}</style>",
        '<a href="https://example.org/"><rect/></a>',
        '<metadata><r:RDF xmlns:r="urn:r"><r:script href="a"/></r:RDF></metadata>',
    ],
)
def test_what_a_still_drawing_may_have_is_no_problem(inside: str) -> None:
    head = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert fault(f"{head}{OPEN}{inside}</svg>".encode(), of_pixels) == ("", "")
    assert drawn(f"{head}{OPEN}{inside}</svg>").size == (938, 469)


def bomb(kind: str) -> str:
    match kind:
        case "uses":
            groups = (f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 12))
            return f'{OPEN}<defs><g id="a0"><rect width="1" height="1"/></g>{"".join(groups)}</defs><use href="#a11"/></svg>'
        case "masks":
            masks = (
                f'<mask id="m{n}">{f"""<rect width="300" height="150" mask="url(#m{n + 1})"/>""" * 10}</mask>'
                for n in range(12)
            )
            return f'{OPEN}{"".join(masks)}<rect width="300" height="150" mask="url(#m0)"/></svg>'
        case "text":
            return f"{OPEN}<text>{'x' * 3_000_000}</text></svg>"
        case _:
            turbulence = '<filter id="f"><feTurbulence baseFrequency="0.01" numOctaves="1000"/></filter>'
            return f'{OPEN}{turbulence}{"""<rect width="300" height="150" filter="url(#f)"/>""" * 1000}</svg>'


@pytest.mark.parametrize("kind", few(["uses", "masks", "text", "filters"], "masks"))
def test_a_drawing_that_would_never_end_is_one_problem(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_SECONDS", 2.0)
    with pytest.raises(RenderError, match=r"the picture of “The gate” (takes more than 2 seconds|cannot be drawn)"):
        drawn(bomb(kind))


def test_a_crash_while_drawing_is_one_problem() -> None:
    with pytest.raises(RenderError, match="it is too much to draw"):
        drawing.pixels(document(f"{OPEN}{'<g>' * 50_000}{'</g>' * 50_000}</svg>"), Theme())


def test_a_drawing_leaves_nothing_of_its_makers_data() -> None:
    secret = PLAIN.replace("<rect", "<!-- C:/home/anna --><metadata>anna</metadata><rect", 1)
    formats: tuple[Format, ...] = ("pdf", "html")
    for format_ in formats:
        assert b"anna" not in render(document(secret), format_, Theme(), b"").data
