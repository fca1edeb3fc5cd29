"""Actions for the themes Growth and Connections."""

from .story import Action

__all__ = ["ROADS"]

ROADS = (
    Action(
        "A09",
        "action",
        "Have advice on drainage and access before a large planning application is accepted",
        "growth-planning",
        "Head of Planning",
        "2025-07-01",
        "2026-03-31",
        """
        2025-09-30 2025-09-22 Agreement with the highways and flood teams
        2025-12-31 - Guidance for applicants published
        2026-03-31 - First ten applications through the new way
        """,
        """
        2025-26 Q1 on track 5: Applicants' agents like the idea; we are agreeing who does what.
        2025-26 Q2 on track 30: Since September we have asked for advice before accepting. Three
            applications have gone this way so far.
        """,
        theme="growth",
        resources="Existing staff; fees cover the advice",
    ),
    Action(
        "A10",
        "programme",
        "Agree a new local plan",
        "growth-planning",
        "Head of Planning",
        "2023-04-01",
        "2025-06-30",
        """
        2023-12-31 2024-01-19 Call for sites closed
        2024-07-31 2025-02-28 First draft for comment
        2025-06-30 >2026-12-31 Plan adopted
        """,
        """
        2023-24 Q1 on track 10: Evidence on homes, jobs and flood risk is being gathered.
        2023-24 Q2 on track 15: Landowners put forward 212 sites.
        2023-24 Q3 at risk 20: The flood study needs a new model of the river.
        2023-24 Q4 at risk 25: Two planners left, and one post is filled.
        2024-25 Q1 delayed 30 ~2026-03-31 =2026-03-31: Full Council agreed a new date, because
            national housing figures were about to change.
        2024-25 Q2 delayed 35 ~2026-03-31: We are working to the higher housing figure.
        2024-25 Q3 at risk 40: The draft is written and goes out in the new year.
        2024-25 Q4 on track 50: People sent 3,140 comments on the draft, most about roads.
        2025-26 Q1 delayed 52 ~2026-12-31 =2026-12-31: A second new date: the inspectorate asked
            for further work on transport before it will examine the plan.
        2025-26 Q2 delayed 55 ~2026-12-31: The transport study is out to tender.
        """,
        theme="growth",
        resources="£1.4 million over four years; nine posts",
        why="Revised twice.",
    ),
    Action(
        "A11",
        "project",
        "Help high-street firms to trade online and share premises",
        "growth-economy",
        "Head of Economy",
        "2024-04-01",
        "2025-03-31",
        """
        2024-09-30 2024-09-20 100 firms advised
        2025-03-31 2025-03-20 200 firms advised
        """,
        """
        2024-25 Q1 on track 20: Advisers spent a week in each of the five towns.
        2024-25 Q2 on track 55: We have advised 104 firms; 19 share a shop with another.
        2024-25 Q3 on track 75: Most who came wanted help with cards and bookings.
        2025-03-27 complete 100: Done on time: 211 firms advised. Six in ten say that sales rose.
        """,
        theme="growth",
        resources="£260,000 government grant, ended March 2025",
        why="Complete, on time.",
    ),
    Action(
        "A12",
        "project",
        "Run road inspection, scheduling and repair from one desk",
        "place-highways",
        "Head of Highways",
        "2025-07-14",
        "2026-04-30",
        """
        2025-10-31 2025-10-24 How work reaches a gang drawn up with gangs and inspectors
        2026-01-31 - One list of work in the highways system
        2026-04-30 - One desk open
        """,
        """
        2025-26 Q2 on track 20: Gangs, inspectors and schedulers have drawn up together how a
            repair is planned. One in four now waits only for leave to close a lane.
        """,
        theme="connections",
        resources="Existing staff; £60,000 for the system",
    ),
    Action(
        "A13",
        "action",
        "Clear the road defects left by the September storms",
        "place-highways",
        "Head of Highways",
        "2025-10-01",
        "2026-01-31",
        """
        2025-10-31 2025-10-20 Three extra gangs at work
        2025-11-30 2025-11-27 Every dangerous defect made safe
        2026-01-31 - Fewer than 1,100 defects open
        """,
        """
        2025-26 Q2 on track 10: Extra gangs start on 20 October and work Saturdays.
        2025-11-27 on track 55: Every dangerous defect is safe. Some 1,190 are open, down from
            1,345 at the end of September.
        """,
        theme="connections",
        resources="£480,000 from reserves",
    ),
    Action(
        "A14",
        "programme",
        "Match supported buses to the days people study and work",
        "place-transport",
        "Head of Transport",
        "2024-04-01",
        "2027-03-31",
        """
        2024-12-31 2024-12-06 Colleges and hospitals asked for their hours
        2025-09-30 2025-09-19 Operators agree winter times
        2026-01-31 - New times running
        2026-09-30 - Evening services chosen with passengers
        """,
        """
        2024-25 Q1 on track 5: We have a map of who travels when, and where no bus goes.
        2024-25 Q2 on track 15: Colleges want a later start and a later last bus.
        2024-25 Q3 on track 25: Operators can change times only twice a year.
        2024-25 Q4 at risk 30: Fuel prices make two routes dearer than we had allowed.
        2025-26 Q1 on track 40: Both routes are kept with a smaller bus.
        2025-26 Q2 on track 50: New times start on 5 January 2026. A survey about evening buses
            has 1,260 answers so far.
        """,
        theme="connections",
        resources="£1.1 million a year government grant",
    ),
    Action(
        "A15",
        "project",
        "Build safer crossings near 20 schools",
        "place-highways",
        "Head of Highways",
        "2023-09-01",
        "2025-08-31",
        """
        2024-03-31 2024-03-22 Schools chosen by risk
        2024-12-31 2025-01-24 Ten crossings built
        2025-08-31 - Twenty crossings built
        """,
        """
        2023-24 Q2 on track 5: We count traffic and children at 46 school gates.
        2023-24 Q3 on track 10: Counting is done.
        2023-24 Q4 on track 20: Twenty schools are chosen, and governors have been told.
        2024-25 Q1 on track 30: The first three crossings are open.
        2024-25 Q2 on track 40: Summer holidays let us build four at once.
        2024-25 Q3 on track 50: Nine are open, the tenth waits for its lamps.
        2024-25 Q4 on track 65: Thirteen are open.
        2025-26 Q1 on track 75: Fifteen are open. The rest are planned for August.
        2025-26 Q2 on track 85: Seventeen are open; the last three follow.
        """,
        theme="connections",
        mission="good-start",
        resources="£1.7 million capital",
        quiet=("M3",),
        why="Reported on track although its date has passed.",
    ),
)
