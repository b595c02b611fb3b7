"""What is worth knowing of the edition that is sent, and stops nothing."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.deliver.mailing import Mailing
from briefgen.editions.editions import Edition
from briefgen.editions.issue import says_more
from briefgen.ways import Way


def of_edition(post: Mailing, edition: Edition, asked: int | None, remark: Callable[[str], None]) -> None:
    """Whether a newer edition lies there than the one that was `asked` for; of the last one, whether the brief says more by now."""
    number, last, source = edition.stamp.number, max(post.editions), post.source
    if number < last:
        remark(f"Edition {last} of {source.slug} exists; edition {number} was asked for.")
    elif asked is None and says_more(post.workspace, source, post.editions):
        remark(
            f"{source.file.name} has changed since edition {number}, which is what is sent. "
            f"To send the change: {Way.ISSUE.of(brief=source.slug)}"
        )
