"""What comes in: the ways by which figures arrive, and what may make them look wrong."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ArrivalKind", "Doubt"]


class ArrivalKind(StrEnum):
    """How a file of figures came."""

    RETURN = "return"
    FINGERTIPS = "fingertips"
    EES = "ees"
    TIDY = "tidy"


class Doubt(StrEnum):
    """Why a figure may be wrong."""

    OUT_OF_RANGE = "OUT_OF_RANGE"
    ABOVE_WHOLE = "ABOVE_WHOLE"
    JUMP = "JUMP"
    PARTIAL = "PARTIAL"
    REPEATS = "REPEATS"
    LOW_RELIABILITY = "LOW_RELIABILITY"
