"""What the tests share: small briefs from text, and the shipped ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, settings

from briefgen.reading.load import Loaded, load
from tests.support.checkout import PRZEWODOW, ROOT, Write
from tests.support.sweeps import QUICK

# No property fails by the time it took: that says how busy the machine is. The rest is as Hypothesis has it, in CI without randomness.
settings.register_profile("patient", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(QUICK, parent=settings.get_profile("patient"))  # `make test`: see tests/support/sweeps.py
settings.load_profile("patient")


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def przewodow() -> Loaded:
    """The first brief, as it ships."""
    return load(PRZEWODOW, root=ROOT, office=ROOT / "briefs" / "office.yaml")


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """A function that writes a brief.yaml and the files beside it, and loads it."""

    def write(text: str, **files: str | bytes) -> Loaded:
        folder = tmp_path / "briefs" / "small"
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        (folder / "brief.yaml").write_text(dedent(text), encoding="utf-8")
        for name, content in files.items():
            path = folder / name.replace("__", "/").replace("_txt", ".txt").replace("_csv", ".csv").replace(
                "_png", ".png"
            )
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return load(folder / "brief.yaml", root=tmp_path, office=tmp_path / "briefs" / "office.yaml")

    return write


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the goldens anew; look at the difference before committing"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """A function that compares a text with the golden of a name, and writes it with --update-golden."""

    def compare(name: str, text: str) -> None:
        file = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare
