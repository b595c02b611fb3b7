"""Where files lie: the workspace, its briefs, its outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from briefgen.errors import FileProblem, Problem, UsageError, Where
from briefgen.ways import Way
from briefgen.workspace.names import STATE

if TYPE_CHECKING:
    from briefgen.reading.load import Input, Loaded
    from briefgen.reading.rows.preset import Preset


@dataclass(frozen=True, slots=True)
class BriefSource:
    """A brief's file, and the slug that names its outputs."""

    slug: str
    file: Path

    @property
    def editions(self) -> Path:
        """The folder of its issued editions; of a brief that is one file, in the folder that its name would have.

        Raises FileProblem when a link leads out of the folder that the brief lies in.
        """
        home = self.file.parent if self.file.name == "brief.yaml" else self.file.with_suffix("")
        return beneath(home / "editions", self.file.parent)


@dataclass(frozen=True, slots=True)
class WorkspaceFolder:
    """The folder that has briefs/."""

    root: Path

    @classmethod
    def find(cls, start: Path, named: Path | None = None) -> WorkspaceFolder:
        """The named folder, or the nearest one from `start` upwards that has briefs/, or `start`. Raises UsageError for a named one without."""
        if named is not None:
            if not named.is_dir():
                raise UsageError(f"{named} is not a folder.")
            return cls(named.resolve())
        here = start.resolve()
        return cls(next((folder for folder in (here, *here.parents) if (folder / "briefs").is_dir()), here))

    @property
    def briefs(self) -> Path:
        return self.root / "briefs"

    @property
    def office(self) -> Path:
        """The office's settings; the file need not exist."""
        return self.briefs / "office.yaml"

    @property
    def state(self) -> Path:
        """What must not be lost and is not text: ledger, schedule, locks. Raises FileProblem when a link leads out of the workspace."""
        return self.kept()

    def kept(self, *names: str) -> Path:
        """A file or folder of the state. Raises FileProblem when a link leads out of the workspace."""
        return beneath(self.root.joinpath(STATE, *names), self.root)

    def out(self, slug: str) -> Path:
        """The folder of a brief's working files. Raises FileProblem when a link leads out of the workspace."""
        return beneath(self.root / "out" / slug, self.root)

    @property
    def charts(self) -> Path:
        """The folder of charts' pictures, which may be deleted. Raises FileProblem when a link leads out of the workspace."""
        return self.out(".charts")

    def shown(self, file: Path) -> str:
        """A file as the user would name it: from the workspace, where it lies in it."""
        return file.relative_to(self.root).as_posix() if file.is_relative_to(self.root) else str(file)

    def load(self, source: BriefSource, unsaved: bytes | None = None) -> Loaded:
        """What a brief says, with the office's settings, or would say with `unsaved` in its file; never raises for bad content.
        Raises FileProblem."""
        from briefgen.reading.load import load  # the model takes its time; --help must not pay for it

        return load(
            source.file,
            root=self.root,
            office=self.office,
            slug=source.slug,
            exports=self.exports,
            unsaved=unsaved,
        )

    def exports(self) -> tuple[Iterable[Preset], Iterable[Input]]:
        """What the exports of tools look like, and the files that say so. Raises FileProblem."""
        from briefgen.workspace.templates import Templates

        templates = Templates(self.root)
        return templates.logs(), tuple(templates.inputs.values())

    def sources(self, names: Sequence[str] = ()) -> tuple[BriefSource, ...]:
        """The briefs of those names (slug, folder or file), or all of them by name.

        Raises UsageError for one that is not there, SameName where two share their files, whichever are asked for.
        """
        known = self.every()
        if not names:
            if not known:
                if wrong := next(self.misnamed(), None):
                    raise UsageError(f"{wrong.where} is not read. {wrong.hint}.")
                raise UsageError(f"There is no brief in {self.briefs}. Write one with: {Way.NEW_BRIEF}")
            return known
        found = tuple(dict.fromkeys(self._one(name, known) for name in names))
        self._told_apart((*known, *found))
        return found

    def every(self) -> tuple[BriefSource, ...]:
        """All briefs by name, or none. Raises SameName."""
        known = tuple(sorted(self._all(), key=lambda source: source.slug))
        self._told_apart(known)
        return known

    def distinct(self) -> None:
        """Raise SameName unless each brief has a name of its own."""
        self._told_apart(self._all())

    def vacant(self, slug: str) -> Path:
        """The file of a new brief of that name. Raises UsageError when there is a brief that it would share its files with."""
        file = self.briefs / slug / "brief.yaml"
        known = tuple(self._all())
        self._told_apart(known)
        if taken := next((source for source in known if _place(source.slug) == _place(slug)), None):
            raise UsageError(f"There is a brief '{taken.slug}' already.")
        return file

    def _all(self) -> Iterator[BriefSource]:
        for file in self.briefs.glob("*/brief.yaml"):
            yield BriefSource(file.parent.name, file)
        for file in self.briefs.glob("*.yaml"):
            if file != self.office:
                yield BriefSource(file.stem, file)

    def _one(self, name: str, known: Sequence[BriefSource]) -> BriefSource:
        named = next((source for source in known if source.slug == name), None)
        if named:
            return named
        path = Path(name)
        if path.is_dir() and (path / "brief.yaml").is_file():
            path = path / "brief.yaml"
        if path.is_file():
            return next((s for s in known if s.file.resolve() == path.resolve()), BriefSource(_slug(path), path))
        if wrong := _meant(path if path.is_dir() else self.briefs / name):
            raise UsageError(f"There is no brief '{name}', but a file {wrong.as_posix()}. Call it brief.yaml.")
        raise UsageError(_nothing(name, [source.slug for source in known]))

    def misnamed(self, names: Sequence[str] = ()) -> Iterator[Problem]:
        """An error for each file in briefs/ that was probably meant for a brief or for the office's settings, and is not read; none
        where only the briefs of some names are asked for."""
        for entry in () if names else sorted(self.briefs.glob("*")):
            if entry.is_dir():
                wrong, right = _meant(entry), "brief.yaml"
            else:
                wrong, right = _other_ending(entry)
            if wrong:
                message = f"this file is not read: its name is not {right}"
                yield Problem("error", message, f"Call it {right}", where=Where(self.shown(wrong)))

    def _told_apart(self, sources: Iterable[BriefSource]) -> None:
        """Raise SameName unless each brief has a name of its own."""
        seen: dict[str, Path] = {}
        for source in sources:
            file = source.file.parent.resolve() / source.file.name
            other = seen.setdefault(_place(source.slug), file)
            if other != file:
                both = [
                    str(one.relative_to(self.root) if one.is_relative_to(self.root) else one) for one in (other, file)
                ]
                raise SameName(f"{' and '.join(both)} would share one folder in out/. Rename one of them.")


