"""Read ``framework.yml`` and say, by line, what in it cannot be used."""

from __future__ import annotations

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.profile import Framework
from pmf_analysis.sources import yaml_file

__all__ = ["parse"]


def parse(content: bytes, file: str) -> tuple[Framework | None, list[Fault]]:
    """Turn the file's bytes into a profile.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        Its name, for the faults.

    Returns
    -------
    Framework or None
        The profile; None when it cannot be used.
    list of Fault
        Every fault, with the line it stands on.
    """
    return yaml_file.parse(content, file, Framework, "the council's framework")
