"""The delivery plan: actions, their milestones and what was reported of them."""

from .actions_care import CARE
from .actions_children import CHILDREN
from .actions_council import COUNCIL_ACTIONS
from .actions_environment import ENVIRONMENT
from .actions_homes import HOMES
from .actions_roads import ROADS
from .story import ACTION_HEADER, MILESTONE_HEADER, UPDATE_HEADER, Action

__all__ = ["ACTIONS", "tables"]

ACTIONS: tuple[Action, ...] = (*ENVIRONMENT, *ROADS, *HOMES, *CHILDREN, *CARE, *COUNCIL_ACTIONS)


def tables() -> dict[str, list[list[str]]]:
    """Actions, milestones and updates."""
    return {
        "actions.csv": [ACTION_HEADER.split(), *(action.row() for action in ACTIONS)],
        "milestones.csv": [
            MILESTONE_HEADER.split(),
            *(row for action in ACTIONS for row in action.milestone_rows()),
        ],
        "action_updates.csv": [
            UPDATE_HEADER.split(),
            *(row for action in ACTIONS for row in action.update_rows()),
        ],
    }
