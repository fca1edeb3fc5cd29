"""What was decided about a figure, a risk or an action, and what came of it."""

from .responses_earlier import EARLIER
from .responses_later import LATER

__all__ = ["RESPONSES", "tables"]

HEADER = "response about raised_at finding decision owner_role due closed outcome recorded_on"
RESPONSES = (*EARLIER, *LATER)


def tables() -> dict[str, list[list[str]]]:
    """Responses in the order in which they were raised."""
    raised = sorted(RESPONSES, key=lambda response: response.raised)
    rows = [row for place, one in enumerate(raised, start=1) for row in one.rows(f"RS{place:02d}")]
    return {"responses.csv": [HEADER.split(), *rows]}
