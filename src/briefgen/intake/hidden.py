"""Which elements of a web page no reader sees: by what the markup says, and by the page's own style rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from briefgen.intake.awaited import awaited
from briefgen.intake.styles import AWAY, STYLE, StyleRules


def words_of(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


_NEVER = words_of(
    "script style template noscript head title meta link base iframe object embed applet canvas svg audio video "
    "map area datalist select option textarea input progress meter del s strike rp dialog frameset noframes param "
    "source track"
)
"""Elements whose words are no running text, or struck out."""
INLINE = words_of(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q rb rt ruby s samp small "
    "span strong sub sup time tt u var wbr picture img button math mi mn mo mrow mtext msup msub"
)
"""Elements that stand in a line; any other begins and ends one."""
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


@dataclass(frozen=True, slots=True)
class Hidden:
    """The elements of one page that no reader sees. `shown` are those that its scripts show as soon as it is there."""

    rules: StyleRules = field(default_factory=StyleRules)
    shown: frozenset[Any] = frozenset()

    @classmethod
    def of(cls, root: Any) -> Hidden:
        """By the page's style sheets for every screen. Where nothing of the text that the page marks as its article would be seen,
        what hides that text waits for a script, and is no hiding place."""
        sheets = "\n".join(el.text or "" for el in root.iter("style") if not el.get("media"))
        hidden = cls(StyleRules.of(sheets))
        return cls(hidden.rules, awaited(root, hidden))

    def __call__(self, element: Any) -> bool:
        tag = element.tag
        if element in self.shown:
            return False
        if not isinstance(tag, str) or tag in _NEVER:
            return True
        attributes = element.attrib
        if not attributes:
            return False
        if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
            return True
        style = attributes.get("style", "")
        if style and (STYLE.search(style) or AWAY.search(style)):
            return True
        classes = attributes.get("class", "").split()
        if any(name.lower() in _CLASSES for name in classes) and not any(map(_SHOWN.fullmatch, classes)):
            return True
        return self.rules.hide(tag, classes, attributes.get("id", ""))
