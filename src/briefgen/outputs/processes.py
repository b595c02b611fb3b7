"""Many briefs side by side, in processes that may die."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context

from briefgen.errors import Exit
from briefgen.outputs.update import UpdateResult
from briefgen.workspace.folders import BriefSource


def side_by_side(
    one: partial[UpdateResult], sources: Sequence[BriefSource], jobs: int, begin: Callable[[str], None]
) -> Iterator[UpdateResult]:
    """All briefs in a pool. When a process dies, those it may have had at hand are done again, each in a pool of its own."""
    left = list(sources)
    suspects: list[BriefSource] = []
    with _pool(jobs) as pool:
        running: dict[Future[UpdateResult], BriefSource] = {}
        try:
            while left or running:
                while left and len(running) < 2 * jobs:  # nobody waits for work, and few are suspected
                    with _started():
                        running[pool.submit(one, left[0])] = left[0]
                    left.pop(0)
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    source = running.pop(future)
                    try:
                        renewed = future.result()
                    except BrokenProcessPool:
                        suspects.append(source)
                    else:
                        begin(source.slug)
                        yield renewed
                if suspects:
                    break
        except BrokenProcessPool:  # on submitting
            pass
        suspects += running.values()
    for source in suspects:
        begin(source.slug)
        yield _apart(one, source)
    if left:
        yield from side_by_side(one, left, min(jobs, len(left)), begin)


def _apart(one: partial[UpdateResult], source: BriefSource) -> UpdateResult:
    with _pool(1) as pool:
        try:
            with _started():
                future = pool.submit(one, source)
            return future.result()
        except BrokenProcessPool:
            fault = "the process that rendered it died twice; it may need more memory than there is."
            return UpdateResult(source.slug, "failed", exit=Exit.RENDER, fault=fault)


@contextmanager
def _started() -> Iterator[None]:
    """A process that is started meanwhile imports nothing from the folder at hand, and does not hear Ctrl-C, which is for this
    process alone: it ends its brief."""
    loose = not sys.flags.safe_path  # a child of one that is strict is so too
    if loose:
        os.putenv("PYTHONSAFEPATH", "1")
    try:
        with _deaf():
            yield
    finally:
        if loose:
            os.unsetenv("PYTHONSAFEPATH")


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C waits, and a process that is started meanwhile never hears it; on Windows `_ignore` sees to that."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _pool(jobs: int) -> ProcessPoolExecutor:
    with _started():  # the process that minds semaphores begins with the first of them
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore)
