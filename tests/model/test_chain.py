"""A chain must leave energy per time; where it does not, the sentence names the dimension and the likely driver."""

from __future__ import annotations

import pytest
from strategies import driver, workload_of

from planner.model.chain import check_chain
from planner.model.faults import Fault

TAKEN = [
    ("0.34 Wh/query", "2.5e9 query/day"),
    ("1224 J/query", "912.5 Gquery/year"),
    ("0.34 Wh/query", "3.7 query/user/day", "700e6 user", "1.12"),
    ("0.34 Wh/query", "700e6 user", "3.7 query/user/day", "112 %"),
    ("20 MW",),
    ("20 MW", "1.12"),
    ("3 GWh/year",),
    ("0.4 J/token", "500 token/query", "1e9 query/day"),
    ("150 Wh/session", "2 session/user/week", "5e6 user"),
    ("2.9 Wh/image", "1 image/s"),
    ("10.2 kW", "226"),
    ("300 W/user", "5e6 user"),
    ("10 kWh/household/day", "1e6 household"),
    ("5 query/day", "0.3 Wh/query"),
    ("1 kg", "2 m^2", "3 /s^3"),
    ("1 kg*m^2", "3 s^-3"),
    ("1 lb", "1 foot", "1 foot/hour^3"),
    ("1 Wh/USD", "5 USD/day"),
]


@pytest.mark.parametrize("chain", TAKEN)
def test_a_chain_that_makes_energy_per_time_is_taken(chain):
    assert len(workload_of(*chain).drivers) == len(chain)


def test_a_driver_that_divides_takes_its_dimension_away():
    assert workload_of("1e9 query/day", ("4167 query/kWh", {"power": -1}))
    with pytest.raises(Fault):
        workload_of("1e9 query/day", "4167 query/kWh")


