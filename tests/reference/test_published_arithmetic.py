"""Published calculations, worked by hand in the text of each test and then by the program.

Published totals use a year of 365 days, so volumes are written per year (912.5e9 query/year = 2.5e9 a day x 365 days);
a volume per day is multiplied by the 365.25 days of the program's year. The hand-worked numbers stand at length in
``published_arithmetic.md`` beside this file, with their sources.
"""

from __future__ import annotations

import pytest
from strategies import conversions, parse, scenario_of, workload_of

from planner.engine.simulate import simulate
from planner.engine.working import work_out
from planner.model.trajectory import Compound, Points
from planner.units import convert

HOMES = {"us": 10791, "uk": 2700, "uk low": 2500, "eu": 3600, "swiss": 4500, "epoch": 10500}


def answer(*drivers, outcome: str = "energy", **factors: str) -> float:
    """Return one outcome by the simulation, after checking that the working says the same."""
    scenario, given = scenario_of(*drivers), conversions(**factors)
    found = simulate(scenario, given).at(outcome, 2025)["p50"]
    working = work_out(scenario, given, 2025)
    same = working.energy if outcome == "energy" else working.outcomes[outcome].running
    assert found == pytest.approx(same, rel=1e-14)
    return found


def homes(*drivers, kwh: float) -> float:
    return answer(*drivers, outcome="households", household_use=f"{kwh} kWh/household/year")


# Test vectors of the evidence collection, section 5c ---------------------------------------------------------------

# Wh a query, queries a year of 365 days, GWh, homes: US, UK 2,700, UK 2,500, EU, Swiss; t CO2e: world, US
VECTORS = [
    # 0.3 Wh x 912.5e9 = 273.75e9 Wh = 273.75 GWh; 273,750,000 kWh / 10,791 = 25,368.36; x 472.94 g = 129,467.325 t
    ("0.3", "912.5e9", 273.75, 25_368, 101_389, 109_500, 76_042, 60_833, 129_467, 104_997),
    # 0.24 Wh x 912.5e9 = 219e9 Wh = 219 GWh; 219,000,000 kWh / 10,791 = 20,294.69; x 472.94 g = 103,573.86 t
    ("0.24", "912.5e9", 219.0, 20_295, 81_111, 87_600, 60_833, 48_667, 103_574, 83_997),
    # 0.34 Wh x 912.5e9 = 310.25e9 Wh = 310.25 GWh; 310,250,000 kWh / 10,791 = 28,750.81; x 472.94 g = 146,729.6 t
    ("0.34", "912.5e9", 310.25, 28_751, 114_907, 124_100, 86_181, 68_944, 146_730, 118_996),
    # 3 Wh x 912.5e9 = 2,737.5e9 Wh = 2,737.5 GWh; 2,737,500,000 kWh / 10,791 = 253,683.6; x 472.94 g = 1,294,673 t
    ("3.0", "912.5e9", 2737.5, 253_684, 1_013_889, 1_095_000, 760_417, 608_333, 1_294_673, 1_049_968),
    # 0.3 Wh x 365e9 = 109.5e9 Wh = 109.5 GWh; 109,500,000 kWh / 10,791 = 10,147.35; x 472.94 g = 51,786.93 t
    ("0.30", "365e9", 109.5, 10_147, 40_556, 43_800, 30_417, 24_333, 51_787, 41_999),
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector[0]} Wh, {vector[1]}")
def test_a_published_test_vector_comes_out_as_published(vector):
    per_query, volume, gwh, us, uk, uk_low, eu, swiss, world_tonnes, us_tonnes = vector
    chain = (f"{per_query} Wh/query", f"{volume} query/year")
    assert answer(*chain) == pytest.approx(gwh, rel=1e-14)
    for name, published in (("us", us), ("uk", uk), ("uk low", uk_low), ("eu", eu), ("swiss", swiss)):
        assert round(homes(*chain, kwh=HOMES[name])) == published
    assert round(answer(*chain, outcome="emissions", grid_intensity="472.94 gCO2e/kWh")) == world_tonnes
    assert round(answer(*chain, outcome="emissions", grid_intensity="383.55 gCO2e/kWh")) == us_tonnes


