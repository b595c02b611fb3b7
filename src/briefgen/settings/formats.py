"""The formats of a brief's files: the documents that people read, and the facts as data for programs and spreadsheets."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

DocumentFormat: TypeAlias = Literal["pdf", "docx", "html", "txt", "md"]
DataFormat: TypeAlias = Literal["json", "csv", "xlsx"]
FileFormat: TypeAlias = DocumentFormat | DataFormat

DOCUMENTS: tuple[DocumentFormat, ...] = get_args(DocumentFormat)
DATA: tuple[DataFormat, ...] = get_args(DataFormat)
FILES: tuple[FileFormat, ...] = (*DOCUMENTS, *DATA)
