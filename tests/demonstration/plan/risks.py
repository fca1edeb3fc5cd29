"""The register of risks and opportunities, and their reviews."""

from .register import REVIEW_HEADER, RISK_HEADER, Risk
from .risks_operational import OPERATIONAL
from .risks_strategic import STRATEGIC

__all__ = ["RISKS", "tables"]

PROJECT = (
    Risk(
        "PR01",
        "project",
        "service",
        "Asbestos holds up the second hostel",
        "Head of Housing Options",
        "The building is from 1964.",
        "Removal takes longer than six weeks.",
        "Families stay in bed and breakfast through the summer.",
        """
        2025-07-08 2x3: Survey before work | Price a specialist
        2025-09-17 3x3: Specialist named | Start removal in November
        """,
        place="growth",
        inherent="3x4",
        target="1x3",
    ),
    Risk(
        "PR02",
        "project",
        "people",
        "No manager for the children's homes",
        "Head of Children's Social Care",
        "Registered managers are few.",
        "The first home stands ready and empty.",
        "£40,000 a month is paid for homes elsewhere.",
        """
        2024-07-16 2x4: Advertised | Ask a fostering agency
        2025-01-21 4x4: Advertised twice; supplement | Train our own deputy
        2025-06-17 2x4: Manager appointed; deputy in training | Registration by Ofsted
        """,
        place="children",
        inherent="4x4",
        target="1x4",
    ),
    Risk(
        "PR03",
        "project",
        "financial",
        "Boiler grant must be paid back if work runs late",
        "Head of Climate and Nature",
        "The grant ends with March 2026.",
        "Four buildings are not done in time.",
        "£700,000 of grant is lost.",
        """
        2024-10-15 2x3: Monthly plan with the contractor | Ask for a longer term
        2025-01-14 3x3: Longer term agreed to March 2026 | Two crews through the winter
        """,
        place="place",
        inherent="4x3",
        target="1x3",
    ),
    Risk(
        "PR04",
        "project",
        "technology",
        "Online repair booking does not talk to the contractor's system",
        "Head of Council Housing",
        "Two makers, two systems.",
        "Tenants book times that nobody keeps.",
        "Complaints rise instead of falling.",
        """
        2025-01-15 3x3: Test in 20 homes | Test in 200 homes
        2025-04-08 2x3: Test in 200 homes | Open to all in January 2026
        """,
        place="growth",
        inherent="4x3",
        target="1x3",
        silent="2025-08-01",
        why="Review overdue.",
    ),
    Risk(
        "PR05",
        "project",
        "service",
        "Complaints pile up while one team takes over",
        "Head of Customer Services",
        "Staff move before the new way is settled.",
        "Replies due in January are missed.",
        "People complain about the complaint.",
        """
        2025-08-19 3x3: Daily list of what falls due | Clear old cases by Christmas
        """,
        place="resources",
        inherent="4x3",
        target="2x2",
    ),
    Risk(
        "PR06",
        "project",
        "legal",
        "The local plan is found unsound",
        "Head of Planning",
        "Transport evidence is thin.",
        "The inspectorate sends the plan back.",
        "Two years of work are lost, and developers choose where to build.",
        """
        2023-08-15 2x3: Advice from the inspectorate | Flood study
        2024-02-20 3x3: Advice from the inspectorate; flood study | Transport study
        2025-05-06 2x3: Advice from the inspectorate; flood study; transport study out to tender |
            Second meeting with the inspectorate
        """,
        place="growth",
        inherent="3x4",
        target="1x4",
    ),
    Risk(
        "OP3",
        "project",
        "financial",
        "Units for special needs open a term early",
        "Head of Special Educational Needs",
        "Classrooms made in a factory are ahead.",
        "All 110 places open in April 2026.",
        "Forty pupils go to school nearer home, and £300,000 of transport is saved.",
        """
        2025-06-10 3x3: Monthly look at the building plan | Name pupils early
        2025-09-02 4x3: Monthly look at the building plan | Name pupils early
        """,
        place="children",
        target="5x3",
        nature="opportunity",
    ),
)
RISKS: tuple[Risk, ...] = (*STRATEGIC, *OPERATIONAL, *PROJECT)


def tables() -> dict[str, list[list[str]]]:
    """Risks and their reviews."""
    reviews = [row for risk in RISKS for row in risk.review_rows()]
    return {
        "risks.csv": [RISK_HEADER.split(), *(risk.row() for risk in RISKS)],
        "risk_reviews.csv": [REVIEW_HEADER.split(), *reviews],
    }
