"""One seed is one history, and no history ends with somebody cheated."""

import os
import subprocess
import sys

import pytest

from tests.chaos.world import ROOT
from tests.simulation.campaign import campaign
from tests.simulation.run import play

EVENTS = 200
SEEDS = 8
"""The campaign `simulation` has 2,000."""
FIRST = int(os.environ.get("SEED", "9"))
RED = (130, 677, 964, 1110, 1735)
"""Seeds whose histories once ended badly. They stay, though a change of the simulation gives them another history."""


def test_a_seed_has_one_history() -> None:
    simulation, again = play(7, EVENTS), play(7, EVENTS)

    assert simulation.log == again.log


def test_a_seed_has_the_same_history_in_another_process() -> None:
    command = [sys.executable, "-m", "tests.simulation.campaign", "--seeds", "8", "--events", "60", "--tell"]

    told = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "1"}, capture_output=True, text=True, check=False
    )

    assert play(8, 60).digest in told.stdout.splitlines()


def test_another_seed_has_another_history() -> None:
    assert play(1, 20).digest != play(2, 20).digest


@pytest.mark.parametrize("seed", [*range(1, 9), *RED])
def test_the_first_histories_and_those_that_once_ended_badly_end_well(seed: int) -> None:
    assert play(seed, EVENTS).complaints == []


def test_no_history_ends_with_goods_or_money_in_the_wrong_hands() -> None:
    verdict = campaign(range(FIRST, FIRST + SEEDS), EVENTS, hands=1)

    assert not verdict.red, str(verdict)
    assert verdict.facts["order DELIVERED"] > SEEDS
    assert verdict.facts["payment stars REFUNDED"] > 0
    assert verdict.facts["step kill"] > SEEDS
