"""A brief with a canary in every field that holds text, found by walking the model; and the words of a file, also where nobody looks."""

from __future__ import annotations

import re
import types
import zipfile
import zlib
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pypdfium2
from PIL import Image
from pydantic import BaseModel

from briefgen.model.time import When

NOT_TEXT: dict[str, Any] = {
    # what is an id, a date, a language, an address or one of a few words; a field that is not here gets a canary
    "Answer.likelihood": "likely",
    "Brief.accepted": None,
    "Brief.distribution": None,
    "Brief.kind": None,
    "Brief.language": None,
    "Brief.schema_version": None,
    "Brief.timezone": None,
    "Brief.yardstick": None,
    "Actor.counterpart_of": None,
    "Actor.of": None,
    "Actor.speaks_for": None,
    "Alternative.likelihood": "unlikely",
    "Assumption.refs": None,
    "Amount": "2",
    "Count": "2",
    "Evidence.source": "ID-sources",
    "Evidence.credibility": None,
    "Event.according_to": None,
    "Event.actors": ["ID-actors"],
    "Event.after": None,
    "Event.before": None,
    "Event.contested_by": None,
    "FigureFile.file": "picture.png",
    "AnnexTable.file": "table.csv",
    "AnnexTable.columns": None,
    "AnnexTable.only": None,
    "AnnexTable.key": None,
    "AnnexTable.sheet": None,
    "AnnexTable.preset": None,
    "AnnexTable.content": None,
    "ChartAnnotation.from_": "ID-events",
    "ChartAnnotation.to": "ID-events",
    "Change.from_edition": 1,
    "Change.kind": "new",
    "Confidence.level": "low",
    "Judgement.assumptions": ["ID-assumptions"],
    "Judgement.likelihood": "likely",
    "Judgement.question": "ID-questions",
    "Judgement.refs": ["ID-events"],
    "Marking.designation_block": None,
    "Marking.label": "TLP:CLEAR",
    "Marking.caveats": None,
    "Marking.scheme": None,
    "Marking.style": None,
    "Verification.level": "uncorroborated",
    "Action.owner": "ID-actors",
    "Action.refs": ["ID-events"],
    "Cause.refs": ["ID-events"],
    "Impact.refs": ["ID-events"],
    "FreeSection.figures": ["ID-figures"],
    "FreeSection.after": None,
    "KeyPoint.refs": ["ID-events"],
    "Place.country": "PL",
    "Position.about": ["ID-events"],
    "Position.about_actors": None,
    "Position.actor": "ID-actors",
    "Position.at": None,
    "Position.attribution": None,
    "Position.audience": None,
    "Position.denies": None,
    "Position.not_contradicting": None,
    "Position.on": None,
    "Position.refers_to": None,
    "Position.supersedes": None,
    "Position.supports": ["ID-answers"],
    "Position.via": None,
    "Question.owner": "ID-actors",
    "Quote.language": None,
    "Quote.translated_from": "fr",
    "Question.text": "Is CANARY in text?",
    "Resolution.answer": None,
    "Source.archived_url": "https://example.org/CANARY",
    "Source.derived_from": None,
    "Source.file": None,
    "Source.grade": None,
    "Source.language": None,
    "Source.original": None,
    "Source.rows": None,
    "Source.sha256": None,
    "Source.url": "https://example.org/CANARY",
}


def filled(model: type[BaseModel], word: str, ids: str, **fixed: Any) -> dict[str, Any]:
    """The data of a model with `word` in every field that holds text; the ids begin with `ids`."""
    made = {}
    for name, info in model.model_fields.items():
        key = f"{model.__name__}.{name}"
        value = NOT_TEXT[key] if key in NOT_TEXT else _value(info.annotation, word, ids, name)
        if value is not None:
            made[info.alias or name] = _named(value, word, ids)
    return made | fixed


def _named(value: Any, word: str, ids: str) -> Any:
    match value:
        case str():
            return value.replace("ID-", f"{ids}-").replace("CANARY", word)
        case list():
            return [_named(item, word, ids) for item in value]
        case _:
            return value


def _value(kind: Any, word: str, ids: str, name: str) -> Any:
    """A value of a type; None where it holds no text."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(inner[0], word, ids, name)
    if origin in (Union, types.UnionType):
        return _value(next(one for one in inner if one is not type(None)), word, ids, name)
    if origin is tuple:
        item = _value(inner[0], word, ids, name)
        return None if item is None else [item]
    if origin is dict:
        item = _value(inner[1], word, ids, name)
        return None if item is None else {f"{ids}-{name}": item}
    if origin is Literal or kind in (bool, int, float, Decimal):
        return None
    if kind is str:
        return f"{word} is in {name.replace('_', ' ')}"
    if kind is When:
        return "2026-03-03 08:00"
    if kind.__name__ in NOT_TEXT:
        return NOT_TEXT[kind.__name__]
    return filled(kind, word, ids)


def fields(data: Any, word: str, where: str = "") -> list[str]:
    """Where a word stands in the data."""
    match data:
        case dict():
            return [path for key, one in data.items() for path in fields(one, word, f"{where}.{key}".lstrip("."))]
        case list():
            return [path for one in data for path in fields(one, word, where)]
        case str() if word.casefold() in data.casefold():
            return [where]
    return []


# -- the words of a file ----------------------------------------------------------------------------------------------


def words_of(name: str, data: bytes) -> str:
    """Everything that a file says, its name included: text, properties, bookmarks, alternative texts, what is packed or attached."""
    match name.rpartition(".")[2]:
        case "pdf":
            found = _pdf(data)
        case "docx" | "xlsx":
            found = _docx(data)
        case "eml":
            found = _eml(data)
        case "png":
            with Image.open(BytesIO(data)) as picture:
                found = f"{picture.info} {data.decode('latin-1')}"
        case _:
            found = data.decode("utf-8", "surrogatepass")
    return " ".join(f"{name} {found}".split())


def _pdf(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        found = [page.get_textpage().get_text_bounded() for page in pdf]
        found += [mark.get_title() for mark in pdf.get_toc()] + list(pdf.get_metadata_dict().values())
        for number in range(pdf.count_attachments()):
            one = pdf.get_attachment(number)
            found += [one.get_name(), bytes(one.get_data()).decode("utf-8", "replace")]
    finally:
        pdf.close()
    raw = [data]
    for piece in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            raw.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    for one in raw:
        found.append(one.decode("latin-1"))
        found.append(one.replace(b"\0", b"").decode("latin-1"))  # UTF-16BE of Latin letters
        found += [_hex(digits) for digits in re.findall(rb"<([0-9A-Fa-f\s]{8,})>", one)]
    return " ".join(found)


def _hex(digits: bytes) -> str:
    plain = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode()).replace(b"\0", b"").decode("latin-1")


def _docx(data: bytes) -> str:
    found = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8", "replace")
            found += [name, text, re.sub(r"<[^>]+>", "", text)]  # a word may lie in several runs
    return " ".join(found)


def _eml(data: bytes) -> str:
    message = message_from_bytes(data, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    found = [data.decode("latin-1")]
    for part in message.walk():
        found += [f"{name}: {value}" for name, value in part.items()]
        if part.is_multipart():
            continue
        content, file = part.get_content(), part.get_filename() or "part"
        found.append(words_of(file, content) if isinstance(content, bytes) else content)
    return " ".join(found)
