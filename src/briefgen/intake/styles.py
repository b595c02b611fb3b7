"""What a page's style sheets say of which elements are seen, as far as a rule for one element can be told without the whole page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])opacity\s*:\s*0*(?:\.0+)?\s*(?:[;!]|$)|font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:[;!]|$)",
    re.I,
)
AWAY = re.compile(r"(?:left|top|text-indent)\s*:\s*-\d{4,}(?:px|em)|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]", re.I)
_SHOWS = re.compile(r"(?<![-\w])(?:display\s*:\s*(?!none)\w|visibility\s*:\s*visible|opacity\s*:\s*0?\.?0*[1-9])", re.I)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_COMPOUND = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)+)", re.I)
_LARGEST = 500_000
"""Characters of style rules that are read."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """`weight` is the rule's specificity and its place: the heavier one of two holds."""

    tag: str
    names: frozenset[str]
    hides: bool
    weight: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class StyleRules:
    """The rules for a class or an id that hide, or show what others hide, on every screen. `by_name` has them under one of their names,
    which begin with "." or "#"."""

    by_name: Mapping[str, Sequence[_Rule]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: str) -> StyleRules:
        """The rules of style sheets. Those that ask what stands around an element are not known."""
        found: dict[str, list[_Rule]] = {}
        for rule in _rules(_outside(_COMMENT.sub(" ", sheets[:_LARGEST]))):
            found.setdefault(min(rule.names), []).append(rule)
        return cls(found if any(rule.hides for rules in found.values() for rule in rules) else {})

    def hide(self, tag: str, classes: Sequence[str], own_id: str) -> bool:
        """Whether the rule that holds for such an element hides it."""
        if not self.by_name:
            return False
        names = {f".{name}" for name in classes} | ({f"#{own_id}"} if own_id else set())
        rules = [
            rule
            for name in names
            for rule in self.by_name.get(name, ())
            if rule.names <= names and rule.tag in ("", tag)
        ]
        return bool(rules) and max(rules, key=lambda rule: rule.weight).hides


def _rules(sheet: str) -> Iterator[_Rule]:
    for place, (selectors, said) in enumerate(_RULE.findall(sheet)):
        hides = bool(STYLE.search(said) or AWAY.search(said))
        if not hides and not _SHOWS.search(said):
            continue
        for selector in selectors.split(","):
            if simple := _COMPOUND.fullmatch(selector.strip()):
                names = frozenset(re.findall(r"[.#][\w-]+", simple[2]))
                weight = (sum(name[0] == "#" for name in names), len(names) + bool(simple[1]), place)
                yield _Rule((simple[1] or "").lower(), names, hides, weight)


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
