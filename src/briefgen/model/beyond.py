"""What stands in an archived text right before or after words, and changes what they say: non-lethal, 5 %, 3 million."""

from __future__ import annotations

import re

_LETTER = r"[^\W\d_]"
_HYPHEN = "[-‐‑]"
# The first part of a word that turns the rest into its opposite or into what it was or pretends to be.
_TURNS = re.compile(
    rf"(?<!\w)(?:non|un|anti|ex|contra|counter|pseudo|quasi|semi|pre|post|pro|de|dis|mis|in|im|ir|il|sub|ultra|vice|half|mid|near"
    rf"|neo|crypto|self|would-be|no|not|never|nicht|gegen|schein|halb|sans|contre|mi|demi|nie|anty|eks|pół|niby|не|анти|экс|екс|контр"
    rf"|псевдо|пол|полу|αντι|μη|πρώην){_HYPHEN}$",
    re.IGNORECASE,
)
_TURNED = re.compile(rf"{_HYPHEN}(?:free|less|proof|like|resistant|frei|los|ähnlich)\b", re.IGNORECASE)
_SCALE = re.compile(
    r"\s?(?:(?:thousand|hundred|dozen|million|billion|trillion|bn|mn|tausend|hundert|million(?:en)?|milliarden?|mio|mrd|mille|cents?"
    r"|milliards?|mil|cientos|millones|millón|mila|milioni|miliardi|tysi(?:ące|ęcy|ąc)|milion(?:y|ów)?|miliard(?:y|ów)?|mln|mld|tys"
    r"|тысяч[аи]?|тыс|миллион(?:а|ов)?|миллиард(?:а|ов)?|млн|млрд|тисяч[аі]?|мільйон(?:и|ів)?)\b|ألف|مليون|مليار|אלף|מיליון|מיליארד)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s?[%‰°]|\s?[$€£¥₴₽₪₹]")
_PRICE = re.compile(r"[$€£¥₴₽₪₹]\s?$")
_REACH = 24


def turned(text: str, start: int, end: int) -> str:
    """The word of the text that the words at start to end begin or end in, where the rest turns its sense; else nothing."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    first = re.match(rf"{_LETTER}+", text[start:end])
    if first and (prefix := _TURNS.search(before)):
        return prefix[0] + first[0]
    last = re.search(rf"{_LETTER}+$", text[start:end])
    return last[0] + suffix[0] if last and (suffix := _TURNED.match(after)) else ""


def scaled(text: str, start: int, end: int) -> str:
    """The number that the words end in, with the word that multiplies it in the text: "3 million"; else nothing."""
    return _number(_SCALE, text, start, end)


def measured(text: str, start: int, end: int) -> str:
    """The number that the words begin or end in, with its sign of a unit or a currency in the text: "5 %"; else nothing."""
    before = _PRICE.search(text[max(0, start - 2) : start])
    if before and (digits := re.match(r"\d[\d.,]*", text[start:end])):
        return before[0] + digits[0]
    return _number(_UNIT, text, start, end)


def _number(goes_on: re.Pattern[str], text: str, start: int, end: int) -> str:
    number = re.search(r"\d[\d.,]*$", text[start:end])
    further = goes_on.match(text, end)
    return " ".join((number[0] + further[0]).split()) if number and further else ""
