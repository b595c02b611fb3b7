"""The form of a source, and of the log that a source may be: which columns its rows have, which rows are taken, how they weigh."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.shared import SHOW, WEIGHT, clock, marking, more_of, time

_KINDS = (
    ("news_article", "News article"),
    ("press_release", "Press release"),
    ("transcript", "Transcript"),
    ("recording", "Recording"),
    ("official_document", "Official document"),
    ("social_post", "Social post"),
    ("interview", "Interview"),
    ("dataset", "Dataset"),
    ("image", "Image"),
    ("report", "Report"),
    ("other", "Something else"),
)
_FIDELITY = (
    ("original", "As it was published"),
    ("transcript", "A transcript"),
    ("translated", "Translated"),
    ("excerpted", "Excerpts"),
    ("ocr", "Read from a picture by machine"),
    ("machine_paraphrased", "Altered by machine"),
    ("unknown", "Not known"),
)
_ACCESS = (
    ("", "Not stated"),
    ("primary", "It heard or saw it"),
    ("secondary", "It reports what others said"),
    ("tertiary", "It repeats reports"),
)
_LOG = (
    Field("rows.title", "Column: what happened", half=True),
    Field("rows.summary", "Column: what more is said", half=True),
    Field("rows.when", "Column of the time, or of date and clock", "lines", hint="One a line", half=True),
    Field("rows.end", "Column of the end", "lines", hint="One a line", half=True),
    Field("rows.place", "Column: where", half=True),
    Field("rows.actors", "Column: who", half=True),
    Field("rows.kind", "Column: what kind", half=True),
    Field("rows.status", "Column: how it stands", half=True),
    Field("rows.key", "Column by which a row is known again", half=True),
    Field("rows.zone.column", "Column of the time zone", half=True),
    Field("rows.zone.name", "Or one time zone for all", half=True),
    Field("rows.date", "Order of numbers in dates", hint="dmy, mdy, ymd, or the day of the first", half=True),
    Field("rows.sheet", "Sheet", half=True),
    Field("rows.preset", "Tool that it comes from", half=True),
    Field("rows.only", "Only rows whose cell says", "pairs", hint="Column: text, one a line"),
    Field("rows.weight", "Weight of its rows", "choice", choices=WEIGHT, usual="1", half=True),
    Field("rows.show", "Most prominent place of its rows", "choice", choices=SHOW, half=True),
)
SOURCE = FactForm(
    letter="",
    noun="source",
    collection="sources",
    title="title",
    fields=(
        Field("title", "Title, as the source prints it", "prose"),
        Field("kind", "What it is", "choice", choices=_KINDS, usual="other", half=True),
        Field("fidelity", "How its text reached us", "choice", choices=_FIDELITY, usual="unknown", half=True),
        Field("publisher", "Publisher", half=True),
        Field("author", "Author", half=True),
        *clock("published", "Published"),
        Field("url", "Address where it was found"),
        Field("access", "How near it is to what it tells", "choice", choices=_ACCESS, half=True),
        Field("grade", "Grade", hint="A to F and 1 to 6, such as B2", half=True),
        Field("descriptor", "What affects its quality and credibility", "prose"),
        Field("limitations", "What it cannot be relied on for", "lines", hint="One a line"),
    ),
    more=(
        more_of("published"),
        *time("accessed", "Read"),
        *time("date_of_information", "Its information is of"),
        *time("valid_until", "To be looked at again"),
        Field("language", "Language", hint="As the brief’s", half=True),
        Field("derived_from", "Repeats the source", "name", among=("sources",), half=True),
        Field(
            "role",
            "What it is used as",
            "choice",
            choices=(("cited", "Cited"), ("appended", "Further reading")),
            usual="cited",
            half=True,
        ),
        Field("rights", "May its text be passed on", half=True),
        Field("archived_url", "Address where a public archive keeps it"),
        Field("file", "File of its text", half=True),
        Field("original.file", "Document that it was read from", half=True),
        *_LOG,
        *marking(),
    ),
)
