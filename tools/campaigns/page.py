"""docs/proofs/README.md, made from nothing but the lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from tools.campaigns.proof import Line, lines_of

if TYPE_CHECKING:
    from tools.campaigns.runner import Campaign

HEAD = """# Proofs

What the long campaigns have counted. `make chaos` plays them portion by portion, goes on where it was stopped, and
writes this page after each; `MINUTES=60 make chaos` begins nothing after an hour. Every portion is one line in a file
of this folder: its figures, date, commit and the command that plays it again. A commit with `-dirty` had changes that
nobody else can see, or changed meanwhile. `python -m tools.campaigns --list` tells what is open, `--again` plays the
red portions again, and the newest line of a portion counts. To begin anew, delete the lines. `make test` plays the same
code with small numbers.

| campaign | wanted | done | lost | second codes | stuck | red portions | when | commits | CPU hours |
|---|---|---|---|---|---|---|---|---|---|
"""
FEW, WIDTH = 3, 120


def write_page(campaigns: Sequence[Campaign], folder: Path) -> None:
    """Write the page anew."""
    (folder / "README.md").write_text(page(campaigns, folder), encoding="utf-8")


def page(campaigns: Sequence[Campaign], folder: Path) -> str:
    """The whole page."""
    found = {one.name: list(lines_of(folder, one.name).values()) for one in campaigns}
    rows = [_row(one, found[one.name]) for one in campaigns]
    red = [_red(one, line) for one in campaigns for line in found[one.name] if line.is_red]
    state = ["", "**Red**:", "", *red] if red else ["", "Nothing is red."]
    stories = [_story(one) for one in campaigns]
    return HEAD + "\n".join([*rows, *state, "", "## What is played", "", *stories])


def _row(campaign: Campaign, lines: Sequence[Line]) -> str:
    sums = [str(sum(getattr(line, name) for line in lines)) for name in ("lost", "second", "stuck")]
    days = sorted({line.date[:10] for line in lines})
    name = f"[{campaign.name}](#{campaign.name})"
    cells = [
        name, f"{campaign.wanted:,} {campaign.unit}", f"{sum(line.count for line in lines):,}",
        *(sums if lines else ["", "", ""]), str(sum(line.is_red for line in lines)) if lines else "",
        " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "", _commits(lines),
        f"{sum(line.cpu for line in lines) / 3600:.1f}" if lines else "",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _commits(lines: Sequence[Line]) -> str:
    names = [f"`{name}`" for name in dict.fromkeys(line.commit for line in sorted(lines, key=lambda line: line.date))]
    return ", ".join(names) if len(names) <= FEW else f"{names[0]} to {names[-1]}, {len(names)} of them"


def _red(campaign: Campaign, line: Line) -> str:
    what = "; ".join(line.broken) or f"{line.lost} lost, {line.second} second, {line.stuck} stuck"
    return f"- {campaign.name}, portion {line.portion}: {what}. Again: `{line.command}`"


def _story(campaign: Campaign) -> str:
    """Return the text about a campaign: what it does, what is checked and how a part of it is repeated."""
    size = f"{campaign.portions} x {campaign.size:,} {campaign.unit}"
    again = f"`python -m tools.campaigns --only {campaign.name} --portion 1`"
    story = fill(campaign.story, WIDTH, break_long_words=False, break_on_hyphens=False)
    return f"### {campaign.name}\n\n{story}\n\n{size}; one of them: {again}\n"
