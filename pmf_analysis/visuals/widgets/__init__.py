"""Widgets to explore with: what they show is the report's own findings, charts and words."""

from pmf_analysis.visuals.widgets.exploring import Explorer, explorer
from pmf_analysis.visuals.widgets.opener import Opener
from pmf_analysis.visuals.widgets.side_by_side import Directorates, directorates
from pmf_analysis.visuals.widgets.trials import (
    RebaseTrial,
    TargetTrial,
    rebase_trial,
    target_trial,
)

__all__ = [
    "Directorates",
    "Explorer",
    "Opener",
    "RebaseTrial",
    "TargetTrial",
    "directorates",
    "explorer",
    "rebase_trial",
    "target_trial",
]
