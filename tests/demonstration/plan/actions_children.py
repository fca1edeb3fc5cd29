"""Actions for the theme Learning, and for children in Care."""

from .story import Action

__all__ = ["CHILDREN"]

CHILDREN = (
    Action(
        "A21",
        "programme",
        "Issue education, health and care plans in time again",
        "children-send",
        "Head of Special Educational Needs",
        "2024-02-01",
        "2026-08-31",
        """
        2024-06-30 2024-06-14 Every waiting family has a named officer
        2025-03-31 2025-08-04 Agency psychologists at work
        2025-09-30 2025-09-08 Panel meets weekly
        2026-03-31 - Three psychologist posts filled
        2026-08-31 - No case older than 20 weeks without a lawful reason
        """,
        """
        2023-24 Q4 at risk 5: Three of seven psychologist posts are empty, and no plan can be
            issued without their advice.
        2024-25 Q1 at risk 15: Families have one person to ring. Two rounds of hiring failed.
        2024-25 Q2 at risk 20: We pay a supplement now, as our neighbours do.
        2024-25 Q3 at risk 25: One psychologist starts in April. Requests are 14% up on the year.
        2024-25 Q4 at risk 30: 56.8% in time. The oldest cases are still those without advice.
        2025-26 Q1 at risk 40: 62.5% in time, but by luck: few old cases fell in the quarter.
            Agency cover starts in August.
        2025-26 Q2 at risk 50 ~2026-09-30: The oldest cases go first, which holds the figure
            down. Interviews for the empty posts are in November.
        """,
        theme="learning",
        mission="good-start",
        resources="£620,000 a year; seven psychologist and six officer posts",
    ),
    Action(
        "A22",
        "programme",
        "Make 110 more places for pupils with special needs",
        "children-send",
        "Head of Special Educational Needs",
        "2023-09-01",
        "2026-09-01",
        """
        2024-07-31 2024-07-18 Four mainstream schools agree to open a unit
        2025-04-30 2025-04-11 First 48 places open
        2026-09-01 >2026-04-17 All 110 places open
        """,
        """
        2023-24 Q2 on track 5: Twelve schools want to hear more.
        2023-24 Q3 on track 12: Sites are tested for buses, noise and room.
        2023-24 Q4 on track 20: Five schools are left on the list.
        2024-25 Q1 on track 30: Four schools agreed, and parents chose the names.
        2024-25 Q2 on track 40: Building began at two of them.
        2024-25 Q3 on track 50: Classrooms made in a factory save a term.
        2024-25 Q4 on track 60: The first two units open after Easter.
        2025-26 Q1 on track 72: 48 places are open and 45 are taken.
        2025-26 Q2 on track 80 ~2026-04-17: We expect all places a term early. Some of next
            year's money will be spent in this one.
        """,
        theme="learning",
        mission="good-start",
        resources="£9.4 million government grant",
        why="Forecast earlier than due.",
    ),
    Action(
        "A23",
        "action",
        "Agree one approach to school attendance with every school and trust",
        "children-schools",
        "Head of Schools and Early Years",
        "2024-09-02",
        "2026-07-31",
        """
        2025-02-28 2025-02-14 Family workers call at home within a week
        2025-07-31 - One approach to holidays in term
        2026-07-31 - Every school and trust signed up
        """,
        """
        2024-25 Q2 on track 5: Heads of 61 schools came to the first meeting.
        2024-25 Q3 on track 15: Six trusts will write the approach with us.
        2024-25 Q4 on track 25: Family workers now call within a week of a child going missing
            from lessons.
        """,
        theme="learning",
        mission="good-start",
        resources="Existing staff; four family workers",
        quiet=("M2",),
        why="Stalled: nothing reported since April 2025.",
    ),
    Action(
        "A24",
        "programme",
        "Open the first of three small children's homes of our own",
        "children-social-care",
        "Head of Children's Social Care",
        "2024-01-15",
        "2025-09-30",
        """
        2024-06-30 2024-07-05 Three houses bought
        2025-03-31 2025-06-30 First house ready for inspection
        2025-09-30 >2026-03-31 First home open
        """,
        """
        2023-24 Q4 on track 10: Cabinet agreed to buy three houses.
        2024-25 Q1 on track 20: Two are bought, the third in July.
        2024-25 Q2 on track 30: Neighbours have met the team, and most wish it well.
        2024-25 Q3 at risk 40: A registered manager is hard to find.
        2024-25 Q4 delayed 45 ~2026-03-31 =2026-03-31: Without a manager Ofsted cannot register
            the home. Cabinet agreed March 2026.
        2025-26 Q1 at risk 55: The manager starts in September.
        2025-26 Q2 at risk 65 ~2026-03-31: The application went to Ofsted on 3 October. Its
            answer takes 16 weeks or so.
        """,
        theme="care",
        mission="good-start",
        resources="£2.7 million capital; 31 posts when all are open",
    ),
    Action(
        "A25",
        "project",
        "Bring every call about a child to one front door",
        "children-social-care",
        "Head of Children's Social Care",
        "2023-04-03",
        "2024-03-31",
        """
        2023-07-31 2023-07-21 Police, health and schools agree who sits together
        2023-10-31 2023-10-16 One team takes every call
        2024-03-31 2024-03-08 Independent look at 60 calls
        """,
        """
        2023-24 Q1 on track 20: Partners agreed the outline.
        2023-24 Q2 on track 50: The room is ready and 26 people are named.
        2023-24 Q3 on track 80: One team has taken every call since 16 October.
        2024-03-22 complete 100: Done on time. Of 60 calls looked at, 57 went the right way.
        """,
        theme="care",
        mission="good-start",
        resources="Existing staff; £85,000 to set up",
        why="Complete, on time; the reason for the fall in indicator 703.",
    ),
)
