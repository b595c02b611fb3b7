"""The sender dies at any line or system call: nothing is lost, nothing is sent twice; the usual designs do both, and are caught."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.checkout import ROOT, needs
from tests.support.postfix import folder as postfix_folder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the sweeps fork")
HERE = Path(__file__).parents[1] / "support"


def swept(script: str, *arguments: str) -> dict[str, int]:
    """What a sweep counted."""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    counted: dict[str, int] = json.loads(done.stdout)
    print(script, *arguments, counted)
    return counted


def kept(counted: dict[str, int], points: int) -> None:
    """So many points struck (a run may have some lines fewer than the one that counted them), and every letter is where the ledger says."""
    assert counted["struck"] >= points
    assert (counted["lost"], counted["doubled"], counted["unsettled"]) == (0, 0, 0)


# -- kill -9 at executed lines ----------------------------------------------------------------------------------------


@pytest.mark.full
def test_a_sender_that_is_killed_loses_and_doubles_nothing() -> None:
    kept(swept("killsweep.py", "--points", "12"), 10)


@pytest.mark.durability
def test_the_same_sweep_catches_the_usual_designs() -> None:
    assert swept("killsweep.py", "--points", "40", "--design", "mark-first")["lost"] > 0
    assert swept("killsweep.py", "--points", "60", "--design", "send-first")["doubled"] > 0


@pytest.mark.full
@pytest.mark.timeout(2400)
def test_a_sender_that_is_killed_at_a_thousand_lines_loses_and_doubles_nothing() -> None:
    counted = swept("killsweep.py", "--points", "1100")
    kept(counted, 1000)
    assert counted["uncertain"] < 0.1 * counted["messages"]


@pytest.mark.full
@pytest.mark.timeout(2400)
def test_the_rule_resend_loses_nothing_and_doubles_under_one_id() -> None:
    counted = swept("killsweep.py", "--points", "700", "--design", "resend")
    assert counted["struck"] >= 660
    assert (counted["lost"], counted["uncertain"], counted["unsettled"]) == (0, 0, 0)
    assert counted["doubled"] > 0, "the taken ones are counted by their Message-ID, which a resent message keeps"


@pytest.mark.full
@pytest.mark.timeout(2400)
def test_the_usual_designs_are_caught_at_300_lines() -> None:
    assert swept("killsweep.py", "--points", "300", "--design", "mark-first")["lost"] >= 50
    assert swept("killsweep.py", "--points", "300", "--design", "send-first")["doubled"] >= 5


# -- system calls that fail, or are the last --------------------------------------------------------------------------


@pytest.mark.full
@pytest.mark.timeout(2400)
def test_system_calls_that_fail_lose_and_double_nothing() -> None:
    needs(shutil.which("strace"), "strace")
    counted = swept("strace_sweep.py", "--points", "200")
    assert counted["struck"] >= 0.9 * counted["points"] >= 180
    assert (counted["damaged"], counted["lost"], counted["doubled"]) == (0, 0, 0)


def test_some_system_calls_that_fail_lose_and_double_nothing() -> None:
    needs(shutil.which("strace"), "strace")
    counted = swept("strace_sweep.py", "--points", "3")
    assert counted["struck"] >= 2
    assert (counted["damaged"], counted["lost"], counted["doubled"]) == (0, 0, 0)


# -- against Postfix --------------------------------------------------------------------------------------------------


@pytest.mark.full
@pytest.mark.timeout(2400)
def test_a_sender_that_is_killed_while_postfix_takes_its_messages() -> None:
    kept(swept("killsweep.py", "--points", "310", "--postfix", str(postfix_folder())), 300)
