"""Numbers as CSV in long form: all results, or those that the chosen charts show."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from planner.export.cells import safe_field
from planner.export.exhibit import Exhibit
from planner.export.long_form import HEADINGS, all_lines
from planner.export.pack import Pack


def to_csv(pack: Pack, exhibits: Sequence[Exhibit] = ()) -> bytes:
    """Return CSV in UTF-8, numbers at full precision: those of ``exhibits``, or all results where there are none.

    No field can become a formula.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADINGS)
    for line in [line for item in exhibits for line in item.lines] or all_lines(pack.results):
        writer.writerow([safe_field(cell) if isinstance(cell, str) else cell for cell in line])
    return stream.getvalue().encode("utf-8")
