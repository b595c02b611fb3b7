"""A letter names the tables that it leaves to the full brief."""

from __future__ import annotations

from pathlib import Path

from briefgen.deliver.body import body
from briefgen.look.theme import Theme
from tests.support.tables import HASH, INDICATORS, TEMPLATES, document, read


def test_a_table_is_named_and_its_rows_are_left_out(tmp_path: Path) -> None:
    made = document(read(tmp_path, "t: {file: t.csv, title: Indicators, annex: yes}", t_csv=INDICATORS))
    letter = body(
        made,
        TEMPLATES.words("en-GB"),
        since=None,
        changes=(),
        foot=(),
        tail="@example.org",
        theme=Theme(),
        draw=lambda panel, faces: b"",
    )
    for said in (letter.text, letter.html):
        assert HASH not in said
        assert "not in this letter" in " ".join(said.split())
        assert "Indicators" in said
