"""Documents for the renderers' tests: they know nothing of incidents."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Caption,
    ClassedPoint,
    ClassedPoints,
    Column,
    Contents,
    Dispute,
    DisputeSide,
    Document,
    Fact,
    FactList,
    Figure,
    Foot,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quotation,
    RecordRow,
    Row,
    Table,
    Timeline,
    TwoColumns,
)
from briefgen.document.inlines import Cite, Code, Emphasis, Inlines, Link, Strong, Text
from briefgen.document.marks import ChartWords, Mark
from briefgen.document.meta import Banner, Furniture, Meta
from briefgen.document.signs import Gauge, GaugeBand, Glyph, Trend
from briefgen.document.stationery import Letterhead

WARSAW = ZoneInfo("Europe/Warsaw")


def words(text: str) -> Inlines:
    return (Text(text),)


def meta(banner: Banner | None = None, language: str = "en-GB") -> Meta:
    return Meta(
        title="Fire at Plant 4 — what is known",
        language=language,
        subject="Incident brief",
        publisher="Example Office",
        keywords=("fire", "plant"),
        date=datetime(2026, 3, 4, 12, 0, tzinfo=UTC),
        furniture=Furniture(
            running="Fire at Plant 4",
            edition="Draft",
            page="Page {page} of {pages}",
            contact="desk@example.org",
            unissued="not issued",
            continued="{title} (continued)",
        ),
        banner=banner,
    )


AMBER = Banner(text="TLP:AMBER", foreground="#FFC000", background="#000000", align="right")


def mark(number: int, **changes: Any) -> Mark:
    start = datetime(2026, 3, 3, 9, 12, tzinfo=WARSAW) + timedelta(minutes=17 * number)
    values: dict[str, Any] = {
        "key": f"event-{number}",
        "label": f"Event number {number} happens at the plant",
        "when": f"{start:%H:%M}",
        "day": start.date(),
        "start": start,
        "end": start,
        "extent": "instant",
    }
    values |= changes
    day, when = values["day"], values["when"]
    if isinstance(day, date):
        own = f", {when}" if when else ""
        values = {"on_day": f"{day.day} {day:%b}{own}", "on_date": f"{day.day} {day:%b %Y}{own}", **values}
    return Mark(**values)


def timeline(*marks: Mark, form: str = "auto", number: int = 1) -> Timeline:
    days = sorted({m.day for m in marks if m.day})
    return Timeline(
        marks=marks,
        caption=Caption("Figure", number, words("Timeline of the fire")),
        anchor=f"figure-{number}",
        alt="Timeline: " + "; ".join(f"{m.when} {m.label}" for m in marks),
        zone=ZoneInfo("Europe/Warsaw"),
        words=ChartWords(
            zone="Times: Warsaw (CET, UTC+1)",
            undated="Undated",
            earlier="earlier",
            later="later",
            legend=(
                ("failed", "did not succeed"),
                ("pending", "pending"),
                ("about", "about"),
                ("uncertain", "uncertain"),
            ),
            days=tuple((day, f"{day:%A} {day.day} {day:%B %Y}") for day in days),
        ),
        form=form,  # type: ignore[arg-type]
    )


def png(width: int = 320, height: int = 200) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), "#4472a0").save(out, "PNG")
    return out.getvalue()


def table(rows: int = 3, number: int = 1, words_per_cell: int = 4) -> Table:
    return Table(
        columns=(Column("Time", 1.2), Column("What happened", 3), Column("Source", 0.8)),
        rows=(
            Row(((words("Tuesday 3 March 2026"),),), group=True),
            *(
                Row(
                    (
                        (words(f"09:{n % 60:02}"),),
                        (words(f"Row {n} " + "text " * words_per_cell), words("A second paragraph in the cell.")),
                        ((Cite("1", "source-1"),),),
                    ),
                    anchor=f"row-{number}-{n}",
                    changed=n == 1,
                )
                for n in range(rows)
            ),
        ),
        caption=Caption("Table", number, words("Events in order")),
        anchor=f"table-{number}",
        summary="One row for each event: its time, what happened and the source.",
    )


BANDS = (GaugeBand("unlikely", 0.2, 0.45), GaugeBand("even", 0.45, 0.55), GaugeBand("likely", 0.55, 0.8))


def every_block(banner: Banner | None = AMBER) -> Document:
    """A document with every block, every inline, and text that is hostile to markup."""
    blocks: tuple[Block, ...] = (
        Paragraph(words("Incident brief · Draft"), role="kicker"),
        Heading(1, words("Fire at Plant 4 — what is known"), "title"),
        Paragraph(words("Information to Wednesday 4 March 2026"), role="standfirst"),
        FactList(
            (
                Fact("What", (words('Fire & smoke <in> the "turbine" hall'),)),
                Fact("When", (words("Tuesday 3 March 2026"), words("09:12 local (CET), 08:12 UTC")), changed=True),
                Fact("Source", ((Text("Plant log "), Cite("1", "source-1")),)),
            )
        ),
        Callout(
            "key",
            "Bottom line",
            (Paragraph(words("Two of three lines run. No cause is known."), role="lead", changed=True),),
        ),
        KeyFigures(
            (
                KeyFigure("3", "", words("people injured"), (Text("two of them badly "), Cite("1", "source-1"))),
                KeyFigure("2.5", "h", words("until the fire was out, from 09:12 to 11:42"), changed=True),
                KeyFigure("60–100", "%", words("of the hall is lost"), words("by the operator's <estimate>")),
            )
        ),
        TwoColumns(
            (
                Paragraph(words("Key points"), role="group"),
                ClassedPoints(
                    (
                        ClassedPoint(
                            "fact",
                            "Fact",
                            (Text("The fire began at 09:12. "), Cite("1", "source-1")),
                            rests=words("one source, B2"),
                        ),
                        ClassedPoint(
                            "says", "The operator says", words("It was arson, and nobody of the plant did it.")
                        ),
                        ClassedPoint(
                            "ours",
                            "We judge",
                            words("Arson is unlikely."),
                            more=(Strong(words("Unlikely")), Text(", 20–45 %; confidence low")),
                            changed=True,
                        ),
                        ClassedPoint("gap", "Not known", words("What was in the hall & who knew.")),
                    )
                ),
            ),
            (
                Paragraph(words("Contested"), role="group"),
                Dispute(
                    words("Who lit the fire?"),
                    words("open"),
                    (
                        DisputeSide("holds", words("Somebody from outside: the operator")),
                        DisputeSide("compatible", words("does not contradict it: the police")),
                        DisputeSide("reserves", words("still waiting: the insurer")),
                        DisputeSide("denies", words("denied by the union")),
                        DisputeSide("given_up", words("A cable: the fire service, until Friday")),
                        DisputeSide("silent", words("A worker: held by nobody")),
                    ),
                ),
                Paragraph(words("Next"), role="group"),
                FactList((Fact("5 March", (words("The report of the fire service"),)),)),
            ),
        ),
        Callout(
            "decision",
            "Decision asked",
            (Paragraph(words("Open the gates for the night shift.")),),
            aside=(words("By Friday 6 March 2026"), words("The head of operations")),
        ),
        BulletList(
            (
                Item((Text("The fire began in the hall."), Text(" "), Cite("1", "source-1")), tag="information"),
                Item(words("The operator says it was arson."), tag="reported position", changed=True),
            ),
            ordered=True,
        ),
        Callout(
            "notice",
            "Wording",
            (
                Paragraph((Text("See "), Link(words("the annex"), "#annex-a"), Text(" and "), Code("plan.txt"))),
                BulletList((Item(words("one")), Item(words("two")))),
            ),
        ),
        Callout("alert", "Draft", (Paragraph(words("A placeholder is left in this brief.")),)),
        Foot(
            (
                Fact("Where", (words("Plant 4, hall B"),)),
                Fact("Rests on", (words("one log"), words("and one interview")), changed=True),
                Fact("Contact", (words("desk@example.org"),)),
            ),
            (
                Fact("Drafted by", (words("A. Duty"),)),
                Fact("Approved by", (words("B. Chief"),)),
                Fact("Approved on", (words("Wednesday 4 March 2026"),)),
            ),
        ),
        PageBreak(),
        Contents("Contents"),
        Letterhead(words("Office of <Fires> & Floods"), (words("1 Quay Street"),)),
        RecordRow(
            (
                Fact("Document", (words("F-12"), words("Incident brief"))),
                Fact("Version", (words("Edition 2"),), changed=True),
            )
        ),
        Heading(2, words("Timeline"), "timeline", "1"),
        Paragraph(
            (
                Text("Plain, "),
                Strong(words("strong, ")),
                Emphasis(words("emphasised, ")),
                Strong((Emphasis(words("both, ")),)),
                Link(words("an address"), "https://example.org/?a=1&b=2"),
                Text(", Zażółć gęślą jaźń, Ελληνικά, Київ; R&D <b>not bold</b> if x<y. "),
                Text("Incendie à l’usine", language="fr"),
                Text("."),
            )
        ),
        timeline(mark(0, principal=True), mark(1), mark(2, status="failed"), mark(5, certainty="about")),
        table(),
        Table(
            columns=(Column("Answer", 2), Column("The operator"), Column("The police"), Column("How likely", 2)),
            rows=(
                Row(
                    (
                        (words("Somebody from outside"),),
                        ((Glyph("holds"), Text(" holds")),),
                        ((Glyph("given_up"), Text(" 3 March, given up")),),
                        ((Gauge(BANDS, 0.2, 0.45, "moderate", (0.55, 0.8)),), words("unlikely, 20–45 %")),
                    )
                ),
                Row(
                    (
                        (words("A cable"), (Trend(((0.0, 0.2), None, (0.6, 1.0), (1.0, 0.7))), Text(" rose"))),
                        ((Glyph("denies"), Text(" denies")),),
                        ((Glyph("reserves"), Text(" reserves")),),
                        ((Gauge(BANDS, 0.55, 0.8, "high"),), words("likely, 55–80 %")),
                    )
                ),
            ),
            caption=Caption("Table", 2, words("Who holds what")),
            anchor="table-2",
            summary="One row for each answer.",
        ),
        Heading(3, words("A part"), "part-1", "1.1", changed=True),
        Paragraph(words("Events of the morning"), role="group"),
        Paragraph(words("A note in small type."), role="small", changed=True),
        Quotation(words("“We saw smoke at nine.”"), (Text("Shift leader "), Cite("1", "source-1"))),
        Quotation(words("smoke was viewed at 9"), words("as printed"), altered=True, changed=True),
        Figure(png(), "A blue rectangle", Caption("Figure", 2, words("The hall")), "figure-2", words("Photo: Example")),
        Heading(2, words("Sources"), "annex-a", "A"),
        BulletList(
            (Item(words("Unordered")), Item(words("list"))),
        ),
        Paragraph(words("[1] Plant log."), anchor="source-1"),
    )
    return Document(meta(banner), blocks)


def long_table(rows: int = 120) -> Document:
    return Document(
        meta(), (Heading(1, words("Long"), "title"), table(rows), Paragraph(words("The end."), anchor="source-1"))
    )


def crowded(number: int = 40) -> Document:
    return Document(
        meta(),
        (Heading(1, words("Crowded"), "title"), timeline(*(mark(n) for n in range(number))), Paragraph(words("End."))),
    )


def one_day() -> Timeline:
    day = date(2022, 11, 15)
    start, end = datetime(2022, 11, 15, tzinfo=WARSAW), datetime(2022, 11, 16, tzinfo=WARSAW)
    return timeline(
        *(
            mark(n, day=day, when="", start=start, end=end, extent="civil", label=f"Something {n} happens")
            for n in range(6)
        )
    )
