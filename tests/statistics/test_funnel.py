"""Funnel limits and overdispersion against FunnelPlotR, PHEindicatormethods, tables and hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pmf_analysis.statistics.funnel import limits, overdispersion
from pmf_analysis.statistics.overdispersion import from_z_scores

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "funnel.json").read_text())
PHE = {case["id"]: case for case in GOLDEN["phe"]}
CASES = [case for case in GOLDEN["cases"] if case["options"]["data_type"] != "RC"]
RATES = [case for case in GOLDEN["cases"] if case["options"]["data_type"] == "RC"]
KINDS = {"PR": "proportion", "SR": "ratio"}
LINES = ("lower_95", "upper_95", "lower_998", "upper_998")
UNADJUSTED = dict(zip(LINES, ("LCL95", "UCL95", "LCL99", "UCL99"), strict=True))
LOOKUP = dict(zip(LINES, ("ll95", "ul95", "ll998", "ul998"), strict=True))
SIDES = {"Low (0.001)": -2, "Low (0.025)": -1, "High (0.025)": 1, "High (0.001)": 2}

# What is deliberately not the reference's, by id or column, and why. Everything else agrees.
RATE_IDS = [
    f"{areas}_RC_SHMI_trim_{how}_"
    for areas in ("councils_counts_rc", "councils_ratio_od")
    for how in (
        "0.1_mult_1_adj_limit_95",
        "0.1_mult_1_adj_limit_99",
        "0.05_mult_1_adj_limit_99",
        "0.1_mult_1_unadj_limit_99",
        "0.1_mult_1000_adj_limit_99",
    )
]
RATE_REASON = (
    "LCL, UCL and OD columns, and lookups of RC: its limits of a ratio of counts take "
    "s = 1 / (2 sqrt n) on the logarithm, which is the error neither of a log rate nor of its own "
    "z; our rates have Poisson events over a known exposure (Spiegelhalter 2012). Its z, phi and "
    "tau2 come out of ours when given its z and s."
)
DEPARTURES = dict.fromkeys(RATE_IDS, RATE_REASON) | {
    "SR, CQC: OD columns and odll, odul of lookups": "its limits are left on the square-root "
    "scale; ours are squared back to ratios, as PowerBI-Funnels does",
    "SR: OD columns and lookups with draw_adjusted, where tau2 = 0": "nothing is to be widened, "
    "so the limits are those of chance, as its own funnel_plot() falls back to",
    "SR: lookups with draw_adjusted, small denominators": "its adjusted limits can lie inside its "
    "unadjusted ones; ours are then the unadjusted",
    "PR: lookups at denominators where the angle passes 0 or a right angle": "the sine turns "
    "back, which its plot repairs from the next row; ours are cut to 0 or 1",
    "funnel_limits_rate_crude": "its bisection stops at 1e-7: held at 1e-4 relative",
}


def column(number: int) -> np.ndarray:
    return numbers(GOLDEN["arrays"][number])


def numbers(values: list[float | None]) -> np.ndarray:
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def close(ours: np.ndarray, theirs: np.ndarray | float) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


def counts(case: dict) -> tuple[np.ndarray, np.ndarray]:
    """Inputs, with the rounding that the SHMI's own rule has."""
    x, n = (column(case["input"][name]) for name in ("numerator", "denominator"))
    options = case["options"]
    shmi = options["data_type"] == "SR" and options["sr_method"] == "SHMI"
    return x, np.round(n, 2) if shmi and options["SHMI_rounding"] else n


