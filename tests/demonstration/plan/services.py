"""The service plans: their objectives, changes and workforce questions."""

from .objective import OBJECTIVE_HEADER
from .services_people import PEOPLE_PLANS
from .services_places import PLACES_PLANS

__all__ = ["tables"]


def tables() -> dict[str, list[list[str]]]:
    """Objectives with their status at the end of each quarter."""
    rows = [row for plan in (*PEOPLE_PLANS, *PLACES_PLANS) for row in plan.rows()]
    return {"objectives.csv": [OBJECTIVE_HEADER.split(), *rows]}
