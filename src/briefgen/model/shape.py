"""What all parts of the model share: frozen, no unknown keys, short forms, ids."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

HARD_CAP = 20_000
"""Characters of one text; a longer one is a mistake of copying, and no page can show it."""


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("text is wanted here, but this is empty|Write the text, or leave the key out")
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


def is_slug(text: str) -> bool:
    """True for an id: lower-case letters and digits of any script, with hyphens between."""
    return (
        text == text.lower().strip("-_")
        and any(character.isalnum() for character in text)
        and all(character.isalnum() or character in "-_" for character in text)
    )


def slug(text: str) -> str:
    """The text, which is an id. Raises ValueError."""
    if not is_slug(text):
        raise ValueError(f"'{text}' is not an id|Write lower-case letters, digits and hyphens, such as first-report")
    return text


T = TypeVar("T")
Prose = Annotated[str, AfterValidator(_said)]
"""Text for a reader: not empty, and within the hard cap."""
Line = Annotated[Prose, AfterValidator(lambda text: text.rstrip("\r\n"))]
"""Text in one line, without the break that YAML leaves at the end of a folded one; `checks.one_line` says where there are more."""
Id = Annotated[str, AfterValidator(slug)]
"""A key of a collection: lower-case letters, digits and hyphens."""
Ref = Annotated[str, AfterValidator(_said)]
"""The id of something; `checks.references` finds what it means."""
Several = Annotated[tuple[T, ...], BeforeValidator(_listed)]
"""A list, or one item without the list's brackets."""


class Model(BaseModel):
    """A frozen part of the brief. An unknown key is an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        populate_by_name=True,
        str_strip_whitespace=False,
        str_max_length=HARD_CAP,
        ser_json_inf_nan="strings",
    )


class Short(Model):
    """A part that may be written as a single text, which is then its field `short_key`."""

    short_key: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {cls.short_key: value} if isinstance(value, str) else value
