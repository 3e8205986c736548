"""A million value texts, by hand:  python tests/fuzz/fuzz_values.py [COUNT] [SEED]

Each is read or refused within 50 ms of processor time, and while it is read nothing is compiled, run, imported, opened
or started. Prints the figures; exits 1 where a text broke a promise.
"""

from __future__ import annotations

import resource
import sys
import time
from random import Random

from reading_values import read, warm
from value_texts import value_text
from watched import nothing_run

LIMIT = 0.050


def main() -> int:
    """Read the texts and print what was met."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    random, taken, slowest, broken = Random(seed), 0, (0.0, ""), 0
    warm()
    began = time.perf_counter()
    for _text in range(count):
        text = value_text(random)
        started = time.thread_time()
        try:
            with nothing_run() as seen:
                taken += read(text) is not None
            problem = "; ".join(seen)
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        spent = time.thread_time() - started
        slowest = max(slowest, (spent, text))
        if spent > LIMIT:
            problem = problem or f"{spent * 1000:.0f} ms"
        if problem:
            broken += 1
            print(f"BROKEN {text!r}: {problem}"[:600], flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} texts, {taken} taken, {count - taken} refused, {broken} broken, seed {seed}")
    print(f"slowest {slowest[0] * 1000:.1f} ms of processor time: {slowest[1]!r}"[:400])
    print(f"{time.perf_counter() - began:.0f} s in all, {memory:.0f} MiB at most")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
