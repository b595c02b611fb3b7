"""The parts of a zipped document, each read within bounds."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any

from briefgen.intake.article import Unreadable

_LARGEST = 60 * 1024 * 1024
"""Bytes of one part when it is unpacked; a book has fewer."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """A zipped document. Raises Unreadable for one that is broken, locked or unpacks to more than can be read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except _BROKEN as error:
            raise Unreadable("is broken, or only the beginning of a file. Fetch it again.") from error

    def bytes(self, name: str) -> bytes:
        """What a part holds; nothing for one that is not there."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as part:
                data = part.read(_LARGEST + 1)
        except _BROKEN as error:
            raise Unreadable(
                f"is broken: its part {name[:80]} cannot be unpacked. Save it again in its program."
            ) from error
        if len(data) > _LARGEST:
            raise Unreadable(
                f"unpacks to more than {_LARGEST // 1024**2} MB, which no text does. Copy its text into a .txt file."
            )
        return data

    def tree(self, name: str) -> Any:
        """The elements of a part; None for one that is not there. No entity is opened and nothing is fetched."""
        from lxml import etree

        if not (data := self.bytes(name)):
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            tree = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(f"is broken: its part {name[:80]} is no XML. Save it again in its program.") from error
        if tree.getroottree().docinfo.internalDTD is not None:
            raise Unreadable(
                f"has declarations in its part {name[:80]} that no word processor writes. Copy its text into a .txt file."
            )
        return tree
