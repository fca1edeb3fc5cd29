"""Findings written down: handed to a notebook and back, and as the documented interface."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.picture import Picture

__all__ = ["document", "dump", "picture_schema", "restore"]


@cache
def _adapter() -> TypeAdapter[Findings]:
    return TypeAdapter(Findings)


def dump(findings: Findings) -> bytes:
    """Return findings as JSON that `restore` reads back whole."""
    return _adapter().dump_json(findings)


def restore(path: str | Path) -> Findings:
    """Return the findings that a build wrote for one page."""
    return _adapter().validate_json(Path(path).read_bytes())


SCHEMA_VERSION = "1.3"
SIGNIFICANT_DIGITS = 12
# What a finding holds for charts and ordering, and the document leaves out.
_NOT_IN_DOCUMENT = {"points", "urgency", "happenings", "comparison"}

# The parts of the picture that the document has; the thread's ties are positions, for drawing.
PARTS = tuple(f.name for f in fields(Picture) if f.name not in {"nodes", "ties"})


def picture_schema() -> dict[str, Any]:
    """Return the JSON Schema of the document's ``picture``, made from its types."""
    made = TypeAdapter(Picture).json_schema(mode="serialization", ref_template="#/$defs/{model}")
    kept = {name: made["properties"][name] for name in PARTS}
    for part in kept.values():
        part.pop("default", None)
    schema = {"type": "object", "additionalProperties": False, "properties": kept}
    return {**made["$defs"], "Picture": schema | {"required": list(PARTS)}}


def document(findings: Findings) -> dict[str, Any]:
    """Return the findings as the documented, versioned interface.

    Numbers are rounded once, to 12 significant digits, and findings sorted by indicator and
    organisation, so that one book gives the same bytes from any source.
    """
    return {
        "version": SCHEMA_VERSION,
        "council": findings.framework.council.name,
        "council_code": findings.framework.council.code,
        "illustrative": findings.framework.council.illustrative,
        "quarter": findings.quarter,
        "as_at": findings.as_at.isoformat() if findings.as_at else None,
        "reported_on": findings.reported_on.isoformat(),
        "audience": str(findings.audience),
        "findings": [_entry(f) for f in sorted(findings.findings, key=lambda f: f.key)],
        "picture": {name: _plain(getattr(findings.picture, name)) for name in PARTS},
    }


def _entry(finding: Finding) -> dict[str, Any]:
    names = (f.name for f in fields(finding) if f.name not in _NOT_IN_DOCUMENT)
    entry = {name: _plain(getattr(finding, name)) for name in names}
    return entry | {"fingerprint": finding.fingerprint}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
