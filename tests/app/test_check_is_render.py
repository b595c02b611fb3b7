"""Whatever `render` would refuse, `check` tells, with its place: the same briefs fail in both."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.checkout import ROOT
from tests.support.commands import briefgen

WORDS = (ROOT / "templates" / "words" / "en-GB.yaml").read_text(encoding="utf-8")
HOUSE = (ROOT / "templates" / "house.docx").read_bytes()
BRIEF = "title: A fire\nevents: {fire: {title: It burns, when: 2026-01-02}}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><path d="M0 0h9v9z"/></svg>'


def brief(text: str) -> Callable[[Path], None]:
    return lambda root: _write(root / "briefs" / "a" / "brief.yaml", BRIEF + text)


def outline(text: str | bytes) -> Callable[[Path], None]:
    return lambda root: _write(root / "templates" / "outlines" / "incident.yaml", text)


def words(text: str | bytes, name: str = "en-GB") -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        _write(root / "templates" / "words" / f"{name}.yaml", text)
        brief(f"language: {name}\n")(root)

    return spoil


def office(text: str, name: str = "", data: str | bytes = b"") -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        _write(root / "briefs" / "office.yaml", text)
        if name:
            _write(root / "briefs" / name, data)

    return spoil


def house(data: bytes) -> Callable[[Path], None]:
    return lambda root: _write(root / "templates" / "house.docx", data)


def figure(data: str | bytes, name: str = "map.svg") -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        _write(root / "briefs" / "a" / name, data)
        brief(f"figures: {{map: {{file: {name}, caption: A map, alt: A map}}}}\n")(root)

    return spoil


def folder(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).mkdir(parents=True)


def edition(root: Path) -> None:
    _write(root / "briefs" / "a" / "editions" / "0001" / "edition.json", "{")


def reworded(**parts: Callable[[bytes], bytes | None]) -> bytes:
    """The house's Word template with some of its parts changed, or taken out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(HOUSE)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            change = parts.get(Path(name).stem)
            data = change(old.read(name)) if change else old.read(name)
            if data is not None:
                new.writestr(name, data)
    return made.getvalue()


NO_ROOM = reworded(document=lambda data: data.replace(b'w:left="', b'w:left="9'))
TAKEN = reworded(
    styles=lambda data: data.replace(b'"Brief Kicker"', b'"Kicker"').replace(b'"Brief Tag"', b'"Brief Kicker"')
)
NO_STYLES = reworded(styles=lambda data: None)
DOCX = "look: {docx: own.docx}\n"

