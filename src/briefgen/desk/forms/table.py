"""The form of a table: the file that it is read from, the columns that are printed, and where it stands."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.shared import evidence, marking

TABLE = FactForm(
    letter="",
    noun="table",
    collection="tables",
    title="title",
    unwritten="",
    fields=(
        Field("title", "What it lists"),
        Field("file", "File", hint="A CSV, workbook or JSON file in the brief’s folder", half=True),
        Field("annex", "Stands in an annex", "yes", half=True),
        Field("columns", "Columns that are printed", "pairs", hint="Name: title, one a line; all when empty"),
        Field("defang", "Addresses made harmless: hxxp, [.]", "yes"),
        evidence("Where it comes from"),
    ),
    more=(
        Field("only", "Only rows whose cell says", "pairs", hint="Column: text, one a line"),
        Field("key", "Column by which a row is known again", half=True),
        Field("sheet", "Sheet", half=True),
        Field("preset", "Tool that it comes from", hint="misp, stix", half=True),
        *marking(),
    ),
)
