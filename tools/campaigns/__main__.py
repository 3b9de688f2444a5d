"""`make chaos`: the long campaigns, portion by portion, until all are done: `python -m tools.campaigns --help`."""

import argparse
import sys
from collections.abc import Sequence

from tools.campaigns.campaigns import CAMPAIGNS
from tools.campaigns.proof import PROOFS
from tools.campaigns.runner import Busy, Runner, alone


def _parser() -> argparse.ArgumentParser:
    names = [one.name for one in CAMPAIGNS]
    parser = argparse.ArgumentParser(prog="python -m tools.campaigns", description=__doc__)
    parser.add_argument("--list", action="store_true", help="what there is, and how much of it is done")
    parser.add_argument("--only", choices=names, metavar="NAME", help=f"one campaign: {', '.join(names)}")
    parser.add_argument("--portion", type=int, help="this portion of it, even if it was played before")
    parser.add_argument("--again", action="store_true", help="the red portions once more")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no portion after that")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Returns 1 if any portion is red, 2 if nothing could be played."""
    parser = _parser()
    given = parser.parse_args(argv)
    if given.portion is not None and not given.only:
        parser.error("--portion is a portion of --only NAME")
    chosen = [one for one in CAMPAIGNS if given.only in {None, one.name}]
    runner = Runner(CAMPAIGNS, PROOFS)
    if given.list:
        for one in chosen:
            print(f"{one.portions - len(runner.open_in(one)):4} of {one.portions:3} portions: {one.name}")
        return 0
    try:
        with alone(PROOFS):
            if given.portion is not None:
                return int(runner.play(chosen[0], given.portion).is_red)
            return runner.run(chosen, given.minutes, again=given.again)
    except Busy:
        print("another `make chaos` is at work here")
        return 2
    except KeyboardInterrupt:
        print("stopped; the portion at work was not kept")
        return 130


if __name__ == "__main__":
    sys.exit(main())