BROKEN = {
    "an outline that is not there": (brief("kind: essay\n"), r"brief.yaml:3:7: error: There is no outline 'essay'"),
    "an outline with an unknown section": (outline("sections: [timelin]\n"), r"incident.yaml:1:12: error: .*timeline"),
    "an outline with a section twice": (outline("sections: [sources, sources]\n"), r"incident.yaml:1:1.*twice"),
    "an outline with an unknown key": (outline("section: [sources]\n"), r"incident.yaml:1:1: error: .*sections"),
    "an outline that breaks off": (outline("sections: [\n"), r"templates/outlines/incident.yaml:\d+:\d+: error"),
    "an outline that is a list": (outline("- sources\n"), r"incident.yaml:1:1: error: keys with values"),
    "an outline in Latin-1": (outline(b"name: caf\xe9\n"), r"incident.yaml: error: this file is not UTF-8"),
    "an outline that is a folder": (folder("templates/outlines/incident.yaml"), r"incident.yaml: error: .* folder"),
    "no words for the language": (brief("language: fr\n"), r"brief.yaml:3:11: error: There are no words .*'fr'"),
    "no words for the office's language": (office("language: fr\n"), r"office.yaml:1:11: error: There are no words"),
    "words of no language": (words(WORDS, "xx"), r"brief.yaml:3:11: error: 'xx' is no language"),
    "words with a name that is not filled in": (
        words("base: en-GB\nfront: {as_of: 'To {then}'}\n", "de"),
        r"de.yaml:2:16: error: nothing is filled in for \{then\} in 'front.as_of'. It may have: \{time\}",
    ),
    "words with a list for a text": (words("base: en-GB\nfront: {where: [W]}\n", "de"), r"de.yaml:2:16: .* no text"),
    "words on a base that is not there": (words("base: nl\n", "de"), r"de.yaml:1:7: error: 'nl' is not the name"),
    "words on themselves": (words("base: de\n", "de"), r"de.yaml:1:7: error: .*circle"),
    "words on a list": (words("base: [en-GB]\n", "de"), r"de.yaml:1:7: error"),
    "words with no pattern of a date": (words("base: en-GB\ndate: {day: QQQQQQQQ}\n", "de"), r"de.yaml:2:13: .*'date.day'"),
    "words that break off": (words("base: {\n", "de"), r"de.yaml:\d:\d: error"),
    "words in Latin-1": (words(b"base: caf\xe9\n", "de"), r"de.yaml: error: this file is not UTF-8"),
    "words that are a folder": (folder("templates/words/en-GB.yaml"), r"en-GB.yaml: error: .* folder"),
    "a colour that is none": (office("look: {colours: {ink: red}}\n"), r"office.yaml:1:23: error: ink: 'red' is not a"),
    "a colour too light": (office("look: {colours: {ink: '#EEEEEE'}}\n"), r"office.yaml:1:23: .*too light"),
    "a logo that is not there": (office("look: {logo: l.png}\n"), r"office.yaml:1:14: error: there is no file"),
    "a logo that is no picture": (office("look: {logo: l.png}\n", "l.png", "x"), r"office.yaml:1:14: .*logo 'l.png'"),
    "a logo that cannot be drawn": (
        office("look: {logo: l.svg}\n", "l.svg", SVG.replace("40", "0")),
        r"office.yaml:1:14: error: the logo has no size",
    ),
    "a font that is not there": (office("look: {fonts: f.ttf}\n"), r"office.yaml:1:8: error: there is no file"),
    "a font that is none": (office("look: {fonts: f.ttf}\n", "f.ttf", "x"), r"office.yaml:1:8: .*no TrueType"),
    "a Word template that is not there": (office(DOCX), r"office.yaml:1:14: error: there is no file"),
    "a Word template that is none": (office(DOCX, "own.docx", "x"), r"office.yaml:1:14: .*is refused"),
    "a Word template without styles": (office(DOCX, "own.docx", NO_STYLES), r"office.yaml:1:14: .*is refused"),
    "a Word template with a style in the way": (office(DOCX, "own.docx", TAKEN), r"office.yaml:1:14: .*'Brief Kicker'"),
    "a Word template without room": (office(DOCX, "own.docx", NO_ROOM), r"office.yaml:1:14: .*no room for text"),
    "a house's Word template that is none": (house(b"x"), r"templates/house.docx: error: .*is refused"),
    "a house's Word template without room": (house(NO_ROOM), r"templates/house.docx: error: .*no room for text"),
    "a house's Word template that is a folder": (folder("templates/house.docx"), r"templates/house.docx: error: cannot"),
    "a picture that is not there": (brief("figures: {m: {file: m.png, caption: M, alt: M}}\n"), r"brief.yaml:3:21: error"),
    "a picture that is none": (figure("x", "map.png"), r"brief.yaml:3:\d+: error: 'map.png' cannot be shown"),
    "a drawing without a size": (figure(SVG.replace("40", "0")), r"brief.yaml:3:\d+: error: .*has no size"),
    "an edition before that is damaged": (edition, r"editions/0001/edition.json: (error: )?is damaged"),
}  # fmt: skip
SOUND: dict[str, Callable[[Path], None]] = {
    "an outline of its own": outline("sections: [timeline]\nname: log\n"),
    "words of its own": words("base: en-GB\nfront: {where: Wo}\nkind: {log: Protokoll}\nedition: {}\n", "de"),
    "the house's Word template": house(HOUSE),
    "the office's Word template": office(DOCX, "own.docx", HOUSE),
    "a drawing": figure(SVG),
    "nothing at all": lambda root: None,
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_render_refuses_is_told_by_check_with_its_place(name: str, tmp_path: Path) -> None:
    spoil, told = BROKEN[name]
    brief("")(tmp_path)
    spoil(tmp_path)
    checked, rendered = (briefgen(command, "a", cwd=tmp_path) for command in ("check", "render"))
    assert rendered.returncode and not list(tmp_path.glob("out/a/*.*"))
    assert checked.returncode == 1, checked.stdout + checked.stderr
    for said in (checked, rendered):
        assert re.search(told, said.stdout + said.stderr), said.stdout + said.stderr


@pytest.mark.parametrize("name", SOUND)
def test_what_render_makes_has_no_error_in_check(name: str, tmp_path: Path) -> None:
    brief("")(tmp_path)
    SOUND[name](tmp_path)
    checked, rendered = (briefgen(command, "a", cwd=tmp_path) for command in ("check", "render"))
    assert (checked.returncode, rendered.returncode) == (0, 0), checked.stdout + rendered.stdout + rendered.stderr


def test_a_text_of_the_words_that_nothing_prints_is_told(tmp_path: Path) -> None:
    words("base: en-GB\nfront: {wehre: Was}\n", "de")(tmp_path)
    told = briefgen("check", "a", cwd=tmp_path)
    assert (
        "de.yaml:2:16: warning: 'front.wehre' is no text that briefgen prints. Did you mean 'front.where'?"
        in told.stdout
    )
    assert told.returncode == 0


def _write(file: Path, text: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
