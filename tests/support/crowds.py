"""Charts under stress: from one event to a thousand, spread, in bursts, without clocks, uncertain, and in letters of four scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefgen.document.blocks import Timeline
from briefgen.document.compose import compose
from briefgen.reading.load import load
from briefgen.workspace.templates import Templates

NUMBERS = (1, 2, 3, 9, 30, 60, 120, 300, 500, 1000)
FAMILIES = ("incident", "search", "contact", "recovery", "investigation", "proceeding", "statement_made", "other")
WORDS = {
    "en-GB": [
        "gate",
        "pump",
        "control",
        "room",
        "answers",
        "alarm",
        "duty",
        "officer",
        "leaves",
        "report",
        "reaches",
        "ministry",
        "water",
        "rises",
        "again",
        "bridge",
        "closed",
    ],
    "pl": [
        "zażółć",
        "gęślą",
        "jaźń",
        "wojewoda",
        "ogłasza",
        "alarm",
        "przeciwpowodziowy",
        "w",
        "Świętochłowicach",
        "i",
        "okolicy",
        "oraz",
        "służby",
        "ratownicze",
    ],
    "ar": [
        "أعلنت",
        "الوزارة",
        "إغلاق",
        "الجسر",
        "بعد",
        "ارتفاع",
        "منسوب",
        "المياه",
        "في",
        "المدينة",
        "وإخلاء",
        "السكان",
    ],
    "ja": ["東京都は避難指示を発令", "橋が閉鎖された", "水位が再び上昇", "対策本部を設置した", "報告書が公表された"],
}
Placed = Callable[[int, int], str]
START = datetime(2026, 10, 24, 22, 10, tzinfo=UTC)
"""Seven hours before the clocks of Warsaw go back."""


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}Z"


def _spread(n: int, number: int) -> str:
    return _at(START + timedelta(hours=7 * n))


def _clustered(n: int, number: int) -> str:
    """Four bursts, weeks apart."""
    return _at(START + timedelta(days=17 * (4 * n // number), minutes=11 * n))


def _burst(n: int, number: int) -> str:
    """All but the first and the last within ten minutes."""
    if n in (0, number - 1):
        return _at(START + timedelta(days=9 * bool(n)))
    return _at(START + timedelta(days=4, seconds=600 * n / number))


def _days(n: int, number: int) -> str:
    return f"{START + timedelta(days=n // 3):%Y-%m-%d}"


def _uncertain(n: int, number: int) -> str:
    moment = START + timedelta(hours=5 * n)
    later = moment + timedelta(hours=3 + 9 * (n % 4))
    clock, end = f"{moment:%Y-%m-%d %H:%M}", f"{later:%Y-%m-%d %H:%M}"
    ways = (f"{clock}~ Z", f"{clock} Z..{end} Z", f"..{clock} Z", f"{clock} Z..", f"{clock}~ Z/{end}? Z", f"{clock} Z/")
    return ways[n % len(ways)]


def _twice(n: int, number: int) -> str:
    """Through the hour that comes twice in Warsaw."""
    return _at(datetime(2026, 10, 24, 23, 30, tzinfo=UTC) + timedelta(seconds=9000 * n / number))


TIMES: dict[str, tuple[Placed, str]] = {
    "spread": (_spread, "en-GB"),
    "clustered": (_clustered, "en-GB"),
    "one burst": (_burst, "en-GB"),
    "days": (_days, "en-GB"),
    "uncertain": (_uncertain, "en-GB"),
    "the hour twice": (_twice, "en-GB"),
    "Polish": (_clustered, "pl"),
    "Arabic": (_spread, "ar"),
    "Japanese": (_clustered, "ja"),
}


def _title(n: int, language: str) -> str:
    words = WORDS[language]
    if language == "ja":
        return words[n % len(words)] + (words[(n // 5) % len(words)] if n % 3 == 0 else "")
    return " ".join(words[(n * 7 + at) % len(words)] for at in range(2 + n % 6)).capitalize()


def crowd(kind: str, number: int) -> str:
    """The brief of so many events, all of them on its chart."""
    when, language = TIMES[kind]
    events = "".join(
        f"  e{n}: {{title: {_title(n, language)} {n}, kind: {FAMILIES[n % len(FAMILIES)]}, when: '{when(n, number)}', show: chart, evidence: log"
        f"{', principal: true' if n == number // 2 else ''}{', status: failed' if n % 11 == 4 else ''}}}\n"
        for n in range(number)
    )
    tongue = language if language in ("en-GB", "pl") else "en-GB"
    return f"title: A crowd of {number}\nlanguage: {tongue}\ntimezone: Europe/Warsaw\nsources: {{log: The log}}\nevents:\n{events}"


def charts(kind: str, number: int, folder: Path) -> Iterator[Timeline]:
    """The chart of the brief, and its strip where page 1 has it."""
    file = folder / "crowd.yaml"
    file.write_text(crowd(kind, number), encoding="utf-8")
    found = load(file, root=folder, slug="crowd")
    assert found.brief, found.problems
    templates = Templates(Path("nowhere"))
    document = compose(
        found.brief, found.texts, found.images, templates.outline("incident"), templates.words(found.brief.language)
    )
    return (block for block in document.blocks if isinstance(block, Timeline))
