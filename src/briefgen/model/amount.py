"""How much of something that is measured, with the decimals that the report gives: 7.5, 2,5-3, ~41000, at least 0.8."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, SerializerFunctionWrapHandler, model_serializer, model_validator

from briefgen.model.bounds import PARTS, Forms
from briefgen.model.shape import Model

_APART = f"[{PARTS}]"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:{_APART}\d{{3}}){{1,4}}(?:\.\d{{1,6}})?"  # 1,000 and 1,000.5
    rf"|\d{{1,3}}(?:[.' \u2019\u00a0\u2007\u2009\u202f]\d{{3}}){{1,4}},\d{{1,6}}"  # 1.000,5
    rf"|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}"  # 1,00,000
    rf"|0[.,]\d{{1,6}}"
    rf"|\d{{1,15}}(?:[.,](?:\d{{1,2}}|\d{{4,6}}))?)(?![.{PARTS}]?\d)"  # 7.5 and 7,5; three digits may be thousands
)
_FORMS = Forms(_NUMBER)

LEGAL = "Write a number such as 12 or 7.5, ~12 for about 12, a range such as 60-100, at least 12, or up to 30"


class Amount(Model):
    """A number, whole or with decimals, or the bounds within which it lies: of two that differ a range, of one `at least` or `up to`."""

    min: Decimal | None = None
    """The lowest number reported; absent for `up to 30`."""
    max: Decimal | None = None
    """The highest number reported; absent for `at least 12`."""
    about: bool = False
    """True for one number that is meant roughly: `~12`."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return {"min": (number := _of_python(value)), "max": number}
        return _bounds(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _ordered(self) -> Amount:
        if self.min is None and self.max is None:
            raise ValueError("no number is given|Write min: or max:, or both")
        if any(not number.is_finite() or number < 0 for number in (self.min, self.max) if number is not None):
            raise ValueError(f"a number of something is never below zero|{LEGAL}")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("the range runs backwards|Write the smaller number first")
        if self.about and self.min != self.max:
            raise ValueError(f"what is meant roughly is one number|{LEGAL}")
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        low, high = (None if number is None else written(number) for number in (self.min, self.max))
        if low is not None and high is not None:
            return f"{'~' * self.about}{low}" if self.min == self.max else f"{low}-{high}"
        return f"..{high}" if low is None else f"{low}.."

    @property
    def exact(self) -> bool:
        """True when it is one number, even if it is meant roughly."""
        return self.min == self.max

    @property
    def whole(self) -> bool:
        """True when it has no fraction, so that things could be counted so."""
        return all(number == number.to_integral_value() for number in (self.min, self.max) if number is not None)

    @property
    def in_whole_numbers(self) -> Amount:
        """The same without a fraction, which it must not have."""
        low, high = (None if number is None else number.to_integral_value() for number in (self.min, self.max))
        return Amount(min=low, max=high, about=self.about)


def written(number: Decimal) -> str:
    """A number as a brief has it, with a point and every decimal that was given; one in three decimals with a fourth, so that the
    point parts no thousands when it is read again."""
    text = f"{number:f}"
    whole, _, decimals = text.partition(".")
    return f"{text}0" if len(decimals) == 3 and whole != "0" else text


def _measured(value: Any) -> Any:
    """A number as people write it, as a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_python(value)
    if not isinstance(value, str):
        return value
    if not re.fullmatch(_NUMBER, value.strip()):
        raise ValueError(f"'{value}' is not a number of something|{_advice(value.strip())}")
    return _decimal(value.strip())


Measured = Annotated[Decimal, BeforeValidator(_measured), PlainSerializer(written, when_used="json")]
"""A number of something that is measured, as people write it."""


def _of_python(value: float | Decimal) -> Decimal:
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return Decimal(int(value)) if isinstance(value, float) and value.is_integer() else number


def _bounds(text: str) -> dict[str, Decimal | bool]:
    """The bounds that a text states. Raises ValueError with what to write instead."""
    said = " ".join(text.strip().casefold().split(" ")).strip()
    if number := _FORMS.rough(said):
        return {"min": _decimal(number), "max": _decimal(number), "about": True}
    found = _FORMS.bounds(said)
    if found is None:
        raise ValueError(f"'{text}' is not a number of something|{_advice(said)}")
    return {name: _decimal(number) for name, number in found.items()}


def _decimal(number: str) -> Decimal:
    """The last point or comma is the decimal one, unless it stands between thousands."""
    found = re.fullmatch(r"(?P<whole>.*?)(?:[.,](?P<decimals>\d{1,6}))?", number)
    whole, decimals = (found["whole"], found["decimals"] or "") if found else (number, "")
    thousands = len(decimals) == 3 and whole != "0" and f"{whole}," == number[:-3] and "." not in whole
    if thousands:
        whole, decimals = whole + decimals, ""
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits}.{decimals}" if decimals else digits)


def _advice(said: str) -> str:
    if found := _FORMS.beyond.fullmatch(said):
        side = "at least" if found[1] in ("more than", "over", "above", ">") else "up to"
        return f"Write {side} {found[2]}; that the number itself is not meant can stand in the summary"
    if found := re.fullmatch(r"(\d{1,3})\.(\d{3})", said):
        decimals = found[2].rstrip("0")
        other = f"{found[1]}.{decimals}" if len(decimals) in (1, 2) else f"{found[1]}.{found[2]}0"
        return f"Write {found[1]}{found[2]} if the point parts the thousands, {other} if it does not"
    return LEGAL