@pytest.mark.parametrize(
    ("per_query", "per_day", "gwh", "us_homes"),
    [
        # 2.5e9 a day x 365.25 days = 913.125e9 a year; x 0.3 Wh = 273.9375 GWh; / 10,791 kWh
        ("0.3", "2.5e9", 273.9375, 25_385.7381151),
        ("0.24", "2.5e9", 219.15, 20_308.5904921),
        ("0.34", "2.5e9", 310.4625, 28_770.5031971),
        ("3", "2.5 billion", 2739.375, 253_857.381151),
        ("0.3", "1e9", 109.575, 10_154.2952460),
        ("0.2", "2.5e9", 182.625, 16_923.8254101),
    ],
)
def test_a_volume_per_day_is_taken_over_365_days_and_a_quarter(per_query, per_day, gwh, us_homes):
    chain = (f"{per_query} Wh/query", f"{per_day} query/day")
    assert answer(*chain) == gwh
    assert homes(*chain, kwh=10791) == pytest.approx(us_homes, rel=1e-11)


# Calculations of papers and articles -------------------------------------------------------------------------------


def test_jegham_and_others_35000_us_homes():
    """377,685 MWh a year / 10,791 kWh a home = 35,000; 391,509 and 463,269 MWh / 772e9 queries = 0.51, 0.60 Wh."""
    assert homes("377685 MWh/year", kwh=10791) == 35_000
    assert answer("0.507136010362694 Wh/query", "772e9 query/year") == pytest.approx(391.509, rel=1e-12)
    assert answer("0.600089378238342 Wh/query", "772e9 query/year") == pytest.approx(463.269, rel=1e-12)


def test_de_vries_564_mwh_a_day():
    """3,617 servers x 6.5 kW x 24 h = 564,252 kWh a day; / 195 million requests = 2.8936 Wh (published: 2.9)."""
    assert answer("6.5 kW", "3617") == pytest.approx(206.093043, rel=1e-13)  # 564.252 MWh x 365.25
    assert answer("2.8936 Wh/request", "195 million request/day") == pytest.approx(206.093043, rel=1e-13)
    assert answer("564 MWh/day") == pytest.approx(206.001, rel=1e-13)
    assert homes("564 MWh/day", kwh=10791) == pytest.approx(19_090.0750626, rel=1e-11)


def test_rhode_island_18_wh_would_be_the_whole_of_openai():
    """18.35 Wh x 2.5e9 a day = 45.875 GWh a day; / 24 h = 1.911458 GW against 1.9 GW reported: 100.6 %."""
    chain = ("18.35 Wh/query", "2.5e9 query/day")
    power = simulate(scenario_of(*chain), {}).at("power", 2025)["p50"]
    assert power == pytest.approx(1911.45833333, rel=1e-11)
    share = answer(*chain, outcome="share", national_demand="1.9 GW")
    assert share == pytest.approx(100.603070175, rel=1e-11)
    assert answer("18.35 Wh/query", "912.5e9 query/year") == pytest.approx(16_744.375, rel=1e-14)


def test_googles_4167_prompts_to_the_kilowatt_hour():
    """1,000 Wh / 4,167 prompts = 0.23998 Wh; 1e12 / 4,167 x 0.9125 = 218.98248 GWh for 912.5e9 prompts a year."""
    divides = ("4167 prompt/kWh", {"power": -1})
    assert answer("912.5e9 prompt/year", divides) == pytest.approx(218.982481401, rel=1e-11)
    assert homes("912.5e9 prompt/year", divides, kwh=10791) == pytest.approx(20_293.0665741, rel=1e-11)


