"""What is done with forms: opened, filled in, saved, closed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from briefgen.desk.exchange import Action, Answer, Ask, BadRequest
from briefgen.desk.forms import conflict, figure, from_passage, shown
from briefgen.desk.forms.faults import HEAD, at_fields, made_by
from briefgen.desk.forms.kinds import form_of
from briefgen.desk.forms.names import offered
from briefgen.desk.forms.opened import Opened, filled, fresh, must, opened_at, with_words, written
from briefgen.desk.forms.says import says, words
from briefgen.desk.forms.standing import standing_in
from briefgen.desk.open_brief import NotWritten, Reading
from briefgen.desk.panes import answered
from briefgen.desk.passage import Passage, passage
from briefgen.editing import EditRefused
from briefgen.errors import Problem
from briefgen.model.brief import COLLECTIONS


def new(ask: Ask) -> Answer:
    """Open the form of a new fact, filled in from the words that were selected; without words, an empty one."""
    reading = ask.brief.reading()
    words = passage(ask, reading.loaded) if "words" in ask.said else None
    if ask.text("kind") == figure.LETTER and words:
        return _figure(ask, reading, words)
    form = form_of(ask.text("kind"))
    if words and form.collection == "actors" and (known := from_passage.known_actor(reading.loaded, words)):
        return _known(ask, reading, known, words)
    return _open(ask, fresh(reading, form, words), words)


def _known(ask: Ask, reading: Reading, key: str, words: Passage) -> Answer:
    """The form of an actor whom the brief has, with one more passage where that is another: nobody is written twice."""
    opened = _standing(reading, "actors", key)
    with suppress(NotWritten):  # they are among its words already
        opened = with_words(opened, words)
    return replace(
        _open(ask, opened, words), said=f"{reading.loaded.draft.actors[key].title} is among the actors already"
    )


def add_figure(ask: Ask) -> Answer:
    """Open the form of the event that was chosen for the number that stands in a passage; its places come as a button holds them."""
    said = {**ask.said, **{name: _count(ask.text(name)) for name in ("start", "end")}}
    reading = ask.brief.reading()
    words = passage(Ask(ask.brief, said), reading.loaded)
    return _with_numbers(ask, reading, words, ask.text("path"))


def _figure(ask: Ask, reading: Reading, words: Passage) -> Answer:
    """The form of the event in whose words a number stands; where it stands in none, the question of which."""
    if path := figure.event_of(reading, words):
        return _with_numbers(ask, reading, words, path)
    tell = {"form": "figure", "path": "", "passage": f"{words.source}:{words.start}:{words.end}"}
    return Answer({"form": figure.choice_of_event(reading, words)}, focus="#form .events button", tell=tell)


def _with_numbers(ask: Ask, reading: Reading, words: Passage, path: str) -> Answer:
    found = figure.with_numbers(reading, words, path)
    return replace(_open(ask, found.opened, words), focus=f'#form [id="field-{found.focus}"]')


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise BadRequest("a place is a number")
    return int(text)


def open_(ask: Ask) -> Answer:
    """Open the form of a fact."""
    collection, _, key = ask.text("path").partition(".")
    return _open(ask, _standing(ask.brief.reading(), collection, key))


def more(ask: Ask) -> Answer:
    """Add a passage to the form that is open, else to the fact at `path`, or that these words stand in; it is written when the form is
    saved."""
    reading = ask.brief.reading()
    words = passage(ask, reading.loaded)
    opened = filled(ask)
    if opened is None:
        path = ask.text("path", "") or standing_in(reading.loaded, words)
        if not path:
            raise NotWritten("These words stand in no fact. Select more of them, or open the fact first.")
        collection, _, key = path.partition(".")
        opened = _standing(reading, collection, key)
        return _open(ask, with_words(opened, words), words)
    within = ask.said["form"].get("at", "")
    return _open(ask, with_words(opened, words, within if isinstance(within, str) else ""), words)


def preview(ask: Ask) -> Answer:
    """Say what is wrong at each field, and show the page as it would be."""
    opened, reading = must(ask), ask.brief.reading()
    if conflict.differs(opened, reading):
        return _conflict(opened, reading)
    if not opened.new and opened.now(reading) != opened.was:  # nothing was touched here
        return _again(ask, opened, reading)
    made, told, _ = _tried(ask, opened, reading)
    return Answer(
        _messages(ask, opened, told),
        tell={"preview": made} if made else {},
    )


def save(ask: Ask) -> Answer:
    """Write what was touched into the file, unless something is wrong with it that was not wrong before."""
    opened, reading = must(ask), ask.brief.reading()
    if conflict.differs(opened, reading):
        return _conflict(opened, reading)
    named, edits = written(opened, reading)
    _, told, errors = _tried(ask, opened, reading)
    if errors:
        parts = _messages(ask, opened, told)
        first = next((name for name, all_ in told.items() if name and any(one in errors for one in all_)), "")
        return Answer(
            parts,
            f"Not saved. {words(errors[0])}",
            f'#form [id="field-{first}"]' if first else "",
            {"refused": "yes"},
        )
    title = named.said.get(opened.form.title, "") or opened.form.noun
    label = f"{opened.form.noun.capitalize()} {'added' if opened.new else 'changed'}: {_cut(title)}"
    if edits:
        ask.brief.save(edits, label, reading.version)
    ask.brief.previews.drop(ask.text("tab", ""))
    said = f"{label} · Ctrl+Z takes it back" if edits else "Nothing was changed"
    answer = answered(ask, said, form="")
    return replace(answer, tell={**answer.tell, "closed": "saved", "saved": ".".join(map(str, named.path))})


def keep(ask: Ask) -> Answer:
    """Go on with what was filled in, over what the file says now; it is written when the form is saved."""
    mine = conflict.mine(must(ask), ask.brief.reading())
    return replace(_open(ask, mine), said="Yours is in the form. Enter saves it.")


def take(ask: Ask) -> Answer:
    """Go on with what the file says; what was filled in is gone."""
    return _again(ask, must(ask), ask.brief.reading())


def _again(ask: Ask, opened: Opened, reading: Reading) -> Answer:
    """The form anew over what the file says; closed where that has no such fact any more."""
    theirs = opened_at(reading, opened.form, opened.key)
    if theirs is None:
        return replace(close(ask), said=f"This {opened.form.noun} was removed elsewhere. Nothing was written.")
    return replace(
        _open(ask, theirs), said=f"Changed elsewhere: the form has the {opened.form.noun} as it is in the file."
    )


def _conflict(opened: Opened, reading: Reading) -> Answer:
    return Answer(
        {"form-conflict": conflict.shown(opened, reading)},
        "Choose first: F2 keeps yours, F4 takes theirs",
        tell={"conflict": "yes", "refused": "yes"},
    )


def names(ask: Ask) -> Answer:
    """The names that what was typed into a field may mean."""
    among = tuple(ask.text("among").split())
    if not among or any(name != "answers" and name not in COLLECTIONS for name in among):
        raise BadRequest("among are collections")
    chosen = ask.text("chosen", "").split("\n")
    found = offered(
        ask.brief.reading().loaded.draft, among, ask.text("typed"), plain=ask.text("control", "") == "place"
    )
    return Answer({f"choices-{ask.text('field')}": shown.choices([one for one in found if one.ref not in chosen])})


def close(ask: Ask) -> Answer:
    """Close the form with nothing written."""
    ask.brief.previews.drop(ask.text("tab", ""))
    return Answer({"form": ""}, "Closed, nothing written", tell={"closed": "yes", "preview": "none"})


def _open(ask: Ask, opened: Opened, words: Passage | None = None) -> Answer:
    reading = ask.brief.reading()
    made, told, _ = _tried(ask, opened, reading)
    tell = {"form": opened.form.noun, "path": ".".join(map(str, opened.path))} | ({"preview": made} if made else {})
    if words:
        tell["passage"] = f"{words.source}:{words.start}:{words.end}"
    return Answer(
        {"form": shown.markup_of(opened, reading, says(opened, told, reading.loaded))},
        focus=f'#form [id="field-{opened.form.title}"]',
        tell=tell,
    )


def _standing(reading: Reading, collection: str, key: str) -> Opened:
    """The form over a fact of the file. Raises NotWritten where it stands in a table or a log; BadRequest."""
    form = form_of(collection)
    found = opened_at(reading, form, key)
    if found is not None:
        return found
    if key not in getattr(reading.loaded.draft, collection, {}):
        raise NotWritten(f"This {form.noun} is no longer in the file.")
    raise NotWritten(f"This {form.noun} stands in {reading.loaded.where((collection, key))}. Change it there.")


def _tried(
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


def _messages(ask: Ask, opened: Opened, told: Mapping[str, tuple[Problem, ...]]) -> dict[str, str]:
    """The words at each field anew, also where there are none now."""
    said = says(opened, told, ask.brief.reading().loaded)
    at_each = {f"say-{name}": shown.messages(said.get(name, ())) for name in opened.said}
    return {"form-says": shown.messages(said[HEAD]), **at_each}


def _cut(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:59]}…"


ACTIONS: Mapping[str, Action] = {
    "form/new": new,
    "form/figure": add_figure,
    "form/open": open_,
    "form/more": more,
    "form/preview": preview,
    "form/save": save,
    "form/keep": keep,
    "form/take": take,
    "form/names": names,
    "form/close": close,
}
