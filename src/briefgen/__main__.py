"""The command `briefgen`, and python -m briefgen."""

from __future__ import annotations

import gc

_YOUNG = 500_000
"""New objects after which Python looks for some that hold each other and nobody else. The classes of this program, and a long brief,
are a million that all stay: to look through them after every 700 takes a fifth of the time."""


def main() -> None:
    """Run the command line; exits with the code of the command."""
    gc.set_threshold(_YOUNG)  # before anything is loaded
    from briefgen.cli import main as run

    try:
        run()
    finally:
        gc.freeze()  # else Python looks through all of it once more before it ends


if __name__ == "__main__":
    main()
