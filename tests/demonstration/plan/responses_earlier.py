"""Decisions up to the autumn of 2024."""

from .response import AUDIT, CABINET, CLINIC, SCRUTINY, Response

__all__ = ["EARLIER"]

EARLIER = (
    Response(
        "703",
        SCRUTINY,
        "2022-11-24",
        "One referral in four comes back within a year, often because another service took the "
        "first call. Bring every call to one team.",
        "Change a process",
        "Head of Children's Social Care",
        "2023-10-31",
        "2025-05-22",
        "Improved: from 26% to 21% since one team took over in October 2023. The target of 18% is "
        "still ahead.",
        (("2023-11-23", "One team has taken every call since 16 October."),),
        why="Improved.",
    ),
    Response(
        "503",
        CLINIC,
        "2023-05-11",
        "Half of prevention cases fail, most because a landlord has already served notice. Set "
        "up a team that speaks to landlords first.",
        "Start an activity",
        "Head of Housing Options",
        "2023-12-31",
        "2024-11-07",
        "Improved: all four quarters since the team began are above the old average.",
        (("2023-11-09", "Four officers started this week."),),
        why="Improved.",
    ),
    Response(
        "205",
        CLINIC,
        "2023-08-10",
        "Recycling falls back each winter. Tell people in autumn what may go in each bin.",
        "Do an activity differently",
        "Head of Waste",
        "2023-11-30",
        "2024-06-06",
        "No clear change: the winter figure was within its usual range. Food waste is what is left "
        "to win.",
    ),
    Response(
        "1003",
        CABINET,
        "2024-02-29",
        "Simple benefit claims wait behind hard ones. Sort them on the day they come.",
        "Change a process",
        "Head of Customer Services",
        "2024-12-31",
        "2025-05-29",
        "Improved: from 21 days on average to 18, and within the target since November 2024.",
        (("2024-11-28", "Claims have been sorted on the day since 4 November."),),
        why="Improved.",
    ),
    Response(
        "601",
        SCRUTINY,
        "2024-02-22",
        "Three of seven psychologist posts are empty, and half of the plans are late. Pay a "
        "supplement and name an officer for each family.",
        "Change resources",
        "Head of Special Educational Needs",
        "2024-12-31",
        "2025-02-20",
        "No better: families are told more, but two rounds of hiring failed.",
        (("2024-08-22", "Every family has a named officer. No psychologist has been found."),),
    ),
    Response(
        "506",
        CLINIC,
        "2024-05-09",
        "The number in temporary accommodation has risen for a year, and bed and breakfast is "
        "where families wait. Lease 35 private homes.",
        "Start an activity",
        "Head of Housing Options",
        "2025-09-30",
        news=(
            ("2024-11-07", "Terms for landlords are agreed; none has signed yet."),
            ("2025-11-06", "33 homes are leased. More families still come than leave."),
        ),
        why="Open and overdue.",
    ),
    Response(
        "SR02",
        AUDIT,
        "2024-06-27",
        "The risk has been red since April, and its further action is hiring that has failed. "
        "Give the committee a plan that does not rest on hiring alone.",
        "Change a process",
        "Director of Children and Learning",
        "2024-09-30",
        "2024-09-26",
        "Plan received: agency cover, a weekly panel and help before a plan is needed.",
    ),
    Response(
        "706",
        CLINIC,
        "2024-08-08",
        "Two visitors in three need only a rail or a chair, yet all wait for a home visit. Open "
        "clinics where it is chosen in one visit.",
        "Do an activity differently",
        "Head of Adult Assessment",
        "2025-03-31",
        "2025-11-06",
        "Improved: fewer waiting in every month since January, from 689 to 626.",
        (("2025-02-06", "The first clinic opened in December and saw 61 people in three weeks."),),
        why="Improved.",
    ),
    Response(
        "A10",
        CABINET,
        "2024-08-29",
        "The local plan is nine months late, with two planners gone. Fill one post from another "
        "team and bring the draft to members by March.",
        "Change resources",
        "Head of Planning",
        "2025-03-31",
        "2025-05-29",
        "Done: the draft went out in February. A further delay since then has other causes.",
    ),
    Response(
        "504",
        CLINIC,
        "2025-02-06",
        "Relief fell to 27% in one quarter. It is within its usual range, and nobody in the "
        "service can name a cause.",
        "Keep going and look again next quarter",
        "Head of Housing Options",
        "2025-05-08",
        "2025-05-08",
        "It was chance: 34% at first count, and 37% once late cases were in.",
    ),
)
