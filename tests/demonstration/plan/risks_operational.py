"""The operational register: what could go wrong in a service. Internal."""

from .register import Risk

__all__ = ["OPERATIONAL"]

OPERATIONAL = (
    Risk(
        "OR01",
        "operational",
        "service",
        "People wait too long for a first assessment",
        "Head of Adult Assessment",
        "More people ask, and home visits take half a day.",
        "Someone waits beyond six weeks and falls or is left without care.",
        "Harm that could have been prevented; complaints.",
        """
        2022-06-14 4x3: Duty worker on weekdays | Clinics for simple equipment
        2023-04-18 5x3: Duty worker; calls to those who wait longest | Clinics for simple equipment
        2024-12-17 4x3: First clinic open; calls to those who wait longest | Clinics in five towns
        2025-09-16 3x3: Three clinics; every new request seen the same day | Two more clinics in
            January 2026
        """,
        place="adults",
        inherent="5x4",
        target="2x3",
        why="Moved down this quarter; was red in 2023.",
    ),
    Risk(
        "OR02",
        "operational",
        "data-quality",
        "Care records and housing records disagree about addresses",
        "Head of Adult Assessment",
        "Addresses are typed by hand in five systems.",
        "A visit or a letter goes to the wrong home.",
        "Private facts reach strangers; a fine.",
        """
        2023-05-09 3x3: Staff check the address on each call | Match the two systems
        2024-10-22 2x3: Staff check the address on each call; errors counted monthly | Match the
            two systems by January 2026
        """,
        place="adults",
        inherent="4x3",
        target="1x3",
    ),
    Risk(
        "OR03",
        "operational",
        "legal",
        "Applications to deprive a person of liberty wait too long",
        "Head of Adult Safeguarding",
        "More applications than assessors.",
        "People are kept in a care home without lawful authority.",
        "Their rights are breached; courts may award damages.",
        """
        2022-11-15 3x3: Cases ranked each week | Train four more assessors
        2024-04-09 2x3: Cases ranked each week; four more assessors | Clear the oldest cases
        """,
        place="adults",
        inherent="4x3",
        target="1x3",
        silent="2025-02-01",
        why="Review overdue since 2025.",
    ),
    Risk(
        "OR04",
        "operational",
        "financial",
        "Homes for children in care cost more than planned",
        "Head of Children's Social Care",
        "Teenagers stay longer, and homes nearby are full.",
        "More than ten children live in homes at over £7,000 a week.",
        "The budget for placements is exceeded by over £1 million.",
        """
        2022-09-13 3x4: Panel for every new placement | Homes of our own
        2023-07-25 4x4: Director signs each placement above £5,000 a week | Homes of our own
        2025-08-05 3x3: Director signs each placement; three houses bought | Open the first home
            in March 2026
        """,
        place="children",
        inherent="5x4",
        target="2x3",
        why="Red for two years, then down.",
    ),
    Risk(
        "OR05",
        "operational",
        "technology",
        "The old children's case system fails",
        "Head of Children's Social Care",
        "Its maker has stopped mending it.",
        "Records cannot be opened for a day or more.",
        "Social workers act without knowing what others know.",
        """
        2022-05-17 4x4: Copies every night | New system
        2023-02-14 3x4: Copies every hour; new system bought | Move records
        2024-03-19 2x3: Records moved; old system kept for reading only | Shut it in 2025
        """,
        place="children",
        inherent="5x4",
        target="1x2",
        closed="2025-06-24",
        why="Closed.",
    ),
    Risk(
        "OR06",
        "operational",
        "service",
        "School transport for pupils with special needs breaks down",
        "Head of Special Educational Needs",
        "Few drivers, longer journeys, one large firm.",
        "The firm hands back its routes in term.",
        "Two hundred pupils have no way to school.",
        """
        2023-01-24 3x3: Weekly call with each firm | Smaller lots in the next contract
        2024-09-10 2x4: Smaller lots since September 2024 | Train parents who would rather drive
        """,
        place="children",
        inherent="4x4",
        target="2x2",
    ),
    Risk(
        "OR07",
        "operational",
        "service",
        "Too few health visitors for every review",
        "Public Health Consultant",
        "Experienced staff retire faster than trainees qualify.",
        "Reviews of babies and toddlers fall below nine in ten.",
        "Problems with growth, speech or safety are seen late.",
        """
        2023-09-19 2x3: Monthly figures from the provider | Trainee places
        2024-07-16 3x3: Monthly figures; six trainees | Nursery nurses for two-year reviews
        """,
        place="wellbeing",
        inherent="4x3",
        target="2x3",
    ),
    Risk(
        "OR08",
        "operational",
        "reputation",
        "The leisure operator's booking system turns members away",
        "Head of Leisure",
        "The system was brought in with faults.",
        "Members cannot book and leave.",
        "Income falls; complaints double.",
        """
        2025-05-13 3x3: Staff book in person | List of faults with dates
        2025-09-23 3x2: Staff at reception; list of 27 faults agreed | Worst mended by December
        """,
        place="wellbeing",
        inherent="4x3",
        target="1x2",
    ),
    Risk(
        "OR09",
        "operational",
        "service",
        "A coaching provider stops sending figures",
        "Public Health Consultant",
        "It changed its case system without warning.",
        "We cannot tell whether the service helps.",
        "We pay for something nobody can check.",
        """
        2025-09-18 3x2: Return asked for by hand | Withhold payment from January
        """,
        place="wellbeing",
        inherent="4x2",
        target="1x2",
        why="New this quarter.",
    ),
    Risk(
        "OR10",
        "operational",
        "service",
        "Road repairs fall so far behind that someone is hurt",
        "Head of Highways",
        "Inspectors, schedulers and gangs work from separate lists.",
        "A dangerous defect is not made safe in time.",
        "Injury, claims and anger.",
        """
        2022-07-12 3x4: Dangerous defects within two hours | One list of work
        2024-01-23 2x4: Dangerous defects within two hours; weekly count | One desk
        2025-09-25 3x3: Extra gangs on Saturdays; dangerous defects first | One desk by April 2026
        """,
        place="place",
        inherent="4x4",
        target="2x3",
        why="Moved up this quarter, after the storms.",
    ),
    Risk(
        "OR11",
        "operational",
        "people",
        "Refuse crews are hurt by lifting and by traffic",
        "Head of Waste",
        "Heavy work beside moving vehicles.",
        "A worker is badly hurt.",
        "Pain, absence and prosecution.",
        """
        2022-10-04 3x4: Training each year; cameras on lorries | Lifting gear
        2024-02-06 2x4: Training; cameras; two people at every stop on main roads | Lifting gear
        """,
        place="place",
        inherent="4x4",
        target="1x4",
        silent="2025-04-01",
        why="Review overdue since 2025.",
    ),
    Risk(
        "OR12",
        "operational",
        "service",
        "Food waste rounds start without lorries or crews",
        "Head of Waste",
        "Every council in the country wants the same lorries.",
        "Five lorries come late and drivers are not trained.",
        "Rounds fail in their first weeks.",
        """
        2024-11-12 2x3: Order placed early | Hire lorries if late
        2025-05-06 3x3: Nine lorries delivered; monthly call with the maker | Hire lorries if late
        """,
        place="place",
        inherent="4x3",
        target="1x3",
    ),
    Risk(
        "OR13",
        "operational",
        "legal",
        "Planning decisions are overturned for want of time",
        "Head of Planning",
        "Large applications wait for advice from others.",
        "The national threshold for speed is missed.",
        "Applicants may go to the inspectorate instead of us.",
        """
        2023-03-14 2x4: Weekly look at dates | Agree extensions early
        2024-06-11 2x3: Weekly look; extensions agreed early | Advice before acceptance
        """,
        place="growth",
        inherent="3x4",
        target="1x3",
    ),
    Risk(
        "OR14",
        "operational",
        "service",
        "Damp and mould in council homes make tenants ill",
        "Head of Council Housing",
        "Cold homes, and repairs that wait.",
        "A child is ill in a home that we let.",
        "Harm; the regulator acts.",
        """
        2022-12-13 4x4: Every report seen within a month | Survey of all homes
        2023-09-05 3x4: Every report seen within two weeks; survey of a third of homes | More
            surveyors
        2024-11-19 2x4: Every report seen within ten days; all homes surveyed | Meet the new
            legal limits
        """,
        place="growth",
        inherent="5x4",
        target="1x4",
        why="From red to amber over two years.",
    ),
    Risk(
        "OR15",
        "operational",
        "financial",
        "Council tax owed to us is not collected",
        "Head of Finance",
        "Household budgets are tight.",
        "In-year collection falls below 96%.",
        "£1.5 million less than the budget.",
        """
        2022-08-23 3x3: Reminders; payment plans | Reach people before they fall behind
        2023-11-14 2x3: Payment plans; calls after one missed payment | Reminders in batches
        2025-03-11 1x4: Payment plans; calls after one missed payment | Reminders in batches
        """,
        place="resources",
        inherent="4x3",
        target="1x3",
    ),
    Risk(
        "OR16",
        "operational",
        "data-quality",
        "Complaints are counted differently in each directorate",
        "Head of Customer Services",
        "Each directorate logs its own complaints.",
        "One team inherits figures that do not agree.",
        "Members compare what cannot be compared.",
        "",
        opened="2025-09-22",
        place="resources",
        why="Never reviewed.",
    ),
)
