"""What readers must be told before anything else."""

from __future__ import annotations

from pmf_analysis.framework.plan import Council

__all__ = ["made_up"]


def made_up(council: Council) -> str:
    """Say that figures are not real, and of whom they are not; "" where they are."""
    if not council.illustrative:
        return ""
    if not council.figures_of:
        return "The council and its figures are made up."
    return (
        f"These figures are made up, and none is {council.name}'s. They show how its framework "
        "would report; where its document is silent, this program's proposals stand in."
    )