def scale(options: dict) -> str:
    shmi = options["data_type"] == "SR" and options["sr_method"] == "SHMI"
    return "log" if shmi else "square_root"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_overdispersion_is_funnelplotrs(case: dict) -> None:
    """z, clipped (or, for the SHMI, trimmed) z, phi and tau2."""
    options = case["options"]
    transform = scale(options)
    found = overdispersion(
        *counts(case),
        KINDS[options["data_type"]],
        transform=transform,
        trim=transform == "log",
        share=options["trim_by"],
    )
    close(found.z, column(case["Uzscore"]))
    close(found.z_clipped, column(case["Wuzscore"]))
    if options["draw_adjusted"]:  # else it reports 0 and 0
        close(found.phi, case["phi"])
        close(found.tau2, case["tau2"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_limits_are_funnelplotrs(case: dict) -> None:
    """Limits with and without tau2, and which areas lie outside."""
    options = case["options"]
    squared = options["data_type"] == "SR" and options["sr_method"] == "CQC"
    times = options["multiplier"]
    kind, transform = KINDS[options["data_type"]], scale(options)
    chance, ours = (
        limits(
            *counts(case), kind, tau2=tau2, transform=transform, exact="interval", multiplier=times
        )
        for tau2 in (0, case["tau2"])
    )
    close(ours.target, case["target"] * times)
    for line, name in UNADJUSTED.items():
        close(getattr(chance, line), column(case[name]))
        adjusted = column(case[f"OD{name[-2:]}{name[:3]}"])
        if squared:
            adjusted = np.maximum(adjusted / times, 0) ** 2 * times
        if case["tau2"] > 0 or kind == "proportion":
            close(getattr(ours, line), adjusted)
    least = 1 if options["limit"] == 95 else 2
    np.testing.assert_array_equal(np.abs(ours.outside) >= least, column(case["outlier"]) == 1)


@pytest.mark.parametrize("case", RATES, ids=lambda case: case["id"])
def test_ratios_of_counts_give_funnelplotrs_tau2(case: dict) -> None:
    """The core gives its clipped z, phi and tau2 of its own z and s; see the departures."""
    x, n = counts(case)
    error = np.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)
    z = (np.log((x + 0.5) / (n + 0.5)) - np.log(case["target"])) / error
    found = from_z_scores(z, error, share=case["options"]["trim_by"])
    close(limits(x, n, "rate").target, case["target"])
    close(found.z, column(case["Uzscore"]))
    close(found.z_clipped, column(case["Wuzscore"]))
    if case["options"]["draw_adjusted"]:
        close(found.phi, case["phi"])
        close(found.tau2, case["tau2"])


def name_of(lookup: dict) -> str:
    return "_".join(
        str(lookup[k]) for k in ("data_type", "sr_method", "tau2", "draw_adjusted", "target")
    )


@pytest.mark.parametrize("lookup", GOLDEN["lookups"], ids=name_of)
def test_limit_lookups_are_funnelplotrs(lookup: dict) -> None:
    """Limits by denominator alone, but for the departures."""
    n, proportion = column(lookup["denominator"]), lookup["data_type"] == "PR"
    tau2 = lookup["tau2"] if lookup["draw_adjusted"] else 0
    ours, chance = (
        limits(
            np.full_like(n, np.nan),
            n,
            KINDS[lookup["data_type"]],
            target=lookup["target"],
            tau2=between,
            transform=scale(lookup),
            exact="interval",
        )
        for between in (tau2, 0)
    )
    for line, name in LOOKUP.items():
        theirs, lower, mine = column(lookup[name]), name[0] == "l", getattr(ours, line)
        if proportion:
            turned = np.isin(mine, [0, 1])  # the reference's angle went past the end
            close(mine[~turned], theirs[~turned])
            angle = np.arcsin(np.sqrt(lookup["target"]))
            half = (1.959964 if "95" in name else 3.090232) * np.sqrt(1 / (4 * n) + tau2)
            past = angle < half if lower else angle + half > np.pi / 2
            np.testing.assert_array_equal(turned, past)
        elif lookup["draw_adjusted"]:
            if lookup["sr_method"] == "CQC":
                theirs = np.maximum(theirs, 0) ** 2
            wider = (np.minimum if lower else np.maximum)(theirs, getattr(chance, line))
            close(mine, wider if tau2 else getattr(chance, line))
        else:
            close(mine, theirs)


def test_areas_outside_are_phes() -> None:
    """PHEindicatormethods' significance of ratios and of rates, every area of both."""
    ratio = PHE["funnel_significance_ratio_count"]
    rate = PHE["funnel_significance_rate_crude"]
    times = rate["options"]["multiplier"]
    funnels = {
        "ratio": limits(ratio["input"]["observed"], ratio["input"]["expected"], "ratio", tau2=0),
        "rate": limits(rate["input"]["x"], rate["input"]["n"], "rate", tau2=0, multiplier=times),
    }
    close(funnels["rate"].value, numbers(rate["input"]["rate"]))
    for case, funnel in zip((ratio, rate), funnels.values(), strict=True):
        sides = [SIDES.get(word, 0) for word in case["expected"]["significance"]]
        assert funnel.outside.tolist() == sides


def test_limits_of_rates_are_phes() -> None:
    """The population at which a count lies on a limit has that limit; its bisection is coarse."""
    case = PHE["funnel_limits_rate_crude"]
    expected, times = case["expected"], case["options"]["multiplier"]
    for line, name in zip(LINES, ("lower_2s", "upper_2s", "lower_3s", "upper_3s"), strict=True):
        population = numbers(expected[f"{name}_population_1_year"])
        funnel = limits(
            np.full_like(population, np.nan),
            population,
            "rate",
            target=expected["baseline"],
            tau2=0,
            multiplier=times,
        )
        theirs = numbers(expected[f"{name}_limit"])
        np.testing.assert_allclose(getattr(funnel, line), theirs, rtol=1e-4)
        np.testing.assert_allclose(getattr(funnel, line)[20:], theirs[20:], rtol=2e-6)


def test_every_case_of_the_oracles_is_carried(shared: Path) -> None:
    """The golden file holds every case with its inputs, or the lookups' kind is a departure."""
    oracle = json.loads((shared / "oracles" / "funnel.json").read_text())
    assert [c["id"] for c in oracle["cases"]] == [c["id"] for c in GOLDEN["cases"]]
    for theirs, ours in zip(oracle["cases"], GOLDEN["cases"], strict=True):
        for name, number in ours["input"].items():
            assert theirs["input"][name] == GOLDEN["arrays"][number]
        assert theirs["options"].items() >= ours["options"].items()
    assert set(RATE_IDS) == {c["id"] for c in RATES} < set(DEPARTURES)
    carried = [c for c in oracle["limit_lookups"] if c["data_type"] != "RC"]
    assert [name_of(c) for c in carried] == [name_of(c) for c in GOLDEN["lookups"]]
    intervals = json.loads((shared / "oracles" / "intervals.json").read_text())["cases"]
    inputs = {c["id"]: c["input"] for c in intervals if c["method"].startswith("funnel")}
    assert inputs == {name: case["input"] for name, case in PHE.items()}


def test_rates_are_the_tables_exact_poisson_limits() -> None:
    """Pearson and Hartley (1966), table 40: 10 events have the 95% interval 4.80 to 18.39."""
    funnel = limits([10, 10], [4.795389, 18.390356], "rate", target=1, tau2=0)
    assert funnel.upper_95[0] * 4.795389 == pytest.approx(10, abs=1e-5)
    assert funnel.lower_95[1] * 18.390356 == pytest.approx(10, abs=1e-5)


def test_proportions_worked_by_hand() -> None:
    """At 1/2 the angle is pi/4, and sin^2(pi/4 -/+ h) = (1 -/+ sin 2h) / 2."""
    funnel = limits([50, 30], [100, 100], target=0.5)
    assert funnel.lower_95[0] == pytest.approx((1 - np.sin(0.1959964)) / 2, rel=1e-12)
    assert funnel.upper_998[0] == pytest.approx((1 + np.sin(0.3090232)) / 2, rel=1e-12)
    assert funnel.outside.tolist() == [0, -2]


def test_overdispersion_worked_by_hand() -> None:
    """Tenth percentile -3 + 0.4 x 2 = -2.2, ninetieth 1 + 0.6 x 3 = 2.8; squares sum to 14.68."""
    found = from_z_scores([-3.0, -1, 0, 1, 4], np.full(5, 0.1))
    np.testing.assert_allclose(found.z_clipped, [-2.2, -1, 0, 1, 2.8], rtol=1e-12)
    assert found.phi == pytest.approx(14.68 / 5, rel=1e-12)
    assert found.tau2 == pytest.approx((14.68 - 4) / (500 - 100), rel=1e-12)
    assert found.z_adjusted[0] == pytest.approx(-3 * 0.1 / np.sqrt(0.01 + 0.0267), rel=1e-12)
    assert overdispersion([50, 51, 49], [100] * 3).tau2 == 0


def test_limits_are_widened_from_ten_areas_on() -> None:
    """The report's own rule, where no tau2 is given."""
    x = np.array([20, 80, 30, 70, 40, 60, 25, 75, 50, 50])
    assert (limits(x, np.full(10, 100)).tau2 > 0).all()
    assert (limits(x[:9], np.full(9, 100)).tau2 == 0).all()


def test_without_events_nothing_raises() -> None:
    """No events anywhere, no areas known, one area."""
    assert limits([0, 0], [10, 20], "rate").upper_95.tolist() == [0, 0]
    assert np.isnan(limits([np.nan], [np.nan], "ratio").value).all()
    assert overdispersion([3], [10]).tau2 == 0
    assert overdispersion([0, 4, 9], [5.0, 5, 5], "ratio", transform="log").phi > 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"kind": "mean"}, "kind is one of .*'ratio'.*, but came as 'mean'"),
        ({"numerators": [-1, 2]}, "0 or more, but some are negative"),
        ({"numerators": [9, 2]}, "at most its denominator"),
        ({"numerators": [1]}, r"but came as \(1,\), \(2,\)"),
        ({"target": 1.5}, "at most 1, but came as 1.5"),
        ({"tau2": -1}, "tau2 is 0 or more, but came as -1"),
        ({"multiplier": 0}, "multiplier is above 0, but came as 0"),
        ({"transform": "cube"}, "transform is one of .*, but came as 'cube'"),
        ({"exact": "yes"}, "exact is one of .*, but came as 'yes'"),
    ],
)
def test_wrong_arguments_say_what_was_expected(arguments: dict, words: str) -> None:
    """An error names the argument, what it may be and what came."""
    with pytest.raises(ValueError, match=words):
        limits(**{"numerators": [1, 2], "denominators": [5, 5], **arguments})
    with pytest.raises(ValueError, match=r"\(0, 0.5\), but came as 0.5"):
        overdispersion([1, 2], [5, 5], share=0.5)


def test_to_frame_has_a_row_an_area() -> None:
    """A panel names series and area; phi and tau2 are repeated."""
    assert len(limits([1, 2], [5, 5]).to_frame()) == 2
    assert list(limits([[1, 2], [3, 4]], [[5, 5]] * 2).to_frame()["area"]) == [0, 1, 0, 1]
    assert overdispersion([1, 2], [5, 5]).to_frame()["phi"].nunique() == 1
