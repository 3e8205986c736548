"""The words with which data files say what kind of figure each is; `planner.text._` translates them where they show.

They are values, compared and filtered by, so the files keep them in English.
"""

from __future__ import annotations

from planner.text import N_

KINDS = (
    *(N_("claim"), N_("measurement"), N_("arithmetic"), N_("estimate")),
    *(N_("official"), N_("derived"), N_("survey"), N_("benchmark")),
)
"""On what ground a figure stands."""

STATISTICS = (
    *(N_("mean"), N_("median"), N_("unspecified"), N_("single configuration"), N_("upper bound"), N_("total")),
)
"""Of what a figure is the figure."""

BOUNDARIES = (N_("not stated"), N_("facility"), N_("accelerator"), N_("server"))
"""What a figure counts."""

VERIFICATIONS = (N_("quoted"), N_("primary"), N_("derived"), N_("secondary"), N_("data file"))
"""How well a figure was checked."""
