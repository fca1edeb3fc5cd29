"""Why a target is what it is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Aim"]


@dataclass(frozen=True)
class Aim:
    """Who set an organisation's target for an indicator, for which period, and why."""

    indicator: str
    organisation: str
    period: str
    set_by: str
    rationale: str
