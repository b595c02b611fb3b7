"""What the name of a column says it holds, in English, German, Polish, French and Spanish."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, TypeAlias

ColumnPart: TypeAlias = Literal["when", "end", "title", "summary", "place", "actors", "kind", "key", "zone"]

_NAMES: dict[ColumnPart, tuple[str, ...]] = {
    "when": (
        "when", "time", "timestamp", "time stamp", "date time", "datetime", "date and time", "date", "start time", "start", "started",
        "started at", "event time", "log time", "occurred", "occurred at", "begin", "created at", "created", "day", "clock",
        "wann", "zeit", "uhrzeit", "zeitpunkt", "zeitstempel", "datum uhrzeit", "datum und uhrzeit", "datum", "beginn", "anfang", "tag",
        "kiedy", "czas", "godzina", "data i godzina", "data godzina", "data", "poczatek", "znacznik czasu", "dzien",
        "quand", "heure", "horodatage", "date et heure", "date heure", "debut", "moment", "jour",
        "cuando", "hora", "fecha y hora", "fecha hora", "fecha", "inicio", "marca de tiempo", "marca temporal", "dia",
    ),
    "end": (
        "end", "end time", "ended", "ended at", "until", "to", "till", "finish", "finished", "stop", "resolved at", "end date",
        "ende", "bis", "endzeit", "koniec", "do", "zakonczenie", "fin", "jusqu a", "heure de fin", "hasta", "hora de fin", "final",
    ),
    "title": (
        "event", "title", "headline", "what", "what happened", "entry", "log entry", "incident", "occurrence", "message", "subject", "text",
        "activity", "action", "description", "details", "note", "notes", "remarks", "comment",
        "ereignis", "titel", "vorgang", "meldung", "was", "eintrag", "vorfall", "geschehen", "nachricht", "betreff", "beschreibung",
        "zdarzenie", "wydarzenie", "tytul", "co", "wpis", "komunikat", "wiadomosc", "tresc", "temat", "opis", "opis zdarzenia",
        "evenement", "titre", "quoi", "fait", "faits", "entree", "texte", "objet", "libelle", "mensaje",
        "evento", "titulo", "que", "suceso", "hecho", "texto", "asunto", "descripcion",
    ),
    "summary": (
        "summary", "description", "details", "detail", "body", "comment", "comments", "remarks", "remark", "notes", "note", "more",
        "zusammenfassung", "beschreibung", "einzelheiten", "bemerkung", "bemerkungen", "kommentar", "anmerkung", "anmerkungen",
        "podsumowanie", "opis", "szczegoly", "uwagi", "komentarz", "resume", "commentaire", "remarques", "observations", "precisions",
        "resumen", "descripcion", "detalles", "comentario", "comentarios", "observaciones",
    ),
    "place": (
        "place", "location", "where", "site", "area", "address", "ort", "wo", "standort", "einsatzort", "stelle", "adresse",
        "miejsce", "gdzie", "lokalizacja", "adres", "lieu", "ou", "endroit", "lugar", "donde", "ubicacion", "sitio", "direccion",
    ),
    "actors": (
        "who", "actor", "actors", "by", "person", "reported by", "author", "user", "username", "operator", "unit", "team", "sender",
        "from", "entered by", "logged by", "speaker", "wer", "von wem", "melder", "einheit", "absender", "verfasser", "gemeldet von", "von",
        "kto", "osoba", "autor", "zglaszajacy", "jednostka", "nadawca", "od", "qui", "personne", "auteur", "par", "unite",
        "quien", "persona", "por", "unidad", "remitente",
    ),
    "kind": (
        "kind", "type", "category", "class", "event type", "art", "typ", "kategorie", "ereignisart", "rodzaj", "kategoria",
        "genre", "categorie", "tipo", "categoria", "clase",
    ),
    "key": (
        "id", "key", "uuid", "guid", "no", "nr", "number", "ref", "reference", "event id", "entry no", "log no", "ticket", "item",
        "lfd nr", "laufende nummer", "nummer", "kennung", "lp", "l p", "numer", "numero", "identifiant", "identificador",
    ),
    "zone": (
        "zone", "tz", "timezone", "time zone", "zeitzone", "strefa", "strefa czasowa", "fuseau", "fuseau horaire", "zona horaria",
        "huso horario", "utc offset", "offset",
    ),
}  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_ZONES = re.compile(r"\b(?:utc|gmt|local|lokal|locale|ortszeit|lokalny|lokalna|z)\b")
_LETTERS = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe"})


def plain(name: str) -> str:
    """A name in small letters without accents, signs, and what stands in brackets or names a zone."""
    bare = _CAMEL.sub(" ", _BRACKETS.sub(" ", name)).casefold().translate(_LETTERS)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))
    words = " ".join(re.findall(r"[^\W_]+", bare))
    return " ".join(_ZONES.sub(" ", words).split()) or words


def rank(name: str, part: ColumnPart) -> int | None:
    """How well a name says that its column is this part, 0 best; None where it does not."""
    said = plain(name)
    known = _NAMES[part]
    if said in known:
        return known.index(said)
    words = set(said.split())
    inner = next((number for number, one in enumerate(known) if len(one) > 2 and one in words), None)
    return None if inner is None else 1_000 + inner
