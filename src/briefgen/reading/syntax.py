"""A YAML syntax error in the words of someone who does not know YAML: what stands where, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

_OPENS_TEXT = re.compile(r"""[ ]*(?:-[ ]+)*(?P<key>[^\s'"\[{#][^:]*):[ \t]+(?P<text>\S.*)""")
_TIGHT = re.compile(r"[ ]*(?:-[ ]+)*(?P<key>[\w-]+):(?P<text>[^\s:/].*)")
_CUT = re.compile(r"[ \t](#[^\s#!].*)")
_SIGNS = ("alias", "anchor", "tag", "directive", "block scalar")
DEEPEST = 64
"""Mappings and lists inside one another; a brief needs seven."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at an index of the text."""

    index: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the parser gave up. `since` is where the part began that it could not finish; `last` the last scalar it read."""

    text: str
    index: int
    since: int
    problem: str
    context: str
    last: yaml.ScalarEvent | None

    @property
    def character(self) -> str:
        return self.text[self.index : self.index + 1]

    @property
    def before(self) -> str:
        """The line up to the index."""
        return self.text[_line_start(self.text, self.index) : self.index]

    @property
    def above(self) -> str:
        """The nearest line above that is neither blank nor a comment."""
        lines = self.text[: _line_start(self.text, self.index)].splitlines()
        return next((line for line in reversed(lines) if line.strip() and not line.lstrip().startswith("#")), "")


def too_deep(index: int) -> Fault:
    """More inside one another than anyone reads."""
    return Fault(index, f"more than {DEEPEST} lists and mappings stand inside one another", "Write it flatter")


def fault(text: str, error: Exception, last: yaml.ScalarEvent | None) -> Fault:
    """The fault behind an exception of the YAML parser. `last` is the last scalar that it read before."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        hint = "Look for codes such as \\U00110000 and remove them"
        return Fault(end(last) if last else 0, "the text after this place cannot be read", hint)
    index = error.problem_mark.index
    since = error.context_mark.index if error.context_mark else index
    spot = _Spot(text, index, since, error.problem or "", error.context or "", last)
    if "nesting" in spot.problem:  # libyaml looks ahead, and meets its own limit before its first event
        return too_deep(index)
    unknown = Fault(index, f"this place cannot be read as YAML: {spot.problem}", "Put the text in quotation marks")
    return next((found for rule in _RULES if (found := rule(spot))), unknown)


def _tab(spot: _Spot) -> Fault | None:
    begins = _line_start(spot.text, spot.index)
    line = _line(spot.text, begins)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return Fault(begins + indent.index("\t"), "this line is indented with a tab", "Use spaces, two for each step")
    if spot.character == "\t":
        return Fault(spot.index, "a tab stands here", "Use a space")
    return None


def _open_quote(spot: _Spot) -> Fault | None:
    if "quoted scalar" in spot.context and "unexpected" in spot.problem:
        return Fault(spot.since, "the quotation mark that opens here is never closed", _inside(spot.text[spot.since]))
    return None


def _escape(spot: _Spot) -> Fault | None:
    if "quoted scalar" not in spot.context and "double-quoted" not in spot.context:
        return None
    at = max(spot.text.rfind("\\", spot.since, spot.index + 1), spot.since)
    if re.match(r"\\u[dD][89a-fA-F]", spot.text[at : at + 4]):
        hint = "Write the character itself"
        return Fault(at, f"'{spot.text[at : at + 6]}' is half of a character, without its other half", hint)
    message = f"'{spot.text[at : at + 2]}' has no meaning between double quotation marks"
    return Fault(at, message, "Write \\\\ for a backslash, or put the text in single quotation marks")


def _closed_quote(spot: _Spot) -> Fault | None:
    """Text after a quotation mark that closed: earlier, or in a later line, than its author meant."""
    if spot.last is None or spot.last.style not in ("'", '"'):
        return None
    opens, closes = start(spot.last), end(spot.last)
    between = spot.text[closes : spot.index + 1]
    if not between.strip() or "\n" in between or between.lstrip()[0] in ",:]}":
        return None
    if inside := spot.text.count("\n", opens, closes):
        message = f"the quotation mark that opens here is closed only {inside} {'line' if inside == 1 else 'lines'} further down"
        return Fault(opens, message, _inside(spot.last.style))
    whole = _line(spot.text, opens).strip()
    if whole.endswith(spot.last.style):
        whole = whole[1:-1]  # 'it's so': the marks at both ends were meant to hold the text
    shown = _shown(whole, '"' if spot.last.style == "'" else "'")
    return Fault(
        spot.index, "text follows the closing quotation mark", f"Put the whole text in quotation marks: {shown}"
    )


def _sign(spot: _Spot) -> Fault | None:
    """A character that opens something else than text in YAML."""
    at = spot.since if any(name in spot.context for name in _SIGNS) else spot.index
    sign = spot.text[at : at + 1]
    rest = _line(spot.text, at).strip()
    if "block scalar" in spot.context and sign in ("|", ">"):
        return Fault(
            at, f"after '{sign}' the text must begin in the next line", f"Move it there, or write {_shown(rest)}"
        )
    if sign == "-" and "sequence entries" in spot.problem:
        return Fault(
            at,
            "a list cannot begin in the line of its key",
            f"Begin it in the next line, or write {_shown(rest)} for a text",
        )
    if sign and sign in "|>-" and ("cannot start" in spot.problem or "node content" in spot.problem):
        return Fault(at, f"a text between brackets cannot begin with '{sign}'", "Put the text in quotation marks")
    if sign and sign in "@`%*&!?" and "expected ':'" not in spot.problem:
        return Fault(at, f"a text cannot begin with '{sign}'", f"Put it in quotation marks: {_shown(rest)}")
    line_at = _line_start(spot.text, spot.index)
    opened = _OPENS_TEXT.match(_line(spot.text, line_at))
    if opened and opened["text"][0] in "*&!":
        message = f"a text cannot begin with '{opened['text'][0]}'"
        return Fault(line_at + opened.start("text"), message, f"Put it in quotation marks: {_shown(opened['text'])}")
    return None


def _colon(spot: _Spot) -> Fault | None:
    if "mapping values are not allowed" not in spot.problem:
        return None
    if opened := _OPENS_TEXT.match(spot.before):
        whole = _line(spot.text, spot.index - len(opened["text"])).strip()
        hint = f"Put the text in quotation marks: {opened['key'].strip()}: {_shown(whole)}"
        return Fault(spot.index, "a colon followed by a space stands inside the text", hint)
    if tight := _TIGHT.fullmatch(spot.above):
        return _no_space(spot.text.rfind(spot.above, 0, spot.index), tight)
    if tight := _TIGHT.fullmatch(_line(spot.text, _line_start(spot.text, spot.index))):
        return _no_space(_line_start(spot.text, spot.index), tight)
    at = spot.index - len(spot.before.lstrip())
    if above := _OPENS_TEXT.match(spot.above):
        message = f"this line is indented further than '{above['key'].strip()}' above it, which already has its text"
        hint = "Indent it like the line above; if it belongs to the text, put the whole text in quotation marks"
        return Fault(at, message, hint)
    message = "this line is indented under one that has no colon"
    return Fault(at, message, "Write a colon after the key above, or indent this line like it")


def _no_colon(spot: _Spot) -> Fault | None:
    if "find expected ':'" not in spot.problem:
        return None
    begins = _line_start(spot.text, spot.since)
    if tight := _TIGHT.fullmatch(_line(spot.text, begins)):
        return _no_space(begins, tight)
    above = _Spot(spot.text, spot.since, spot.since, "", "", None).above
    if cut := _CUT.search(above):
        at = spot.text.rfind(above, 0, begins) + cut.start(1)
        return Fault(
            at,
            f"the text ends before '{cut[1][:40]}': after a space, # begins a comment",
            "Put the text in quotation marks",
        )
    message = "this line has no key with a colon"
    return Fault(
        spot.since,
        message,
        "Write key: value; if it goes on with the text above, indent it further than that text's key",
    )


def _brackets(spot: _Spot) -> Fault | None:
    if "flow" in spot.context and spot.character == ",":
        return Fault(
            spot.index, "nothing stands before this comma", "Remove the comma, or put the text in quotation marks"
        )
    opening = spot.text[spot.since : spot.since + 1]
    if "flow" in spot.context and opening and opening in "[{":
        closing = "]" if opening == "[" else "}"
        message = f"the '{opening}' that opens here is not closed, or a comma is missing in it"
        return Fault(
            spot.since, message, f"Close it with {closing}; put texts with , : [ ] {{ }} inside it in quotation marks"
        )
    before = spot.before.rstrip()
    if before.endswith(("]", "}")) and spot.character not in ("]", "}", ",", ""):
        hint = "Begin a new line after the bracket, or put the whole text in quotation marks"
        return Fault(spot.index, "text follows the closing bracket", hint)
    if spot.character and spot.character in "]},":
        message = f"'{spot.character}' stands here without an opening bracket"
        return Fault(spot.index, message, "Remove it, or put the text in quotation marks")
    return None


def _misplaced(spot: _Spot) -> Fault | None:
    """A line whose indentation makes it part of nothing."""
    if spot.character == ":":
        return Fault(spot.index, "nothing stands before this colon", "Write the key before it")
    if spot.before.strip():
        return None
    if spot.character == "-":
        return Fault(
            spot.index,
            "a list item stands where a key is wanted",
            "Put the list under its key, which has no text of its own",
        )
    if spot.above == "...":
        return Fault(
            spot.text.rfind("...", 0, spot.index), "this line ends the file", "Remove it, or put it in quotation marks"
        )
    if _CUT.search(spot.above):
        message = "this line goes on with a text that ended above, where a # after a space begins a comment"
        return Fault(spot.index, message, "Put the whole text in quotation marks")
    hint = "Give it exactly as many spaces as the keys that it belongs to"
    return Fault(spot.index, "the indentation of this line fits none of the lines above it", hint)


_RULES: tuple[Callable[[_Spot], Fault | None], ...] = (
    _tab,
    _open_quote,
    _escape,
    _closed_quote,
    _sign,
    _colon,
    _no_colon,
    _brackets,
    _misplaced,
)


def _no_space(begins: int, tight: re.Match[str]) -> Fault:
    at = begins + tight.end("key")
    hint = f"Put one between '{tight['key']}:' and '{_clipped(tight['text'])}'"
    return Fault(at, "a space is missing after this colon", hint)


def _inside(quote: str) -> str:
    if quote == "'":
        return "Close it; between single quotation marks, write an apostrophe twice"
    return 'Close it; between double quotation marks, write \\" for a quotation mark'


def _shown(text: str, quote: str = "") -> str:
    """The text as it would stand in quotation marks."""
    quote = quote or ("'" if '"' in text else '"')
    return f"{quote}{_clipped(text)}{quote}"


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"


def _line(text: str, index: int) -> str:
    """The rest of the line from an index on."""
    found = re.compile(r"[^\r\n]*").match(text, index)
    return found[0].rstrip() if found else ""


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def start(event: yaml.Event) -> int:
    """The index at which an event begins."""
    return event.start_mark.index if event.start_mark else 0


def end(event: yaml.Event) -> int:
    """The index after an event's last character."""
    return event.end_mark.index if event.end_mark else 0
