"""The option ``--samples``, the same in every command that draws."""

from __future__ import annotations

import click

from planner.engine.sampling import MAX_SAMPLES
from planner.engine.simulate import DEFAULT_SAMPLES
from planner.model.faults import Fault
from planner.text import _

FEWEST = 100
"""Fewer runs hold no 90 % interval worth the name: five of them lie beyond each end."""


def _enough(_context: click.Context, _option: click.Parameter, samples: int) -> int:
    if not FEWEST <= samples <= MAX_SAMPLES:
        raise Fault(
            _("--samples {samples}: use a number from {fewest} to {most}").format(
                samples=samples, fewest=FEWEST, most=f"{MAX_SAMPLES:,}"
            )
        )
    return samples


SAMPLES = click.option(
    "--samples",
    type=int,
    default=DEFAULT_SAMPLES,
    metavar="N",
    show_default=True,
    callback=_enough,
    help="Runs, at least.",
)
