"""Finished files are opened again and compared with the Document: what goes out is what was written, whole and marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.document.blocks import Document
from briefgen.errors import Problem, RenderError
from briefgen.look.theme import Theme
from briefgen.renderers import Format


class AuditFailed(RenderError):
    """A finished file is not what the document says; `problems` are the differences."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("a finished file does not agree with the brief, so nothing was written.")
        self.problems = problems


def audit(document: Document, files: Mapping[Format, bytes], look: Theme | None = None) -> tuple[Problem, ...]:
    """Every difference between the finished files and their document, as errors of the rule "audit"; none when they agree.

    The files are in a `look`, the house's by default. A character that none of its faces has may be shown as U+FFFD: its renderer has told so.
    """
    theme = look or Theme()
    return tuple(
        dict.fromkeys(problem for format_, data in files.items() for problem in _audit(document, format_, data, theme))
    )


def _audit(document: Document, format_: Format, data: bytes, theme: Theme) -> Iterator[Problem]:
    match format_:
        case "pdf":
            from briefgen.audit.pdf import audit as audit_pdf  # PDFium is loaded when there is a PDF

            yield from audit_pdf(document, data, theme)
        case "docx":
            from briefgen.audit.word import audit as audit_word

            yield from audit_word(document, data)
        case _:
            from briefgen.audit.running import audit as audit_running

            yield from audit_running(document, format_, data)
