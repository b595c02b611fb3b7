"""What is done with forms: opened, filled in, saved, closed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from briefgen.app.draft import followed
from briefgen.desk.exchange import Ask, BadRequest, DeskAction, DeskAnswer
from briefgen.desk.forms import conflict, figure, figure_actions, from_passage, shown
from briefgen.desk.forms.answers import glanced, messages, opened_answer, tried
from briefgen.desk.forms.kinds import form_of
from briefgen.desk.forms.log_row import event_of_row
from briefgen.desk.forms.names import PARTS, offered
from briefgen.desk.forms.opened import Opened, filled, fresh, must, opened_at, with_words, written
from briefgen.desk.forms.says import words
from briefgen.desk.forms.standing import standing_in
from briefgen.desk.open_brief import BriefReading, NotWritten
from briefgen.desk.panes import answered
from briefgen.desk.selection import SelectedPassage, selected
from briefgen.model.brief import COLLECTIONS, FRONT


def new(ask: Ask) -> DeskAnswer:
    """Open the form of a new fact, filled in from the words that were selected; without words, an empty one."""
    reading = ask.brief.reading()
    spare(ask)
    if ask.text("kind") == figure.LETTER:
        return figure_actions.new(ask)
    form = form_of(ask.text("kind"))
    words = selected(ask) if "words" in ask.said else None
    if words and form.collection == "actors" and (known := from_passage.known_actor(reading.loaded, words)):
        return _known(ask, reading, known, words)
    return opened_answer(ask, fresh(reading, form, words), words)


def _known(ask: Ask, reading: BriefReading, key: str, words: SelectedPassage) -> DeskAnswer:
    """The form of an actor whom the brief has, with one more passage where that is another: nobody is written twice."""
    opened = _standing(reading, "actors", key)
    with suppress(NotWritten):  # they are among its words already
        opened = with_words(opened, words)
    answer = opened_answer(ask, opened, words)
    return replace(answer, said=f"{reading.loaded.draft.actors[key].title} is among the actors already")


def open_(ask: Ask) -> DeskAnswer:
    """Open the form of a fact; that of the brief for one of its key points."""
    collection, _, key = ask.text("path").partition(".")
    point = collection == "key_points"
    opened = _standing(ask.brief.reading(), FRONT if point else collection, "" if point else key)
    spare(ask)
    answer = opened_answer(ask, opened)
    return replace(answer, focus=f'#form [id="field-key_points.{key}.text"]') if point else answer


def more(ask: Ask) -> DeskAnswer:
    """Add a passage to the form that is open, else to the fact at `path`, or that these words stand in; it is written when the form is
    saved."""
    reading = ask.brief.reading()
    words = selected(ask)
    opened = filled(ask)
    if opened is None:
        path = ask.text("path", "") or standing_in(reading.loaded, words)
        if not path:
            raise NotWritten("These words stand in no fact. Select more of them, or open the fact first.")
        collection, _, key = path.partition(".")
        opened = _standing(reading, collection, key)
        return opened_answer(ask, with_words(opened, words), words)
    within = ask.said["form"].get("at", "")
    return opened_answer(ask, with_words(opened, words, within if isinstance(within, str) else ""), words)


def preview(ask: Ask) -> DeskAnswer:
    """Show the page as it would be; what is wrong at the fields then is asked for in a second question, unless it cannot be read."""
    opened, reading = must(ask), ask.brief.reading()
    if conflict.differs(opened, reading):
        return _conflict(opened, reading)
    if not opened.new and opened.now(reading) != opened.was:  # nothing was touched here
        return _again(ask, opened, reading)
    trial = glanced(ask, opened, reading)
    return DeskAnswer({} if trial.preview else messages(ask, opened, trial.told), tell=trial.tell)


def say(ask: Ask) -> DeskAnswer:
    """Say what is wrong at each field as it is filled in, and what it means."""
    opened, reading = must(ask), ask.brief.reading()
    return DeskAnswer(messages(ask, opened, tried(ask, opened, reading).told))


def save(ask: Ask) -> DeskAnswer:
    """Write what was touched into the file, unless something is wrong with it that was not wrong before."""
    opened, reading = must(ask), ask.brief.reading()
    if conflict.differs(opened, reading):
        return _conflict(opened, reading)
    named, edits = written(opened, reading)
    trial = tried(ask, opened, reading)
    if errors := trial.errors:
        told = trial.told
        parts = messages(ask, opened, told)
        first = next((name for name, all_ in told.items() if name and any(one in errors for one in all_)), "")
        return DeskAnswer(
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
    if named.form.collection == "sources":  # its dates count from its day of publication
        followed(ask.brief.workspace, ask.brief.place, named.key)
    said = f"{label} · Ctrl+Z takes it back" if edits else "Nothing was changed"
    answer = answered(ask, said, form="")
    return replace(answer, tell={**answer.tell, "closed": "saved", "saved": ".".join(map(str, named.path))})


def keep(ask: Ask) -> DeskAnswer:
    """Go on with what was filled in, over what the file says now; it is written when the form is saved."""
    mine = conflict.mine(must(ask), ask.brief.reading())
    return replace(opened_answer(ask, mine), said="Yours is in the form. Enter saves it.")


def take(ask: Ask) -> DeskAnswer:
    """Go on with what the file says; what was filled in is gone."""
    return _again(ask, must(ask), ask.brief.reading())


def _again(ask: Ask, opened: Opened, reading: BriefReading) -> DeskAnswer:
    """The form anew over what the file says; closed where that has no such fact any more."""
    theirs = opened_at(reading, opened.form, opened.key)
    if theirs is None:
        return replace(close(ask), said=f"This {opened.form.noun} was removed elsewhere. Nothing was written.")
    return replace(
        opened_answer(ask, theirs), said=f"Changed elsewhere: the form has the {opened.form.noun} as it is in the file."
    )


def _conflict(opened: Opened, reading: BriefReading) -> DeskAnswer:
    return DeskAnswer(
        {"form-conflict": conflict.shown(opened, reading)},
        "Choose first: F2 keeps yours, F4 takes theirs",
        tell={"conflict": "yes", "refused": "yes"},
    )


def names(ask: Ask) -> DeskAnswer:
    """The names that what was typed into a field may mean."""
    among = tuple(ask.text("among").split())
    if not among or any(name not in ("answers", PARTS, *COLLECTIONS) for name in among):
        raise BadRequest("among are collections")
    chosen = ask.text("chosen", "").split("\n")
    found = offered(
        ask.brief.reading().loaded.draft, among, ask.text("typed"), plain=ask.text("control", "") == "place"
    )
    return DeskAnswer({f"choices-{ask.text('field')}": shown.choices([one for one in found if one.ref not in chosen])})


def close(ask: Ask) -> DeskAnswer:
    """Close the form with nothing written."""
    ask.brief.previews.drop(ask.text("tab", ""))
    return DeskAnswer({"form": ""}, "Closed, nothing written", tell={"closed": "yes", "preview": "none"})


def spare(ask: Ask) -> None:
    """Raises NotWritten where another form has what is not saved: it would be gone. Its button to save has the focus then, so that Enter
    and Esc go there."""
    if (opened := filled(ask)) and opened.changed():
        raise NotWritten(
            f"The form of the {opened.form.noun} is not saved. Enter saves it, Esc closes it with nothing written.",
            focus="#form [data-save]",
        )


def _standing(reading: BriefReading, collection: str, key: str) -> Opened:
    """The form over a fact of the file, or of a row of a log. Raises NotWritten where it stands in a table; BadRequest."""
    form = form_of(collection)
    found = opened_at(reading, form, key) or event_of_row(reading, key)
    if found is not None:
        return found
    if key not in getattr(reading.loaded.draft, collection, {}):
        raise NotWritten(f"This {form.noun} is no longer in the file.")
    raise NotWritten(f"This {form.noun} stands in {reading.loaded.where((collection, key))}. Change it there.")


def _cut(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:59]}…"


ACTIONS: Mapping[str, DeskAction] = {
    "form/new": new,
    "form/open": open_,
    "form/more": more,
    "form/preview": preview,
    "form/say": say,
    "form/save": save,
    "form/keep": keep,
    "form/take": take,
    "form/names": names,
    "form/close": close,
}