# chain, what the sentence must say is wrong, the text of the driver that a person would correct, what would do
MISTAKES = {
    "energy without per query": (("0.34 Wh", "2.5e9 query/day"), "query is left over", "0.34 Wh", "Wh/query"),
    "volume without per day": (("0.34 Wh/query", "2.5e9 query"), "per time is missing", "2.5e9 query", "query/day"),
    "energy typed as power": (("0.34 W/query", "2.5e9 query/day"), "per time is left over", "0.34 W/query", "Wh/query"),
    "queries times queries": (
        ("0.34 Wh*query", "2.5e9 query/day"),
        "query^2 is left over",
        "0.34 Wh*query",
        "Wh/query",
    ),
    "tokens instead of queries": (("0.4 J/token", "2.5e9 query/day"), "token", "0.4 J/token", "query"),
    "images with energy per query": (
        ("0.34 Wh/query", "1e6 image/day"),
        "image is left over and query is missing",
        None,
        None,
    ),
    "users forgotten": (("0.34 Wh/query", "3.7 query/user/day"), "user", "3.7 query/user/day", "query/day"),
    "per user forgotten": (("0.34 Wh/query", "3.7 query/day", "7e8 user"), "user is left over", None, None),
    "PUE with a unit": (
        ("0.34 Wh/query", "2.5e9 query/day", "1.12 kWh"),
        "energy is left over",
        "1.12 kWh",
        "plain number",
    ),
    "PUE as a price": (
        ("0.34 Wh/query", "2.5e9 query/day", "1.12 USD"),
        "USD is left over",
        "1.12 USD",
        "plain number",
    ),
    "volume only": (("2.5e9 query/day",), "energy", "2.5e9 query/day", None),
    "energy only": (("0.34 Wh/query",), "query", "0.34 Wh/query", None),
    "a plain number only": (("1.12",), "needs a unit", "1.12", "write it like 1.12 Wh/day"),
    "energy without a unit": (("0.3", "1e9 query/day"), "needs a unit", "0.3", "write it like 0.3 Wh/query"),
    "volume without a unit": (("0.3 Wh/query", "1e9"), "needs a unit", "1e9", "write it like 1e9 query/day"),
    "carbon instead of energy": (("0.03 gCO2e/query", "2.5e9 query/day"), "CO2e", "0.03 gCO2e/query", "Wh/query"),
    "time twice": (("0.34 Wh/query/day", "2.5e9 query/day"), "per time is left over", None, None),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_refusal_names_the_dimension_and_the_likely_driver(mistake):
    chain, wrong, culprit, remedy = MISTAKES[mistake]
    with pytest.raises(Fault) as fault:
        workload_of(*chain)
    sentence = str(fault.value)
    assert wrong in sentence
    if culprit is not None:
        assert f"“{culprit}”" in sentence
    else:
        assert any(f"“{text}”" in sentence for text in chain)
    if remedy is not None:
        assert remedy in sentence.split("“")[-1]


def test_the_refusal_speaks_of_energy_not_of_mass_and_length():
    for chain, *_rest in MISTAKES.values():
        with pytest.raises(Fault) as fault:
            workload_of(*chain)
        if "CO2e" not in chain[0]:
            assert not any(word in str(fault.value) for word in ("mass", "length"))


def test_a_driver_that_divides_the_wrong_way_is_refused():
    with pytest.raises(Fault, match=r"left over|missing"):
        workload_of("0.34 Wh/query", ("2.5e9 query/day", {"power": -1}))


def test_the_example_in_the_refusal_would_do():
    for chain, *_rest in MISTAKES.values():
        with pytest.raises(Fault) as fault:
            workload_of(*chain)
        sentence = str(fault.value)
        if "such as " not in sentence:
            continue
        culprit = next(text for text in chain if f"“{text}”" in sentence)
        example = sentence.rsplit("such as ", 1)[1].rstrip(".")
        assert workload_of(*(f"1 {example}" if text == culprit else text for text in chain))


BLAMED = [
    (("0.34 Wh/query", "3 query/user/day", "1e6 query"), "query is left over and user is missing", 2, "user"),
    (("0.34 Wh/query", "2.5e9 query"), "per time is missing", 1, "query/day"),
    (
        ("0.3 Wh/query", "4 query/person/day", "1e6 user"),
        "user is left over and person is missing",
        1,
        "query/day/user",
    ),
    (("0.3 Wh/query", "2 query/user/day", "3 person"), "person is left over and user is missing", 2, "user"),
    (("1 Wh/query/token", "1 query/day"), "token is missing", 0, "Wh/query"),
    (("2 Wh/query/day", "5 query/day"), "per time is left over", 0, "Wh/query"),
    (("1 Wh/query", "1 query/day/day"), "per time is left over", 1, "query/day"),
    (("1 Wh*day", "2"), "per time^2 is missing", 0, "Wh/day"),
    (("5 MWh",), "per time is missing", 0, "Wh/day"),
    (("1 MW", "3 day"), "per time is missing", 1, "a plain number"),
    (("1 MW", "2 user"), "user is left over", 1, "a plain number"),
    (("1 Wh/query", "1 query/day", "2 person"), "person is left over", 2, "a plain number"),
    (("1 Wh/query", "1 query/day", "1 day^2"), "per time^2 is missing", 2, "a plain number"),
    (("1 Wh/query", "1 query/day", "3 m*kg"), "length × mass is left over", 2, "a plain number"),
]


@pytest.mark.parametrize(("texts", "problem", "cause", "remedy"), BLAMED)
def test_the_driver_that_would_be_ordinary_once_mended_is_the_one_that_is_named(texts, problem, cause, remedy):
    drivers = [driver(f"d{index}", text, name=f"D{index}") for index, text in enumerate(texts)]
    with pytest.raises(Fault) as fault:
        check_chain(drivers)
    sentence = str(fault.value)
    assert sentence.startswith(f"The drivers do not make an energy per time: {problem}. ")
    assert f"The likely cause is D{cause} “{texts[cause]}”" in sentence
    assert sentence.endswith((f"such as {remedy}.", f"{remedy} is needed."))
