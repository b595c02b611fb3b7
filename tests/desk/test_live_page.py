"""The page that follows every key: what `render` would write, with the field behind every word and mark; a large chart comes second."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import html

from briefgen.desk.page import LARGE, LiveHtml, LivePage
from briefgen.outputs.update import Options, update
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from tests.desk.conftest import FIRST
from tests.support.issued import issued, workspace, written

ISSUED = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
_START = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)


def many(office: WorkspaceFolder, events: int = LARGE + 20, title: str = "Crane") -> BriefSource:
    """A brief of a log that is written by hand, all of it on the chart."""
    lines = ["title: A long night", "timezone: UTC", "bottom_line: Nobody slept.", "events:"]
    for number in range(events):
        at = _START + timedelta(minutes=11 * number)
        lines.append(
            f"  e-{number}: {{title: {title} {number} is stopped for a check, when: {at:%Y-%m-%d %H:%M}, show: chart}}"
        )
    file = office.briefs / "long" / "brief.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return BriefSource("long", file)


def made_of(
    live: LivePage, office: WorkspaceFolder, source: BriefSource, unsaved: bytes | None = None, *, whole: bool = False
) -> LiveHtml:
    made = live.made(office.load(source, unsaved), office, source, whole=whole)
    assert made is not None
    return made


def page(live: LivePage, office: WorkspaceFolder, source: BriefSource, unsaved: bytes | None = None) -> str:
    return made_of(live, office, source, unsaved).data.decode()


def without_origins(text: str) -> str:
    """What the page says to its readers: all but the fields behind it."""
    text = re.sub(r'<span data-origin="[^"]*">([^<]*)</span>', r"\1", text)
    text = re.sub(r'<g data-origin="[^"]*">(<(?:text|path|circle)[^\n]*)</g>', r"\1", text)
    return told(re.sub(r' data-origin="[^"]*"', "", text))


def told(text: str) -> str:
    """A page without the letters of its face, which the desk has; a span may part a title from the name that it is kept beside."""
    return re.sub(r"@font-face\{[^}]*\}\n|'sha256-[^']*'", "", text).replace("\u00a0", " ")


def rendered(office: WorkspaceFolder, source: BriefSource) -> str:
    done = update(office, source, Options(formats=("html",)))
    assert not done.fault, done.fault
    return (office.out(source.slug) / f"{source.slug}.html").read_text(encoding="utf-8")


def charts(text: str, kind: str) -> list[html.HtmlElement]:
    """The panels of the chart for a wide or a narrow screen."""
    return [one for one in html.fromstring(text.encode()).iter("div") if one.get("class") == f"chart {kind}"]


def test_it_is_what_render_writes_but_for_the_origins(office: WorkspaceFolder, tmp_path: Path) -> None:
    flood = workspace(tmp_path / "flood")
    for own, source in (
        (office, office.sources([FIRST])[0]),
        (flood, written(flood)),
        (flood, many(flood)),
    ):
        made = page(LivePage(), own, source)
        assert "data-origin" in made
        assert without_origins(made) == told(rendered(own, source))


def test_changes_since_the_last_edition_are_marked_as_in_a_draft(tmp_path: Path) -> None:
    office = workspace(tmp_path)
    source = written(office)
    live = LivePage()
    assert "changed" not in re.findall(r'class="([^"]*)"', page(live, office, source))
    issued(office, source, ISSUED)
    written(office, bottom="The water is gone.")
    made = page(live, office, source)
    assert without_origins(made) == told(rendered(office, source))
    (lead,) = html.fromstring(made.encode()).xpath("//p[@data-origin='bottom_line']")
    assert "changed" in lead.get("class").split()


def test_a_mark_leads_to_its_event_whether_it_has_a_label_or_a_number(tmp_path: Path) -> None:
    office = workspace(tmp_path)
    made = page(LivePage(), office, many(office))
    for kind in ("wide", "narrow"):
        found = {
            one.get("data-origin"): "".join(one.itertext())
            for chart in charts(made, kind)
            for one in chart.iter()
            if one.get("data-origin")
        }
        assert set(found) == {f"events.e-{number}" for number in range(LARGE + 20)}
    words = {
        one.get("data-origin"): " ".join(one.itertext())
        for one in html.fromstring(made.encode()).xpath("//svg//g[@id]")
    }
    assert any("Crane 7 " in said for origin, said in words.items() if origin == "events.e-7")


def test_a_large_chart_that_changes_comes_after_the_words_and_leaves_its_room(tmp_path: Path) -> None:
    office = workspace(tmp_path)
    source = many(office)
    live = LivePage()
    first = page(live, office, source)
    made = made_of(live, office, many(office, title="Lorry"))
    second = made.data.decode()
    assert made.unfinished
    assert "Lorry 7 is stopped" in second
    sizes = [[chart.find("svg").get("viewbox") for chart in charts(text, "wide")] for text in (first, second)]
    assert sizes[0] == sizes[1]
    assert not any(list(chart.iter("text")) for chart in charts(second, "wide"))
    whole = made_of(live, office, source, whole=True)
    assert not whole.unfinished
    assert whole.data.decode() == page(LivePage(), office, source) == page(live, office, source)


def test_a_chart_that_stays_as_it_is_is_there_at_once(tmp_path: Path) -> None:
    office = workspace(tmp_path)
    source = many(office)
    live = LivePage()
    page(live, office, source)
    changed = source.file.read_bytes().replace(b"Nobody slept", b"All slept")
    made = made_of(live, office, source, changed)
    assert not made.unfinished
    assert "All slept" in made.data.decode()
    assert made.data.decode() == page(LivePage(), office, source, changed)


def test_a_brief_that_cannot_be_read_has_no_page(office: WorkspaceFolder) -> None:
    source = office.sources([FIRST])[0]
    live = LivePage()
    text = source.file.read_text(encoding="utf-8")
    for bad in ("title: [", "kind: no-such-outline\ntitle:", "language: xx\ntitle:"):
        unsaved = text.replace("title:", bad, 1).encode()
        assert live.made(office.load(source, unsaved), office, source) is None
