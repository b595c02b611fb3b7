"""Writing so that a reader sees the old files or the new ones, each whole, whatever happens in between.

The order is that of a power cut: the bytes on the disk, then the name, then the folder's entry.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path, PureWindowsPath
from threading import get_ident

from briefgen.errors import FileProblem
from briefgen.reading import plain_file
from briefgen.workspace.names import STATE

if sys.platform != "win32":
    import fcntl

_TEMPORARY = ".tmp"


class FileChanged(FileProblem):
    """A file is no longer what it was when it was read."""

    def __init__(self, file: Path) -> None:
        told = "was changed" if file.exists() else "was deleted or renamed"
        super().__init__(
            f"{file}: {told} after it was read, so nothing was written. Read it again and repeat the change."
        )


def is_plain(name: str) -> bool:
    """True for the name of a file in the folder at hand, on any system: no path, no "..", no drive."""
    return name not in ("", "..") and "\0" not in name and PureWindowsPath(name).name == name


def read(file: Path) -> bytes:
    """The bytes of a file; a pipe or a device is none. Raises FileProblem."""
    try:
        return plain_file.read(file)
    except (OSError, ValueError) as error:  # a name with a NUL
        raise FileProblem(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def kept(file: Path) -> bytes:
    """The bytes of a file that may be there; none when it is not, or cannot be read."""
    try:
        return plain_file.read(file)
    except (OSError, ValueError):
        return b""


def write(file: Path, data: bytes) -> None:
    """Write a file: a temporary one beside it, forced to the disk, then put in its place; the folder is made. Raises FileProblem."""
    write_all(file.parent, {file.name: data})


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write several files: all are on the disk under temporary names before the first takes its place, in the order given. Raises FileProblem.

    When there is no room for one, or one is to lie outside the folder, all old ones stay.
    """
    targets = {_within(folder, name): data for name, data in files.items()}
    staged: dict[Path, Path] = {}
    name = folder
    try:
        make(folder)
        for name, data in targets.items():
            staged[name] = _stage(name, data)
        for name, made in staged.items():
            made.replace(name)
        _settle(folder)
    except OSError as error:
        raise FileProblem(f"{name}: cannot be written: {_why(error)}.") from error
    finally:
        for made in staged.values():
            with suppress(OSError):
                made.unlink(missing_ok=True)


def save(file: Path, was: str | None, data: bytes) -> None:
    """Write over a file of the user's that is still as it was read: `save_all` of one."""
    save_all(file, was, {file: data})


def save_all(file: Path, was: str | None, files: Mapping[Path, bytes]) -> None:
    """Write files, in the order given, while a file of the user's is still as it was read: `was` is the SHA-256 of what was read, None
    where there was none. All are on the disk under temporary names before the first takes its place.

    The mode of each stays, and a link to it too. Raises FileChanged, and writes nothing, for one that was changed meanwhile; FileProblem.
    """
    name, staged = file, dict[Path, Path]()
    try:
        file = file.resolve()
        for name, data in files.items():
            target = name.resolve()
            if target != file or was is None:
                make(target.parent)
            staged[target] = _stage(target, data)
        with _held(file):
            if _digest(file) != was:
                raise FileChanged(file)
            for name, made in staged.items():
                _take_place(made, name, new=name == file and was is None)
    except (OSError, ValueError, RuntimeError) as error:  # a name with a NUL, a link to itself
        raise FileProblem(f"{name}: cannot be written: {_why(error)}.") from error
    finally:
        for made in staged.values():
            with suppress(OSError):
                made.unlink(missing_ok=True)


def _why(error: Exception) -> str:
    """What the system says. Windows lets nobody replace a file that a program has open, and does not say so."""
    said = getattr(error, "strerror", None) or str(error)
    in_use = getattr(error, "winerror", None) in (5, 32)
    return (
        f"{said.rstrip('.')}. Is it open in another program, such as Word? Close it there, then repeat"
        if in_use
        else said
    )


def _take_place(staged: Path, file: Path, *, new: bool) -> None:
    if new:
        _put_new(staged, file)
    else:
        if file.exists():
            shutil.copymode(file, staged)
        staged.replace(file)
    _settle(file.parent)


def _digest(file: Path) -> str | None:
    return sha256(plain_file.read(file)).hexdigest() if file.exists() else None


