"""Times and ratios, medians of several runs: python -m tests.bench.bench; --scale: how a brief grows. Prints; asserts nothing."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from briefgen.build.bundle import gather
from briefgen.reading.load import load
from briefgen.workspace.templates import Templates
from tests.bench.yardstick import fresh

ROOT = Path(__file__).parents[2]
BRIEF = "przewodow-2022-11"


def median(run: Callable[[], object], times: int = 5) -> float:
    """The median of some runs, in seconds."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def cold(*arguments: str) -> Callable[[], object]:
    """A fresh process of briefgen."""
    return partial(fresh, ROOT, "-m", "briefgen", "--workspace", str(ROOT), *arguments)


def say(name: str, seconds: float, base: float) -> None:
    print(f"{name:42} {seconds * 1000:9.1f} ms   {seconds / base:7.2f} x")


def processes() -> None:
    """Whole commands, against a Python process that does nothing."""
    print("cold commands, against an empty Python process")
    base = median(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    say("python -c ''", base, base)
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in (
            ("briefgen --help", ("--help",)),
            ("briefgen check", ("check", BRIEF)),
            ("briefgen render --format pdf", ("render", BRIEF, "--format", "pdf", "--out", folder, "--force")),
            ("briefgen render --format docx", ("render", BRIEF, "--format", "docx", "--out", folder, "--force")),
            ("briefgen render", ("render", BRIEF, "--out", folder, "--force")),
        ):
            say(name, median(cold(*arguments)), base)


def warm() -> None:
    """The stages of a render in one process, against loading the brief."""
    from briefgen.checks import check
    from briefgen.look.theme import Theme
    from briefgen.renderers import render

    print("\nwarm stages, against load")
    source = ROOT / "briefs" / BRIEF / "brief.yaml"
    loaded = load(source, root=ROOT)
    brief = loaded.brief
    assert brief is not None
    templates = Templates(ROOT)
    made, template = gather(loaded, brief, templates).document, templates.word_template()
    base = median(lambda: load(source, root=ROOT))
    say("load", base, base)
    say("check", median(lambda: check(loaded)), base)
    say("compose", median(lambda: gather(loaded, brief, templates).document), base)
    say("pdf", median(lambda: render(made, "pdf", Theme(), b"")), base)
    say("docx", median(lambda: render(made, "docx", Theme(), template)), base)


def layouts() -> None:
    """The chart's layout for more and more events, against 20."""
    from briefgen.look.theme import Theme
    from briefgen.timeline.layout import layout
    from tests.bench.chart_quality import fixed, quality
    from tests.support.documents import mark, timeline

    print("\nlayout of the chart, against 20 events")
    theme = Theme()
    base = 0.0
    for n in (20, 60, 100, 300, 5000):
        block = timeline(*(mark(i) for i in range(n)))
        taken = median(lambda block=block: layout(block, width=theme.width, max_height=theme.height, theme=theme))  # type: ignore[misc]
        base = base or taken
        say(f"{n} events", taken, base)
    print("\nquality of the chart, five fixed timelines")
    for name, block in fixed().items():
        print(f"{name:12} {quality(layout(block, width=theme.width, max_height=theme.height, theme=theme))}")


def many() -> None:
    """A thousand briefs of which none has changed, and two hundred from nothing with one process and with two."""
    text = "title: Brief {n}\nevents:\n  e: {{title: The quay burns, when: 2022-11-15 15:40, principal: yes}}\n"

    def workspace(folder: str, count: int) -> list[str]:
        for n in range(count):
            (home := Path(folder) / "briefs" / f"brief-{n:04}").mkdir(parents=True)
            (home / "brief.yaml").write_text(text.format(n=n), encoding="utf-8")
        return [sys.executable, "-m", "briefgen", "--workspace", folder, "render"]

    def timed(command: list[str]) -> float:
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - begin

    print("\nmany briefs: none of 1,000 out of date, against an empty Python process")
    with tempfile.TemporaryDirectory() as folder:
        command = [*workspace(folder, 1000), "--format", "txt"]
        first = timed([*command, "--jobs", "2"])
        base = median(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
        say("first time, as text, two jobs", first, base)
        say("nothing to do", median(lambda: timed(command), 3), base)
    print("\nmany briefs: 200 from nothing, PDF and DOCX, against one job")
    with tempfile.TemporaryDirectory() as folder:
        command = workspace(folder, 200)
        base = timed([*command, "--out", f"{folder}/one"])
        say("--jobs 1", base, base)
        say("--jobs 2", timed([*command, "--jobs", "2", "--out", f"{folder}/two"]), base)


def mail() -> None:
    """Messages with a PDF of 1 MB over one connection, to aiosmtpd in another process; its reader is the limit."""
    from datetime import UTC, datetime

    from briefgen.deliver.delivery import Delivery
    from briefgen.deliver.ledger import DeliveryLedger
    from briefgen.deliver.outbox import Outbox
    from briefgen.deliver.smtp import SmtpTransport
    from briefgen.settings.mail import Mail
    from tests.support.killsweep import Spooling

    print("\nmail: 100 letters with a PDF of 1 MB, against letters of 2 kB")
    base = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = Spooling(folder)
        for size in (2_000, 1_400_000):
            ledger = DeliveryLedger.open(folder / f"{size}.sqlite", lambda: datetime.now(UTC), new=True)
            ledger.enqueue(
                [
                    Delivery("b", 1, "edition", f"r{n}@x.org", "", (), ("pdf",), f"<{size}.{n}@x>", "")
                    for n in range(100)
                ],
                9e4,
            )
            settings = Mail.model_validate({"from": "d@x.org", **server.settings})
            body = b"\r\n\r\n" + (b"y" * 76 + b"\r\n") * (size // 78)
            outbox = Outbox(
                ledger,
                "d@x.org",
                lambda letter, most, body=body: b"Message-ID: " + letter.wanted.message_id.encode() + body,  # type: ignore[misc]
                SmtpTransport(settings, lambda: None),
                lambda: datetime.now(UTC),
                lambda: 0.5,
                folder / "lock",
            )
            taken = median(outbox.run, times=1)
            assert len(ledger.letters(states=("sent",))) == 100
            ledger.close()
            base = base or taken
            say(f"{size / 1e6:.1f} MB: {100 / taken:.0f} a second", taken, base)
        server.stop()


if __name__ == "__main__":
    if "--scale" in sys.argv:
        from tests.bench.scale import growth

        growth()
    else:
        processes()
        warm()
        layouts()
        mail()
        many()
