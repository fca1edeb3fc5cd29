"""A council's own book, begun: its profile, its empty tables, and the way to a first report."""

from pmf_analysis.intake.new.answers import (
    NONE,
    Asked,
    asked,
    read_code,
    read_folder,
    read_framework,
    read_month,
    read_name,
    read_quarter,
    ready_made,
    usual,
)
from pmf_analysis.intake.new.folder import Begun, begin

__all__ = [
    "NONE",
    "Asked",
    "Begun",
    "asked",
    "begin",
    "read_code",
    "read_folder",
    "read_framework",
    "read_month",
    "read_name",
    "read_quarter",
    "ready_made",
    "usual",
]
