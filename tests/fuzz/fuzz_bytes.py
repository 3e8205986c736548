"""Bytes that a coverage-guided fuzzer makes up, by hand, where atheris is installed (it is not among the dependencies):

    python tests/fuzz/fuzz_bytes.py [-max_total_time=600] [FOLDER_FOR_WHAT_IT_KEEPS] tests/fuzz/corpus

Whatever is read must come back from what is written; anything raised but a `Fault` ends the run and leaves its bytes.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["planner"]):
    from planner.export import reopen
    from planner.model.faults import Fault
    from planner.store import codec


def read(content: bytes) -> None:
    """Read bytes as a plan and as an exported file."""
    for reader in (codec.loads, _carried):
        try:
            workspace = reader(content)
        except Fault as refusal:
            str(refusal).encode("utf-8")
        else:
            assert codec.loads(codec.dumps(workspace)) == workspace


def _carried(content: bytes) -> object:
    text = reopen._find(content)
    if text is None:
        raise Fault("no plan")
    return reopen._checked(text).workspace


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], "-rss_limit_mb=1024", "-timeout=5", *sys.argv[1:]], read)
    atheris.Fuzz()
