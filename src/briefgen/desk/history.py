"""Undo, redo, and the page anew after a change elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk.exchange import Ask, DeskAction, DeskAnswer
from briefgen.desk.panes import answered


def undo(ask: Ask) -> DeskAnswer:
    """Take the last edit back."""
    step = ask.brief.undo()
    return answered(ask, f"Undone: {step.label}")


def redo(ask: Ask) -> DeskAnswer:
    """Do again what was undone last."""
    step = ask.brief.redo()
    return answered(ask, f"Done again: {step.label}")


def anew(ask: Ask) -> DeskAnswer:
    """The panes as the file is now, after a change elsewhere."""
    return answered(ask, "Changed elsewhere")


ACTIONS: Mapping[str, DeskAction] = {"undo": undo, "redo": redo, "anew": anew}
