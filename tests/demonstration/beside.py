"""How other councils' figures are drawn, and where Inventshire then stands."""

from dataclasses import dataclass

__all__ = ["BESIDE", "Beside"]


@dataclass(frozen=True)
class Beside:
    """The figures of other areas for one indicator.

    Parameters
    ----------
    similar, nation
        Latest level, in displayed units, of the similar councils and of England's other councils.
    between
        How far councils differ from one another: a standard deviation in displayed units. Where it
        is large beside chance, the figures are overdispersed.
    lag
        Days from the end of a period to the day its national figures are out.
    drift
        Change of level a year.
    margin
        Half-width of the 95% interval as a fraction of the value, for a council of Inventshire's
        size; for figures that are published without the counts behind them.
    provisional
        Whether the latest figures carry the mark ``p`` and those before them were confirmed.
    gaps
        Whether some councils now and then sent no return.
    stands
        Where Inventshire is meant to stand beside England at its latest figure once chance is
        allowed for: ``better``, ``worse`` or ``alike``; empty where nothing is promised.
    """

    indicator: str
    similar: float
    nation: float
    between: float
    lag: int
    drift: float = 0.0
    margin: float = 0.0
    provisional: bool = False
    gaps: bool = True
    stands: str = ""


SOON = 58  # in time for the report on the quarter
LATE = 120  # one quarter behind the council's own figures

BESIDE = (
    Beside("205", 44.0, 42.8, 4.0, 62, drift=0.2, stands="better"),
    Beside("206", 113.0, 117.0, 8.0, SOON, drift=-1.0, provisional=True),
    Beside("302", 63.0, 66.5, 3.5, 135, drift=0.8, margin=0.055),
    Beside("303", 3.4, 4.1, 0.8, 20, stands="better"),
    Beside("305", 88.0, 89.0, 2.0, LATE),
    Beside("306", 87.0, 87.0, 3.0, LATE),
    Beside("402", 23.5, 22.0, 4.0, 200, drift=-0.4, gaps=False),
    Beside("501", 72.0, 71.8, 3.5, 230, drift=-0.4, stands="alike"),
    Beside("503", 53.0, 51.5, 4.5, SOON, provisional=True, stands="alike"),
    Beside("504", 37.5, 36.5, 4.0, LATE, provisional=True),
    Beside("601", 68.5, 65.8, 5.5, SOON, stands="worse"),
    Beside("603", 87.0, 86.8, 2.0, SOON, stands="alike"),
    Beside("604", 94.7, 94.4, 0.8, SOON, stands="better"),
    Beside("605", 0.036, 0.037, 0.009, 76),
    Beside("606", 6.95, 7.0, 0.4, 75, drift=-0.1),
    Beside("607", 68.3, 68.0, 2.0, 85, drift=0.8, provisional=True, stands="alike"),
    Beside("608", 61.5, 62.0, 2.2, 70, drift=0.8, provisional=True, stands="alike"),
    Beside("609", 64.8, 64.6, 2.8, 80, provisional=True, stands="alike"),
    Beside("610", 34.6, 34.6, 0.8, 82, drift=0.1, provisional=True),
    Beside("701", 76.0, 70.0, 12.0, SOON, drift=0.3),
    Beside("702", 44.0, 42.5, 6.0, SOON, stands="worse"),
    Beside("703", 20.5, 22.3, 2.2, SOON, stands="alike"),
    Beside("704", 69.5, 70.0, 2.5, SOON, stands="alike"),
    Beside("705", 90.0, 89.5, 1.2, LATE),
    Beside("707", 16.5, 15.8, 1.5, 235, stands="alike"),
    Beside("708", 562.0, 560.0, 45.0, 235, drift=4.0, stands="worse"),
    Beside("710", 88.0, 88.5, 2.5, SOON, stands="better"),
    Beside("711", 85.0, 84.8, 2.0, SOON, stands="alike"),
    Beside("801", 12.0, 11.3, 1.1, 290, drift=-0.6, margin=0.13),
    Beside("802", 11.8, 10.9, 1.4, 332, drift=0.2, margin=0.2),
    Beside("803", 6.1, 5.6, 1.0, 332, drift=0.3, margin=0.27),
    Beside("805", 87.0, 84.5, 3.5, SOON, provisional=True, stands="better"),
    Beside("806", 5.4, 5.1, 0.7, 80, drift=0.1, stands="alike"),
    Beside("1001", 87.0, 86.5, 4.5, SOON),
    Beside("P01", 2.42, 2.38, 0.28, SOON),
    Beside("P02", 3.3, 3.4, 0.35, LATE),
    Beside("V01", 446.0, 441.0, 28.0, 210, drift=22.0),
    Beside("V02", 985.0, 1020.0, 125.0, 210, drift=62.0),
    Beside("V03", 13_400.0, 13_900.0, 2_100.0, 210, drift=-60.0),
)
