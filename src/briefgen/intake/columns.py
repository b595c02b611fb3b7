"""Which column of a log says when, what, where and who: by the columns' names, by what stands in them, and asked where neither settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefgen.intake.zones import zone_in_head, zones_of
from briefgen.reading.logs.date_order import date_order
from briefgen.reading.rows.cell import has_clock, has_date, is_count, is_number, is_time, joined
from briefgen.reading.rows.clock import parts
from briefgen.reading.rows.names import ColumnPart, rank
from briefgen.reading.rows.preset import DateOrder, Preset
from briefgen.reading.rows.values import Rows

_SAMPLE = 500
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What only a person knows: which field of the mapping is open, the question, and an option that answers it for each choice; of a
    question that is `open` these are examples."""

    field: str
    text: str
    options: tuple[str, ...]
    open: bool = False

    @property
    def answers(self) -> tuple[str, ...]:
        """What the options say: dmy of `--date dmy`, Time of `--map when="Time"`."""
        return tuple(option.partition(" ")[2].rpartition("=")[2].strip('"') for option in self.options)


@dataclass(frozen=True, slots=True)
class LogColumns:
    """What each column is; empty where there is none. `when` of several columns is one time, date before clock (`joined`)."""

    when: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    place: str = ""
    actors: str = ""
    kind: str = ""
    status: str = ""
    key: str = ""
    date: DateOrder | None = None
    """The order of day, month and year where the times are written with numbers and the whole column settles it."""
    zone: str = ""
    """The zone that the head of the column names."""
    zone_column: str = ""
    open: tuple[Unsettled, ...] = ()


@dataclass(slots=True)
class _Column:
    """What stands in one column, by a sample of its rows."""

    number: int
    name: str
    cells: list[str]
    times: float = 0.0
    clocks: float = 0.0
    dates: float = 0.0
    numbers: float = 0.0
    length: float = 0.0
    filled: int = 0
    taken: bool = field(default=False)

    def __post_init__(self) -> None:
        cells = [cell for cell in self.cells if cell]
        self.filled = len(cells)
        if not cells:
            return
        times = [cell for cell in cells if is_time(cell)]
        clocks = [cell for cell in times if has_clock(cell)]
        self.times = len(times) / len(cells)
        self.clocks = len(clocks) / len(cells)
        self.dates = sum(map(has_date, times)) / len(cells)
        self.numbers = sum(map(is_number, cells)) / len(cells)
        self.length = sum(map(len, cells)) / len(cells)


def recognise(rows: Rows) -> LogColumns:
    """What the columns of a log are; every decision that the log does not settle is in `open`."""
    found = _by_preset(rows, rows.preset) if rows.preset else _Recognition(rows).columns()
    return settled(rows, found)


def _by_preset(rows: Rows, preset: Preset) -> LogColumns:
    """What a tool's export says, as far as this file has its columns."""
    has = set(rows.head)

    def one(name: str) -> str:
        return name if name in has else ""

    return LogColumns(
        when=tuple(filter(one, preset.when)),
        end=tuple(filter(one, preset.end)),
        title=one(preset.title),
        summary=one(preset.summary),
        place=one(preset.place),
        actors=one(preset.actors),
        kind=one(preset.kind),
        status=one(preset.status),
        key=one(preset.key),
        date=preset.date,
        zone=preset.zone,
        zone_column=one(preset.zone_from),
    )


