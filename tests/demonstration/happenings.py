"""Events that charts must know of, with the reason for each and who approved it."""

from .series import Event

__all__ = ["EVENTS"]

TEAM = "Corporate Management Team"
SCRUTINY = "Overview and Scrutiny Committee"
LOCKDOWN = "Shut or all but shut by law during the pandemic; says nothing of how the service runs."


def shut(indicator: str, *quarters: str) -> tuple[Event, ...]:
    """Exclude the quarters in which the pandemic closed a service."""
    return tuple(
        Event(indicator, quarter, "Pandemic closure", LOCKDOWN, TEAM, "2021-09-07", exclude=True)
        for quarter in quarters
    )


YEAR = ("2020-21 Q1", "2020-21 Q2", "2020-21 Q3", "2020-21 Q4", "2021-22 Q1")

EVENTS = (
    Event(
        "303",
        "Apr 2022",
        "After the pandemic",
        "Furlough and the pandemic's extra claims had ended; the new level had lasted a year.",
        SCRUTINY,
        "2023-06-13",
        rebase=True,
    ),
    *shut("403", *YEAR),
    Event(
        "403",
        "2021-22 Q3",
        "Tap-on ticketing",
        "Passengers are counted by card readers, no longer by drivers.",
        TEAM,
        "2022-12-06",
        rebase=True,
    ),
    Event(
        "404",
        "Sep 2025",
        "September storms",
        "Three named storms in a fortnight; kept in, since the backlog is real.",
        TEAM,
        "2025-11-06",
    ),
    Event(
        "503",
        "2023-24 Q3",
        "Private renting team began",
        "A label only: a rebase waits until the change has lasted.",
        TEAM,
        "2024-03-05",
    ),
    Event(
        "601",
        "2023-24 Q3",
        "Educational psychologists left",
        "Three of seven posts fell vacant; the level is not accepted, so there is no rebase.",
        TEAM,
        "2024-03-05",
    ),
    Event(
        "703",
        "2023-24 Q3",
        "New front door",
        "A label only: one team now takes every call.",
        TEAM,
        "2024-03-05",
    ),
    *shut("807", *YEAR),
    Event(
        "807",
        "2021-22 Q3",
        "Centres fully open again",
        "All centres had been open for a full quarter.",
        TEAM,
        "2022-12-06",
        rebase=True,
    ),
    *shut("901", *YEAR),
    Event(
        "901",
        "2021-22 Q2",
        "Libraries fully open again",
        "Opening hours back to normal; borrowing online has settled at a higher level.",
        SCRUTINY,
        "2022-09-06",
        rebase=True,
    ),
    *shut("902", "2020-21 Q2", "2020-21 Q3", "2021-22 Q1"),
    Event(
        "902",
        "2021-22 Q2",
        "Museums fully open again",
        "Limits on numbers were lifted.",
        TEAM,
        "2022-09-06",
        rebase=True,
    ),
    *shut("903", "2020-21 Q3", "2020-21 Q4", "2021-22 Q1", "2021-22 Q2"),
    Event(
        "903",
        "2021-22 Q3",
        "Venues fully open again",
        "First full season since closure.",
        TEAM,
        "2022-12-06",
        rebase=True,
    ),
    Event(
        "1003",
        "Apr 2022",
        "Claims moved online",
        "One online form replaced paper: a lasting change of process.",
        TEAM,
        "2022-11-08",
        rebase=True,
    ),
    Event(
        "R03",
        "2022-23 Q1",
        "New telephone system",
        "Calls are queued and counted by a new system in every directorate.",
        TEAM,
        "2023-03-07",
        rebase=True,
    ),
)
