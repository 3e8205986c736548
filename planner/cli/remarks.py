"""Remarks beside an answer: values far from what they usually are, on standard error, so that scripts are not hurt."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from planner.cli.tables import one_line
from planner.model.boundary import is_pue
from planner.model.scenario import Scenario
from planner.model.usual import usual_flag
from planner.text import _


def print_remarks(scenarios: Iterable[Scenario]) -> None:
    """Print a line for each value that is far from usual, each once."""
    found = [
        flag.sentence
        for scenario in scenarios
        for workload in scenario.workloads
        for index, driver in enumerate(workload.drivers)
        if (flag := usual_flag(driver, index, is_pue=is_pue(driver, {}))) is not None
    ]
    for sentence in dict.fromkeys(found):
        print(one_line(_("Note: {sentence}.").format(sentence=sentence)), file=sys.stderr)
