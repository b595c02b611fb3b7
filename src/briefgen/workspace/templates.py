"""Outlines, words and the Word template: the workspace's own first, then the ones that briefgen brings."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from pydantic import ValidationError

from briefgen.document.outline import Outline
from briefgen.document.words import Words
from briefgen.errors import FileProblem, UsageError
from briefgen.reading.explain import explain
from briefgen.reading.fields import known_keys
from briefgen.reading.load import Input
from briefgen.reading.plain_file import read
from briefgen.reading.tree import Tree, parse
from briefgen.workspace.files import is_plain
from briefgen.workspace.folders import shipped

LARGEST = 20 * 1024 * 1024
"""Bytes of a template."""


@dataclass
class Templates:
    """The templates of a workspace; remembers each file that it looked for."""

    root: Path
    inputs: dict[Path, Input] = field(default_factory=dict)

    @property
    def outlines(self) -> tuple[str, ...]:
        """The names of the outlines."""
        return tuple(sorted({file.stem for folder in self._folders() for file in (folder / "outlines").glob("*.yaml")}))

    def outline(self, name: str) -> Outline:
        """The outline of a kind of brief. Raises UsageError for one that is not there, FileProblem for one that is wrong."""
        if name not in self.outlines:
            raise UsageError(f"There is no outline '{name}'. There are: {', '.join(self.outlines)}.")
        tree = self._yaml(f"outlines/{name}.yaml")
        try:
            outline = Outline.model_validate(tree.data)
        except ValidationError as error:
            raise FileProblem("\n".join(map(str, explain(error, tree, known_keys(Outline))))) from error
        return outline if outline.name else outline.model_copy(update={"name": name})

    def words(self, language: str) -> Words:
        """The fixed words of a language; of a regional form that has none, those of its language. Raises UsageError."""
        catalogues: list[Mapping[str, Any]] = []
        wanted = self._language(language)
        base: str | None = wanted
        while base is not None:
            data = self._yaml(f"words/{base}.yaml").data
            catalogues.insert(0, data)
            named = data.get("base")
            if named is not None and not (isinstance(named, str) and is_plain(named)):
                raise FileProblem(f"templates/words/{wanted}.yaml: its base is not the name of a language.")
            base = named
            if len(catalogues) > 5:
                raise FileProblem(f"templates/words/{wanted}.yaml: its bases go round in a circle.")
        words = Words.of(self._known(language, wanted), *catalogues)
        if self.root / "templates" != shipped():
            self._whole(wanted, words)
        return words

    def _whole(self, name: str, words: Words) -> None:
        """Raise FileProblem unless the catalogue has every text, each with no {name} but those that are filled in."""
        ours = Words.of("en-GB", self._yaml("words/en-GB.yaml").data)
        if lacking := words.lacks(ours):
            raise FileProblem(
                f"templates/words/{name}.yaml: it lacks {', '.join(lacking[:3])}{' and more' if lacking[3:] else ''}. "
                "Write base: en-GB in it, and what it lacks is taken from there."
            )
        if unknown := words.unknown_names(ours):
            raise FileProblem(f"templates/words/{name}.yaml: nothing is filled in for {', '.join(unknown[:3])}.")

    def word_template(self) -> bytes:
        """The .docx that lends the Word document its styles, where the office has none of its own. Raises FileProblem."""
        return self._read(self._find("house.docx"))

    def starter(self) -> str:
        """The text of a new brief."""
        return self._read(self._find("new.yaml")).decode("utf-8")

    def drafted(self) -> str:
        """The text of a new brief that begins with its sources."""
        return self._read(self._find("drafted.yaml")).decode("utf-8")

    # -- finding ------------------------------------------------------------------------------------------------------

    def _folders(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.root / "templates", shipped())))

    def _find(self, name: str) -> Path:
        for folder in self._folders():
            file = folder / name
            if file.exists():  # a folder or a pipe there is told, not passed over for the next
                return file
            self.inputs[file] = Input(file, None)
        return shipped() / name

    def _language(self, language: str) -> str:
        names = sorted({file.stem for folder in self._folders() for file in (folder / "words").glob("*.yaml")})
        if language in names:
            return language
        own = self.root / "templates" / "words" / f"{language}.yaml"
        self.inputs[own] = Input(own, None)  # once it is there, it stands before its neighbour
        near = [name for name in names if name.partition("-")[0] == language.partition("-")[0]]
        if not near:
            raise UsageError(f"There are no words for the language '{language}'. There are: {', '.join(names)}.")
        return near[0]

    def _known(self, language: str, wanted: str) -> str:
        """The language of the calendar: that which was asked for, or that of the words. Raises UsageError for one without a calendar."""
        for name in (language, wanted):
            with suppress(UnknownLocaleError, ValueError):
                Locale.parse(name, sep="-")
                return name
        raise UsageError(
            f"'{wanted}' is no language that a calendar is known for. Write a tag of BCP 47, such as de or pt-BR, "
            "and call the file of its words by it."
        )

    def _read(self, file: Path) -> bytes:
        try:
            data = read(file, LARGEST)
        except OSError as error:
            raise FileProblem(f"{file}: cannot be read: {error.strerror or error}.") from error
        self.inputs[file] = Input(file, sha256(data).hexdigest())
        return data

    def _yaml(self, name: str) -> Tree:
        file = self._find(name)
        try:
            tree = parse(self._read(file).decode("utf-8-sig"), str(file))
        except UnicodeDecodeError as error:
            raise FileProblem(f"{file}: is not UTF-8 text.") from error
        wrong = [problem for problem in tree.problems if problem.level == "error"]
        if wrong:
            raise FileProblem("\n".join(map(str, wrong)))
        return tree
