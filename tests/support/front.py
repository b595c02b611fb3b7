"""A first page with every block that stands there, as long as they come in real briefs."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.blocks import (
    Block,
    Callout,
    Caption,
    ClassedPoint,
    ClassedPoints,
    Column,
    Dispute,
    DisputeSide,
    Document,
    Fact,
    FactList,
    Foot,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Table,
    TwoColumns,
)
from briefgen.document.inlines import Cite, Inlines, Strong, Text
from briefgen.document.signs import Gauge, GaugeBand, Glyph
from tests.support.documents import AMBER, mark, meta, timeline, words


def cited(text: str, *numbers: str) -> Inlines:
    marks = [part for number in numbers for part in (Text(" "), Cite(number, f"source-{number}"))]
    return (Text(text), *marks)


FIGURES = KeyFigures(
    (
        KeyFigure("7", "h", words("unreachable, about 15:40 to about 22:45 UTC"), cited("both ends about", "4", "5")),
        KeyFigure("30×", "", words("the usual queries for Facebook’s names"), cited("Cloudflare", "4")),
        KeyFigure(
            "10.6", "million", words("reports of problems worldwide, at least"), cited("reports, not people", "6")
        ),
        KeyFigure("−4.9", "%", words("Facebook’s share at the close"), cited("Monday 4 October", "7"), changed=True),
    )
)
POINTS = ClassedPoints(
    (
        ClassedPoint(
            "fact",
            "Fact",
            cited(
                "At about 15:40 UTC on Monday 4 October 2021 the routes to Facebook’s name servers were withdrawn, and its names "
                "no longer resolved.",
                "4",
                "5",
            ),
            words("two sources"),
        ),
        ClassedPoint(
            "says",
            "Facebook says",
            cited(
                "Facebook says that a command meant to measure backbone capacity took the whole backbone down, and that a bug in "
                "an audit tool let it pass.",
                "2",
            ),
            changed=True,
        ),
        ClassedPoint(
            "fact",
            "Fact",
            cited(
                "Routes came back from about 21:00 UTC and names from about 21:20 UTC; services followed step by step, because a "
                "sudden load was itself a danger.",
                "4",
                "5",
                "2",
            ),
            words("one or two sources"),
        ),
        ClassedPoint(
            "ours",
            "We judge",
            words(
                "Our illustrative judgement rests on the operator’s own account; on who gave the order this brief makes none."
            ),
            (),
            (Strong(words("Almost certain")), Text(", about 95 % to below 100 % · confidence "), Strong(words("high"))),
        ),
        ClassedPoint(
            "gap", "Not known", cited("Why the second, shorter fault on 8 October followed is not known.", "3")
        ),
    )
)
SIDE = (
    Paragraph(words("Contested"), role="group"),
    Dispute(
        words("Why did the repair take so long?"),
        words("partly answered"),
        (
            DisputeSide("holds", words("Its tools ran over the failed network: Facebook")),
            DisputeSide("compatible", words("does not contradict it: Cloudflare")),
            DisputeSide("silent", words("Loss of the whole backbone not rehearsed: held by nobody named")),
        ),
    ),
    Dispute(
        words("What took the services down?"),
        (),
        (
            DisputeSide("denies", words("an attack: denied by Facebook")),
            DisputeSide("reserves", words("still waiting: the regulator")),
            DisputeSide("given_up", words("a cable cut: given up on 5 October")),
        ),
        changed=True,
    ),
    Paragraph(words("Next"), role="group"),
    FactList(
        (
            Fact("no date", (words("A timeline of the repair by Facebook, with clock times"),)),
            Fact("15 Oct", (words("A description of the bug in the audit tool"),)),
        )
    ),
)
FOOT = Foot(
    (
        Fact("Covers", (words("loss and return as seen from outside; Facebook’s own account"),)),
        Fact("Rests on", (words("two measurements from outside; for the cause on Facebook alone"),)),
        Fact("Controlled by", (words("briefgen example desk"),)),
        Fact("Contact", (cited("desk@example.org", "2"),)),
        Fact("Approval", (words("none"),)),
    )
)
YARDSTICK = (
    GaugeBand("remote chance", 0.0, 0.05),
    GaugeBand("unlikely", 0.1, 0.35),
    GaugeBand("likely", 0.55, 0.75),
    GaugeBand("almost certain", 0.95, 1.0),
)


def judged() -> Table:
    """A table with a glyph and a yardstick in its cells."""
    return Table(
        (Column("Judgement", 3), Column("Yardstick", 4), Column("In words", 3)),
        (
            Row(
                (
                    (words("The poisonings have one origin"),),
                    ((Gauge(YARDSTICK, 0.55, 0.75, "moderate", (0.1, 0.35)),),),
                    (words("likely"),),
                )
            ),
            Row(
                ((words("It was an accident"),), ((Glyph("denies"), Text("\u00a0denies")),), (words("remote chance"),))
            ),
        ),
        Caption("Table", 1, words("Judgements")),
        "table-1",
        "One row for each judgement.",
    )


def front(strip: float = 120.0) -> Document:
    chart = timeline(mark(0, principal=True), mark(1), mark(2, status="failed"), mark(5, certainty="about"), mark(9))
    blocks: tuple[Block, ...] = (
        Paragraph(
            words("briefgen example desk · Incident brief 2021-10/1 · for heads of network operations"), role="kicker"
        ),
        Heading(
            1, words("Facebook, Instagram and WhatsApp unreachable for about seven hours, 4 October 2021"), "title"
        ),
        Callout(
            "key",
            "Bottom line",
            (
                Paragraph(
                    words(
                        "A maintenance command cut Facebook’s own backbone; its name servers then withdrew their routes, and "
                        "Facebook, Instagram, WhatsApp and Messenger were unreachable worldwide from about 15:40 to about 22:45 "
                        "UTC. Facebook says that it was its own error, with no malicious activity."
                    )
                ),
            ),
        ),
        FIGURES,
        TwoColumns((Paragraph(words("Key points"), role="group"), POINTS), SIDE),
        Callout(
            "decision",
            "Decision asked",
            (
                Paragraph(
                    words("Give the tools for a repair a path of their own, apart from the network that they repair.")
                ),
            ),
            ((Strong(words("By Friday 15 October 2021")),), words("Heads of network operations")),
        ),
        replace(chart, strip=strip),
        Callout(
            "notice",
            "Wording notice",
            (Paragraph(words("The text of [1] was altered by machine before it reached us.")),),
        ),
        FOOT,
        Heading(2, words("Assessment"), "assessment", "1"),
        judged(),
        Heading(2, words("Sources"), "sources", "2"),
        *(Paragraph(words(f"[{number}] A source."), anchor=f"source-{number}") for number in range(1, 9)),
    )
    return Document(meta(AMBER), blocks)
