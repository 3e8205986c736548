"""A published figure about AI's energy or use, with its source, date, kind and system boundary."""

from __future__ import annotations

from attrs import frozen

from planner.model.estimate import Estimate
from planner.units import UnitProblem, factor_between


@frozen
class Evidence:
    """One entry of the evidence library.

    ``boundary`` says what is counted (accelerator, server, facility, ...), ``statistic`` of what (mean, median, upper
    bound), ``kind`` who says so on what ground (measurement, claim, estimate, arithmetic), ``verification`` how well
    the figure was checked. ``low`` and ``high`` are the published range, ``range_meaning`` what range that is.
    """

    id: str
    label: str
    topic: str
    modality: str
    value: Estimate
    as_published: str
    subject: str
    boundary: str
    includes_pue: bool | None
    statistic: str
    kind: str
    date: str
    publisher: str
    citation: str
    url: str
    superseded_by: str
    caveat: str
    verification: str
    low: Estimate | None = None
    high: Estimate | None = None
    range_meaning: str = ""

    def supports(self, value: Estimate) -> bool:
        """Whether ``value`` is this figure: its interval holds the figure, or the exact value is within 0.5 % of it.

        A value that has been moved away is the user's own, whatever it started from.
        """
        try:
            figure = self.value.central * factor_between(self.value.unit, value.unit)
        except UnitProblem:
            return False
        low, high = value.interval
        room = 0.005 * abs(figure)
        return low - room <= figure <= high + room
