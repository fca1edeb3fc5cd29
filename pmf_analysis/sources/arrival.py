"""What a file of figures brought, before anything is done with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from pmf_analysis.framework.arrival import ArrivalKind

__all__ = ["Arrival", "LeftOut", "digest"]


@dataclass(frozen=True, order=True)
class LeftOut:
    """A row that gave no figure, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class Arrival:
    """The figures of a file, in the columns of the tables that they belong to.

    Every row of the file gave at least one figure, or was left out for a reason.

    Attributes
    ----------
    kind : ArrivalKind
        How it came.
    file : str
        Its name.
    sha256 : str
        Digest of its bytes.
    rows : int
        Rows that it holds, without headers and blank lines.
    tables : mapping of str to DataFrame
        Per table, every cell as text, without ``recorded_on``; the index is the row in the file.
    left_out : tuple of LeftOut
        The rows that gave no figure.
    directorate, quarter : str
        Of a return: who sent it, and for when.
    source, licence : str
        Who published it, and under what licence.
    reasons : mapping of (indicator, organisation, period) to str
        Of a return: why a figure that looks wrong is right.
    accepted_by : str
        The role that gave the reasons.
    mapping : str
        Of published statistics: the digest of the mapping that they were read by.
    """

    kind: ArrivalKind
    file: str
    sha256: str
    rows: int
    tables: Mapping[str, pd.DataFrame]
    left_out: tuple[LeftOut, ...] = ()
    directorate: str = ""
    quarter: str = ""
    source: str = ""
    licence: str = ""
    reasons: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    accepted_by: str = ""
    mapping: str = ""


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hex digits."""
    return hashlib.sha256(content).hexdigest()
