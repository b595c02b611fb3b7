"""Outlines, words, the exports of tools and the Word template: the workspace's own first, then the ones that briefgen brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from babel import Locale, UnknownLocaleError
from pydantic import ValidationError

from briefgen.document.catalogue_keys import RETIRED, TRANSLATED
from briefgen.document.dates import not_patterns
from briefgen.document.outline import Outline
from briefgen.document.words import Words, not_texts
from briefgen.errors import Exit, Faulty, Problem, UsageError, Where, has_errors
from briefgen.reading.duties import Duties, duties_of
from briefgen.reading.explain import did_you_mean, explain
from briefgen.reading.fields import known_keys
from briefgen.reading.load import Input
from briefgen.reading.plain_file import read
from briefgen.reading.rows.preset import Preset, preset_of
from briefgen.reading.tree import Tree, parse
from briefgen.settings.office import LookName
from briefgen.workspace.files import is_plain
from briefgen.workspace.names import shipped

LARGEST = 20 * 1024 * 1024
"""Bytes of a template."""
# A process that makes many documents reads each catalogue's text once; nobody changes a Tree.
_tree = lru_cache(maxsize=16)(parse)


@dataclass
class Templates:
    """The templates of a workspace; remembers each file that it looked for."""

    root: Path
    inputs: dict[Path, Input] = field(default_factory=dict)
    remarks: list[Problem] = field(default_factory=list)
    """What its author should know of a template that can be used all the same."""

    @property
    def outlines(self) -> tuple[str, ...]:
        """The names of the outlines."""
        return self._names("outlines")

    def outline(self, name: str) -> Outline:
        """The outline of a kind of brief. Raises NoTemplate for one that is not there, BrokenTemplate for one that is wrong."""
        if name not in self.outlines:
            raise NoTemplate("kind", f"There is no outline '{name}'. There are: {', '.join(self.outlines)}.")
        file, tree = self._yaml(f"outlines/{name}.yaml")
        try:
            outline = Outline.model_validate(tree.data)
        except ValidationError as error:
            raise BrokenTemplate(self._shown(file), explain(error, tree, known_keys(Outline))) from error
        return outline if outline.name else outline.model_copy(update={"name": name})

    def words(self, language: str) -> Words:
        """The fixed words of a language; of a regional form that has none, those of its language. What an office's own words lack is
        English. Raises NoTemplate, BrokenTemplate."""
        wanted = self._language(language)
        catalogues = self._catalogues(wanted)
        words = Words.of(self._known(language, wanted), *(one.tree.data for one in reversed(catalogues)))
        own = [one for one in catalogues if not one.file.is_relative_to(shipped())]
        if own:
            ours = Words.of("en-GB", self._parsed(shipped() / "words" / "en-GB.yaml").data)
            lacking = words.lacks(ours)
            words = Words(words.language, {**ours.texts, **words.texts})
            if faults := tuple(dict.fromkeys(_wrong(own, words, ours))):
                raise BrokenTemplate(self._shown(own[0].file), faults)
            self.remarks += (*_english(own[0], lacking), *_idle(own, ours))
        return words

    def _catalogues(self, wanted: str) -> list[_Catalogue]:
        """The files of words of a language: the office's, the one that briefgen brings, then those of its base, and so on.

        So a copy of briefgen's file stays whole when briefgen has more to say.
        """
        found: list[_Catalogue] = []
        base: object = wanted
        while base is not None:
            if found and not (isinstance(base, str) and self._has(base)):
                named = f"'{base}'" if isinstance(base, str) else "this"
                raise self._broken(found[-1], f"{named} is not the name of a language that has words here")
            if any(base == one.language for one in found):
                raise self._broken(found[-1], f"the base '{base}' goes round in a circle")
            file, tree = self._yaml(f"words/{base}.yaml")
            found.append(_Catalogue(str(base), file, tree))
            brought = shipped() / "words" / f"{base}.yaml"
            if file != brought and brought.exists():
                found.append(_Catalogue(str(base), brought, self._parsed(brought)))
            base = next(
                (one.tree.data["base"] for one in found if one.language == base and "base" in one.tree.data), None
            )
        return found

    def _has(self, language: str) -> bool:
        return any((folder / "words" / f"{language}.yaml").exists() for folder in self._folders() if is_plain(language))

    def _broken(self, one: _Catalogue, message: str) -> BrokenTemplate:
        fault = Problem("error", message, "Write base: en-GB", where=one.tree.place(("base",)))
        return BrokenTemplate(self._shown(one.file), (fault,))

    def logs(self) -> tuple[Preset, ...]:
        """What the exports of tools look like. Raises BrokenTemplate."""
        presets = []
        for name in self._names("logs"):
            file, tree = self._yaml(f"logs/{name}.yaml")
            preset, problems = preset_of(tree, name)
            if preset is None:
                raise BrokenTemplate(self._shown(file), problems)
            presets.append(preset)
        return tuple(presets)

    def duties(self, name: str) -> Duties:
        """The time limits of a law. Raises NoTemplate for a name that none has, BrokenTemplate."""
        known = self._names("duties")
        if name not in known:
            raise NoTemplate("duties", f"There are no duties '{name}'. There are: {', '.join(known)}.")
        file, tree = self._yaml(f"duties/{name}.yaml")
        found, problems = duties_of(tree)
        if found is None:
            raise BrokenTemplate(self._shown(file), problems)
        return found

    def word_template(self, style: LookName = "house") -> bytes:
        """The .docx that lends the Word document the styles of a look, where the office has none of its own. Raises BrokenTemplate."""
        return self._read(self.word_template_file(style))

    def word_template_file(self, style: LookName) -> Path:
        """The file of a look's Word template."""
        return self._find(f"{style}.docx")

    def starter(self, kind: str = "incident", *, begun: bool = False) -> str:
        """The text of a new brief of a kind: the commented example, or where it is `begun` with its own sources, what comes before them.
        Raises NoTemplate for a kind that has none, BrokenTemplate."""
        folder, former = ("begun", "drafted.yaml") if begun else ("starters", "new.yaml")
        kinds = self._names(folder)
        if kind not in kinds:
            raise NoTemplate("kind", f"There is no new brief of the kind '{kind}'. There are: {', '.join(kinds)}.")
        file = self._find(f"{folder}/{kind}.yaml")
        own = self.root / "templates" / former
        if kind == "incident" and own.exists() and file.is_relative_to(shipped()):
            file = own  # where an office's own stood before there were kinds
        return self._text(file)

    # -- finding ------------------------------------------------------------------------------------------------------

    def _folders(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.root / "templates", shipped())))

    def _names(self, folder: str) -> tuple[str, ...]:
        """What the YAML files of a folder are called."""
        return tuple(sorted({file.stem for place in self._folders() for file in (place / folder).glob("*.yaml")}))

    def _find(self, name: str) -> Path:
        for folder in self._folders():
            file = folder / name
            if file.exists():  # a folder or a pipe there is told, not passed over for the next
                return file
            self.inputs[file] = Input(file, None)
        return shipped() / name

    def _language(self, language: str) -> str:
        names = self._names("words")
        if language in names:
            return language
        own = self.root / "templates" / "words" / f"{language}.yaml"
        self.inputs[own] = Input(own, None)  # once it is there, it stands before its neighbour
        near = [name for name in names if name.partition("-")[0] == language.partition("-")[0]]
        if not near:
            raise NoTemplate(
                "language", f"There are no words for the language '{language}'. There are: {', '.join(names)}."
            )
        return near[0]

    def _known(self, language: str, wanted: str) -> str:
        """The language of the calendar: that which was asked for, or that of the words. Raises NoTemplate for one without a calendar."""
        for name in (language, wanted):
            with suppress(UnknownLocaleError, ValueError):
                Locale.parse(name, sep="-")
                return name
        raise NoTemplate(
            "language",
            f"'{wanted}' is no language that a calendar is known for. Write a tag of BCP 47, such as de or pt-BR, "
            "and call the file of its words by it.",
        )

    def _read(self, file: Path) -> bytes:
        try:
            data = read(file, LARGEST)
        except OSError as error:
            raise BrokenTemplate(
                self._shown(file), (self._fault(file, f"cannot be read: {error.strerror or error}"),)
            ) from error
        self.inputs[file] = Input(file, sha256(data).hexdigest())
        return data

    def _text(self, file: Path) -> str:
        try:
            return self._read(file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BrokenTemplate(
                self._shown(file), (self._fault(file, "this file is not UTF-8 text", "Save it as UTF-8"),)
            ) from error

    def _yaml(self, name: str) -> tuple[Path, Tree]:
        file = self._find(name)
        return file, self._parsed(file)

    def _parsed(self, file: Path) -> Tree:
        tree = _tree(self._text(file), self._shown(file))
        if has_errors(tree.problems):
            raise BrokenTemplate(self._shown(file), tree.problems)
        self.remarks += (problem for problem in tree.problems if problem not in self.remarks)
        return tree

    def _fault(self, file: Path, message: str, hint: str = "") -> Problem:
        return Problem("error", message, hint, where=Where(self._shown(file)))

    def _shown(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix() if file.is_relative_to(self.root) else str(file)


class BrokenTemplate(Faulty):
    """A template that no file can be made with; `problems` say what is wrong with it, each at its place."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        super().__init__(f"{file} cannot be used as it is.", problems, Exit.FILE)


class NoTemplate(UsageError):
    """There is no outline or there are no words of the name that the `field` of a brief says."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """One file of words."""

    language: str
    file: Path
    tree: Tree

    def place(self, key: str) -> Where:
        return self.tree.place(tuple(key.split(".")))


def _wrong(own: Sequence[_Catalogue], words: Words, ours: Words) -> Iterator[Problem]:
    """What cannot be printed of an office's own files of words: each is a text, and has no {name} but those that are filled in."""
    for one in own:
        texts = Words.of(words.language, one.tree.data)
        for key in not_texts(one.tree.data):
            yield Problem("error", f"'{key}' is no text", "Write one text", where=one.place(key))
        for key, name in texts.unknown_names(ours):
            known = ", ".join(f"{{{one}}}" for one in ours.names(key)) or "none"
            yield Problem(
                "error",
                f"nothing is filled in for {{{name}}} in '{key}'",
                f"It may have: {known}",
                where=one.place(key),
            )
    for key in not_patterns(words):
        where = next(one.place(key) for one in own if key in Words.of(words.language, one.tree.data).texts)
        yield Problem("error", f"'{key}' is no pattern of a date", "Write it as en-GB does: EEEE d MMMM y", where=where)


def _english(one: _Catalogue, lacking: Sequence[str]) -> Iterator[Problem]:
    """A note on the texts that an office's own words lack, and which the page has in English."""
    if lacking:
        some = ", ".join(lacking[:3]) + (f" and {len(lacking) - 3} more" if lacking[3:] else "")
        message, hint = f"it lacks {some}; the page has them in English", "Write them, or base: en-GB in it"
        yield Problem("note", message, hint, where=one.place(lacking[0]))


def _idle(own: Sequence[_Catalogue], ours: Words) -> Iterator[Problem]:
    """A warning for each text that nothing prints, for its key is misspelt; a note for one that an older briefgen printed."""
    for one in own:
        for key in Words.of("en-GB", one.tree.data).beyond(ours):
            if key in RETIRED:
                yield Problem("note", f"'{key}' is printed no more", "It may be taken out", where=one.place(key))
            elif key not in TRANSLATED:
                hint = did_you_mean(key, ours.texts) or "Take it out"
                yield Problem("warning", f"'{key}' is no text that briefgen prints", hint, where=one.place(key))
