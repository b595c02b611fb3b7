"""What an open form is answered with: the form itself, the words at its fields, and the page as it would be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from briefgen.desk.exchange import Ask, DeskAnswer
from briefgen.desk.forms import shown
from briefgen.desk.forms.faults import HEAD, at_fields, made_by
from briefgen.desk.forms.opened import Opened, written
from briefgen.desk.forms.says import says
from briefgen.desk.forms.standing import words_of
from briefgen.desk.open_brief import BriefReading
from briefgen.desk.selection import SelectedPassage
from briefgen.editing import EditRefused
from briefgen.errors import Problem
from briefgen.model.brief import FRONT
from briefgen.reading.characters import without_control
from briefgen.reading.load import Loaded


@dataclass(frozen=True, slots=True)
class Trial:
    """A form as if it were saved: the path that its fact would have, the number of the page's new preview (empty for none), what is told
    at the fields, and the errors that saving would make."""

    path: str
    preview: str
    told: Mapping[str, tuple[Problem, ...]]
    errors: tuple[Problem, ...] = ()

    @property
    def tell(self) -> dict[str, str]:
        """What the script is told of it."""
        return {"path": self.path} | ({"preview": self.preview} if self.preview else {})


def opened_answer(ask: Ask, opened: Opened, words: SelectedPassage | None = None) -> DeskAnswer:
    """A form on the page, with the words of a source that it came from."""
    reading = ask.brief.reading()
    trial = tried(ask, opened, reading)
    standing = ".".join(map(str, opened.path)) or FRONT
    passages = words.told() if words else words_of(reading.loaded, standing)
    return DeskAnswer(
        {"form": shown.markup_of(opened, reading, says(opened, trial.told, reading.loaded))},
        focus=f'#form [id="field-{opened.form.title}"]',
        tell={"form": opened.form.noun, "passage": passages, **trial.tell},
    )


def tried(ask: Ask, opened: Opened, reading: BriefReading) -> Trial:
    """The form as if it were saved, with all that is wrong then; without an error of its own, the page shows it so from now on."""
    return _tried(ask, opened, reading, ask.brief.problems_of)


def glanced(ask: Ask, opened: Opened, reading: BriefReading) -> Trial:
    """The same with what cannot be read alone, which is known sooner: the page need not wait for the rest."""
    return _tried(ask, opened, reading, lambda loaded: tuple(map(loaded.placed, loaded.problems)))


def _tried(ask: Ask, opened: Opened, reading: BriefReading, found: Callable[[Loaded], tuple[Problem, ...]]) -> Trial:
    named, edits = written(opened, reading)
    path = ".".join(map(str, named.path)) or FRONT
    if unwritable := dict(_unwritable(opened)):
        return Trial(path, "", unwritable, tuple(one for all_ in unwritable.values() for one in all_))
    try:
        loaded = ask.brief.unsaved(edits)
    except EditRefused as error:
        fault = Problem("error", str(error).rstrip("."), path=named.path)
        return Trial(path, "", {HEAD: (fault,)}, (fault,))
    problems = found(loaded)
    at_each = at_fields(named.form, named.path, problems)
    told = {_on_page(opened, name): all_ for name, all_ in at_each.items()}
    errors = tuple(one for one in made_by(problems, reading.problems) if one.path[: len(named.path)] == named.path)
    if errors:
        return Trial(path, "", told, errors)
    ask.brief.previews.keep(ask.text("tab", ""), loaded)
    return Trial(path, sha256(repr(edits).encode("utf-8", "surrogatepass")).hexdigest()[:16], told)


def _on_page(opened: Opened, name: str) -> str:
    """The name of a field as the page has it: in the file rows are counted, on the page they keep the key that they came with."""
    here = ""
    for step in name.split("."):
        keys = opened.said.get(here, "").split() if step.isdecimal() else []
        here = f"{here}.{keys[int(step)] if int(step) < len(keys) else step}" if keys else f"{here}.{step}".strip(".")
    return here


def _unwritable(opened: Opened) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """The fields that cannot be written at all: with a character that a paste brought along and nobody sees, and words of no source."""
    for name, text in opened.changed().items():
        kept = without_control(text)
        if kept != text:
            odd = next(sign for place, sign in enumerate(text) if kept[place : place + 1] != sign)
            message = f"there is a character in it that nobody sees and no document can have, U+{ord(odd):04X}"
            yield name, (Problem("error", message, "Type the words anew, or paste them as plain text"),)
        row, _, last = name.rpartition(".")
        standing = row.rpartition(".")[2] in opened.said.get(row.rpartition(".")[0], "").split()
        if last == "span" and standing and text.strip() and not opened.said.get(f"{row}.source", "").strip():
            yield f"{row}.source", (Problem("error", "choose the source that has these words"),)


def messages(ask: Ask, opened: Opened, told: Mapping[str, tuple[Problem, ...]]) -> dict[str, str]:
    """The words at each field anew, also where there are none now."""
    said = says(opened, told, ask.brief.reading().loaded)
    at_each = {f"say-{name}": shown.messages(said.get(name, ())) for name in opened.said}
    return {"form-says": shown.messages(said[HEAD]), **at_each}
