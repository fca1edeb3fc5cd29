"""The strategic register: what could keep the whole council from its promises."""

from .register import Risk

__all__ = ["STRATEGIC"]

STRATEGIC = (
    Risk(
        "SR01",
        "strategic",
        "financial",
        "Spending outruns the money we have",
        "Director of Resources",
        "Care costs more each year and savings come late.",
        "The council ends a year beyond its budget by more than its reserves can bear.",
        "Services are cut in haste, and the Secretary of State may send commissioners.",
        """
        2022-10-11 4x4: Monthly forecasts to the Corporate Management Team; reserves held for
            care | Review every saving with its director
        2023-05-23 4x3: Monthly forecasts; spending panel for anything above £5,000; reserves
            held for care | Rewrite the three-year plan
        2024-04-23 3x3: Monthly forecasts; spending panel; three-year plan with a range |
            Hold new posts until savings are on course
        """,
        place="resources",
        inherent="5x5",
        target="2x3",
    ),
    Risk(
        "SR02",
        "strategic",
        "legal",
        "Children wait too long for help with special needs",
        "Director of Children and Learning",
        "Requests grow by a tenth each year, and educational psychologists are few.",
        "Most plans are issued after the 20 weeks that the law allows.",
        "Children miss school, families complain and win, and inspectors return.",
        """
        2022-10-11 2x3: Panel each fortnight; monthly count of cases | Keep all posts filled
        2023-11-07 3x4: Panel each fortnight; named officer for each family |
            Fill three empty posts
        2024-04-23 4x4: Named officer for each family; supplement to pay; monthly count |
            Buy agency cover; weekly panel
        2025-09-09 4x4: Agency psychologists since August; weekly panel since September |
            Fill three posts by March 2026
        """,
        place="children",
        inherent="5x4",
        target="2x3",
        why="Above appetite, and red for over a year.",
    ),
    Risk(
        "SR03",
        "strategic",
        "financial",
        "Temporary accommodation costs more than we can meet",
        "Director of Homes and Growth",
        "Private rents have outrun what benefits pay, and two hostels are shut.",
        "More and more families live in temporary accommodation, many in bed and breakfast.",
        "£1.5 million a year is spent that could have kept families in their homes.",
        """
        2022-12-06 2x3: Prevention officers; two hostels | Set up a private renting team
        2023-11-07 3x3: Private renting team; two hostels | Lease homes in place of bed and
            breakfast
        2025-09-09 4x4: Private renting team made permanent; 24 homes leased | Reopen both
            hostels; lease 60 homes by March 2026
        """,
        place="growth",
        inherent="5x4",
        target="3x3",
        why="Above appetite since September 2025: moved up this quarter.",
    ),
    Risk(
        "SR04",
        "strategic",
        "technology",
        "A cyber attack stops our work",
        "Head of Governance",
        "Old systems, and staff who are busy and trusting.",
        "Criminals lock or copy our records.",
        "Benefits, care and planning stop for weeks; personal records are lost.",
        """
        2022-10-11 3x5: Yearly test; staff training; copies kept apart | Certificate for the
            public services network
        2023-09-12 2x5: Certificate held; two steps to sign in; copies kept apart | Retire two
            old servers
        2024-12-03 2x4: Certificate held; two steps to sign in; old servers retired | Practise
            a week without systems
        """,
        place="resources",
        inherent="5x5",
        target="2x4",
    ),
    Risk(
        "SR05",
        "strategic",
        "people",
        "We cannot find or keep the staff we need",
        "Head of People",
        "Neighbours pay more, and training takes years.",
        "Posts in social work, planning and psychology stay empty.",
        "Work is late or left to agencies, and people see a new face each month.",
        """
        2022-10-11 4x3: Yearly pay survey; bursaries | Trainee schemes in social work
        2024-02-27 3x3: Trainee schemes; bursaries; supplement for the hardest posts | Review
            pay and grading in 2026
        """,
        place="resources",
        inherent="4x4",
        target="2x3",
    ),
    Risk(
        "SR06",
        "strategic",
        "climate",
        "Storms and floods damage roads, homes and services",
        "Director of Highways and Environment",
        "Heavier rain falls on drains and roads built for less.",
        "Several storms in one season flood roads and cut off villages.",
        "People come to harm, repairs double, and other work waits.",
        """
        2022-10-11 3x3: Flood wardens; drains cleared each autumn | Map drains that overflow
        2024-01-02 2x4: Flood wardens; drains cleared by risk | Map drains that overflow
        2025-09-09 3x4: Flood wardens; drains cleared by risk; extra gangs on call | Raise two
            roads; ask for national money
        """,
        place="place",
        inherent="4x4",
        target="2x3",
        why="Moved up this quarter, to the edge of its appetite.",
    ),
    Risk(
        "SR07",
        "strategic",
        "service",
        "A child or adult whom we should have kept safe comes to harm",
        "Director of Children and Learning",
        "Thresholds misread, records apart, workers who change.",
        "Warning signs are known to one service and not to another.",
        "Somebody is badly hurt, and trust in us with them.",
        """
        2022-10-11 3x4: Supervision each month; partnership reviews | One front door for every
            call
        2023-11-07 2x4: One front door; supervision each month; 60 cases read each quarter |
            Independent look at the longest plans
        """,
        place="children",
        inherent="4x5",
        target="1x4",
    ),
    Risk(
        "SR08",
        "strategic",
        "service",
        "Firms that provide care fail or leave",
        "Director of Adult Social Care",
        "Wages and insurance rise faster than fees.",
        "A large provider closes at short notice.",
        "Up to 80 people need other care within days.",
        """
        2022-10-11 4x3: Yearly talk with each provider; list of spare places | New contracts
            for care at home
        2023-07-18 3x4: Quarterly look at each provider's money | New contracts for care at home
        2025-07-15 2x4: New contracts since July 2025; quarterly look at each provider's money |
            Practise a closure with the NHS
        """,
        place="adults",
        inherent="4x4",
        target="2x3",
    ),
    Risk(
        "SR09",
        "strategic",
        "data-quality",
        "Decisions rest on figures that are wrong",
        "Head of Governance",
        "The same person is recorded differently in five systems, and returns come late.",
        "A figure that members relied on turns out to be wrong.",
        "Money and people go to the wrong place, and nobody believes the next report.",
        """
        2022-10-11 3x3: Heads of service sign off figures | Record revisions in the open
        2023-09-12 2x3: Heads of service sign off; every revision published with its reason |
            Match records of people and addresses
        """,
        place="resources",
        inherent="4x3",
        target="1x3",
    ),
    Risk(
        "SR10",
        "strategic",
        "climate",
        "We do not reach net zero by 2030",
        "Director of Highways and Environment",
        "What is left to change is dear: boilers, lorries and old buildings.",
        "Emissions stop falling short of the plan.",
        "Energy bills stay high and a public promise is broken.",
        """
        2023-01-31 4x3: Yearly count; street lights renewed | Bid for money for boilers
        2025-03-25 3x3: Yearly count; all street lights done; grant for boilers | Finish 14
            buildings by March 2026
        """,
        place="place",
        inherent="5x3",
        target="2x3",
    ),
    Risk(
        "SR11",
        "strategic",
        "reputation",
        "Changes to councils in the region take our attention from services",
        "Director of Resources",
        "The government has asked areas to think about new boundaries and powers.",
        "Senior staff spend a year on plans for reorganisation.",
        "Promised work slips and good people leave early.",
        """
        2025-01-28 3x2: Briefings for members | Set aside a small team
        2025-07-15 2x2: A team of three does this work and nothing else | Tell staff first
        """,
        place="resources",
        inherent="3x3",
        target="2x2",
        silent="2025-08-01",
        why="Review overdue.",
    ),
    Risk(
        "SR12",
        "strategic",
        "legal",
        "New law on hazards in rented homes finds us unready",
        "Director of Homes and Growth",
        "From October 2025 social landlords must deal with damp and mould within set days.",
        "Repairs of serious hazards take longer than the law allows.",
        "Tenants fall ill, and the ombudsman and the regulator act.",
        """
        2025-09-09 2x3: Every report of damp is seen within ten days; two surveyors hired |
            Link the repairs system to the legal time limits
        """,
        place="growth",
        inherent="4x4",
        target="1x3",
        why="New this quarter.",
    ),
    Risk(
        "OP1",
        "strategic",
        "financial",
        "Government grants for warm homes and clean heat",
        "Director of Highways and Environment",
        "National programmes are open until 2028.",
        "We win more than £5 million beyond what is in the budget.",
        "Another 300 homes and ten buildings are improved without borrowing.",
        """
        2024-04-23 3x3: Two people write bids | Line up installers before the next round
        2025-09-09 4x3: Two people write bids; list of 40 buildings ready | Line up installers
            before the next round
        """,
        place="place",
        target="4x4",
        nature="opportunity",
    ),
    Risk(
        "OP2",
        "strategic",
        "service",
        "One place for neighbourhood health and council services",
        "Director of Public Health and Communities",
        "The NHS wants to move care nearer to home and looks for buildings.",
        "Health teams share four of our libraries and leisure centres.",
        "People see a nurse, a librarian and an adviser in one visit, and rent is shared.",
        """
        2025-05-20 2x4: Talks with two groups of surgeries | Try it in one library in spring 2026
        """,
        place="wellbeing",
        target="4x4",
        nature="opportunity",
    ),
)
