"""The id of an answer becomes another, and so does every reference of a position or a resolution to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.editing.change import put
from briefgen.editing.edits import EditRefused, Rename
from briefgen.editing.nodes import Branch, File, Leaf, Piece, Slot, entries_of
from briefgen.editing.references import ReferencePlace, mentions, placed
from briefgen.model.shape import is_slug
from briefgen.model.statement import Question


def rename_answer(file: File, edit: Rename) -> None:
    """Does the rename of `question.answer` to the tree of a file. Raises EditRefused, with its place, where it cannot be done without
    a guess."""
    question, _, old = edit.old.rpartition(".")
    renamed = _answer(file, question, old, edit.new)
    assert isinstance(file.root, Branch)
    before = _Answers.of(file.root)
    meant = [(mention, before.targets(mention)) for mention in _named(file.root)]
    for mention, targets in meant:
        if (question, old) in targets and len(targets) > 1:
            raise file.refused(f"'{mention.ref}' may mean several things here: say which", mention.start)
        if targets == [(question, old)]:
            is_bare = mention.ref == old and (
                id(mention.slot) in before.own or not before.elsewhere(question, edit.new)
            )
            put(mention.slot, Leaf(edit.new if is_bare else f"{question}.{edit.new}"))
    renamed.renamed = edit.new
    for slot in placed(file.root):
        written = rf"(?:(?<= )|^)questions\.{question}\.answers\.{re.escape(old)}(?=\.|$)"
        slot.renamed = re.sub(written, f"questions.{question}.answers.{edit.new}", slot.renamed or slot.name)
    file.root.forget()
    after = _Answers.of(file.root)
    for (mention, targets), now in zip(meant, _named(file.root), strict=True):
        wanted = [(question, edit.new) if target == (question, old) else target for target in targets]
        if after.targets(now) != wanted:
            message = f"this would no longer mean what it means: '{edit.new}' is written here, or is an answer to something else"
            raise file.refused(f"{message}. Choose another id", mention.start)


def _answer(file: File, question: str, old: str, new: str) -> Slot:
    """The slot of the answer that gets another id."""
    if not question:
        raise EditRefused(f"'{old}' does not say to which question. Name the answer as question.answer")
    known = _answers(file.root)
    if old not in known.get(question, {}):
        raise file.refused(f"the question '{question}' has no answer '{old}'", 0)
    if new in known[question]:
        raise file.refused(f"'{new}' is there already", max(known[question][new].start, 0))
    if not is_slug(new):
        raise EditRefused(f"'{new}' is not an id. Write lower-case letters, digits and hyphens, such as first-report")
    return known[question][old]


def _answers(root: Piece | None) -> Mapping[str, Mapping[str, Slot]]:
    """The answers of each question."""
    return {
        question.name: {slot.name: slot for slot in entries_of(question.value, "answers")}
        for question in entries_of(root, "questions")
    }


def _named(root: Branch) -> Iterator[ReferencePlace]:
    """All references to answers, in the order of the file."""
    return (mention for mention in mentions(root) if mention.to.collections == ("answers",))


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers of a file, and what a reference means among them."""

    known: Mapping[str, Mapping[str, Slot]]
    own: Mapping[int, str]
    """The question of each slot that names one of the question's own answers: that of its resolution."""

    @classmethod
    def of(cls, root: Branch) -> _Answers:
        questions = [slot for slot in entries_of(root, "questions") if isinstance(slot.value, Branch)]
        own = {
            id(mention.slot): slot.name
            for slot in questions
            if isinstance(slot.value, Branch)
            for mention in mentions(slot.value, Question)
        }
        return cls(_answers(root), own)

    def targets(self, mention: ReferencePlace) -> list[tuple[str, str]]:
        """The answers that a reference may mean, each by its question and its own id."""
        question, _, name = mention.ref.rpartition(".")
        if (mine := self.own.get(id(mention.slot))) and question in ("", mine):
            return [(mine, name)] if name in self.known[mine] else []
        if question:
            return [(question, name)] if name in self.known.get(question, {}) else []
        return [(one, name) for one, answers in self.known.items() if name in answers]

    def elsewhere(self, question: str, name: str) -> bool:
        """Whether another question has an answer of that name, so that the name alone would not do."""
        return any(name in answers for one, answers in self.known.items() if one != question)
