"""Times in every form that a brief takes, with zones, seconds, marks and open ends."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from pydantic import ValidationError

from briefgen.model.time import When

_ZONES = ("", "", " UTC", " Europe/Kyiv", " +05:30", " America/New_York")
_MARKS = ("", "", "~", "?", "%")


def _dates() -> st.SearchStrategy[str]:
    days = st.dates(date(1000, 1, 1), date(9000, 12, 31)).map(str)
    return st.one_of(
        days, days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), st.sampled_from(["201X", "2022-21"])
    )


def _points() -> st.SearchStrategy[str]:
    days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str)
    clocks = st.times().map(lambda at: f"{at:%H:%M}" if at.second % 2 else f"{at:%H:%M:%S}")
    clocked = st.tuples(days, clocks, st.sampled_from(_MARKS), st.sampled_from(_ZONES)).map(
        lambda p: f"{p[0]} {p[1]}{p[2]}{p[3]}"
    )
    return st.one_of(clocked, st.tuples(_dates(), st.sampled_from(_MARKS)).map("".join))


def _form(parts: tuple[str, str, str]) -> str:
    form, one, other = parts
    return form.format(one, other)


_FORMS = ("{0}", "{0}", "{0}", "{0}/{1}", "{0}/..", "{0}/", "../{0}", "/{0}", "{0}..{1}", "..{0}", "{0}..")


def whens(zone: str) -> st.SearchStrategy[When]:
    """Times that can be in a brief of that zone."""
    texts = st.tuples(st.sampled_from(_FORMS), _points(), _points()).map(_form)
    return (
        texts.map(lambda text: _read(text, zone))
        .filter(lambda when: when is not None)
        .map(lambda when: when or When(at="2022"))
    )


def _read(text: str, zone: str) -> When | None:
    try:
        when = When(at=text)
    except ValidationError:
        return None
    return None if when.fault(zone) else when
