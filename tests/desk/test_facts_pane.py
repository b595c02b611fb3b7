"""The list of facts: which of them have something wrong, and where the kinds stand that have no fact yet."""

from __future__ import annotations

from briefgen.desk.facts_pane import facts
from briefgen.desk.open_brief import OpenBrief

_BRIEF = """title: T
timezone: UTC
as_of: 2023-12-31
actors: {police: {name: Police}}
events:
  fire: {title: Fire, when: 2024-01-01}
  smoke: {title: Smoke, when: 2024-01-01, actors: [nobody]}
"""


def test_a_fact_says_how_many_warnings_it_has_and_which_error(brief: OpenBrief) -> None:
    brief.place.file.write_text(_BRIEF, encoding="utf-8")
    rows = facts(brief.reading()).split('data-fact="')
    fire, smoke = (next(row for row in rows if row.startswith(f"events.{key}")) for key in ("fire", "smoke"))
    assert "1 warning<" in fire
    assert 'class="problem"' not in fire
    assert "nobody" in smoke.split('class="problem"')[1].split("</span>")[0]


def test_kinds_that_are_looked_up_and_have_no_fact_take_one_line(brief: OpenBrief) -> None:
    brief.place.file.write_text(_BRIEF, encoding="utf-8")
    groups, adds = facts(brief.reading()).split('class="adds"')
    assert 'aria-label="Add to Actors"' in groups
    assert 'aria-label="Add to Actions"' not in groups
    assert 'aria-label="Add to Actions"' in adds
