"""A portion in a process of its own: `python -m tools.campaigns.portion MODULE:TRIAL SEED COUNT FOLDER`.

A trial may fork, replace parts of the process and die; its parent reads `proof.json` in the folder afterwards.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.chaos.no_logging import silence
from tools.campaigns.proof import Proof

Trial = Callable[[int, int, Path], Proof]
"""From a seed, a number of units and an empty folder to what was counted."""


def main(trial: str, seed: str, count: str, folder: str) -> None:
    """Play it and write down what was counted."""
    module, _, name = trial.partition(":")
    play: Trial = getattr(import_module(module), name)
    with silence():
        proof = play(int(seed), int(count), Path(folder))
    (Path(folder) / "proof.json").write_text(json.dumps(asdict(proof)))


if __name__ == "__main__":
    main(*sys.argv[1:])