@pytest.mark.parametrize(
    ("per_query", "gwh", "published"),
    [("0.24", 219, 20_857), ("0.34", 310.25, 29_548), ("2.9", 2646.25, 252_024), ("18.35", 16_744.375, 1_594_702)],
)
def test_the_scale_check_with_epochs_10500_kwh(per_query, gwh, published):
    """2.9 Wh x 2.5e9 = 7.25 GWh a day; x 365 = 2,646.25 GWh; x 1e6 / 10,500 = 252,024 homes; the others alike."""
    chain = (f"{per_query} Wh/query", "912.5 Gquery/year")
    assert answer(*chain) == pytest.approx(gwh, rel=1e-14)
    assert round(homes(*chain, kwh=HOMES["epoch"])) == published


def test_epochs_spreadsheet_from_floating_point_operations():
    """1e14 FLOP / (9.89e14 x 0.10 a second) = 1.0111 s; x 1,275 W x 1.2 x 0.70 = 1,082.912 J = 0.3008089 Wh a query."""
    seconds = ("1e14 s/query", ("9.89e14", {"power": -1}), ("10 %", {"power": -1}))
    found = answer(*seconds, "1275 W", "1.2", "70 %", "1e9 query/year")
    assert found == pytest.approx(0.300808897877, rel=1e-11)  # GWh a year at a billion queries a year: Wh a query


def test_a_search_of_2009_five_trillion_times_a_year():
    """0.0003 kWh x 5e12 a year = 1.5e9 kWh = 1.5 TWh; / 10,791 kWh = 139,004.73 homes."""
    chain = ("0.0003 kWh/request", "5 trillion request/year")
    assert answer(*chain) == pytest.approx(1500, rel=1e-14)
    assert homes(*chain, kwh=10791) == pytest.approx(139_004.726161, rel=1e-11)


def test_ai_in_every_search():
    """62.4 GWh a day / 9e9 searches = 6.9333 Wh; 80 / 9 = 8.8889 Wh; 62.4 x 365.25 = 22,791.6 GWh a year."""
    assert answer("6.93333333333333 Wh/query", "9e9 query/day") == pytest.approx(22_791.6, rel=1e-13)
    assert answer("8.88888888888889 Wh/query", "9e9 query/day") == pytest.approx(29_220, rel=1e-13)


def test_messages_per_user_of_the_nber_paper():
    """18e9 a week / 700e6 users = 25.714 a week; x 0.34 Wh x 700e6 users x 365.25 / 7 = 319.33286 GWh a year."""
    chain = ("0.34 Wh/message", "18e9 message/week")
    assert answer(*chain) == pytest.approx(319.332857143, rel=1e-11)
    assert homes(*chain, kwh=10791) == pytest.approx(29_592.5175742, rel=1e-11)
    per_user = ("0.34 Wh/message", "25.7 message/user/week", "700 million user")
    assert answer(*per_user) == pytest.approx(319.15545, rel=1e-13)


@pytest.mark.parametrize(
    ("joules", "watt_hours"),
    [
        (6706, 1.86277777778),  # Llama 3.1 405B, MIT Technology Review
        (114, 0.0316666666667),  # Llama 3.1 8B
        (3_400_000, 944.444444444),  # a video of five seconds
        (2282, 0.633888888889),  # an image
    ],
)
def test_measured_joules_are_watt_hours_by_3600(joules, watt_hours):
    assert convert(joules, "J/query", "Wh/query") == pytest.approx(watt_hours, rel=1e-11)
    assert answer(f"{joules} J/query", "1e9 query/year") == pytest.approx(watt_hours, rel=1e-11)


def test_bloom_per_request_and_an_image_per_thousand():
    """914 kWh / 230,768 requests = 3.96069 Wh; 2.907 kWh / 1,000 images = 2.907 Wh."""
    assert answer("914 kWh", ("230768 query", {"power": -1}), "1e9 query/year") == pytest.approx(
        3.96068779033, rel=1e-11
    )
    assert answer("2.907 kWh/kimage", "1e9 image/year") == pytest.approx(2.907, rel=1e-14)


def test_tokens_times_energy_per_token():
    """0.4231 J x 413 tokens / 3,600 = 0.0485389722 Wh."""
    found = answer("0.4231 J/token", "413 token/query", "1e9 query/year")
    assert found == pytest.approx(0.0485389722222, rel=1e-11)


