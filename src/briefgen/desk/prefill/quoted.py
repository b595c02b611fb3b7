"""The words in quotation marks of a passage, and whether the page prints the marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from briefgen.desk.prefill.reading import ReadText
from briefgen.intake.draft.candidate import TextSpan
from briefgen.model.source import Fidelity, Source

_MARKS = "“”„‟«»\"＂``''‘’‚‹› "
_INSERTED = re.compile(r"\[(?!\s*(?:…|\.\.\.)?\s*\])[^\[\]]{2,}\]")
_WITHOUT: dict[Fidelity, str] = {
    "machine_paraphrased": "this text was altered by machine",
    "ocr": "this text was read from a picture by machine",
    "unknown": "it is not known how this text reached us",
}


@dataclass(frozen=True, slots=True)
class QuoteSaid:
    """Words in quotation marks as the source prints them, without the marks; empty where there are none to take over.

    `marks` says in words whether they are printed in quotation marks, and why.
    """

    text: str = ""
    form: Literal["direct", "mixed", ""] = ""
    insertions: tuple[str, ...] = ()
    marks: str = ""


def quoted(source: Source | None, text: str, read: ReadText, span: TextSpan, inside: str = "") -> QuoteSaid:
    """The quotation that a passage has, or is a part of; of several the longest. `inside` names the speaker whose words the passage
    stands in, where it tells somebody else's."""
    if inside:
        why = _why_not(source)
        return QuoteSaid(marks=f"None: the words stand inside what {inside} says{f', and {why}' if why else ''}.")
    whole = [one for one in read.quotations if span[0] <= one.start and one.end <= span[1]]
    if whole:
        longest = max(whole, key=lambda one: one.end - one.start)
        words = text[longest.start : longest.end]
    elif any(one.start < span[0] and span[1] <= one.end for one in read.quotations):
        words = text[slice(*span)]
    else:
        return QuoteSaid()
    words = words.strip(_MARKS + " \n")
    words = words.rstrip(" ,")
    more = f" The longest of the {len(whole)} that stand here." if len(whole) > 1 else ""
    return QuoteSaid(words, _form(words), tuple(_INSERTED.findall(words)), marks_of(source) + more)


def marks_of(source: Source | None) -> str:
    """Whether a source's words in quotation marks are printed in them, and why not, in words."""
    why = _why_not(source)
    return f"Printed without quotation marks: {why}." if why else "Printed in quotation marks."


def _why_not(source: Source | None) -> str:
    fidelity: Fidelity = source.fidelity if source else "unknown"
    return "" if source and source.quotable else _WITHOUT.get(fidelity, _WITHOUT["unknown"])


def _form(words: str) -> Literal["direct", "mixed"]:
    """A whole sentence begins with a capital; a word or two of one without its end are a part, whatever they begin with."""
    whole = words[:1].isupper() and (len(words.split()) > 3 or words[-1:] in ".?!…")
    return "direct" if whole else "mixed"
