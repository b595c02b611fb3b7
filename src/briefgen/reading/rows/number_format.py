"""The number formats of a sheet that put a sign or a word to a number: 0.45 that is shown as 45 %, 1200 that is shown as € 1,200."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

_PART = re.compile(
    r'"(?P<words>[^"]*)"|\\(?P<sign>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|(?P<colour>\[[A-Za-z]+ ?\d*\])|(?P<gap>[_*].)'
    r"|(?P<body>[#0?](?:[#0?,]*[#0?])?,*(?:\.[#0?]*)?,*|\.[#0?]+,*)|(?P<general>General)"
    r"|(?P<plain>[-$+():&'~<>=^`{}!%\s\u00a2-\u00a5\u20a0-\u20bf])",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*\Z)')
_LONGEST = 255
"""Characters of a format code, by Excel's own limit."""
_SAYS = re.compile(r"[^\s()+-]")


class _Section(NamedTuple):
    """How one range of numbers is shown: what stands before and behind the digits, `""` for digits where there are none."""

    before: str
    digits: str
    behind: str

    def shown(self, number: Decimal) -> str:
        digits = self.digits
        if not digits:
            return _level(self.before)
        whole, _, part = digits.partition(".")
        thousands = len(digits.replace(".", "")) - len(whole.rstrip(",")) - len(part.rstrip(","))
        part = part.rstrip(",")
        number = number.scaleb(2 * (self.before + self.behind).count("%") - 3 * thousands)
        number = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
        left, _, right = f"{abs(number):{',' if ',' in whole.rstrip(',') else ''}f}".partition(".")
        if left == "0" and "0" not in whole:
            left = ""
        while right and len(right) > part.count("0") and right.endswith("0"):
            right = right[:-1]
        minus = "-" if number < 0 else ""
        return _level(f"{minus}{self.before}{left}{'.' if right else ''}{right}{self.behind}")


class NumberFormat(NamedTuple):
    """A format whose every section is known."""

    sections: tuple[_Section, ...]

    def shown(self, value: float) -> str:
        """The number as the sheet shows it, with a comma between thousands and a full stop before a fraction."""
        number = Decimal(f"{value:.15g}")
        if number < 0 and len(self.sections) > 1:
            return self.sections[1].shown(-number)
        if number == 0 and len(self.sections) > 2:
            return self.sections[2].shown(number)
        return self.sections[0].shown(number)


@cache
def number_format(code: str) -> NumberFormat | None:
    """What a format code says; None for one that shows digits alone, a time, or what is not known, so that the number stays as it is."""
    made = tuple(map(_section, _BETWEEN.split(code[:_LONGEST])[:3]))
    known = tuple(one for one in made if one is not None)
    first = made[0]
    if len(known) < len(made) or first is None or not (first.digits and _SAYS.search(first.before + first.behind)):
        return None
    return NumberFormat(known)


def _section(code: str) -> _Section | None:
    before, digits, behind, at = "", "", "", 0
    while at < len(code):
        part = _PART.match(code, at)
        if part is None or part["general"]:
            return None
        at = part.end()
        if part["body"]:
            if digits:  # 000-00, a fraction
                return None
            digits = part["body"]
            continue
        said = part["words"] or part["sign"] or part["currency"] or part["plain"] or (" " if part["gap"] else "")
        if digits:
            behind += said
        else:
            before += said
    return _Section(before, digits, behind)


def _level(text: str) -> str:
    return " ".join(text.split())