def test_deepseeks_published_day():
    """226.75 nodes x 10.2 kW x 0.7 x 24 h = 38,855.88 kWh a day; x 3.6e6 / 168e9 tokens = 0.832626 J a token."""
    fleet = ("10.2 kW", "226.75", "0.7")
    assert answer(*fleet) == pytest.approx(38.85588e-3 * 365.25, rel=1e-13)
    assert answer("0.832626 J/token", "168e9 token/day") == pytest.approx(answer(*fleet), rel=1e-13)


def test_hausfathers_agents():
    """170 kWh / 1,138 prompts = 149.384886 Wh; 3 kWh a day x 365.25 = 1,095.75 kWh = 10.15 % of a US home."""
    spent = answer("170 kWh", ("1138 prompt", {"power": -1}), "1e9 prompt/year")
    assert spent == pytest.approx(149.384885764, rel=1e-11)
    assert 100 * homes("3 kWh/day", kwh=10791) == pytest.approx(10.1542952460, rel=1e-11)


def test_219_gwh_in_the_terms_of_the_united_states():
    """219 GWh / 4,276,104 GWh = 0.00512148 %; x 0.146 USD = 31.974 million USD; x 0.15 L = 32.85 million litres."""
    chain = ("0.24 Wh/query", "912.5e9 query/year")
    share = answer(*chain, outcome="share", national_demand="4276.104 TWh/year")
    assert share == pytest.approx(0.00512148441666, rel=1e-11)
    assert answer(*chain, outcome="share", national_demand="30854 TWh/year") == pytest.approx(
        0.000709794516108, rel=1e-11
    )
    assert answer(*chain, outcome="cost", electricity_price="0.146 USD/kWh") == pytest.approx(31_974_000, rel=1e-14)
    assert answer(*chain, outcome="cost", electricity_price="190.2 EUR/MWh") == pytest.approx(41_653_800, rel=1e-14)
    assert answer(*chain, outcome="water", water_use="0.15 L/kWh") == pytest.approx(32_850, rel=1e-14)
    assert answer(*chain, outcome="water", water_use="0.4 L/kWh") == pytest.approx(87_600, rel=1e-14)


@pytest.mark.parametrize(
    ("terawatt_hours", "gigawatts"),
    [(415, 47.3420031942), (485, 55.3274013233), (945, 107.802874743), (176, 20.0775724390), (192, 21.9028062971)],
)
def test_data_centres_of_a_year_as_mean_power(terawatt_hours, gigawatts):
    """A year has 365.25 x 24 = 8,766 hours: 415 TWh / 8,766 h = 47.342 GW."""
    result = simulate(scenario_of(f"{terawatt_hours} TWh/year"), {})
    assert result.at("power", 2025)["p50"] / 1000 == pytest.approx(gigawatts, rel=1e-11)


def test_the_ieas_growth_from_415_to_945_twh():
    """(945 / 415) ^ (1/6) = 1.147001: six years at 14.70014105 % a year lead from 415 to 945 TWh."""
    grows = ("415 TWh/year", {"trajectory": Compound(parse("14.700141050 %/year"))})
    assert simulate(scenario_of(grows, start=2024, end=2030), {}).at("energy", 2030)["p50"] == pytest.approx(
        945e3, rel=1e-9
    )
    path = Points(((2024, parse("415 TWh/year")), (2030, parse("945 TWh/year"))))
    between = simulate(scenario_of(("1 TWh/year", {"trajectory": path}), start=2024, end=2030), {})
    assert between.at("energy", 2025)["p50"] == pytest.approx(415e3 * 1.14700141050, rel=1e-11)


def test_two_workloads_of_published_figures_add_up():
    """219.15 GWh of chat and 3 kWh x 5e6 users x 365.25 days = 5,478.75 GWh of agents make 5,697.9 GWh."""
    chat = workload_of("0.24 Wh/query", "2.5e9 query/day")
    agents = workload_of("3 kWh/user/day", "5e6 user", name="Agents")
    result = simulate(scenario_of(chat, agents), {})
    assert result.at("energy", 2025)["p50"] == pytest.approx(5697.9, rel=1e-14)
