"""The quiet details of an item: how its times are known, its own marking, the place, what its evidence says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.document.compose.facts import Facts, capital, joined, link, sentence, text, without_end
from briefgen.document.inlines import Emphasis, Inlines
from briefgen.document.marks import Origin
from briefgen.model.annotation import Told, annotated
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.event import Place
from briefgen.model.marking import Marking
from briefgen.model.shape import Model
from briefgen.model.source import Evidence
from briefgen.model.time import When
from briefgen.model.walk import walk


def details(facts: Facts, at: Origin, model: Model) -> Iterator[Inlines]:
    """A sentence for each time of an item that is not simply stated, and for each marking of its own; `at` is the item's path."""
    for path, part in walk(model):
        own = ".".join((*((at,) if at else ()), *map(str, path)))
        if isinstance(model, Brief) and path[:1] and path[0] in COLLECTIONS:
            continue
        if isinstance(part, When) and (known := _known(facts, own, part)):
            told = annotated(type(model), Told).get(str(path[0])) if len(path) == 1 else None
            name = (told.label or f"changes.field.{path[0]}") if told else "table.time"
            yield sentence(facts.words.fill("details.time", what=text(facts.words(name)), known=known))
        elif isinstance(part, Marking) and (said := _marked(facts, own, part, banner=isinstance(model, Brief))):
            yield sentence(said)


def _known(facts: Facts, at: Origin, when: When) -> Inlines:
    """How a time is known: "the source has *Tuesday*; inferred from the weekday. The article names no date."."""
    w = facts.words
    printed: Inlines = (Emphasis(text(when.as_written, f"{at}.as_written")),) if when.as_written else ()
    said_once = len(facts.bases) == 1 and at.startswith("events.") and at.endswith(".when")  # on page 1
    known = (
        w.fill("details.printed", words=printed) if printed else (),
        text(w(f"details.{when.basis}"), f"{at}.basis") if when.inferred and not said_once else (),
    )
    found = (joined(known, w("join.semicolon")), text(when.note, f"{at}.note"))
    return joined(sentence(part) for part in found if part)


def _marked(facts: Facts, at: Origin, marking: Marking, *, banner: bool) -> Inlines:
    """An item's own marking; of the brief's, which stands in the banner and the block on page 1, who set it and until when."""
    w = facts.words
    expires = text(facts.wording.short(marking.expires), f"{at}.expires") if marking.expires else ()
    label = () if banner else text(marking.text, f"{at}.label")
    lines = (
        ()
        if banner
        else tuple(
            text(f"{term}: {line}", f"{at}.designation_block") for term, line in marking.designation_block.items()
        )
    )
    said = (
        label,
        w.fill("details.originator", who=text(marking.originator, f"{at}.originator")) if marking.originator else (),
        w.fill("details.expires", time=expires) if expires else (),
        *lines,
    )
    told = joined(said, w("join.comma"))
    return w.fill("details.marked", marking=told) if told else ()


# -- places -----------------------------------------------------------------------------------------------------------


def described(facts: Facts, ref: str) -> Iterator[Inlines]:
    """What is known of a place besides its name and kind: where it lies, who says so, its coordinates, what a reader must know."""
    place = facts.brief.places.get(ref)
    if place is None:
        return
    at, w = f"places.{ref}", facts.words
    country = str(w.locale.territories.get(place.country, place.country)) if place.country else ""
    lies = joined((text(place.admin, f"{at}.admin"), text(country, f"{at}.country")), w("join.comma"))
    yield lies
    yield facts.cites(place.evidence)
    yield text(_coordinates(facts, place), f"{at}.{'geo_precision' if place.lat is None else 'lat'}")
    yield text(place.note, f"{at}.note")
    yield from details(facts, at, place)


def in_full(facts: Facts, ref: str) -> Inlines:
    """ "Medyka (village; Lublin, Poland; 50.47° N, 23.92° E, exact)", as part of a sentence."""
    place = facts.brief.places[ref]
    kind = text(place.kind, f"places.{ref}.kind")
    lies, cited, *more = described(facts, ref)
    about = joined(map(without_end, (kind, joined((lies, cited)), *more)), facts.words("join.semicolon"))
    name = text(place.name, f"places.{ref}.name")
    return (*name, *text(" ("), *about, *text(")")) if about else name


def _coordinates(facts: Facts, place: Place) -> str:
    if place.lat is None or place.lon is None:
        return facts.words(f"details.{place.geo_precision}") if place.geo_precision else ""
    w = facts.words
    lat = w("details.north" if place.lat >= 0 else "details.south", degrees=f"{abs(place.lat):g}")
    lon = w("details.east" if place.lon >= 0 else "details.west", degrees=f"{abs(place.lon):g}")
    exact = w(f"details.{place.geo_precision}") if place.geo_precision else ""
    return w("join.comma").join(part for part in (lat, lon, exact) if part)


# -- evidence ---------------------------------------------------------------------------------------------------------


def of_evidence(facts: Facts) -> Mapping[str, tuple[Inlines, ...]]:
    """What the links to each source say of themselves, a line for each: for what, how credible, and what a reader must know."""
    w = facts.words
    found: dict[str, list[Inlines]] = {}
    for path, part in walk(facts.brief):
        if not isinstance(part, Evidence) or not (part.credibility or part.note):
            continue
        collection, key = (str(step) for step in path[:2])
        if collection == "positions" and key not in facts.positions:
            continue
        at = ".".join(map(str, path))
        meaning = w(f"sources.{part.credibility}") if part.credibility else ""
        credible = w("sources.item_credibility", n=part.credibility, meaning=meaning) if part.credibility else ""
        said = joined((text(credible, f"{at}.credibility"), text(part.note, f"{at}.note")), w("join.semicolon"))
        line = w.fill("sources.item", item=in_short(facts, collection, key), said=sentence(said))
        found.setdefault(part.source, []).append(line)
    return {source: tuple(dict.fromkeys(lines)) for source, lines in found.items()}


def anchor(collection: str, key: str) -> str:
    """What a link to an item leads to."""
    named = {
        "sections": "free",
        "tables": "table-of",
    }  # beside the sections of the outline, and the tables that are numbered
    return f"{named.get(collection, collection.removesuffix('s'))}-{key}"


def in_short(facts: Facts, collection: str, key: str) -> Inlines:
    """An item in a few words, linked to where it stands."""
    member = getattr(facts.brief, collection)[key]
    match collection:
        case "positions" if key not in facts.positions:
            return ()  # said off the record
        case "judgements" if not facts.judged:
            return ()
        case "actors":
            return facts.entry(key)
        case "positions":
            return link(facts.entry(member.actor), f"position-{key}")
        case "events":
            field = "label" if member.label else "title"
            return link(text(member.short, f"events.{key}.{field}"), f"event-{key}")
        case "impact" | "causes" | "actions" | "sections":
            field = "title" if collection == "sections" else "text"
            said = capital(without_end(text(getattr(member, field), f"{collection}.{key}.{field}")))
            return link(said, anchor(collection, key))
        case _:
            field = {"places": "name", "tables": "title"}.get(collection, "text")
            return capital(without_end(text(getattr(member, field), f"{collection}.{key}.{field}")))
