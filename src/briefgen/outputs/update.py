"""The files of a brief in out/, made again when they are out of date and left alone when they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen.build.keys import DigestCache, digest, named, toolchain
from briefgen.build.manifest import FILE, Manifest, Output, Rendering
from briefgen.errors import BriefgenError, Exit, Faulty, FileProblem, Problem, has_errors
from briefgen.renderers import USUAL
from briefgen.settings.formats import FILES, FileFormat
from briefgen.workspace.files import discard, read, sweep, write_all
from briefgen.workspace.folders import BriefSource, WorkspaceFolder, beneath
from briefgen.workspace.locks import exclusive_lock

if TYPE_CHECKING:
    from briefgen.build.artifacts import Artifacts, Progress
    from briefgen.build.bundle import Bundle
    from briefgen.model.brief import Brief
    from briefgen.reading.load import Input, Loaded
    from briefgen.workspace.templates import Templates

UpdateOutcome = Literal["current", "restat", "built", "refused", "failed"]
"""current: nothing to do; restat: what went in differs, what came out does not; built; refused: the brief has errors; failed."""

Build = Callable[["Bundle", Sequence[FileFormat], bool], "Artifacts"]
"""Makes the files of a bundle in the formats asked for, audited or not; here or on another machine."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. `outline`: "" for the brief's own."""

    formats: tuple[FileFormat, ...] = USUAL
    outline: str = ""
    audited: bool = True
    attach_source: bool = False

    @property
    def shaping(self) -> Mapping[str, object]:
        """The options that the bytes, or the trust in them, depend on."""
        return {"attach_source": self.attach_source, "audited": self.audited}


@dataclass(frozen=True, slots=True)
class UpdateResult:
    """What became of one brief. `why` are the reasons to make its files again, `fault` is what stopped it, in one line.

    `inputs` are the files that were read or looked for, by absolute path, with their digests (None: not there).
    """

    slug: str
    outcome: UpdateOutcome
    why: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    exit: Exit = Exit.DONE
    fault: str = ""
    inputs: Mapping[Path, str | None] = field(default_factory=dict, repr=False)


def update(
    workspace: WorkspaceFolder,
    source: BriefSource,
    options: Options = Options(),
    *,
    out: Path | None = None,
    force: bool = False,
    progress: Progress = lambda step: None,
    digests: DigestCache | None = None,
    build: Build | None = None,
) -> UpdateResult:
    """Make the files of a brief, and the others that lie beside them, unless they are current. Raises nothing.

    All of them are written or none, so that the last good ones stay whatever goes wrong. `look` has digests that are known
    already, for many briefs at once; `build` makes the files elsewhere. Whoever makes the same files meanwhile is waited for.
    """
    folder = out
    try:
        folder = folder or workspace.out(source.slug)
        work = _Work(workspace, source, options, folder, progress, build)
        if not force and (known := work.current(digests or DigestCache(workspace.root))):
            return known
        with exclusive_lock(workspace, source.slug, folder):
            sweep(folder)
            if not force and (known := work.current(DigestCache(workspace.root))):
                return known
            return work.run(force=force)
    except (BriefgenError, OSError) as error:
        if not isinstance(error, BriefgenError):  # a disk that fails where nobody expects it
            error = FileProblem(f"{error.filename or folder or source.slug}: {error.strerror or error}.")
        problems = getattr(error, "problems", ())
        read = {source.file.absolute(): None, workspace.office: None}
        return UpdateResult(source.slug, "failed", (), (), problems, error.exit, str(error), read)


