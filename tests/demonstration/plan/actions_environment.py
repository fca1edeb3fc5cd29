"""Actions for the themes Communities and Environment."""

from .story import Action

__all__ = ["ENVIRONMENT"]

ENVIRONMENT = (
    Action(
        "A01",
        "action",
        "Give a round of small grants to community groups every year",
        "wellbeing-communities",
        "Head of Communities",
        "2024-04-01",
        "2026-03-31",
        """
        2024-07-31 2024-07-26 First round opened
        2025-03-31 2025-03-21 One-off grants for warm spaces paid
        2025-10-31 2025-10-06 Rules for the third round agreed with groups
        2026-01-31 - Third round opened
        """,
        """
        2024-25 Q1 on track 10: Groups helped us to write the rules. The form is two pages long.
        2024-25 Q2 on track 30: The first round drew 74 applications, and 41 groups have a grant.
        2024-25 Q3 on track 45: A second, one-off round for warm spaces opened in November.
        2024-25 Q4 on track 60: Money for warm spaces is paid. Reports from the first round show
            that most groups also found other funding.
        2025-26 Q1 on track 65: No round this quarter. We visited 18 groups to see what was done.
        2025-26 Q2 on track 75: The third round opens in January 2026, a little smaller than last
            year's because the warm spaces money has ended.
        """,
        theme="communities",
        resources="£180,000 a year and half a post",
    ),
    Action(
        "A02",
        "project",
        "Make three town centres feel safer after dark",
        "wellbeing-communities",
        "Head of Communities",
        "2023-10-01",
        "2025-03-31",
        """
        2024-03-31 2024-03-18 Residents and traders asked where they feel unsafe
        2024-10-31 2025-02-12 Lighting renewed on twelve paths
        2025-03-31 2025-07-09 Wardens at work on Friday and Saturday nights
        """,
        """
        2023-24 Q3 on track 5: Police and survey figures pointed to the three towns.
        2023-24 Q4 on track 20: Over 900 people marked a map. Two underpasses lead the list.
        2024-25 Q1 on track 35: Designs for lighting are agreed with the police.
        2024-25 Q2 at risk 45: The lighting contractor cannot start before December.
        2024-25 Q3 delayed 60 ~2025-06-30: Lighting is going in, four months late. Wardens cannot
            be hired until it is done.
        2024-25 Q4 delayed 80 ~2025-06-30: All paths are lit. Hiring of wardens began in March.
        2025-07-09 complete 100: Done, three months late. Anti-social behaviour has fallen from
            second to fourth among residents' concerns.
        """,
        theme="communities",
        group="safety-partnership",
        resources="£310,000 Home Office grant, £90,000 of our own",
        why="Complete, late.",
    ),
    Action(
        "A03",
        "programme",
        "Collect food waste from every home each week",
        "place-waste",
        "Head of Waste",
        "2024-07-01",
        "2026-04-30",
        """
        2024-12-31 2024-12-17 Contract for treating food waste signed
        2025-03-31 2025-03-28 Rounds redrawn
        2025-08-31 >2025-12-19 All 14 collection vehicles delivered
        2025-09-30 - Crews hired and trained
        2026-03-31 - A caddy at every home
        """,
        """
        2024-25 Q2 on track 10: Cabinet chose weekly collections from a single fleet.
        2024-25 Q3 on track 25: A plant 20 miles away will make gas and fertiliser of the waste.
        2024-25 Q4 on track 40: Rounds are redrawn. Five streets in six keep their usual day.
        2025-26 Q1 on track 50: Vehicles and 138,000 caddies are ordered.
        2025-26 Q2 on track 60: We are on course to begin on 1 April 2026. Nine of 14 vehicles
            are here.
        """,
        theme="environment",
        mission="net-zero",
        group="climate-group",
        resources="£2.9 million capital, mostly government grant; 38 posts from April 2026",
        quiet=("M4",),
        why="Says on track while its milestones are late.",
    ),
    Action(
        "A04",
        "programme",
        "Replace old gas boilers in 14 council buildings",
        "place-climate",
        "Head of Climate and Nature",
        "2023-10-01",
        "2025-12-31",
        """
        2024-03-31 2024-03-12 Surveys of all buildings finished
        2024-09-30 2024-10-11 Government grant confirmed
        2025-06-30 2025-06-27 First five buildings converted
        2025-09-30 >2026-01-30 Next five buildings converted
        2025-12-31 >2026-03-31 Last four buildings converted
        """,
        """
        2023-24 Q3 on track 5: Surveyors are at work in the oldest buildings first.
        2023-24 Q4 on track 15: Surveys show that three roofs must be insulated before boilers go.
        2024-25 Q1 on track 20: The grant bid is in. We expect an answer in September.
        2024-25 Q2 on track 25: The grant is confirmed: the letter came on 11 October.
        2024-25 Q3 at risk 35: Heat pumps of the size we need take five months to arrive.
        2024-25 Q4 delayed 45 ~2026-03-31 =2026-03-31: Cabinet agreed a new date, a quarter later,
            and with it the grant's own.
        2025-26 Q1 on track 60: Five buildings are done, among them the swimming baths.
        2025-26 Q2 at risk 70: Work goes on through the winter, two buildings at a time, so that
            none is without heat. There are no days to spare.
        """,
        theme="environment",
        mission="net-zero",
        group="climate-group",
        resources="£4.6 million, of which £3.4 million government grant",
        why="Revised once.",
    ),
    Action(
        "A05",
        "programme",
        "Insulate and warm 840 private homes by March 2026",
        "growth-landlord",
        "Head of Council Housing",
        "2023-04-01",
        "2026-03-31",
        """
        2023-07-31 2023-07-20 Contractor appointed
        2024-03-31 2024-09-18 First 300 homes improved
        2025-03-31 2025-09-19 500 homes improved
        2026-01-31 - Further installers appointed
        2026-03-31 >2027-03-31 840 homes improved
        """,
        """
        2023-24 Q1 on track 5: Letters went to 4,000 homes with the poorest energy ratings.
        2023-24 Q2 on track 10: The contractor began in August.
        2023-24 Q3 at risk 15: Surveys are done, but few homes are finished before the cold.
        2023-24 Q4 at risk 22: We improved 204 homes against 260 planned.
        2024-25 Q1 at risk 28: The contractor lost two crews to a larger job elsewhere.
        2024-25 Q2 at risk 36: Residents' interest is high; installers are the limit.
        2024-25 Q3 delayed 42 ~2026-09-30: We shall not catch up within the three years.
        2024-25 Q4 delayed 50 ~2026-09-30: We improved 218 homes against 280 planned.
        2025-26 Q1 delayed 55 ~2026-12-31: Grant rules changed in April and every case had to be
            checked again.
        2025-26 Q2 delayed 61 ~2027-03-31: Since April 2023 514 homes are done. We are appointing
            further installers by January 2026 and expect the pace we need from July.
        """,
        theme="environment",
        mission="net-zero",
        group="climate-group",
        resources="£7.8 million government grant; two posts",
    ),
    Action(
        "A06",
        "project",
        "Change 21,000 street lights to low-energy lamps",
        "place-highways",
        "Head of Highways",
        "2023-06-01",
        "2025-06-30",
        """
        2024-03-31 2024-02-23 10,000 lamps changed
        2024-12-31 2024-11-15 18,000 lamps changed
        2025-06-30 2025-03-28 All lamps changed
        """,
        """
        2023-24 Q1 on track 2: Work starts on main roads in July.
        2023-24 Q2 on track 18: We change about 280 lamps a week.
        2023-24 Q3 on track 36: Ahead of plan in spite of storms.
        2023-24 Q4 on track 50: Over half are done. Each uses a third of the power.
        2024-25 Q1 on track 64: Villages asked for warmer light, and we agreed.
        2024-25 Q2 on track 78: Only side streets are left.
        2024-25 Q3 on track 92 ~2025-03-31: We expect to finish a quarter early.
        2025-03-28 complete 100: All lamps are changed, three months early and £210,000 below
            budget. Most of last year's fall in our carbon emissions is theirs.
        """,
        theme="environment",
        mission="net-zero",
        group="climate-group",
        resources="£5.2 million, repaid from lower bills within nine years",
        why="Complete, early and below budget.",
    ),
    Action(
        "A07",
        "programme",
        "Bring the five-year planting of trees and hedges to 60,000 by March 2027",
        "place-climate",
        "Head of Climate and Nature",
        "2023-04-01",
        "2027-03-31",
        """
        2024-03-31 2024-03-15 23,500 plants in the ground since April 2022
        2025-03-31 2025-03-14 36,000 plants in the ground
        2026-03-31 - 48,500 plants in the ground
        2027-03-31 - 60,000 plants in the ground
        """,
        """
        2023-24 Q1 on track 20: Planting rests until November. Saplings are ordered.
        2023-24 Q2 on track 20: Eight farms have offered land for hedges.
        2023-24 Q3 on track 28: Planting began in the second week of November.
        2023-24 Q4 on track 40: We planted 11,824 this winter, almost all by volunteers.
        2024-25 Q1 on track 40: A dry spring killed one sapling in nine. We shall replace them.
        2024-25 Q2 on track 41: Fewer losses over the summer than we had feared.
        2024-25 Q3 on track 50: Schools planted 1,900 in a week.
        2024-25 Q4 on track 62: A record winter: 13,104 in the ground.
        2025-26 Q1 on track 62: We water this year's saplings where roots are shallow.
        2025-26 Q2 on track 63: Orders are placed for 12,800 plants, to arrive in November.
        """,
        theme="environment",
        mission="net-zero",
        group="climate-group",
        resources="£140,000 a year; about 600 volunteers",
    ),
    Action(
        "A08",
        "project",
        "Try electric lorries on refuse rounds",
        "place-waste",
        "Head of Waste",
        "2024-01-08",
        "2025-12-31",
        """
        2024-06-30 2024-07-19 Two lorries on hire
        2025-03-31 - Six months of trial on town and hill rounds
        2025-12-31 - Report to Cabinet on buying
        """,
        """
        2023-24 Q4 on track 10: Two makers will each lend us a lorry.
        2024-25 Q1 at risk 15: Power for the depot's chargers waits for the network company.
        2024-25 Q2 on track 35: Both lorries are out. They do well in town.
        2024-25 Q3 at risk 50: On hill rounds the battery is empty by noon when it is cold.
        2025-01-30 stopped 50: Stopped. Hill rounds would need three electric lorries for two of
            today's. Cabinet kept the chargers and will look again in 2028, when the fleet is due.
        """,
        theme="environment",
        mission="net-zero",
        group="climate-group",
        resources="£95,000 hire",
        why="Stopped, with the reason.",
    ),
)
