"""What surrounds the code says the same as the code: the workflow, the hooks, the table of dependencies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from tests.support import docs
from tests.support.checkout import ROOT

WORKFLOW = ".github/workflows/tests.yml"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BOUND = re.compile(r"[A-Za-z0-9._-]+")


def workflow() -> dict[str, Any]:
    data = yaml.safe_load((ROOT / WORKFLOW).read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def steps(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in data["jobs"].values():
        yield from job["steps"]


def told() -> set[str]:
    """The lines of the README's and CONTRIBUTING's blocks, without what is said of them."""
    pages = [block for page in ("README.md", "CONTRIBUTING.md") for block in docs.blocks("", page)]
    return {re.split(r"\s+#\s", line)[0].strip() for block in pages for line in block.splitlines()}


def strange(data: dict[str, Any]) -> list[str]:
    """The commands of a workflow that no page tells."""
    return [step["run"] for step in steps(data) if "run" in step and step["run"].strip() not in told()]


def loose(data: dict[str, Any]) -> list[str]:
    """What a workflow allows itself beyond reading, and actions of no version."""
    rights = [
        f"{name}: {right}" for name, right in data.get("permissions", {"all": "write"}).items() if right != "read"
    ]
    rights += [name for name, job in data["jobs"].items() if "permissions" in job]
    return rights + [
        step["uses"]
        for step in steps(data)
        if "uses" in step and not re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])
    ]


def test_the_workflow_calls_only_what_the_pages_tell() -> None:
    assert strange(workflow()) == []
    assert {"make render", "make test"} <= {step.get("run") for step in steps(workflow())}
    assert strange({"jobs": {"a": {"steps": [{"run": "make everything"}]}}}) == ["make everything"]


def test_the_workflow_may_only_read() -> None:
    assert loose(workflow()) == []
    worse = {"permissions": {"contents": "write"}, "jobs": {"a": {"steps": [{"uses": "actions/checkout@main"}]}}}
    assert loose(worse) == ["contents: write", "actions/checkout@main"]


def test_the_workflow_covers_each_system_from_the_oldest_python() -> None:
    systems, oldest = set[str](), PROJECT["project"]["requires-python"].removeprefix(">=")
    for job in workflow()["jobs"].values():
        matrix = job["strategy"]["matrix"]
        systems |= set(matrix.get("system", [job["runs-on"]]))
        assert matrix["python"][0] == oldest
        assert matrix["python"] == [f"3.{minor}" for minor in range(int(oldest[2:]), int(oldest[2:]) + 4)]
    assert systems == {"ubuntu-latest", "macos-latest", "windows-latest"}


def test_the_hooks_are_the_lint_of_make_and_fetch_nothing() -> None:
    data = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in data["repos"]] == ["local"]
    hooks = [hook["entry"] for repo in data["repos"] for hook in repo["hooks"] if hook["language"] == "system"]
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ntest: ")[1].split("\n\n")[0]
    lint = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()[1:] if "pytest" not in line]
    assert hooks == lint


def test_each_dependency_is_in_the_table_and_no_other() -> None:
    project = PROJECT["project"]
    wanted = [
        project["dependencies"],
        [one for extra in project["optional-dependencies"].values() for one in extra],
        PROJECT["dependency-groups"]["dev"],
    ]
    tables = docs.PAGES["docs/dependencies.md"].split("\n## ")
    assert len(tables) == len(wanted)
    for requirements, table in zip(wanted, tables, strict=True):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
        assert all(len(row) == 5 and all(row) for row in rows)
        names = [match[0] for one in requirements if (match := BOUND.match(one))]
        assert [row[0] for row in rows[2:]] == names
