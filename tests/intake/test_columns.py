"""Which column is what: by names in five languages, by what stands there, and asked where neither settles it."""

from __future__ import annotations

import pytest

from briefgen.intake.columns import LogColumns, recognise
from briefgen.reading.rows.read import read_rows
from briefgen.workspace.names import shipped
from briefgen.workspace.templates import Templates


def columns(text: str, name: str = "log.csv") -> LogColumns:
    return recognise(read_rows(text.encode(), name, known=Templates(shipped().parent).logs()))


def asked(found: LogColumns) -> dict[str, tuple[str, ...]]:
    return {question.field: question.options for question in found.open}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Time (UTC),Event,Reported by,Location,Type", LogColumns(("Time (UTC)",), title="Event", actors="Reported by", place="Location", kind="Type", zone="UTC")),
        ("Zeitpunkt [UTC],Ereignis,Melder,Ort,Art", LogColumns(("Zeitpunkt [UTC]",), title="Ereignis", actors="Melder", place="Ort", kind="Art", zone="UTC")),
        ("Data i godzina UTC,Zdarzenie,Kto,Miejsce,Rodzaj", LogColumns(("Data i godzina UTC",), title="Zdarzenie", actors="Kto", place="Miejsce", kind="Rodzaj", zone="UTC")),
        ("Heure (Europe/Paris),Événement,Qui,Lieu,Catégorie", LogColumns(("Heure (Europe/Paris)",), title="Événement", actors="Qui", place="Lieu", kind="Catégorie", zone="Europe/Paris")),
        ("Fecha y hora (+01:00),Suceso,Quién,Ubicación,Tipo", LogColumns(("Fecha y hora (+01:00)",), title="Suceso", actors="Quién", place="Ubicación", kind="Tipo", zone="+01:00")),
        ("startTime UTC,title,user,site,category", LogColumns(("startTime UTC",), title="title", actors="user", place="site", kind="category", zone="UTC")),
    ],
)  # fmt: skip
def test_names_of_five_languages(head: str, expected: LogColumns) -> None:
    found = columns(f"{head}\n2022-11-15 10:00,Fire on deck,Anna,Bergen,fire\n2022-11-15 10:05,Out,Bo,Bergen,fire\n")
    assert found == LogColumns(**{**{name: getattr(expected, name) for name in LogColumns.__slots__}, "date": "ymd"})


def test_without_names_the_times_and_the_longest_text_are_found() -> None:
    found = columns("a,b,c\n2022-11-15T10:00Z,x1,the crane fell on the quay\n2022-11-15T11:00Z,x2,two hurt\n")
    assert (found.when, found.title, found.open) == (("a",), "c", ())


def test_a_date_and_a_clock_are_one_time() -> None:
    found = columns("Datum;Uhrzeit (UTC);Vorgang\n15.11.2022;10:00;Feuer\n16.11.2022;10:05;Aus\n")
    assert (found.when, found.date, found.zone, found.open) == (("Datum", "Uhrzeit (UTC)"), "dmy", "UTC", ())


def test_start_end_title_description_and_key() -> None:
    found = columns(
        "No,Start,End,Title,Description,Title 2\n1,2022-11-15 10:00Z,2022-11-15 11:00Z,a,long words,x\n2,2022-11-15 10:00Z,2022-11-15 11:00Z,b,long words,y\n"
    )
    assert (found.key, found.when, found.end, found.title, found.summary) == (
        "No",
        ("Start",),
        ("End",),
        "Title",
        "Description",
    )


def test_a_number_that_two_rows_share_is_no_key() -> None:
    assert columns("id,Time,Event\n1,2022-11-15 10:00Z,a\n1,2022-11-15 11:00Z,b\n").key == ""


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["03/04/2022", "13/04/2022"], "dmy"),
        (["03/04/2022", "04/13/2022"], "mdy"),
        (["22-11-05", "22-11-15", "31-12-30"], None),
        (["22-11-15", "52-11-15"], "ymd"),
        (["2022-11-15", "2022/11/16"], "ymd"),
        (["03.04.22", "13.04.22", "30.04.22"], None),
        (["04/04/2022"], "dmy"),
        (["5 March 2022"], None),
    ],
)
def test_the_order_of_dates_is_settled_by_the_whole_column(dates: list[str], order: str | None) -> None:
    rows = "".join(f"{one} 10:00Z,x\n" for one in dates)
    found = columns(f"Time,Event\n{rows}")
    assert found.date == order
    assert ("date" in asked(found)) == (order is None and "March" not in dates[0])


def test_an_open_order_is_asked_with_both_days() -> None:
    (question,) = columns("Time,Event\n03/04/2022 10:00Z,a\n05/06/2022 10:00Z,b\n").open
    assert question.text == "'03/04/2022 10:00Z' may be 3 April 2022 or 4 March 2022"
    assert question.options == ("--date dmy", "--date mdy")


def test_dates_of_two_orders_are_told() -> None:
    (question,) = columns("Time,Event\n13/11/2022 10:00Z,a\n11/13/2022 10:00Z,b\n").open
    assert "'13/11/2022 10:00Z'" in question.text and "'11/13/2022 10:00Z'" in question.text


def test_clocks_without_a_day_are_asked_for_it() -> None:
    assert asked(columns("10:02Z Fire\n10:05Z Out\n", "pasted")) == {"date": ("--date 2022-11-15",)}


@pytest.mark.parametrize(
    ("times", "zone"),
    [
        (["2022-11-15 10:00Z", "2022-11-15 10:00+01:00"], None),
        (["2022-11-15 10:00 UTC", "2022-11-15 10:00 Europe/Kyiv"], None),
        (["2022-11-15", "2022-11-16"], None),
        (["2022-11-15 10:00", "2022-11-15 10:05"], "the times name no zone"),
        (["2022-11-15 10:00Z", "2022-11-15 10:05"], "1 of 2 times name no zone"),
        (["2022-11-15 10:00 CEST", "2022-11-15 10:05 CEST"], "CEST' may mean several zones"),
    ],
)
def test_a_zone_is_asked_where_a_clock_names_none(times: list[str], zone: str | None) -> None:
    found = columns("Time,Event\n" + "".join(f"{time},x\n" for time in times))
    texts = [question.text for question in found.open if question.field == "zone"]
    assert bool(texts) == bool(zone) and (not zone or zone in texts[0])


def test_letters_in_the_head_are_asked_and_a_column_of_zones_is_found() -> None:
    assert "zone" in asked(columns("Time (EST),Event\n2022-11-15 10:00,x\n"))
    found = columns("Time,TZ,Event\n2022-11-15 10:00,UTC,x\n2022-11-15 10:00,Europe/Kyiv,y\n")
    assert (found.zone_column, found.open) == ("TZ", ())


def test_of_two_columns_of_times_the_one_with_a_zone_is_taken_and_else_asked() -> None:
    assert columns("Time Local,Time UTC,Event\n2022-11-15 10:00,2022-11-15 9:00,x\n").when == ("Time UTC",)
    found = columns("Received,Sent,Text\n2022-11-15 10:00Z,2022-11-15 10:00Z,z\n")
    assert found.when == ()
    assert asked(found)["when"] == ('--map when="Received"', '--map when="Sent"')


def test_no_times_and_no_words_are_asked() -> None:
    assert set(asked(columns("n,m\n1,2\n3,4\n"))) == {"when", "title"}


def test_an_export_needs_no_question() -> None:
    head = "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n"
    found = columns(head + "03/04/2022,10:00:00,UTC,M,LOG,x,t,u,h,s,d,2,f,1,-,f,e\n")
    assert (found.when, found.date, found.zone_column, found.title, found.summary, found.open) == (
        ("date", "time"),
        "mdy",
        "timezone",
        "short",
        "desc",
        (),
    )
    found = columns("message,timestamp,datetime,timestamp_desc\nm,1668524402000000,2022-11-15T15:00:02+00:00,w\n")
    assert (found.when, found.title, found.open) == (("datetime",), "message", ())


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["44880.652777777781", "44881.5"], ["2022-11-15 15:40", "2022-11-16 12:00"]),
        (["44880", "2022-11-16"], ["2022-11-15", "2022-11-16"]),
        (["44880", "44881.25"], ["2022-11-15 00:00", "2022-11-16 06:00"]),
        (["0.652777777777778", "10:00"], ["15:40", "10:00"]),
        (["44880", "soon"], ["44880", "soon"]),
        (["12", "13"], ["12", "13"]),
        (["1668524402", "1668524403"], ["2022-11-15 15:00:02Z", "2022-11-15 15:00:03Z"]),
        (["1668524402500"], ["2022-11-15 15:00:02.5Z"]),
        (["1668524402", "5"], ["1668524402", "5"]),
        (["1002", "0005"], ["10:02", "00:05"]),
        (["1002", "2500"], ["1002", "2500"]),
    ],
)
def test_bare_numbers_of_a_sheet_are_times_only_in_a_column_of_times(cells: list[str], expected: list[str]) -> None:
    rows = read_rows(("Time,Event\n" + "".join(f"{cell},x\n" for cell in cells)).encode(), "log.csv")
    assert [row.cells[0] for row in rows.rows] == expected
    assert any("bare numbers" in remark for remark in rows.remarks) == (cells != expected)
    for text in ("Serial,Event\n44880,x\n", "Date,Event\n2022,x\n", "No,Event\n1668524402,x\n"):
        rows = read_rows(text.encode(), "log.csv")
        assert (rows.rows[0].cells[0], rows.remarks) == (text.split("\n")[1].split(",")[0], ())
