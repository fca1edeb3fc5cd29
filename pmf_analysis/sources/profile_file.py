"""Read ``framework.yml`` and say, by line, what in it cannot be used."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.framework.errors import Fault
from pmf_analysis.framework.profile import Framework
from pmf_analysis.sources import yaml_file

__all__ = ["parse", "parse_shared"]

WHAT = "the council's framework"


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
    return yaml_file.parse(content, file, Framework, WHAT)


def parse_shared(
    content: bytes, file: str, own: bytes, own_file: str
) -> tuple[Framework | None, list[Fault]]:
    """Turn a framework that several councils share, and one council's part, into its profile.

    Parameters
    ----------
    content, own : bytes
        The shared file, and the council's: each of its keys stands in place of the shared one.
    file, own_file : str
        Their names, for the faults.

    Returns
    -------
    Framework or None, list of Fault
        As `parse`.
    """
    tree, faults = yaml_file.load(content, file, WHAT)
    part, more = yaml_file.load(own, own_file, "what is this council's own")
    for found, name in ((tree, file), (part, own_file)):
        if found is not None and not isinstance(found, dict):
            faults.append(Fault(name, 1, "", "several keys", "something else"))
    faults += more
    if faults:
        return None, faults
    for key in part:
        tree[key] = part[key]
        tree.lc.data[key] = part.lc.data[key]  # its line, for the faults
    parsed, faults = yaml_file.validate(tree, file, Framework)
    return parsed, [
        replace(fault, file=own_file) if fault.column.partition(".")[0] in part else fault
        for fault in faults
    ]
