"""Which elements of a web page no reader sees: by what the markup says, and by the page's own style rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


def words_of(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


_NEVER = words_of(
    "script style template noscript head title meta link base iframe object embed applet canvas svg audio video "
    "map area datalist select option textarea input progress meter del s strike rp dialog frameset noframes param "
    "source track"
)
"""Elements whose words are no running text, or struck out."""
STRUCK = words_of("del s strike")
_CLASSES = words_of(
    "visually-hidden visuallyhidden visually-hidden-focusable sr-only sr-only-focusable screen-reader-text "
    "screen-reader-only screenreader screenreader-only screen-reader a11y-hidden u-visually-hidden u-hidden "
    "hidden is-hidden invisible offscreen off-screen hide d-none display-none assistive-text vh visually_hidden "
    "govuk-visually-hidden element-invisible hidden-text print-only only-print accessibly-hidden"
)
_SHOWN = re.compile(
    r"(?:sm|md|lg|xl|2xl|xxl):(?:block|flex|grid|inline\S*|table\S*|visible)|d-(?:sm|md|lg|xl|xxl)-(?!none)\S+"
)
"""Hidden on a small screen alone: Tailwind's and Bootstrap's classes."""
_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])opacity\s*:\s*0*(?:\.0+)?\s*(?:[;!]|$)|font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:[;!]|$)",
    re.I,
)
_AWAY = re.compile(r"(?:left|top|text-indent)\s*:\s*-\d{4,}(?:px|em)|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]", re.I)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?([.#])([\w-]+)", re.I)
_LARGEST = 500_000
"""Characters of style rules that are read."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The elements of one page that no reader sees; `rules` are (tag or nothing, "." or "#", name) that its style rules hide."""

    rules: frozenset[tuple[str, str, str]] = frozenset()

    @classmethod
    def of(cls, root: Any) -> Hidden:
        """The rules of the page's style sheets that hide a class or an id on every screen. Others are not known."""
        sheets = "\n".join(el.text or "" for el in root.iter("style") if not el.get("media"))[:_LARGEST]
        return cls(frozenset(_hiding(_COMMENT.sub(" ", sheets))))

    def __call__(self, element: Any) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _NEVER:
            return True
        attributes = element.attrib
        if not attributes:
            return False
        if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
            return True
        style = attributes.get("style", "")
        if style and (_STYLE.search(style) or _AWAY.search(style)):
            return True
        classes = attributes.get("class", "").split()
        if any(name.lower() in _CLASSES for name in classes) and not any(map(_SHOWN.fullmatch, classes)):
            return True
        if not self.rules:
            return False
        names = [(".", name) for name in classes] + [("#", attributes.get("id", ""))]
        return any((where, sign, name) in self.rules for sign, name in names for where in ("", tag))


def _hiding(sheet: str) -> list[tuple[str, str, str]]:
    """What the rules outside of @media and its like hide."""
    found = []
    for selectors, said in _RULE.findall(_outside(sheet)):
        if _STYLE.search(said) or _AWAY.search(said):
            for selector in selectors.split(","):
                if simple := _SIMPLE.fullmatch(selector.strip()):
                    found.append(((simple[1] or "").lower(), simple[2], simple[3]))
    return found


def _outside(sheet: str) -> str:
    """A style sheet without the blocks of its @-rules, which hold on some screens only."""
    kept: list[str] = []
    depth, at_rule, start = 0, False, 0
    for sign in re.finditer(r"[@{};]", sheet):
        match sign[0]:
            case "@" if depth == 0:
                kept.append(sheet[start : sign.start()])
                at_rule = True
            case ";" if depth == 0 and at_rule:
                at_rule, start = False, sign.end()
            case "{":
                depth += 1
            case "}":
                depth = max(0, depth - 1)
                if depth == 0 and at_rule:
                    at_rule, start = False, sign.end()
            case _:
                pass
    return "".join([*kept, "" if at_rule else sheet[start:]])
