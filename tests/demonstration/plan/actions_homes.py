"""Actions for the theme Homes."""

from .story import Action

__all__ = ["HOMES"]

HOMES = (
    Action(
        "A16",
        "project",
        "Repair and reopen two hostels for homeless families",
        "growth-options",
        "Head of Housing Options",
        "2025-06-02",
        "2026-05-31",
        """
        2025-08-31 2025-09-12 Builder appointed
        2026-02-28 - First hostel open
        2026-05-31 - Second hostel open
        """,
        """
        2025-26 Q1 on track 5: Both hostels are empty and surveyed. Wiring is worse than we knew.
        2025-26 Q2 at risk 25: The builder began in September. The first hostel should open in
            February, but asbestos was found in the second and will take six weeks to remove.
        """,
        theme="homes",
        mission="safe-homes",
        resources="£1.6 million capital",
    ),
    Action(
        "A17",
        "project",
        "Set up a team that keeps private tenancies going",
        "growth-options",
        "Head of Housing Options",
        "2023-10-02",
        "2025-09-30",
        """
        2023-12-31 2023-11-06 Team at work
        2024-09-30 2024-09-26 Arrears fund open to landlords and tenants
        2025-09-30 2025-07-11 Decision on the team's future
        """,
        """
        2023-24 Q3 on track 15: Four officers started in November and speak to landlords before a
            notice is served.
        2023-24 Q4 on track 30: Prevention succeeded in 63.2% of cases this quarter; it is too
            early to say why.
        2024-25 Q1 on track 45: Landlords ring us now, and earlier than they did.
        2024-25 Q2 on track 60: The arrears fund settled 31 cases at £640 each on average.
        2024-25 Q3 on track 75: Five quarters in a row are above the old average.
        2024-25 Q4 on track 85 ~2025-07-31: We shall put the team's future to Cabinet in July.
        2025-07-11 complete 100: Done, early. Cabinet has made the four posts permanent: each
            prevented case saves about £9,000 of temporary accommodation.
        """,
        theme="homes",
        mission="safe-homes",
        resources="£240,000 a year",
        why="Complete, early; the reason for the rise in indicator 503.",
    ),
    Action(
        "A18",
        "action",
        "Lease 60 private homes in place of bed and breakfast",
        "growth-options",
        "Head of Housing Options",
        "2024-10-01",
        "2026-03-31",
        """
        2025-03-31 2025-04-25 First 15 homes leased
        2025-09-30 2025-11-18 35 homes leased
        2026-03-31 - 60 homes leased
        """,
        """
        2024-25 Q3 on track 10: Terms for landlords are agreed: five years, rent paid by us.
        2024-25 Q4 at risk 20: We have 11 homes. Landlords earn more from holiday lets.
        2025-26 Q1 at risk 40: 24 homes are leased, most from owners leaving the market.
        2025-26 Q2 at risk 55 ~2026-06-30: 33 homes are leased against 35 planned. The rest will
            be harder to find, and three months late is likely.
        """,
        theme="homes",
        mission="safe-homes",
        resources="£720,000 a year, less what bed and breakfast would cost",
    ),
    Action(
        "A19",
        "project",
        "Put council housing repairs under one manager and let tenants choose their time",
        "growth-landlord",
        "Head of Council Housing",
        "2024-11-04",
        "2026-03-31",
        """
        2025-03-31 2025-03-17 Tenants' panel sets five promises
        2025-09-30 2025-10-01 Contractors send job sheets within two working days
        2026-01-31 - Tenants choose repair times online
        """,
        """
        2024-25 Q3 on track 10: A panel of 22 tenants is at work.
        2024-25 Q4 on track 30: The panel's promises are about time, tidiness and being told.
        2025-26 Q1 on track 45: One manager answers for all repairs since June.
        2025-26 Q2 on track 60: Online booking is on trial in 200 homes and opens to all in
            January 2026.
        """,
        theme="homes",
        mission="safe-homes",
        resources="£350,000 from the housing revenue account",
    ),
    Action(
        "A20",
        "programme",
        "Build 240 affordable homes on council land",
        "growth-planning",
        "Head of Planning",
        "2023-07-03",
        "2026-12-31",
        """
        2024-03-31 2024-05-16 Six sites released
        2025-03-31 2025-06-20 First 60 homes handed over
        2025-12-31 >2026-09-30 140 homes handed over
        2026-12-31 >2027-09-30 240 homes handed over
        """,
        """
        2023-24 Q2 on track 5: Nine sites are tested for what they can carry.
        2023-24 Q3 on track 10: Three are too wet. Six go forward.
        2023-24 Q4 on track 15: Housing associations have bid for all six.
        2024-25 Q1 on track 25: Work began on two sites.
        2024-25 Q2 on track 30: Walls are up on the first site.
        2024-25 Q3 at risk 35: A builder failed, and its site stands still.
        2024-25 Q4 at risk 40: A new builder takes over in May.
        2025-26 Q1 delayed 45 ~2027-06-30: 60 homes are handed over. One association has paused
            building while it renews its loans.
        2025-26 Q2 delayed 48 ~2027-09-30 =2027-06-30: Paused sites restart in January 2026.
            Cabinet agreed June 2027; we think September likelier.
        """,
        theme="homes",
        mission="safe-homes",
        resources="Six sites worth £5.1 million; grant from Homes England",
    ),
)
