"""Service plans of Adult Social Care, Children and Learning, and Public Health and Communities."""

from .objective import Plan

__all__ = ["PEOPLE_PLANS"]

PEOPLE_PLANS = (
    Plan(
        "adults-front-door",
        "ASC-FD",
        "First contact and assessment",
        "Head of Adult Assessment",
        """
        objective 2025-04-01 2026-03-31 706 - TT: Cut the number waiting for a first assessment
            from 674 to 600 by March 2026 > Nobody waits more than six weeks
        change 2024-10-01 2026-01-31 - A26 TTTT: Open assessment clinics in all five towns by
            January 2026 > Two people in three need no home visit
        workforce 2025-04-01 2026-03-31 P02 - TR: Fill four of the six empty occupational
            therapist posts by March 2026 > A settled team
        """,
    ),
    Plan(
        "adults-long-term",
        "ASC-LT",
        "Long-term support",
        "Head of Long-Term Support",
        """
        objective 2025-04-01 2026-03-31 708 - RF: Bring moves into care homes by people aged 65
            and over down to 560 for every 100,000 by March 2026 > More people live at home
        objective 2025-04-01 2026-03-31 707 - TT: Keep moves into care homes by people aged 18 to
            64 at 16.5 or fewer for every 100,000 in 2025-26 > A home of one's own
        change 2023-10-02 2025-06-30 - A28 TTTTRRC: Begin new contracts for care at home by June
            2025 > Fewer faces and steady times
        """,
    ),
    Plan(
        "adults-reablement",
        "ASC-RE",
        "Reablement and hospital discharge",
        "Head of Reablement",
        """
        objective 2025-04-01 2026-03-31 709 - TT: Help 155 people each quarter of 2025-26 to need
            less support or none > People do again what they could do before
        change 2025-08-01 2026-03-31 - A27 T: Take no decision about long-term care in hospital
            from December 2025 > Choices made at home
        workforce 2025-04-01 2026-06-30 P03 - RF: Hold an appraisal with 95% of care workers by
            June 2026 > Shift workers are heard too
        """,
    ),
    Plan(
        "adults-safeguarding",
        "ASC-SG",
        "Safeguarding and care quality",
        "Head of Adult Safeguarding",
        """
        objective 2025-04-01 2026-03-31 710 - TT: Reduce or remove the risk in 88% of enquiries in
            every quarter of 2025-26 > Adults at risk are safer
        objective 2025-04-01 2026-03-31 711 - RT: Keep 85% of care services rated good or better
            in every quarter of 2025-26 > Good care near home
        """,
    ),
    Plan(
        "children-social-care",
        "CHL-SC",
        "Children's social care",
        "Head of Children's Social Care",
        """
        objective 2025-04-01 2027-03-31 703 - TT: Bring repeat referrals down to 18% by March
            2027 > Help lasts
        objective 2025-04-01 2026-03-31 704 - RR: Keep 70% of children long in care in the same
            home for two years, by March 2026 > A settled childhood
        objective 2025-07-01 2026-06-30 702 - T: Have the 40 longest child protection plans
            reviewed independently by January 2026 > No plan drifts
        change 2024-01-15 2026-03-31 - A24 TTTRFRR: Open the first of three homes of our own by
            March 2026 > Children stay near family and school
        workforce 2024-04-01 2026-03-31 P04 - TTRRRR: Cut agency workers' share of pay to 9% by
            March 2026 > The same social worker for longer
        """,
    ),
    Plan(
        "children-send",
        "CHL-SE",
        "Special educational needs and disabilities",
        "Head of Special Educational Needs",
        """
        objective 2024-04-01 2026-08-31 601 A21 FFFRRR: Issue 66% of new plans within 20 weeks by
            August 2026 > Children get help when they need it
        change 2023-09-01 2026-09-01 - A22 TTTTTTTTT: Open 110 more special places by September
            2026 > School nearer home
        workforce 2024-04-01 2026-03-31 P02 A21 RFFFRR: Fill three empty educational psychologist
            posts by March 2026 > Advice in six weeks
        """,
    ),
    Plan(
        "children-schools",
        "CHL-SL",
        "Schools and early years",
        "Head of Schools and Early Years",
        """
        objective 2024-09-01 2026-07-31 608 - TRTTR: Help 63% of pupils to the expected standard
            at age 11 by summer 2026 > Ready for secondary school
        objective 2024-09-01 2026-07-31 606 A23 TTTRR: Bring absence down to 6.5% of sessions in
            the summer term of 2026 > Children are in school
        objective 2024-04-01 2025-07-31 607 - TTTTTC: Help 68% of children to a good level of
            development by summer 2025 > A good start
        """,
    ),
    Plan(
        "children-skills",
        "CHL-SK",
        "Participation and adult learning",
        "Head of Participation and Adult Learning",
        """
        objective 2025-04-01 2026-09-30 602 - RT: See 80% of young people in our care in
            education, work or training by September 2026 > A future after care
        objective 2024-10-01 2026-03-31 611 - TTTT: Enrol 44 people each quarter of 2025-26 on
            digital courses in isolated villages > Nobody is cut off
        objective 2025-04-01 2026-03-31 604 - TT: Keep 95% of all 16 and 17 year olds in
            education, work or training throughout 2025-26 > A place for everyone
        """,
    ),
    Plan(
        "wellbeing-public-health",
        "WEL-PH",
        "Public health",
        "Public Health Consultant",
        """
        objective 2025-04-01 2026-03-31 805 - RR: Complete 90% of health visitor reviews on time
            in every quarter of 2025-26 > Worries are seen early
        objective 2025-04-01 2026-03-31 806 - TT: Help 6% of people treated for opiate use to
            leave free of dependence by March 2026 > Lives regained
        change 2025-07-01 2026-09-30 - A29 T: Have nursery nurses carry out two-year reviews in
            two districts by January 2026 > Time for families who need a health visitor
        objective 2024-04-01 2026-03-31 801 A30 TTTTRR: Bring adult smoking below 12.5% by March
            2026 > Fewer early deaths
        """,
    ),
    Plan(
        "wellbeing-communities",
        "WEL-CO",
        "Community development",
        "Head of Communities",
        """
        objective 2025-04-01 2026-03-31 101 A01 TT: Help 180 community groups in 2025-26 >
            Neighbours can act
        objective 2025-04-01 2026-03-31 103 - TT: Agree with the police by March 2026 where crime
            is felt most, and act in three places > People feel safe
        change 2023-10-01 2025-06-30 102 A02 TTTRRRC: Light twelve paths and put wardens to work in
            three towns by June 2025 > Streets that feel safe after dark
        """,
    ),
    Plan(
        "wellbeing-culture",
        "WEL-CU",
        "Libraries, museums and arts",
        "Head of Culture",
        """
        objective 2025-04-01 2026-03-31 901 A32 TT: Keep library visits at 600 or more for every
            1,000 residents in every quarter of 2025-26 > Libraries in daily life
        objective 2025-04-01 2026-03-31 902 - TR: Welcome 84,000 museum visitors in 2025-26 >
            Heritage shared
        objective 2025-04-01 2026-03-31 903 - TR: Draw 132,000 people to shows in 2025-26 > A
            night out for everyone
        change 2025-10-01 2026-09-30 - A33 N: Open a touring exhibition by June 2026 > New
            visitors
        """,
    ),
    Plan(
        "wellbeing-leisure",
        "WEL-LE",
        "Leisure",
        "Head of Leisure",
        """
        objective 2025-04-01 2026-03-31 807 - TT: Keep 11,600 members throughout 2025-26 > People
            stay active
        change 2024-10-07 2025-12-31 R01 A31 TTFF: Mend the worst faults of the booking system by
            December 2025 > Booking that works
        """,
    ),
)