def _put_new(staged: Path, file: Path) -> None:
    """A file that nobody else has put there meanwhile, where the system can tell."""
    try:
        os.link(staged, file)
    except FileExistsError as error:
        raise FileChanged(file) from error
    except OSError:  # a file system without links
        staged.replace(file)


def _held(file: Path) -> AbstractContextManager[object]:
    """The file, while no other process of ours saves it."""
    if not file.exists():
        return nullcontext()
    if sys.platform != "win32":
        return _held_itself(file)
    else:  # noqa: RET505 - mypy reads no further than this on Windows
        return _held_by_name(file)


def _held_by_name(file: Path) -> AbstractContextManager[object]:
    """A lock named after the file, for Windows, where nobody reads or replaces a file that is locked itself."""
    from filelock import FileLock  # takes its time, and elsewhere nobody needs it here

    name = sha256(os.fsencode(os.path.normcase(file))).hexdigest()[:32]
    return FileLock(Path(tempfile.gettempdir(), f"briefgen-{name}.lock")).acquire()


if sys.platform != "win32":

    @contextmanager
    def _held_itself(file: Path) -> Iterator[None]:
        """Held is the very file that has the name now."""
        while True:
            with file.open("rb") as opened:
                fcntl.flock(opened, fcntl.LOCK_EX)
                if os.path.samestat(os.fstat(opened.fileno()), file.stat()):
                    yield
                    return


def overwrite(file: Path, data: bytes) -> bool:
    """Write over a file of the same length, in place and not forced to the disk; False where there is none. Raises OSError.

    For a note that is written often: another process sees the old bytes or the new ones, a power cut leaves either.
    """
    if not file.is_file() or file.stat().st_size != len(data):
        return False
    with file.open("r+b", buffering=0) as opened:
        opened.write(data)
    return True


def settle(path: Path) -> None:
    """Force a file's bytes, or a folder's entries, to the disk. Raises OSError."""
    if path.is_dir():
        _settle(path)
        return
    with path.open("rb+") as opened:
        os.fsync(opened.fileno())


def freeze(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder with these files, whole or not at all. Raises FileProblem, also where there is one already."""
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}{_TEMPORARY}")
    try:
        make(folder.parent)
        if folder.exists():
            raise FileExistsError(17, "it is there already")
        temporary.mkdir()
        for name, data in files.items():
            _write(_within(temporary, name), data)
        _settle(temporary)
        temporary.rename(folder)
        _settle(folder.parent)
    except OSError as error:
        raise FileProblem(f"{folder}: cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Delete what a dead run has left half written. Only for who holds the folder's lock."""
    for left in folder.glob(f".*{_TEMPORARY}"):
        with suppress(OSError):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def discard(folder: Path, names: Iterable[str]) -> None:
    """Delete files that no manifest names any more. Raises FileProblem, and deletes nothing, for a name that leads elsewhere."""
    for file in [_within(folder, name) for name in names]:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def make(folder: Path) -> None:
    """The folder with its parents, each of whose entries is on the disk. A state folder is made for its owner alone; one that is
    there keeps its mode. Raises OSError."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for parent in reversed(missing):
        parent.mkdir(mode=0o700 if parent.name == STATE else 0o777, exist_ok=True)
        _settle(parent.parent)


def fill_standard() -> None:
    """The null device in the place of each standard stream that is closed: the next file opened would get its number, and with
    it what a library or a child prints."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)


def lay_out(name: str, data: bytes) -> Path:
    """A file with these bytes for a library that wants a path; it is gone when the process ends. Raises FileProblem."""
    file = _within(Path(_desk().name) / sha256(data).hexdigest(), name)
    if not file.exists():
        make(file.parent)
        _write(file, data)
    return file


@cache
def _desk() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="briefgen-")


def _within(folder: Path, name: str) -> Path:
    if not is_plain(name):
        raise FileProblem(f"{folder}: {name!r} is not the name of a file in it.")
    return folder / name


def _stage(file: Path, data: bytes) -> Path:
    temporary = file.with_name(f".{file.name}.{os.getpid()}-{get_ident()}{_TEMPORARY}")
    try:
        _write(temporary, data)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def _settle(folder: Path) -> None:
    """The folder's entries on the disk, where the system has such a thing (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a file system that has no such thing
            raise
    finally:
        os.close(handle)
