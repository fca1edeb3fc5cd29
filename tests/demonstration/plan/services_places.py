"""Service plans of Highways and Environment, Homes and Growth, and Resources."""

from .objective import Plan

__all__ = ["PLACES_PLANS"]

PLACES_PLANS = (
    Plan(
        "place-highways",
        "PLC-HI",
        "Highways",
        "Head of Highways",
        """
        objective 2025-04-01 2026-09-30 401 A12 RR: Repair 95% of defects in time by September
            2026 > Safe roads
        objective 2025-10-01 2026-01-31 404 A13 R: Bring open defects below 1,100 by January
            2026 > The storms' damage is mended
        objective 2025-04-01 2026-03-31 402 - TT: Keep A roads in poor condition at 22% or less
            in 2025-26 > Roads that last
        workforce 2025-04-01 2027-03-31 P01 A36 NT: Cut days lost to strained backs and knees by a
            third by March 2027 > Crews stay well
        """,
    ),
    Plan(
        "place-transport",
        "PLC-TR",
        "Passenger transport",
        "Head of Transport",
        """
        objective 2025-04-01 2026-03-31 403 - TT: Carry 195,000 passengers each quarter of 2025-26
            on supported buses > People get about
        change 2024-04-01 2026-01-31 - A14 TTTRTT: Run winter times that fit college and hospital
            hours by January 2026 > Buses when people need them
        """,
    ),
    Plan(
        "place-waste",
        "PLC-WA",
        "Waste and street cleaning",
        "Head of Waste",
        """
        objective 2025-04-01 2026-03-31 205 - TT: Recycle 50.5% of household waste in 2025-26 >
            Little is thrown away
        objective 2025-04-01 2026-03-31 206 - TT: Keep residual waste below 116 kg a household
            each quarter of 2025-26 > Less to bury or burn
        change 2024-07-01 2026-04-30 206 A03 TTTTT: Collect food waste from every home from April
            2026 > Gas and fertiliser from scraps
        workforce 2025-04-01 2026-03-31 1006 - TT: Train every crew in lifting by March 2026 >
            Crews go home unhurt
        """,
    ),
    Plan(
        "place-climate",
        "PLC-CL",
        "Climate and nature",
        "Head of Climate and Nature",
        """
        objective 2025-04-01 2026-03-31 203 A04 RR: Bring our own emissions down to 12,700 tonnes
            in 2025-26 > On the way to net zero
        objective 2025-04-01 2026-03-31 201 A07 NT: Plant 12,500 trees and hedgerow plants by March
            2026 > Nature recovers
        objective 2025-04-01 2026-03-31 202 - TT: Restore 95 hectares of peat by March 2026 >
            Carbon stays in the ground
        """,
    ),
    Plan(
        "growth-planning",
        "GRW-PL",
        "Planning and building control",
        "Head of Planning",
        """
        objective 2025-04-01 2026-03-31 305 A09 TR: Decide 85% of major applications in time in
            every quarter of 2025-26 > Certainty for builders and neighbours
        objective 2025-04-01 2026-03-31 306 - TT: Decide 85% of minor applications in time in every
            quarter of 2025-26 > Homes improved without delay
        objective 2025-04-01 2026-03-31 508 A20 RF: See 300 affordable homes completed in 2025-26 >
            Homes people can afford
        change 2023-04-01 2026-12-31 507 A10 TTRRFFRTFF: Adopt a new local plan by December 2026 >
            Homes in the right places
        """,
    ),
    Plan(
        "growth-economy",
        "GRW-EC",
        "Economy and business",
        "Head of Economy",
        """
        objective 2025-04-01 2026-03-31 307 - TT: Support 300 firms in 2025-26 > Local firms do
            well
        objective 2025-04-01 2026-03-31 105 - TT: Help 42 social enterprises in 2025-26 > Trade
            that does good
        change 2024-04-01 2025-03-31 307 A11 TTTC: Advise 200 high-street firms by March 2025 >
            Busy high streets
        workforce 2025-07-01 2026-03-31 105 - T: Train two business advisers by March 2026 to take
            simple enquiries from social enterprises > No service hangs on one person
        """,
    ),
    Plan(
        "growth-landlord",
        "GRW-LA",
        "Council housing",
        "Head of Council Housing",
        """
        objective 2025-04-01 2026-03-31 501 A19 RR: Satisfy 75% of tenants by March 2026 > A
            landlord worth having
        objective 2025-04-01 2026-03-31 502 - TR: Bring every council home up to the Decent Homes
            Standard by March 2026 > A decent home
        objective 2025-04-01 2026-03-31 204 A05 FF: Finish energy measures in 300 private homes in
            2025-26 > Warm homes and lower bills
        """,
    ),
    Plan(
        "growth-options",
        "GRW-OP",
        "Housing options",
        "Head of Housing Options",
        """
        objective 2025-04-01 2026-09-30 506 A16 FF: Bring households in temporary accommodation
            down to 75 by September 2026 > A settled home
        objective 2025-04-01 2026-03-31 503 - TT: Prevent homelessness in 55% of cases in every
            quarter of 2025-26 > People keep their homes
        objective 2025-04-01 2026-03-31 504 A18 RR: Relieve homelessness in 40% of cases in every
            quarter of 2025-26 > A roof again
        change 2025-07-01 2026-03-31 505 - T: Check by March 2026 that every entry on the housing
            register is current > A list that can be trusted
        """,
    ),
    Plan(
        "resources-people",
        "RES-PE",
        "People",
        "Head of People",
        """
        objective 2025-04-01 2027-03-31 1005 A36 RR: Bring sickness down to 9.5 days each by March
            2027 > Staff stay well
        objective 2025-04-01 2026-09-30 P03 - RF: Hold 95% of appraisals by September 2026 >
            Everyone knows how their work counts
        workforce 2025-04-01 2026-03-31 P02 - TT: Keep turnover at 3.3% a quarter or less in
            2025-26 > Skilled people stay
        change 2025-10-01 2027-03-31 - A40 N: Agree new grades with unions by March 2027 > Fair pay
        """,
    ),
    Plan(
        "resources-finance",
        "RES-FI",
        "Finance",
        "Head of Finance",
        """
        objective 2025-04-01 2026-03-31 F01 - TT: End 2025-26 between 98% and 100.5% of budget >
            We live within our means
        objective 2025-04-01 2026-03-31 F03 - RR: Deliver savings of £8.4 million by March 2026 >
            Money for what matters
        objective 2025-04-01 2026-03-31 F02 - TT: Pay 95% of suppliers within 30 days throughout
            2025-26 > Small firms can rely on us
        """,
    ),
    Plan(
        "resources-customer",
        "RES-CU",
        "Customer services and digital",
        "Head of Customer Services",
        """
        objective 2025-04-01 2026-09-30 1002 A34 RR: Answer 90% of complaints in time by September
            2026 > A complaint is heard
        objective 2025-04-01 2026-06-30 R03 - RR: Answer 80% of calls within a minute by June
            2026 > No long waits
        objective 2024-04-01 2025-03-31 1003 A35 TTTC: Decide new benefit claims in 21 days on
            average by March 2025 > Rent is paid on time
        workforce 2025-08-01 2026-01-31 1002 A34 T: Train seven people for one complaints team by
            January 2026 > Replies that people can understand
        """,
    ),
    Plan(
        "resources-governance",
        "RES-GO",
        "Legal and governance",
        "Head of Governance",
        """
        objective 2025-04-01 2026-09-30 1001 - TR: Answer 90% of information requests in time by
            September 2026 > Open government
        change 2024-07-01 2026-12-31 - A41 TTTRR: Match records of people and addresses in five
            systems by December 2026 > One truth
        objective 2025-04-01 2026-03-31 - - TT: Move 4,000 paper deeds to the county archive by
            March 2026 > Deeds that last
        """,
    ),
)