class SameName(UsageError):
    """Two briefs that would share out/, their editions and the ledger's rows; the text names both files."""


def _place(slug: str) -> str:
    """The same for names that are one file on a common file system, which does not tell capitals or ways to write an accent apart."""
    return normalize("NFD", normalize("NFD", slug).casefold())


def beneath(folder: Path, home: Path) -> Path:
    """A place that lies in a folder whatever links there are. Raises FileProblem for the first link that leads out of it, or nowhere."""
    for place in reversed([folder, *folder.parents]):
        if place.is_relative_to(home) and not _inside(place, home):
            raise FileProblem(
                f"{place} leads out of {home} by a link, so nothing is read or written there. Put a folder in its place."
            )
    return folder


def _inside(place: Path, home: Path) -> bool:
    try:
        return place.resolve().is_relative_to(home.resolve())
    except (OSError, RuntimeError):  # a link to itself
        return False


_MEANT = ("brief.yml", "brief.yaml.txt", "brief.yml.txt", "brief.yaml.yaml", "brief.txt", "brief.yaml")


def _meant(folder: Path) -> Path | None:
    """The file in a folder without a brief.yaml that was probably meant for it; None for none."""
    found = sorted(file for file in folder.glob("*") if file.name.casefold() in _MEANT)
    return None if not found or (folder / "brief.yaml").exists() else found[0]


def _other_ending(file: Path) -> tuple[Path | None, str]:
    """A file of briefs/ that has another ending than .yaml in its place, unless there is one of the right name; and that name."""
    stem, ending = file.stem, file.suffix.casefold()
    if ending == ".txt" and Path(stem).suffix.casefold() in (".yaml", ".yml"):
        stem, ending = Path(stem).stem, ".yml"
    right = "office.yaml" if stem.casefold() == "office" else f"{stem}.yaml"
    wrong = ending in (".yaml", ".yml") and file.name != right and not file.name.startswith(".")
    return (file if wrong and not file.with_name(right).exists() else None), right


def _slug(path: Path) -> str:
    """folder--name, for a file that lies outside briefs/, so that two of one name do not meet in out/."""
    full = path.resolve()
    if not full.parent.name:
        raise UsageError(f"{path} lies in no folder that could name it. Move it into one.")
    return full.parent.name if full.name == "brief.yaml" else f"{full.parent.name}--{full.stem}"


def _nothing(name: str, known: list[str]) -> str:
    from rapidfuzz import process

    near = process.extractOne(name, known, score_cutoff=60)
    hint = f" Did you mean '{near[0]}'?" if near else f" The briefs are: {', '.join(sorted(known))}." if known else ""
    return f"There is no brief '{name}'.{hint}"
