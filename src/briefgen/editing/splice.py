"""What was done to the tree of a file, as splices of its text: nothing outside the entries that changed is touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.editing.nodes import (
    BLANK,
    Branch,
    File,
    Leaf,
    Piece,
    Slot,
    finish,
    line_end,
    line_start,
    next_line,
    scalars,
    skip,
)
from briefgen.editing.writing import Manner, compact, entry_lines, inline, key_text, lines


def spliced(file: File) -> str:
    """The text of a file with all that was done to its tree."""
    return _Splicer(file).run()


def lines_of(file: File, node: Branch, entry: Slot) -> tuple[int, int]:
    """Where the lines of an entry begin and end, with the comments right above that belong to it alone."""
    lines_ = _Splicer(file)
    begins, end = line_start(file.text, entry.start), lines_._after(entry, node.column)
    return lines_._grown(begins, end, node.column, heads=entry is node.entries[0])[0]


class _Splicer:
    """One rewriting. `cuts` are (start, end, text): they do not overlap, and of two at one place the first comes first."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.unended = bool(file.text) and file.text[-1] not in "\r\n"
        self.text = file.text
        self.nl = next((file.text[at : next_line(file.text, at)] for at in [line_end(file.text, 0)]), "") or "\n"
        self.cuts: list[tuple[int, int, str]] = []
        self.manner = _manner(file.root)

    def run(self) -> str:
        root = self.file.root
        if root is None:
            return self.text
        if root.start < 0:
            self._first(root)
        elif isinstance(root, Branch):  # else a text: it has no entries, so that nothing was done to it
            self._inside(root, None)
        made, at = [], 0
        for start, end, new in sorted(self.cuts, key=lambda cut: cut[:2]):
            if start < at:
                raise self.file.refused("these entries cannot be edited together", start)
            made += [self.text[at:start], new]
            at = end
        return "".join([*made, self.text[at:]])

    def _cut(self, start: int, end: int, new: str) -> None:
        self.cuts.append((start, end, new))

    def _first(self, root: Piece) -> None:
        """The first entries of a file that has none."""
        at = self.file.body
        _, written = lines(root, 0, self.manner)
        gap = self.nl if at and self.text[at - 1] not in "\r\n" else ""
        self._cut(at, at, gap + "".join(line + self.nl for line in written))

    # -- a value ------------------------------------------------------------------------------------------------------

    def _entry(self, parent: Branch, entry: Slot) -> None:
        """What changed within an entry that the file has."""
        if entry.renamed is not None and entry.key is not None:
            self._rename(entry.key, key_text(entry, flow=parent.flow))
        if entry.replaced is not None:
            self._replace(parent, entry, entry.replaced, entry.value)
        elif isinstance(entry.value, Branch):
            inner = entry.value
            if inner.flow and not parent.flow and not inner.written and inner.entries:
                self._replace(parent, entry, inner, Branch(inner.keyed, inner.entries))
            else:
                self._inside(inner, entry)

    def _rename(self, key: Leaf, new: str) -> None:
        quote = key.style if key.style in ("'", '"') and new[:1] not in ("'", '"') else ""
        self._cut(key.start, key.end, f"{quote}{new}{quote}")

    def _mark(self, entry: Slot) -> int:
        """The index after an entry's colon or dash; -1 where it has none."""
        if entry.key is None:
            return entry.start + 1
        at = skip(self.text, entry.key.end)
        return at + 1 if self.text[at : at + 1] == ":" else -1

    def _replace(self, parent: Branch, entry: Slot, old: Piece, new: Piece) -> None:
        if parent.flow:
            self._replace_in_brackets(entry, old, new)
            return
        mark = self._mark(entry)
        if mark < 0:
            raise self.file.refused("this entry cannot be edited: its key has no colon", entry.start)
        column = entry.start - line_start(self.text, entry.start)
        end = max(finish(old), mark)
        if isinstance(old, Branch) and not old.flow and old.start > line_end(self.text, mark):
            self._replace_block(entry, old, new, mark, column)
            return
        begins = old.start if end > mark and old.start >= mark else mark
        below = begins > line_end(self.text, mark)  # the old value stands in a line of its own
        if below or entry.key is None:
            at = mark + 1 if begins == mark else begins
            head, rest = compact(new, at - line_start(self.text, at), self.manner)
        else:
            head, rest = lines(new, column + self._step(new), self.manner)
        followed = below or self._after(entry, column) > next_line(self.text, end)
        if isinstance(new, Leaf) and rest and followed:  # a block of text would take comments for its own
            head, rest = inline(new, flow=False), []
        after = self.text[end : line_end(self.text, end)]
        if isinstance(old, Leaf) and old.style in ("|", ">") and old.style:
            header = line_end(self.text, old.start)
            note = self.text.find("#", old.start, header)
            after = f"  {self.text[note:header]}" if note >= 0 else ""
        stop = line_end(self.text, end)
        if not head:
            begins = mark
        elif begins == mark:
            head = f" {head}"
        close = self.nl if rest and stop == len(self.text) else ""
        self._cut(begins, stop, head + after + "".join(self.nl + line for line in rest) + close)

    def _step(self, node: Piece) -> int:
        return self.manner.step if isinstance(node, Leaf) or node.keyed else self.manner.dash

    def _replace_block(self, entry: Slot, old: Branch, new: Piece, mark: int, column: int) -> None:
        """Another value for lines below a key."""
        first = line_start(self.text, old.start)
        end = self._after(old.written[-1], old.column)
        if isinstance(new, Branch) and new.entries:
            rest = self._lines(new, old.column if old.column > column else column + self._step(new))
            self._cut(first, end, self._whole(rest))
            return
        self._cut(mark, mark, f" {inline(new, flow=False)}")  # a block of text would take the comments for its own
        self._cut(first, end, "")

    def _lines(self, node: Branch, column: int) -> list[str]:
        return [line for entry in node.entries for line in entry_lines(entry, node.keyed, column, self.manner)]

    def _whole(self, written: Sequence[str]) -> str:
        return "".join(line + self.nl for line in written)

    def _replace_in_brackets(self, entry: Slot, old: Piece, new: Piece) -> None:
        written = inline(new, flow=True)
        if isinstance(old, Leaf) and old.empty and entry.key is not None:
            mark = self._mark(entry)
            at = mark if mark >= 0 else entry.key.end
            self._cut(at, at, f" {written}" if mark >= 0 else f": {written}")
        else:
            self._cut(old.start, old.end, written)

    # -- entries ------------------------------------------------------------------------------------------------------

    def _inside(self, node: Branch, entry: Slot | None) -> None:
        """The entries of a collection that the file has: those that stay, new ones between them, and gaps where some were."""
        kept = {id(known) for known in node.entries}
        for known in node.entries:
            if known.start >= 0:
                self._entry(node, known)
        if len(kept) == len(node.written) and all(id(known) in kept for known in node.written):
            return
        self._no_question_marks(node)
        if node.flow:
            self._brackets(node, entry)
        elif not any(id(known) in kept for known in node.written):
            self._all_new(node, entry)
        else:
            self._remove(node, kept)
            self._insert(node)

    def _no_question_marks(self, node: Branch) -> None:
        for known in node.written:
            if known.key and self.text[line_start(self.text, known.start) : known.start].rstrip(" ")[-1:] == "?":
                raise self.file.refused(
                    "a key that begins with a question mark cannot be edited. Write key: value", known.start
                )

    def _all_new(self, node: Branch, entry: Slot | None) -> None:
        """None of the entries that the file has is left."""
        if entry is None:
            end = self._after(node.written[-1], node.column)
            self._cut(node.start, end, self._whole(self._lines(node, node.column)))
            return
        mark = self._mark(entry)
        if node.entries or node.start <= line_end(self.text, mark):
            first = node.start
            end = line_end(self.text, finish(node))
            head, rest = compact(node, node.column, self.manner)
            self._cut(first, end, head + "".join(self.nl + line for line in rest))
            return
        self._cut(mark, mark, " {}" if node.keyed else " []")
        for start, end in self._gaps(node, set()):
            self._cut(start, end, "")

    def _remove(self, node: Branch, kept: set[int]) -> None:
        for start, end in self._gaps(node, kept):
            self._cut(start, end, "")

    def _gaps(self, node: Branch, kept: set[int]) -> list[tuple[int, int]]:
        """What goes with the entries that are gone, each run of them as one."""
        found = []
        for before, run, after in _gone(node, kept):
            begins = line_start(self.text, run[0].start)
            if after and self.text[begins : run[0].start].strip(" "):  # behind a dash: the next one moves up
                found.append((run[0].start, after.start))
                continue
            found += self._grown(begins, self._after(run[-1], node.column), node.column, heads=before is None)
        return found

    def _grown(self, begins: int, end: int, column: int, *, heads: bool) -> list[tuple[int, int]]:
        """The lines of entries, with the comments right above that belong to them alone and one of two empty stretches around.

        A comment above several entries that stand together, or above the first of all, may be a heading: it stays.
        """
        top = begins
        while (above := self._line_above(top)) and above[1].startswith(" " * column + "#"):
            top = above[0]
        below = self.text[end : line_end(self.text, end)]
        together = below.strip() and not below.strip().startswith("#") and len(below) - len(below.lstrip(" ")) >= column
        if together or (heads and not self._open_above(top)):
            top = begins
        blank = end
        while (
            blank < len(self.text)
            and self._open_above(top)
            and not self.text[blank : line_end(self.text, blank)].strip()
        ):
            blank = next_line(self.text, blank)
        return [(top, end), (end, blank)]

    def _open_above(self, at: int) -> bool:
        above = self._line_above(at)
        return above is not None and not above[1].strip()

    def _line_above(self, at: int) -> tuple[int, str] | None:
        """Where the line before begins, and what it says; None above the first."""
        if at <= 0:
            return None
        end = at - (2 if self.text[at - 2 : at] == "\r\n" else 1)
        begins = line_start(self.text, end)
        return begins, self.text[begins:end]

    def _after(self, entry: Slot, column: int) -> int:
        """The beginning of the first line that is not an entry's: comments further to the right than the entry are its own."""
        end = finish(entry.replaced or entry.value)
        at = next_line(self.text, max(end, entry.start + 1, entry.key.end if entry.key else 0))
        ahead = at
        while ahead < len(self.text) and (blank := BLANK.match(self.text, ahead)) and blank.end() > ahead:
            sign = blank[0].lstrip(" \t")
            if sign.startswith("#"):
                if len(blank[0]) - len(sign) <= column:
                    break
                at = blank.end()
            ahead = blank.end()
        return at

    def _insert(self, node: Branch) -> None:
        for before, run in _fresh(node):
            margin = " " * node.column
            if before is None:
                following = next(known for known in node.entries if known.start >= 0)
                text = "".join(
                    line.removeprefix(margin) + self.nl if not i else line + self.nl
                    for i, line in enumerate(self._run(node, run, gap=False))
                )
                self._cut(following.start, following.start, text + margin)
                continue
            self._below(self._after(before, node.column), self._run(node, run, gap=self._gap(node, before)))

    def _run(self, node: Branch, run: list[Slot], *, gap: bool) -> list[str]:
        found: list[str] = []
        for entry in run:
            found += [""] if gap else []
            found += entry_lines(entry, node.keyed, node.column, self.manner)
        return found

    def _gap(self, node: Branch, entry: Slot) -> bool:
        """True where an entry stands apart from the one before it, or the first from the next, with an empty line between them."""
        place = node.written.index(entry)
        lower = node.written[place] if place else next(iter(node.written[1:]), None)
        if lower is None:
            return False
        at = line_start(self.text, lower.start)
        while (above := self._line_above(at)) and above[1].lstrip().startswith("#"):
            at = above[0]
        return self._open_above(at)

    def _below(self, at: int, written: list[str]) -> None:
        """New lines before the line that begins at an index."""
        if at == len(self.text) and self.unended:
            self._close_last()
            self._cut(at, at, self.nl)
        self._cut(at, at, self._whole(written))

    def _close_last(self) -> None:
        """A block of text at the very end, without a break, has none in what it says: it says so where a line follows."""
        final = [known for known in scalars(self.file.root) if known.start >= 0][-1:]
        for known in final:
            if known.style in ("|", ">") and known.style and known.end == len(self.text):
                head = line_end(self.text, known.start)
                if "-" not in self.text[known.start : head]:
                    self._cut(known.start + 1, known.start + 1, "-")

    # -- brackets -----------------------------------------------------------------------------------------------------

    def _brackets(self, node: Branch, entry: Slot | None) -> None:
        kept = {id(known) for known in node.entries}
        staying = [known for known in node.written if id(known) in kept]
        if self.text[node.start : node.start + 1] not in ("[", "{"):  # one pair in a list, without brackets of its own
            self._cut(node.start, finish(node.written[-1].value), inline(node, flow=True))
            return
        new = [known for known in node.entries if known.start < 0]
        if not staying:
            inner = inline(Branch(node.keyed, new), flow=True)[1:-1]
            self._cut(node.start + 1, node.end - 1, inner)
            return
        self._remove_in_brackets(node, kept)
        for before, run in _fresh(node):
            text = inline(Branch(node.keyed, run), flow=True)[1:-1]
            at = self._end(before) if before else staying[0].start
            self._cut(at, at, f", {text}" if before else f"{text}, ")

    def _end(self, entry: Slot) -> int:
        return max(finish(entry.replaced or entry.value), entry.key.end if entry.key else 0)

    def _remove_in_brackets(self, node: Branch, kept: set[int]) -> None:
        for before, run, after in _gone(node, kept):
            if after:
                self._cut(run[0].start, after.start, "")
            elif before:
                end = self._end(before)
                begins = run[0].start if "#" in self.text[end : run[0].start] else end
                self._cut(begins, self._end(run[-1]), "")


