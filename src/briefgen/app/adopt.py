"""A customer's Word template becomes the office's: written beside office.yaml, named there, and tried on a brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import Problem, UsageError, counted

if TYPE_CHECKING:
    from briefgen.editing import Edit, Value
    from briefgen.workspace.folders import WorkspaceFolder

DEFAULT_PAGE = "A4"
"""The paper of a look that says none."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was done: the files that were written, the sample, and what its user should know, a line each."""

    template: Path
    sample: Path
    told: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def adopt(workspace: WorkspaceFolder, file: Path, brief: str = "", *, force: bool = False) -> Adoption:
    """Make a template the office's and render a sample with it: a brief, or the example where none is named.

    Raises UsageError for a template that is refused and for what must not be overwritten, FileProblem. Then nothing was written.
    """
    from briefgen.checks.file_names import fault_of_name
    from briefgen.errors import RenderError
    from briefgen.look.looks import HOUSE, LOOKS
    from briefgen.renderers.docx.adopt import adopted
    from briefgen.workspace.files import read, save_all, write_all

    _legal(file)
    name = f"{file.stem}.docx"
    if fault := fault_of_name(name):
        raise UsageError(f"The template's name {fault}. Give the file another name, and adopt that.")
    before = read(workspace.office) if workspace.office.exists() else None
    try:
        made = adopted(read(file), LOOKS.get(str(_look(before or b"").get("theme")), HOUSE))
    except RenderError as error:
        raise UsageError(f"{file.name} was not adopted: {str(error).rstrip('.')}.") from error
    place = workspace.briefs / name
    after = _named(before, name, made.paper, force=force)
    if not force and place.exists() and read(place) != made.data and place.resolve() != file.resolve():
        raise UsageError(f"briefs/{name} is there already, with other content. Overwrite it with --force.")
    if not force and place.resolve() == file.resolve() and read(file) != made.data:
        raise UsageError(f"briefs/{name} is the template itself, which adopting changes. Overwrite it with --force.")
    sample, data, problems = _sample(workspace, made.data, name, after, brief)
    written = {place: made.data, **({workspace.office: after} if after != before else {})}
    save_all(workspace.office, None if before is None else sha256(before).hexdigest(), written)
    write_all(sample.parent, {sample.name: data})
    told = [f"briefs/{name}: {_added(made.added)} Its header, footer, margins, fonts and styles are its own."]
    told += (
        ["Its pages lie on their side, and so do those of the Word document; the PDF stands upright."]
        if made.landscape
        else []
    )
    told += _of_paper(made.paper, after)
    told += [f"office.yaml: look: docx: {name}."] if after != before else ["office.yaml names it already."]
    return Adoption(place, sample, tuple(told), problems)


def _legal(file: Path) -> None:
    """Raises UsageError for what is no Word document by its name."""
    match file.suffix.lower():
        case ".docx" | ".dotx":
            return
        case ".docm" | ".dotm":
            raise UsageError(f"{file.name} may hold macros. Open it in Word and save it as a Word document (.docx).")
        case _:
            raise UsageError(f"{file.name} is no Word document. Open it in Word and save it as .docx.")


def _of_paper(paper: str | None, office: bytes) -> list[str]:
    """What its user should know of the paper, where that is not the one of the PDF as well."""
    if paper is None:
        return ["Its paper is one of its own, which the Word document keeps; the PDF has that of look: page."]
    said = _look(office).get("page", DEFAULT_PAGE)
    return [] if said == paper else [f"Its paper is {paper}, but look: page is {said}, on which both formats print."]


def _look(office: bytes) -> Mapping[str, object]:
    """What office.yaml says of the look; its name alone is its theme. Raises UsageError for a file that is not text."""
    from briefgen.reading.tree import parse

    try:
        look = parse(office.decode("utf-8-sig"), "office.yaml").data.get("look")
    except UnicodeDecodeError as error:
        raise UsageError("office.yaml is not UTF-8 text, so nothing was written. Save it as UTF-8.") from error
    match look:
        case str() if look:
            return {"theme": look}
        case dict():
            return look
        case _:
            return {}


def _named(before: bytes | None, name: str, paper: str | None, *, force: bool) -> bytes:
    """office.yaml with the template named, and with its paper where that is not said and not the usual one.

    Raises UsageError where another template is named, and for a file that cannot be edited safely.
    """
    from briefgen.editing import Add, EditRefused, Set, apply

    look = _look(before or b"")
    known = look.get("docx")
    if known == name and before is not None:
        return before
    if known and not force:
        raise UsageError(f"office.yaml names another template, {known}. Put this one in its place with --force.")
    new: dict[str, Value] = {"docx": name}
    if paper and paper != DEFAULT_PAGE and "page" not in look:
        new["page"] = paper
    edits: list[Edit] = [
        Set(("look", key), said) if key in look else Add(("look", key), said) for key, said in new.items()
    ]
    try:
        try:
            return apply(before or b"", edits, file="office.yaml")
        except EditRefused:  # the name of the look stands alone
            if set(look) != {"theme"}:
                raise
            return apply(before or b"", [Set(("look",), {"theme": str(look["theme"]), **new})], file="office.yaml")
    except EditRefused as error:
        raise UsageError(
            f"{error.where or 'office.yaml'}: {str(error).rstrip('.')}, so nothing was written."
        ) from error


def _added(names: tuple[str, ...]) -> str:
    if not names:
        return "it has every style already."
    own = [name for name in names if not name.startswith("Brief ")]
    lacked = f" ({', '.join(own)} and those of its own that begin with 'Brief')" if own else ""
    return f"{counted(len(names), 'style')} added{lacked}, made from its own Normal and headings."


def _sample(
    workspace: WorkspaceFolder, template: bytes, name: str, office: bytes, brief: str
) -> tuple[Path, bytes, tuple[Problem, ...]]:
    """Where the sample goes, its bytes, and what is wrong with it. Raises UsageError for a brief that has errors."""
    from dataclasses import replace

    from briefgen.build.artifacts import build
    from briefgen.build.bundle import gather
    from briefgen.errors import RenderError
    from briefgen.reading.load import load
    from briefgen.workspace.templates import Templates

    templates = Templates(workspace.root)
    if brief:
        loaded = workspace.load(workspace.sources([brief])[0])
    else:
        example = templates.starter().replace("{name}", "sample").encode()
        own = workspace.office if workspace.office.exists() else None
        loaded = load(workspace.briefs / "sample" / "brief.yaml", root=workspace.root, office=own, unsaved=example)
    if loaded.brief is None:
        raise UsageError(
            f"{loaded.slug} has errors, so no sample was rendered and nothing written. Name another brief."
        )
    bundle = replace(gather(loaded, loaded.brief, templates), template=template)
    try:
        made = build(bundle, ("docx",))
    except RenderError as error:
        raise UsageError(f"{name} was not adopted: {str(error).rstrip('.')}.") from error
    stem = f"{loaded.slug}-in-{Path(name).stem}" if brief else f"sample-in-{Path(name).stem}"
    return workspace.out("template") / f"{stem}.docx", made.files["docx"], made.problems
