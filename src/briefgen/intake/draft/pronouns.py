"""Who a pronoun means, as a suggestion and never as a fact."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.intake.draft.actors import Person
from briefgen.intake.draft.narration import Narration
from briefgen.intake.draft.speakers import Spoken


def suggestions(narration: Narration, spoken: Sequence[Spoken | None], persons: Sequence[Person]) -> tuple[str, ...]:
    """For each quotation whose speaker is a pronoun whom it may mean: the person named last before it, and who spoke last.

    Where the two agree one name is said, else both. Empty for a speaker that is no pronoun.
    """
    text = narration.text
    last_names = {text[slice(*person.name)].split()[-1]: text[slice(*person.name)] for person in persons}
    named = [
        (token.start, last_names[token.text])
        for sentence in narration.sentences
        for token in sentence.tokens
        if token.text in last_names
    ]
    said, speaker = [], ""
    at, latest = 0, ""
    for one in spoken:
        if one is None or not one.mention.pronoun:
            said.append("")
            if one and one.mention.name:
                name = text[slice(*one.mention.name)]
                speaker = last_names.get(name.split()[-1], name)
            continue
        while at < len(named) and named[at][0] < one.mention.start:
            latest = named[at][1]
            at += 1
        both = list(dict.fromkeys(name for name in (latest, speaker) if name))
        said.append(f"a pronoun: perhaps {' or '.join(both)}" if both else "a pronoun")
    return tuple(said)
