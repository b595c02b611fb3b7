"""What a finished file shows its reader, read back from its bytes: words, descriptions of pictures, and where links lead."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from briefgen.audit.tagged import read
from briefgen.renderers import Format

_WORDS = "//*[local-name()='t']/text() | //*[local-name()='docPr']/@descr | //*[local-name()='Relationship']/@Target"


def shown(format_: Format, data: bytes) -> str:
    """The file's words in its order. A page of HTML also has marks of its own, such as the language of a word, that a reader is told."""
    match format_:
        case "pdf":
            found = read(data)
            pieces = ["".join(piece.text for piece in page.pieces) for page in found.pages]
            addresses = [one.decode("latin-1") for one in re.findall(rb"/URI ?\(([^)]*)\)", data)]
            return "\n".join((*pieces, *found.pictures, *addresses))
        case "docx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = [
                    name for name in package.namelist() if name.startswith("word/") and name.endswith((".xml", ".rels"))
                ]
                trees = [etree.fromstring(package.read(name)) for name in parts]
            return "\n".join(str(word) for tree in trees for word in tree.xpath(_WORDS))
        case _:
            return data.decode("utf-8")
