"""Decisions since the winter of 2024."""

from .response import AUDIT, CABINET, CLINIC, SCRUTINY, SENIOR_TEAM, Response

__all__ = ["LATER"]

LATER = (
    Response(
        "401",
        SCRUTINY,
        "2024-11-21",
        "Repairs in time have stood at 84% for years, and the target is 95%. Hurrying the gangs "
        "will not do it. Find out where the days are lost.",
        "Change a system",
        "Head of Highways",
        "2026-04-30",
        news=(
            ("2025-05-22", "Days are lost between three lists, and waiting to close a lane."),
            ("2025-11-20", "One desk opens in April 2026."),
        ),
    ),
    Response(
        "702",
        SCRUTINY,
        "2025-02-20",
        "More children have protection plans, and plans last longer. Have the longest reviewed "
        "by someone from outside.",
        "Change a process",
        "Head of Children's Social Care",
        "2025-09-30",
        news=(("2025-08-21", "A reviewer is found, but cannot start before November."),),
        why="Open and overdue.",
    ),
    Response(
        "1002",
        CABINET,
        "2025-02-27",
        "Complaints in time have settled at 77%. Each directorate does it beside other work. "
        "Form one team.",
        "Change a system",
        "Head of Customer Services",
        "2026-01-31",
        news=(("2025-08-28", "Cabinet agreed seven posts, moved from directorates."),),
    ),
    Response(
        "R03",
        CLINIC,
        "2025-05-08",
        "Calls crowd into Monday mornings; shifts are the same all week. Match them.",
        "Change a process",
        "Head of Customer Services",
        "2026-01-31",
    ),
    Response(
        "505",
        SCRUTINY,
        "2025-05-22",
        "The housing register has grown for four quarters. Nobody knows how many entries are "
        "still current.",
        "Look again at what residents need",
        "Head of Housing Options",
        "2026-03-31",
        news=(("2025-11-20", "Half of the register has been written to."),),
    ),
    Response(
        "A24",
        SCRUTINY,
        "2025-05-22",
        "The children's homes stand ready without a manager. Train a deputy of our own as well.",
        "Do an activity differently",
        "Head of Children's Social Care",
        "2025-09-30",
        "2025-11-20",
        "Done: a manager started in September, and a deputy qualifies in March.",
    ),
    Response(
        "307",
        SENIOR_TEAM,
        "2025-07-08",
        "A further grant was confirmed after the target had been set. Raise the target from 280 "
        "firms to 300.",
        "Redesign the measure or its target",
        "Head of Economy",
        "2025-07-22",
        "2025-07-22",
        "Cabinet raised the target.",
    ),
    Response(
        "601",
        CLINIC,
        "2025-08-07",
        "Hiring alone has not worked. Buy agency psychologists now and hold the panel weekly.",
        "Change resources",
        "Head of Special Educational Needs",
        "2026-03-31",
        news=(
            (
                "2025-11-06",
                "Both are in place. The oldest cases go first, so the figure will lag behind.",
            ),
        ),
    ),
    Response(
        "805",
        SCRUTINY,
        "2025-08-21",
        "Reviews by health visitors are on target but have been below average for two years. Act "
        "before the target is missed.",
        "Do an activity differently",
        "Public Health Consultant",
        "2026-01-31",
    ),
    Response(
        "506",
        CABINET,
        "2025-08-28",
        "Two hostels closed for repair at once. Find the money to reopen both by May.",
        "Change resources",
        "Head of Housing Options",
        "2026-05-31",
        news=(
            (
                "2025-11-27",
                "The builder is at work. Asbestos will cost six weeks in the second hostel.",
            ),
        ),
    ),
    Response(
        "F03",
        CABINET,
        "2025-08-28",
        "Savings are behind plan for a second year. Review each with its director monthly and "
        "hold new posts.",
        "Change a process",
        "Director of Resources",
        "2026-03-31",
    ),
    Response(
        "SR03",
        AUDIT,
        "2025-09-25",
        "Temporary accommodation is a risk above what Cabinet is ready to carry. Show what it "
        "would cost to bring it back.",
        "Look again at what residents need",
        "Director of Homes and Growth",
        "2025-11-28",
        why="Open and overdue.",
    ),
    Response(
        "404",
        CLINIC,
        "2025-11-06",
        "Storms left 1,345 defects open. Pay for three extra gangs from reserves until fewer than "
        "1,100 are left.",
        "Change resources",
        "Head of Highways",
        "2026-01-31",
        why="Too new to tell.",
    ),
    Response(
        "P01",
        CLINIC,
        "2025-11-06",
        "Outdoor staff lose most days, to strained backs and knees. Send a physiotherapist to the "
        "depots each week.",
        "Start an activity",
        "Head of People",
        "2026-03-31",
        why="Too new to tell.",
    ),
    Response(
        "804",
        CLINIC,
        "2025-11-06",
        "The coaching provider sent no figures. Ask for them by hand, and withhold payment from "
        "January if none come.",
        "Keep going and look again next quarter",
        "Public Health Consultant",
        "2026-02-12",
        why="Too new to tell.",
    ),
)
