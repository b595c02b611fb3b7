"""Section and annex: what changed since an edition. Facts first, bookkeeping in one line."""

from __future__ import annotations

from collections import Counter

from briefgen.document.blocks import Block, BulletList, Item, Paragraph, plain
from briefgen.document.compose.change_entries import describe
from briefgen.document.compose.edition import silent
from briefgen.document.compose.entry import ChangeEntry
from briefgen.document.compose.facts import Facts, sentence, text
from briefgen.document.compose.resolve import resolve
from briefgen.document.words import Words
from briefgen.model.brief import Brief
from briefgen.model.edition import Against, Barred


def changes(facts: Facts) -> tuple[Block, ...]:
    """The changes, one item each; one line when there are none; nothing without an edition to compare with."""
    if facts.since is None or isinstance(facts.since, Barred):
        return ()
    w, told = facts.words, facts.told
    entries = [entry for entry in told if entry.content]
    blocks: list[Block] = []
    if entries:
        blocks.append(BulletList(tuple(Item(entry.content) for entry in entries)))
    else:
        key = "changes.bookkeeping_alone" if told else "changes.nothing"
        blocks.append(Paragraph(text(w(key, edition=facts.since.edition))))
    if line := _bookkeeping(facts, told):
        blocks.append(Paragraph(text(line), role="small"))
    return tuple(blocks)


def _bookkeeping(facts: Facts, told: tuple[ChangeEntry, ...]) -> str:
    """How many details changed that no reader sees: digests, locators, notes."""
    details: Counter[str] = Counter()
    for entry in told:
        if not entry.content:
            details[entry.collection] += len(entry.changes)
    counted = (
        facts.words(
            "changes.labelled", label=facts.words(f"changes.of.{name}"), said=facts.words.count("changes.details", n)
        )
        for name, n in details.items()
    )
    return sentence(line) if (line := facts.words("join.semicolon").join(counted)) else ""


# -- for a message ----------------------------------------------------------------------------------------------------


def entries_since(since: Against, brief: Brief, words: Words) -> tuple[ChangeEntry, ...]:
    """What changed since an edition, entry by entry, each with the changes of the model that it tells of."""
    return describe(Facts(brief, {}, {}, words, since=since))


def changes_since(since: Against, brief: Brief, words: Words) -> tuple[Block, ...]:
    """What changed since an edition as blocks of their own, without a heading; no link leads out of them."""
    facts = Facts(brief, {}, {}, words, since=since, told=entries_since(since, brief, words))
    return resolve(changes(facts))


def lines_since(since: Against, brief: Brief, words: Words) -> tuple[str, ...]:
    """The same as plain lines, one an entry, bookkeeping last."""
    if isinstance(since, Barred):
        return (silent(words, since),)
    lines: list[str] = []
    for block in changes_since(since, brief, words):
        match block:
            case BulletList(items):
                lines += [plain(item.content) for item in items]
            case Paragraph(content):
                lines.append(plain(content))
            case _:
                pass
    return tuple(lines)
