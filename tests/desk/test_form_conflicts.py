"""A fact is saved by another program while its form is open: nothing is overwritten, and nothing that was typed is lost."""

from __future__ import annotations

import pytest

from briefgen.desk.forms.entry import entry
from briefgen.desk.open_brief import NotWritten, OpenBrief
from tests.desk.test_forms import asked, filled

PATH = "events.gerasimov-call"
MINE = "Milley’s staff try to connect him with General Gerasimov on that day"


def elsewhere(brief: OpenBrief, old: str, new: str) -> None:
    """Another program saves the file."""
    text = brief.place.file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    brief.place.file.write_text(text.replace(old, new), encoding="utf-8")


def title(brief: OpenBrief) -> str:
    found = entry(brief.reading().data, "events", "gerasimov-call")
    assert isinstance(found, dict)
    return str(found["title"])


def twice(brief: OpenBrief) -> None:
    elsewhere(brief, "title: Milley’s staff try to", "title: Milley’s staff try twice to")


def test_both_texts_are_shown_and_neither_is_written(brief: OpenBrief) -> None:
    form = filled(brief, PATH, title=MINE)
    twice(brief)
    theirs = brief.reading().data
    for action in ("form/preview", "form/save"):
        answer = asked(brief, action, form=form)
        assert answer.tell["conflict"] == "yes"
        shown = answer.parts["form-conflict"]
        assert "<mark> twice</mark>" in shown and "<mark> on that day</mark>" in shown
    assert brief.reading().data == theirs


def test_mine_is_kept_with_what_only_they_changed(brief: OpenBrief) -> None:
    form = filled(brief, PATH, title=MINE)
    twice(brief)
    elsewhere(brief, "label: Attempt to reach Gerasimov", "label: Attempt")
    answer = asked(brief, "form/keep", form=form)
    assert MINE in answer.parts["form"] and ">\nAttempt</textarea>" in answer.parts["form"]
    asked(brief, "form/save", form=filled(brief, PATH, title=MINE))
    assert title(brief) == MINE and b"label: Attempt\n" in brief.reading().data


def test_theirs_is_taken(brief: OpenBrief) -> None:
    form = filled(brief, PATH, title=MINE)
    twice(brief)
    answer = asked(brief, "form/take", form=form)
    assert "try twice to" in answer.parts["form"] and MINE not in answer.parts["form"]
    assert "try twice to" in title(brief)


def test_a_change_elsewhere_in_the_file_is_none(brief: OpenBrief) -> None:
    form = filled(brief, PATH, title=MINE)
    elsewhere(brief, "label: Russian missile barrage on Ukraine", "label: Barrage")
    assert asked(brief, "form/save", form=form).said.startswith("Event changed")
    assert title(brief) == MINE and b"label: Barrage\n" in brief.reading().data


def test_a_form_that_was_not_touched_takes_what_was_saved(brief: OpenBrief) -> None:
    form = filled(brief, PATH)
    twice(brief)
    answer = asked(brief, "form/preview", form=form)
    assert "try twice to" in answer.parts["form"] and "conflict" not in answer.tell


def test_the_brief_itself_does_not_conflict_with_its_facts(brief: OpenBrief) -> None:
    form = filled(brief, "brief", title="Another title")
    twice(brief)
    assert asked(brief, "form/save", form=form).said.startswith("Brief changed")
    assert brief.reading().loaded.draft.title == "Another title"


def test_a_fact_that_was_removed_elsewhere_comes_back_when_mine_is_kept(brief: OpenBrief) -> None:
    form = filled(brief, "background.article-5", text="Mine")
    asked(brief, "fact/remove", path="background.article-5", sure="yes")
    assert "removed this" in asked(brief, "form/save", form=form).parts["form-conflict"]
    kept = asked(brief, "form/keep", form=form)
    assert "New background" in kept.parts["form"] and "Mine" in kept.parts["form"]


def test_evidence_in_which_both_changed_a_link_is_mine_as_a_whole(brief: OpenBrief) -> None:
    form = filled(brief, "events.assessments", evidence__1__locator="line 9")
    elsewhere(
        brief, '        - "Preliminary assessments from Poland and NATO"\n', '        - "Preliminary assessments"\n'
    )
    kept = asked(brief, "form/keep", form=form).parts["form"]
    assert "line 9" in kept and "Preliminary assessments from Poland and NATO" in kept


def test_a_race_at_the_moment_of_saving_writes_nothing(brief: OpenBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    form = filled(brief, PATH, title=MINE)
    plain = brief.unsaved

    def late(edits: object) -> object:
        found = plain(edits)  # type: ignore[arg-type]
        twice(brief)
        return found

    monkeypatch.setattr(brief, "unsaved", late)
    with pytest.raises(NotWritten, match="changed elsewhere"):
        asked(brief, "form/save", form=form)
    assert "try twice to" in title(brief)
