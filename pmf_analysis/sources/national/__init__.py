"""National data as published: Fingertips, Explore Education Statistics, and any tidy file."""

from pmf_analysis.sources.national import ees, fingertips, mapping, tidy
from pmf_analysis.sources.national.wanted import Wanted

__all__ = ["Wanted", "ees", "fingertips", "mapping", "tidy"]