@dataclass
class _Work:
    """One brief at hand: the rendering that the options name, and the manifest's others, which are kept current with it."""

    workspace: WorkspaceFolder
    source: BriefSource
    options: Options
    folder: Path
    progress: Progress
    build: Build | None

    def current(self, digests: DigestCache) -> UpdateResult | None:
        """The result of a brief whose files are current; None when something is to be made."""
        manifest = self._manifest()
        asked = manifest.renderings.get(self.options.outline or manifest.own)
        if asked is None or any(self._why(manifest, digests)):
            return None
        files = tuple(self.folder / name for name in asked.outputs)
        return UpdateResult(self.source.slug, "current", (), files, inputs=manifest.files(self.workspace.root))

    def run(self, *, force: bool) -> UpdateResult:
        """Load, check, build, write. Raises BriefgenError."""
        from briefgen.audit import AuditFailed
        from briefgen.build.places import placed
        from briefgen.checks import check
        from briefgen.checks.handling import not_for_passing_on
        from briefgen.workspace.templates import Templates

        before = self._manifest()
        why = tuple(self._why(before, DigestCache(self.workspace.root))) or (("asked to",) if force else ())
        self.progress("reading")
        loaded = self.workspace.load(self.source)
        problems = tuple(problem for problem in check(loaded) if problem.level != "note")
        read = _digests(loaded.inputs)
        if loaded.brief is None or has_errors(problems):
            fault = "the brief has errors, so it was not rendered."
            return UpdateResult(self.source.slug, "refused", why, (), problems, Exit.REFUSED, fault, read)
        wanted = self._wanted(before, loaded.brief.kind, Templates(self.workspace.root))
        kept_back = tuple(map(loaded.placed, not_for_passing_on(loaded)))
        if kept_back and self.options.attach_source:
            fault = "brief.yaml has what must not go out, so nothing was rendered."
            return UpdateResult(
                self.source.slug, "refused", why, (), (*problems, *kept_back), Exit.REFUSED, fault, read
            )
        if kept_back:  # what lies there from before loses its attachment
            wanted = {outline: replace(options, attach_source=False) for outline, options in wanted.items()}
        made: dict[str, Rendering] = {}
        files: dict[str, bytes] = {}
        for outline, options in wanted.items():
            templates = Templates(self.workspace.root)
            try:
                made[outline], artifacts = self._rendering(loaded, loaded.brief, templates, outline, options)
            except Faulty as fault:
                told, read = (*problems, *fault.problems), read | _digests(templates.inputs.values())
                return UpdateResult(self.source.slug, "refused", why, (), told, fault.exit, str(fault), read)
            except AuditFailed as failed:
                raise AuditFailed(placed(failed.problems, loaded)) from failed
            files |= artifacts.named(_stem(loaded.slug, outline, loaded.brief.kind))
            problems += (*placed(artifacts.problems, loaded), *templates.remarks)
        after = Manifest(self.source.slug, loaded.brief.kind, made)
        new = {name: data for name, data in files.items() if digest(self.folder / name) != after.outputs[name].sha256}
        write_all(self.folder, new | {FILE: after.dump()})
        discard(self.folder, before.outputs.keys() - after.outputs.keys())
        return UpdateResult(
            self.source.slug,
            "built" if new else "restat",
            why,
            tuple(self.folder / file for file in made[self.options.outline or loaded.brief.kind].outputs),
            tuple(dict.fromkeys(problems)),
            inputs=after.files(self.workspace.root),
        )

    def _manifest(self) -> Manifest:
        none = Manifest(self.source.slug)
        try:
            found = Manifest.of(self.folder)
        except FileProblem:  # none yet, or one of an earlier briefgen: all is made anew
            return none
        return found if found.slug == self.source.slug else none  # a folder that was copied or renamed

    def _why(self, manifest: Manifest, digests: DigestCache) -> Iterator[str]:
        """The reasons to make the files again, each once."""
        name = self.options.outline or manifest.own
        asked = manifest.renderings.get(name)
        reasons = dict.fromkeys(
            reason
            for one in manifest.renderings.values()
            for reason in one.stale(self.folder, digests, self.options.shaping if one is asked else one.options)
        )
        yield from reasons
        if asked is None:
            yield "not rendered yet"
        else:
            made = {file.rpartition(".")[2] for file in asked.outputs}
            yield from (f"no {format_} yet" for format_ in self.options.formats if format_ not in made)

    def _wanted(self, manifest: Manifest, own: str, templates: Templates) -> dict[str, Options]:
        """The options of each rendering by its outline: those that lie there, with what the user asks for."""
        known, name = templates.outlines, self.options.outline or own
        wanted = {
            outline: Options(_formats(one), outline, bool(one.options["audited"]), bool(one.options["attach_source"]))
            for outline, one in manifest.renderings.items()
            if outline in known and (outline != manifest.own or outline == own)  # else it is another kind of brief now
        }
        kept = _formats(manifest.renderings[name]) if name in wanted else ()
        formats = tuple(format_ for format_ in FILES if format_ in (*self.options.formats, *kept))
        return wanted | {name: replace(self.options, formats=formats, outline=name)}

    def _rendering(
        self, loaded: Loaded, brief: Brief, templates: Templates, outline: str, options: Options
    ) -> tuple[Rendering, Artifacts]:
        """Raises Faulty for what `check` tells too: no file can be made with it."""
        from briefgen.build.bundle import gather
        from briefgen.build.fit import unfit
        from briefgen.editions.editions import since

        told, told_in = since(self.source, brief)
        source = source_bytes(loaded, self.source) if options.attach_source else b""
        bundle = gather(loaded, brief, templates, outline, source=source, since=told)
        if faults := tuple(unfit(bundle, loaded, templates, options.formats)):
            raise Faulty("nothing was rendered.", faults)
        artifacts = (self.build or self._here)(bundle, options.formats, options.audited)
        inputs = named((*loaded.inputs, *templates.inputs.values(), *told_in), self.workspace.root)
        outputs = {
            name: Output.of(data) for name, data in artifacts.named(_stem(loaded.slug, outline, brief.kind)).items()
        }
        return Rendering(outline, options.shaping, toolchain(), inputs, outputs), artifacts

    def _here(self, bundle: Bundle, formats: Sequence[FileFormat], audited: bool) -> Artifacts:
        from briefgen.build.artifacts import build
        from briefgen.workspace.pictures import Pictures

        pictures = Pictures(beneath(self.folder.parent / ".charts", self.folder.parent))
        return build(bundle, formats, audited=audited, draw=pictures, progress=self.progress)


def source_bytes(loaded: Loaded, source: BriefSource) -> bytes:
    """The bytes of the very brief.yaml that was loaded. Raises FileProblem when it has changed meanwhile."""
    data = read(source.file)
    if sha256(data).hexdigest() not in {item.digest for item in loaded.inputs if item.path == source.file}:
        raise FileProblem(f"{loaded.name}: was changed while it was being rendered. Render it again.")
    return data


def _digests(inputs: Iterable[Input]) -> dict[Path, str | None]:
    return {item.path.absolute(): item.digest for item in inputs}


def _stem(slug: str, outline: str, own: str) -> str:
    return slug if outline == own else f"{slug}-{outline}"


def _formats(rendering: Rendering) -> tuple[FileFormat, ...]:
    made = {file.rpartition(".")[2] for file in rendering.outputs}
    return tuple(format_ for format_ in FILES if format_ in made)
