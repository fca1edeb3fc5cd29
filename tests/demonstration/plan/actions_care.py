"""Actions for adults in Care, and for Health and well-being and Culture."""

from .story import Action

__all__ = ["CARE"]

CARE = (
    Action(
        "A26",
        "project",
        "Open clinics where simple equipment is chosen in one visit",
        "adults-front-door",
        "Head of Adult Assessment",
        "2024-10-01",
        "2026-01-31",
        """
        2024-12-31 2024-12-10 First clinic open
        2025-06-30 2025-06-03 A duty worker sees every new request the same day
        2026-01-31 - Clinics in all five towns
        """,
        """
        2024-25 Q3 on track 25: The first clinic saw 61 people in three weeks.
        2024-25 Q4 on track 45: The queue has fallen each month since January.
        2025-26 Q1 on track 65: Three towns have a clinic. Two people in three need no home visit.
        2025-26 Q2 on track 80: The last two clinics open in January 2026.
        """,
        theme="care",
        resources="£190,000 a year from the better care fund",
        why="The reason for the fall in indicator 706.",
    ),
    Action(
        "A27",
        "action",
        "Take no decision about long-term care in hospital",
        "adults-reablement",
        "Head of Reablement",
        "2025-08-01",
        "2026-03-31",
        """
        2025-10-31 2025-10-30 Agreement with the hospitals
        2025-12-31 - Twelve recovery places open
        2026-03-31 - First results to the Health and Well-being Board
        """,
        """
        2025-26 Q2 on track 20: Wards, therapists and families' groups have agreed the way home.
            It starts on 1 December.
        """,
        theme="care",
        group="health-board",
        resources="£1.2 million from the better care fund",
    ),
    Action(
        "A28",
        "programme",
        "Agree new contracts for care at home",
        "adults-long-term",
        "Head of Long-Term Support",
        "2023-10-02",
        "2025-03-31",
        """
        2024-06-30 2024-06-25 Terms agreed with people who use care
        2024-12-31 2025-03-07 Offers judged
        2025-03-31 2025-07-01 Contracts begin
        """,
        """
        2023-24 Q3 on track 10: People who use care want fewer faces and steady times.
        2023-24 Q4 on track 20: Terms pay by the visit kept, not the minute.
        2024-25 Q1 on track 35: Terms are agreed.
        2024-25 Q2 on track 45: 23 firms have asked for the papers.
        2024-25 Q3 delayed 60 ~2025-06-30: Two firms questioned the terms, and we had to answer
            all before judging offers.
        2024-25 Q4 delayed 85 ~2025-07-01: Offers are judged; staff move over in June.
        2025-07-10 complete 100: Contracts began on 1 July, three months late, and so did the
            saving.
        """,
        theme="care",
        resources="£61 million a year for five years",
        why="Complete, late; one reason why savings are behind.",
    ),
    Action(
        "A29",
        "project",
        "Give nursery nurses some of the two-year reviews",
        "wellbeing-public-health",
        "Public Health Consultant",
        "2025-07-01",
        "2026-09-30",
        """
        2025-09-30 2025-09-29 Agreement with our NHS partner
        2026-01-31 - Nursery nurses at work in two districts
        2026-09-30 - Trainee health visitors qualify
        """,
        """
        2025-26 Q2 on track 15: Agreed with our NHS partner. Eight nursery nurses are in training.
        """,
        theme="health",
        mission="good-start",
        group="health-board",
        resources="Within the public health grant",
    ),
    Action(
        "A30",
        "action",
        "Offer help to stop smoking at every booking for maternity care",
        "wellbeing-public-health",
        "Public Health Consultant",
        "2024-04-01",
        "2026-03-31",
        """
        2024-12-31 2025-01-10 Midwives trained
        2025-06-30 - Offer made at every booking
        """,
        """
        2024-25 Q1 on track 10: The hospital trust and we share the cost.
        2024-25 Q2 on track 20: Training is written with midwives.
        2024-25 Q3 at risk 35: Midwives are trained, but half of the booking clinics have no
            room for the adviser.
        """,
        theme="health",
        mission="good-start",
        group="health-board",
        resources="£70,000 a year",
        quiet=("M2",),
        why="Stalled: nothing reported since January 2025.",
    ),
    Action(
        "A31",
        "project",
        "Bring in one booking system for leisure centres",
        "wellbeing-leisure",
        "Head of Leisure",
        "2024-10-07",
        "2025-05-31",
        """
        2025-02-28 2025-02-20 System chosen with the operator
        2025-04-30 2025-04-28 Bookings moved over
        2025-05-31 >2025-12-19 Faults found in the first month mended
        """,
        """
        2024-25 Q3 on track 20: Four systems were tried by staff and members.
        2024-25 Q4 on track 60: The system is chosen, and data are being moved.
        2025-26 Q1 at risk 80: Bookings moved in April. Classes show as full when they are not,
            and complaints have doubled.
        2025-26 Q2 delayed 85 ~2025-12-19 =2025-12-31: A list of 27 faults is agreed with the
            operator, and staff are back at reception. The worst are mended by December.
        """,
        theme="health",
        resources="£140,000, shared with the operator",
    ),
    Action(
        "A32",
        "project",
        "Open nine library branches for longer by self-service",
        "wellbeing-culture",
        "Head of Culture",
        "2024-09-02",
        "2026-03-31",
        """
        2025-01-31 2025-01-20 Two branches open from eight to eight
        2025-09-30 2025-09-26 Five branches open from eight to eight
        2026-01-31 - Nine branches open from eight to eight
        """,
        """
        2024-25 Q2 on track 10: Friends' groups chose the first two branches.
        2024-25 Q3 on track 20: Doors and cameras are in.
        2024-25 Q4 on track 40: One visit in six is now made when no staff are there.
        2025-26 Q1 on track 50: Nobody has come to harm, and four books are missing.
        2025-26 Q2 on track 65: Five branches are open. The other four follow in January 2026.
        """,
        theme="culture",
        resources="£230,000 capital; no cut in staffed hours",
    ),
    Action(
        "A33",
        "project",
        "Bring a touring exhibition to the county museum",
        "wellbeing-culture",
        "Head of Culture",
        "2026-01-12",
        "2026-09-30",
        """
        2026-03-31 - Late openings tried in February and March
        2026-06-30 - Exhibition open
        """,
        """
        2025-26 Q2 not started 0: The exhibition is booked. Work starts in January 2026.
        """,
        theme="culture",
        resources="£160,000, half of it from Arts Council England",
        why="Not started, as planned.",
    ),
)
