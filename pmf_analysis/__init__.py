"""pmf_analysis: from a council's data to its published performance report."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

# Our arrays are small and our parallel work is by process: threads of a linear algebra library
# would only wait for each other. A setting of the user's own stays.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["Findings", "Framework", "Period", "compute", "xmr"]

# The public face. Each name is found when first asked for (PEP 562), so that importing
# one room loads that room alone.
_ROOMS = {
    "Findings": "pmf_analysis.judgements.finding",
    "Framework": "pmf_analysis.framework.profile",
    "Period": "pmf_analysis.framework.period",
    "compute": "pmf_analysis.findings",
    "xmr": "pmf_analysis.statistics.control_chart",
}

try:
    __version__ = version("pmf-analysis")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0+unknown"


def __getattr__(name: str) -> Any:
    """Load a public name from its room."""
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
