"""The authoring place: JupyterLab for analysts, and the explorer for members.

A commentary notebook asks for its page (`commentary`); the start page lists what is still to
write (`start`).
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["Here", "commentary", "start"]

# Each is found when first asked for (PEP 562): the explorer's server and its kernels are in this
# room too, and load nothing that they do not need.
_ROOMS = {
    "Here": "pmf_analysis.lab.here",
    "commentary": "pmf_analysis.lab.here",
    "start": "pmf_analysis.lab.overview",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