class _Recognition:
    """One look at the columns of a log of an office."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        step = max(1, len(rows.rows) // _SAMPLE)
        sample = rows.rows[::step][:_SAMPLE]
        self.all = [
            _Column(number, name, [row.cells[number] for row in sample]) for number, name in enumerate(rows.head)
        ]
        self.open: list[Unsettled] = []

    def columns(self) -> LogColumns:
        end = self._named("end", times=True)
        zone = self._named("zone")
        when = self._when()
        key = self._named("key")
        if key and not self._is_key(key):
            key.taken, key = False, None
        title = self._title()
        kind, place, actors = self._named("kind"), self._named("place"), self._named("actors")
        title = title or self._longest()
        summary = self._named("summary") if title else None
        if not title:
            names = tuple(column.name for column in self.all if not column.taken and column.filled)[:4]
            self._ask("title", "no column says what happened", names)
        return LogColumns(
            when=tuple(column.name for column in when),
            end=(end.name,) if end else (),
            title=_name(title),
            summary=_name(summary),
            place=_name(place),
            actors=_name(actors),
            kind=_name(kind),
            key=_name(key),
            zone_column=_name(zone),
            open=tuple(self.open),
        )

    def _when(self) -> list[_Column]:
        free = [column for column in self.all if not column.taken]
        timed = [column for column in free if column.times >= _MOSTLY]
        pair = self._pair(timed)
        if pair:
            return pair
        best = self._ranked("when", timed) or timed
        if len(best) > 1:
            best = [column for column in best if zone_in_head(column.name)[0]] or best
        if len(best) > 1:
            self._ask("when", "several columns have times", tuple(column.name for column in best))
            return []
        if not best:
            best = [column for column in self._ranked("when", free) if column.times > 0][:1]
        if not best:
            names = tuple(column.name for column in free if column.filled)[:4]
            self._ask("when", "no column has times", names)
        for column in best:
            column.taken = True
        return best

    def _pair(self, timed: Sequence[_Column]) -> list[_Column]:
        """The date and the clock, where they stand in two columns."""
        days = [column for column in timed if column.clocks < 0.1]
        clocks = [column for column in timed if column.dates < 0.1]
        day, clock = self._ranked("when", days) or days, self._ranked("when", clocks) or clocks
        if len(clock) > 1:
            clock = [column for column in clock if zone_in_head(column.name)[0]]
        if len(day) != 1 or len(clock) != 1 or len(days) + len(clocks) < len(timed):
            return []
        day[0].taken = clock[0].taken = True
        return [day[0], clock[0]]

    def _ranked(self, part: ColumnPart, columns: Sequence[_Column]) -> list[_Column]:
        """The columns whose name says it best: all that say it equally well."""
        ranks = {column.number: said for column in columns if (said := rank(column.name, part)) is not None}
        exact = {number: said for number, said in ranks.items() if said < 1_000} or ranks
        if part == "when":
            return [column for column in columns if column.number in exact]
        best = min(exact.values(), default=None)
        return [column for column in columns if exact.get(column.number) == best] if best is not None else []

    def _named(self, part: ColumnPart, *, times: bool = False) -> _Column | None:
        free = [c for c in self.all if not c.taken and c.filled and (c.times >= _MOSTLY) is times]
        found = self._ranked(part, free)
        if part in ("zone", "key"):
            found = [column for column in found if (rank(column.name, part) or 0) < 1_000]
        if not found:
            return None
        found[0].taken = True
        return found[0]

    def _title(self) -> _Column | None:
        words = [c for c in self.all if not c.taken and c.filled and c.times < _MOSTLY and c.numbers < _MOSTLY]
        found = self._ranked("title", words)[:1]
        for column in found:
            column.taken = True
        return found[0] if found else None

    def _longest(self) -> _Column | None:
        words = [c for c in self.all if not c.taken and c.filled and c.times < _MOSTLY and c.numbers < _MOSTLY]
        found = max(words, key=lambda column: column.length, default=None)
        if found:
            found.taken = True
        return found

    def _is_key(self, column: _Column) -> bool:
        """Whether every row has its own."""
        cells = [row.cells[column.number] for row in self.rows.rows]
        return all(cells) and len(set(cells)) == len(cells)

    def _ask(self, part: str, what: str, names: tuple[str, ...]) -> None:
        options = tuple(f'--map {part}="{name}"' for name in names)
        self.open.append(Unsettled(part, f"{what}: which is {part}?", options))


def settled(rows: Rows, found: LogColumns) -> LogColumns:
    """With the order of dates and the zone that the whole column settles, or the questions that it leaves."""
    asked = list(found.open)
    at = [rows.head.index(name) for name in found.when]
    times = [joined([row.cells[column] for column in at]) for row in rows.rows] if at else []
    ends = [rows.head.index(name) for name in found.end]
    both = times + [joined([row.cells[column] for column in ends]) for row in rows.rows] if ends else times
    known = {cell: said for cell in both if (said := parts(cell))}
    reading = date_order((cell, one) for cell in both for one in known.get(cell, ()) if one)
    order = found.date or reading.order
    if reading.open and not found.date:
        asked.append(Unsettled("date", reading.question, tuple(f"--date {order}" for order in reading.open)))
    if reading.without_day and not reading.with_day:
        text = "the times have clocks and no date: on which day does the log begin?"
        asked.append(Unsettled("date", text, ("--date 2022-11-15",), open=True))
    zone, zone_column = found.zone, found.zone_column
    if zone_column and not all(
        _has_zone(row.cells[rows.head.index(zone_column)]) for row, time in zip(rows.rows, times, strict=True) if time
    ):
        zone_column = ""
    clocked = [time for time in times if time in known and known[time][0].clock and not is_count(time)]
    if clocked and not zone and not zone_column:
        zone, unsaid = zones_of(found.when, clocked)
        if unsaid:
            asked.append(Unsettled("zone", unsaid, ("--zone UTC", "--zone Europe/Warsaw"), open=True))
    return replace(found, date=order, zone=zone, zone_column=zone_column, open=tuple(asked))


def _has_zone(cell: str) -> bool:
    return bool(cell) and zone_in_head(f"({cell})")[0] != ""


def _name(column: _Column | None) -> str:
    return column.name if column else ""
