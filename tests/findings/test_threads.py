"""The golden thread of an edition: what is tied to something unseen is no gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.judgements.thread import Break
from tests import books

THREE_THEMES = books.FRAMEWORK.replace(
    "directorates:",
    "  - {code: care, name: Care}\n  - {code: growth, name: Growth}\ndirectorates:",
)
ACTIONS = [
    "action,title,kind,theme,mission,directorate,service,group,lead_role,portfolio_role,start,due,"
    "resources,audience",
    "A1,Restructure,action,homes,,housing,,,Head,,2025-04-01,2026-03-31,,internal",
    "A2,Build,action,growth,,housing,,,Head,,2025-04-01,2026-03-31,,public",
]


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_what_an_edition_does_not_show_still_ties(tmp_path: Path, audience: str) -> None:
    """A theme whose only action is internal lacks none; one without any action does."""
    data = books.write(tmp_path / "data", THREE_THEMES, actions=ACTIONS)
    picture = flow.compute(data, audience=audience).picture
    lacking = {gap.node.code for gap in picture.gaps if gap.how is Break.NO_ACTION}
    assert lacking == {"care"}
    assert ("A1" in {node.code for node in picture.nodes}) == (audience == "internal")