def _gone(node: Branch, kept: set[int]) -> Iterator[tuple[Slot | None, list[Slot], Slot | None]]:
    """Each run of entries that the file has and that are gone, with the one before it and the one after it."""
    runs = [(stays, list(run)) for stays, run in groupby(node.written, key=lambda known: id(known) in kept)]
    for number, (stays, run) in enumerate(runs):
        if not stays:
            yield (
                runs[number - 1][1][-1] if number else None,
                run,
                runs[number + 1][1][0] if runs[number + 1 :] else None,
            )


def _fresh(node: Branch) -> Iterator[tuple[Slot | None, list[Slot]]]:
    """Each run of new entries with the one before it that the file has; None for what comes first."""
    before: Slot | None = None
    for new, group in groupby(node.entries, key=lambda known: known.start < 0):
        run = list(group)
        if new:
            yield before, run
        else:
            before = run[-1]


def _manner(root: Piece | None) -> Manner:
    """How a file indents, by its first mapping and its first list below a key."""
    step = dash = -1
    waiting = [root] if isinstance(root, Branch) else []
    while waiting and (step < 0 or dash < 0):
        node = waiting.pop(0)
        for entry in node.entries:
            inner = entry.replaced or entry.value
            if not isinstance(inner, Branch):
                continue
            waiting.append(inner)
            if node.keyed and not node.flow and not inner.flow and inner.start >= 0 and inner.written:
                distance = inner.column - node.column
                if inner.keyed and step < 0 and distance > 0:
                    step = distance
                elif not inner.keyed and dash < 0:
                    dash = distance
    step = step if step > 0 else 2
    return Manner(step, dash if dash >= 0 else step)
