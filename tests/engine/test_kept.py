"""What is worked out once is kept: the last ones asked for, and no more than fit."""

from __future__ import annotations

import numpy as np

from planner.engine.kept import kept


def counted(most, mebibytes, size=1):
    asked = []

    @kept(most=most, mebibytes=mebibytes)
    def zeros(name):
        asked.append(name)
        return np.zeros(size)

    return zeros, asked


def test_an_answer_is_worked_out_once():
    zeros, asked = counted(3, 1)
    assert zeros("a") is zeros("a")
    assert asked == ["a"]


def test_what_was_not_asked_for_the_longest_time_goes_first():
    zeros, asked = counted(2, 1)
    for name in ("a", "b", "a", "c", "a", "b"):
        zeros(name)
    assert asked == ["a", "b", "c", "b"]


def test_large_arrays_make_room_sooner():
    zeros, asked = counted(100, 2, size=2**17)  # 1 MiB each
    for name in ("a", "b", "b", "a", "c", "a", "b"):
        zeros(name)
    assert asked == ["a", "b", "c", "b"]


def test_an_array_larger_than_all_room_is_given_and_kept_alone():
    zeros, asked = counted(100, 1, size=2**18)
    assert zeros("a") is zeros("a")
    zeros("b")
    zeros("a")
    assert asked == ["a", "b", "a"]
