"""Can it be trusted: data quality, and what has been revised."""

from pmf_analysis.findings.quality import quality
from pmf_analysis.findings.revisions import revisions

__all__ = ["quality", "revisions"]
