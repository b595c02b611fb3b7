"""A Document becomes one HTML page: no script, nothing fetched; for a screen of any width, in light and dark, and for paper."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from briefgen.document.blocks import Contents, Document
from briefgen.document.meta import Banner, Furniture, Meta
from briefgen.document.passages import anchors, right_to_left
from briefgen.look.theme import Theme
from briefgen.renderers.html.faces import face_rules
from briefgen.renderers.html.flow import flow
from briefgen.renderers.html.sheet import sheet
from briefgen.renderers.html.story import OWN, HtmlContext
from briefgen.renderers.markup import attributes, element, escaped
from briefgen.renderers.rendered import Rendered
from briefgen.timeline.layout import LayOut, panels

MAIN = f"{OWN}main"


def build(document: Document, theme: Theme, lay_out: LayOut | None = None, *, faces: bool = True) -> Rendered:
    """The page (HTML 5, UTF-8), with its chart as `lay_out` makes it, if given; without its `faces` where whoever shows it has them.
    Raises RenderError for a broken picture.

    Its Content-Security-Policy lets no script run and nothing be fetched. The same document gives the same bytes.
    """
    meta = document.meta
    story = HtmlContext(meta.language, lay_out=lay_out or panels, places=frozenset(anchors(document.blocks)))
    main = _main(story, document, theme)
    own = [face_rules(main + meta.title + meta.furniture.contact, theme.faces), *story.rules] if faces else story.rules
    css = sheet(meta, theme, own)
    page = "\n".join(
        (
            "<!DOCTYPE html>",
            f"<html{attributes(lang=meta.language, dir='rtl' if right_to_left(meta.language) else 'ltr')}>",
            _head(meta, css),
            '<body class="with-contents">' if any(isinstance(b, Contents) for b in document.blocks) else "<body>",
            element("a", escaped(meta.furniture.skip or meta.title), class_="skip", href=f"#{MAIN}"),
            _header(meta),
            main,
            _footer(meta),
            "</body>",
            "</html>",
            "",
        )
    )
    return Rendered(page.encode("utf-8"))


def _head(meta: Meta, css: str) -> str:
    digest = b64encode(sha256(css.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "referrer": "no-referrer",
        "author": meta.publisher,
        "description": meta.subject,
        "keywords": ", ".join(meta.keywords),
        "dcterms.date": meta.date.isoformat(),
    }
    return "\n".join(
        (
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>{escaped(meta.title)}</title>",
            *(f"<meta{attributes(name=name, content=content)}>" for name, content in named.items() if content),
            f"<style>{css}</style>",
            "</head>",
        )
    )


def marking(banner: Banner | None, place: str) -> str:
    """The handling marking at a place of the page; nothing for none."""
    if banner is None:
        return ""
    quiet = element("small", escaped(banner.text.removeprefix(banner.loud))) if banner.caveats else ""
    words = element("span", escaped(banner.loud if quiet else banner.text), quiet)
    return element("p", words, class_=f"marking {place}", dir="auto")


def _header(meta: Meta) -> str:
    furniture = meta.furniture
    state = escaped(furniture.edition)
    if furniture.unissued:
        state = f"{element('b', state)} {escaped(furniture.unissued)}"
    edition = element("p", state, class_="edition", dir="auto")
    return element("header", marking(meta.banner, "top"), edition if meta.furniture.edition else "")


def _footer(meta: Meta) -> str:
    return element("footer", _colophon(meta.furniture), marking(meta.banner, "bottom"))


def _colophon(furniture: Furniture) -> str:
    texts = (furniture.contact, furniture.running, furniture.edition)
    lines = (element("span", escaped(text), dir="auto") for text in texts if text)
    return element("p", *lines, class_="colophon")


def _main(story: HtmlContext, document: Document, theme: Theme) -> str:
    """What answers stands first, across the page; from the contents on, they stand beside the sections they list."""
    blocks = document.blocks
    parts = list(flow(story, blocks, theme))
    split = next((index for index, block in enumerate(blocks) if isinstance(block, Contents)), len(blocks))
    front, contents, body = parts[:split], parts[split : split + 1], parts[split + 1 :]
    made = element("div", "\n", "\n".join(front), "\n", class_="text")
    if contents:
        made += f"\n{contents[0]}\n" + element("div", "\n", "\n".join(body), "\n", class_="text")
    return element("main", "\n", made, "\n", id=MAIN)
