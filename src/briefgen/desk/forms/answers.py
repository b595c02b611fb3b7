"""What an open form is answered with: the form itself, the words at its fields, and the page as it would be."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk.exchange import Answer, Ask
from briefgen.desk.forms import shown
from briefgen.desk.forms.faults import HEAD, at_fields, made_by
from briefgen.desk.forms.opened import Opened, written
from briefgen.desk.forms.says import says
from briefgen.desk.forms.standing import words_of
from briefgen.desk.open_brief import Reading
from briefgen.desk.selection import Passage
from briefgen.editing import EditRefused
from briefgen.errors import Problem


def opened_answer(ask: Ask, opened: Opened, words: Passage | None = None) -> Answer:
    """A form on the page, with the words of a source that it came from."""
    reading = ask.brief.reading()
    made, told, _ = tried(ask, opened, reading)
    tell = {"form": opened.form.noun, "path": ".".join(map(str, opened.path))} | ({"preview": made} if made else {})
    tell["passage"] = words.told() if words else words_of(reading.loaded, tell["path"])
    return Answer(
        {"form": shown.markup_of(opened, reading, says(opened, told, reading.loaded))},
        focus=f'#form [id="field-{opened.form.title}"]',
        tell=tell,
    )


def tried(
    ask: Ask, opened: Opened, reading: Reading
) -> tuple[str, Mapping[str, tuple[Problem, ...]], tuple[Problem, ...]]:
    """The form as if it were saved: the number of the page's new preview, what is told at the fields, and the errors that it would make."""
    named, edits = written(opened, reading)
    try:
        loaded = ask.brief.unsaved(edits)
    except EditRefused as error:
        fault = Problem("error", str(error).rstrip("."), path=named.path)
        return "", {HEAD: (fault,)}, (fault,)
    problems = ask.brief.problems_of(loaded)
    told = at_fields(named.form, named.path, problems)
    errors = tuple(one for one in made_by(problems, reading.problems) if one.path[: len(named.path)] == named.path)
    if errors:
        return "", told, errors
    ask.brief.previews.keep(ask.text("tab", ""), loaded)
    return str(abs(hash(tuple(map(repr, edits))))), told, ()


def messages(ask: Ask, opened: Opened, told: Mapping[str, tuple[Problem, ...]]) -> dict[str, str]:
    """The words at each field anew, also where there are none now."""
    said = says(opened, told, ask.brief.reading().loaded)
    at_each = {f"say-{name}": shown.messages(said.get(name, ())) for name in opened.said}
    return {"form-says": shown.messages(said[HEAD]), **at_each}
