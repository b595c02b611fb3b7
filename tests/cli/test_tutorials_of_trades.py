"""docs/tutorial-postmortem.md and docs/tutorial-forensic.md, run as they stand: what they print, how much is typed, what the pages say."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pypdfium2
import pytest

from briefgen.editing import Add, EditRefused, Set, apply
from tests.cli.test_tutorial_log import COMMANDS as OF_LOG
from tests.cli.test_tutorial_log import page
from tests.cli.test_tutorial_log import root as with_timesketch
from tests.support.commands import briefgen
from tests.support.word_templates import SHAPES

DOCS = Path(__file__).parents[2] / "docs"
INDICATORS = 71
__all__ = ["with_timesketch"]


class Tutorial:
    """The blocks of a tutorial, in order, by their kind."""

    def __init__(self, name: str) -> None:
        blocks = re.findall(r"```(\w+)\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)
        self.of = {kind: [text for one, text in blocks if one == kind] for kind, _ in blocks}

    @property
    def lines(self) -> int:
        """How many lines its writer types."""
        return sum(len(text.splitlines()) for kind in ("typed", "yaml") for text in self.of[kind])

    def run(self, number: int, root: Path) -> str:
        """What the commands of a block print, each of which must succeed."""
        said = []
        for command in self.of["sh"][number].splitlines():
            done = briefgen(*shlex.split(command)[1:], cwd=root)
            assert done.returncode == 0, done.stdout + done.stderr
            said.append(done.stdout)
        return "".join(said)

    def write(self, file: Path) -> None:
        """Types the lines into a brief as its writer does."""
        data = file.read_bytes()
        for line in self.of["typed"][0].splitlines():
            key, _, value = line.partition(": ")
            try:
                data = apply(data, [Set((key,), value)])
            except EditRefused:
                data = apply(data, [Add((key,), value)])
        file.write_bytes(data + self.of["yaml"][0].encode())


def grave(checked: str) -> list[str]:
    """What of `check` is more than a note."""
    return [line for line in checked.splitlines() if re.search(": (error|warning): ", line)]


def test_a_pasted_channel_is_a_post_mortem_in_three_commands_and_twelve_lines(tmp_path: Path) -> None:
    tutorial = Tutorial("tutorial-postmortem.md")
    (tmp_path / "briefs").mkdir()
    table = "".join(line + "\n" for line in OF_LOG[0].splitlines() if line.startswith("|"))
    (tmp_path / "channel.md").write_text(table, encoding="utf-8")
    assert tutorial.run(0, tmp_path) == tutorial.of["text"][0]
    file = tmp_path / "briefs/cloud-outage/brief.yaml"
    tutorial.write(file)
    assert grave(tutorial.run(1, tmp_path)) == []
    assert tutorial.lines <= 12
    assert sum(len(text.splitlines()) for text in tutorial.of["sh"][:2]) == 3
    text = page(tmp_path, "cloud-outage")
    for words in ("8 min", "1 h 42 min", "SEV-1", "64 %", "Traffic is moved only", "Logged: Incident closed", "[TBC]"):
        assert (words in text) != (words == "[TBC]"), words

    data = file.read_text(encoding="utf-8")
    file.write_text(data.replace("impact: {requests", f"{tutorial.of['more'][0]}impact: {{requests"), encoding="utf-8")
    said = tutorial.run(2, tmp_path)
    assert tutorial.of["text"][1] in said
    assert "cloud-outage: overdue, was due Wed 2026-05-13 09:21 UTC: Early warning" in said
    assert "Directive (EU) 2022/2555, Art. 23(4)(a)" in file.read_text(encoding="utf-8")


@pytest.fixture
def case(with_timesketch: Path) -> Path:
    """The workspace with the export of Timesketch, an event of MISP and a customer's template."""
    root = with_timesketch
    kinds = (
        ("ip-dst", "198.51.100.{}"),
        ("domain", "cdn{}.example.org"),
        ("sha256", "{:064x}"),
        ("url", "https://files{}.example.net/a?b=1"),
    )
    attributes = [
        {
            "uuid": f"5f0c{n:04d}-0000-4000-8000-000000000000",
            "type": kinds[n % 4][0],
            "category": "Network activity",
            "value": kinds[n % 4][1].format(n),
            "timestamp": str(1772485000 + n),
            "comment": "seen once" if n % 5 == 0 else "",
        }
        for n in range(INDICATORS)
    ]
    (root / "misp.json").write_text(json.dumps({"Event": {"info": "Case", "Attribute": attributes}}), encoding="utf-8")
    (root / "customer.docx").write_bytes(SHAPES["letterhead"])
    return root


def test_a_timeline_and_indicators_are_a_forensic_report_in_eight_lines_and_no_script(case: Path) -> None:
    tutorial = Tutorial("tutorial-forensic.md")
    assert tutorial.of["text"][0] in tutorial.run(0, case)
    (case / "misp.json").rename(case / "briefs/case/misp.json")
    tutorial.write(case / "briefs/case/brief.yaml")
    assert grave(tutorial.run(1, case)) == []
    assert tutorial.lines <= 8
    text = page(case, "case")
    printed = ("198[.]51[.]100[.]{}", "cdn{}[.]example[.]org", "{:064x}", "hxxps://files{}[.]example[.]net/a?b=1")
    assert [n for n in range(INDICATORS) if printed[n % 4].format(n) not in text] == []
    assert text.count("Logon of svc-backup to") >= 148
    document = pypdfium2.PdfDocument(case / "out/case/case.pdf")
    words = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    assert words.count("TLP:AMBER") >= 2 * len(document)
