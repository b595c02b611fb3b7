"""Run as a process of its own: an SVG on standard input becomes a PNG on standard output."""

from __future__ import annotations

import contextlib
import json
import sys

REFUSED = 3
"""The exit code of a drawing that resvg says no to; why is on standard error."""
_MEMORY = 2 << 30
"""Bytes that a drawing may take, where the system can hold a process to it."""
_FAMILY = "Fira Sans"
"""Stands in for every family that a drawing names: no font of the machine is looked at."""


def main() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    order = json.load(sys.stdin.buffer)
    sys.path.extend(order["path"])  # where the process that asks has its packages from
    import resvg_py

    try:
        png = resvg_py.svg_to_bytes(
            svg_string=order["svg"],
            width=order["width"],
            dpi=96,
            background="white",
            skip_system_fonts=True,
            font_files=order["fonts"],
            languages=["en"],
            font_family=_FAMILY,
            serif_family=_FAMILY,
            sans_serif_family=_FAMILY,
            cursive_family=_FAMILY,
            fantasy_family=_FAMILY,
            monospace_family=_FAMILY,
        )
    except ValueError as error:
        sys.stderr.write(str(error))
        raise SystemExit(REFUSED) from None
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
