"""The fixed words of a brief in one language: a catalogue of texts with {names} to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol

from briefgen.document.inlines import Inline, Inlines, Text

_NAME = re.compile(r"\{(\w+)\}")
_PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The plural forms of CLDR."""
_FOUR_PLAIN = frozenset({"es", "it", "pl", "pt"})
"""Languages that group a number's digits from five on (CLDR, minimumGroupingDigits)."""


@dataclass(frozen=True)
class Words:
    """`texts` maps dotted keys to texts; `language` is a BCP 47 tag that Babel knows."""

    language: str
    texts: Mapping[str, str]

    @classmethod
    def of(cls, language: str, *catalogues: Mapping[str, Any]) -> Words:
        """The words of catalogues, a later one over an earlier one."""
        texts: dict[str, str] = {}
        for catalogue in catalogues:
            texts.update(_flat(catalogue))
        return cls(language, texts)

    def lacks(self, other: Words) -> list[str]:
        """The keys that another catalogue has and this one lacks; of plural forms a language has its own, but always `other`."""
        return [key for key in other.texts if key not in self.texts and not key.endswith(".one")]

    def names(self, key: str) -> list[str]:
        """The {names} that are filled in where the text of a key stands, in whatever plural form."""
        text = self.texts.get(key) or self.texts.get(f"{key.rpartition('.')[0]}.other", "")
        return list(dict.fromkeys(_NAME.findall(text)))

    def unknown_names(self, other: Words) -> list[tuple[str, str]]:
        """The keys and {names} that the texts of another catalogue do not have: nothing is filled in for them."""
        return [
            (key, name)
            for key, text in self.texts.items()
            for name in dict.fromkeys(_NAME.findall(text))
            if not other.beyond_key(key) and name not in other.names(key)
        ]

    def beyond(self, other: Words) -> list[str]:
        """The keys that another catalogue does not have, in whatever plural form; the name of a kind of brief is an office's own."""
        return [key for key in self.texts if key not in ("base", "kind") and other.beyond_key(key)]

    def beyond_key(self, key: str) -> bool:
        head, _, form = key.rpartition(".")
        plural = form in _PLURALS and f"{head}.other" in self.texts
        return not (key in self.texts or plural or head == "kind")

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, filled in. Raises KeyError for a key or a name that is not there."""
        return _NAME.sub(lambda name: str(values[name[1]]), self.texts[key])

    def fill(self, key: str, **values: str | Inlines) -> Inlines:
        """The text of a key as inlines, filled in with texts or inlines."""
        parts: list[Inline] = []
        for index, piece in enumerate(_NAME.split(self.texts[key])):
            value: str | Inlines = values[piece] if index % 2 else piece
            parts += ([Text(value)] if value else []) if isinstance(value, str) else value
        return tuple(parts)

    def count(self, key: str, n: int) -> str:
        """The text of a key for a number, in the plural form of the language (CLDR plural rules)."""
        form = self.locale.plural_form(n)
        return self(f"{key}.{form}" if f"{key}.{form}" in self.texts else f"{key}.other", n=self.number(n))

    def number(self, n: int | Decimal) -> str:
        """ "10,600,000", "7.50": grouped as the language does, and with every decimal that there is."""
        whole, _, decimals = f"{Decimal(n):f}".partition(".")
        plain = self.locale.language in _FOUR_PLAIN and -10_000 < n < 10_000
        grouped = whole if plain else str(format_decimal(int(whole), locale=self.locale))
        return f"{grouped}{get_decimal_symbol(self.locale)}{decimals}" if decimals else grouped

    def percent(self, low: int, high: int) -> str:
        """ "55–80%", or "70%" of equal ends, with the sign as the language sets it."""
        pattern = self.locale.percent_formats[None]
        ends = f"{low}" if low == high else f"{low}–{high}"
        return f"{pattern.prefix[0]}{ends}{pattern.suffix[0]}"

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(self.language, sep="-")

    def series(self, items: Iterable[Inlines]) -> Inlines:
        """ "a, b and c", each as it is."""
        *first, last = [*items] or [()]
        if not first:
            return last
        head = first[0]
        for item in first[1:]:
            head = (*head, Text(self("join.comma")), *item)
        return self.fill("join.last", first=head, last=last)

    def list(self, items: Iterable[str]) -> str:
        """ "a, b and c"."""
        *first, last = items or [""]
        return self("join.last", first=self("join.comma").join(first), last=last) if first else last


def _flat(catalogue: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in catalogue.items():
        if isinstance(value, Mapping):
            texts.update(_flat(value, f"{prefix}{key}."))
        else:
            texts[prefix + key] = str(value)
    return texts


def not_texts(catalogue: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """The keys under which there is a list where a text should be."""
    for key, value in catalogue.items():
        if isinstance(value, Mapping):
            yield from not_texts(value, f"{prefix}{key}.")
        elif not isinstance(value, str):
            yield prefix + key
