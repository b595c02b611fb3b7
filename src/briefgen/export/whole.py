"""The whole model as JSON, in the shape of brief.yaml: `load` reads the file as it reads that one, and finds the same brief."""

from __future__ import annotations

import json
import re

from briefgen.export.shared import Shared
from briefgen.reading.exchange import EXPORT

FORMAT = 1
"""The version of the file."""
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def dump(facts: Shared) -> bytes:
    """The brief without what has its default, collections by id in the order of the file; under `$export` what was left out.

    What YAML would take for a line break or refuse is written as `\\u2028`, so that each is the same text to both.
    """
    data = facts.brief.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    about = {"format": FORMAT, "left_out": list(facts.left_out)}
    text = json.dumps({EXPORT: about, **data}, ensure_ascii=False, indent=2)
    return (_NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()
