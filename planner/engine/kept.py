"""Arrays worked out once and kept for a while: the last ones asked for, as many as fit.

What `functools.lru_cache` counts are answers; here a million runs weigh more than ten thousand.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec

from numpy.typing import NDArray

P = ParamSpec("P")


def kept(most: int, mebibytes: int) -> Callable[[Callable[P, NDArray[Any]]], Callable[P, NDArray[Any]]]:
    """Return a decorator that keeps the last ``most`` arrays of a function, together no larger than ``mebibytes``.

    Arguments must be hashable. Two threads that ask for the same at once may both work it out.
    """

    def decorate(work: Callable[P, NDArray[Any]]) -> Callable[P, NDArray[Any]]:
        known: OrderedDict[Any, NDArray[Any]] = OrderedDict()
        lock = Lock()
        size = 0

        @wraps(work)
        def ask(*arguments: P.args, **named: P.kwargs) -> NDArray[Any]:
            nonlocal size
            key = (arguments, tuple(named.items()))
            with lock:
                if key in known:
                    known.move_to_end(key)
                    return known[key]
            answer = work(*arguments, **named)
            with lock:
                size += answer.nbytes - (known[key].nbytes if key in known else 0)
                known[key] = answer
                while len(known) > most or (size > mebibytes * 2**20 and len(known) > 1):
                    size -= known.popitem(last=False)[1].nbytes
            return answer

        return ask

    return decorate
