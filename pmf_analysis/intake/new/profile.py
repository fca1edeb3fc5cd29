"""The ``framework.yml`` of a new book: a ready-made one with the council's own answers in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmf_analysis.framework.errors import FaultsFound
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.profile import Framework
from pmf_analysis.intake.new.calendar import quarters
from pmf_analysis.sources import profile_file, profiles
from pmf_analysis.sources.yaml_text import HEAD, entries, loaded, parts, with_values

__all__ = ["blank", "named_elsewhere", "parsed", "text", "whole"]

BLANK = "_blank"  # what every new book is made of, beside the ready-made frameworks
# Keys of `document` that tell of one council's own paper.
OF_ITS_OWN = (
    "version", "status", "dated", "approved_by", "approved_on", "next_review", "review_note",
    "changes",
)  # fmt: skip


def blank() -> Path:
    """Return the folder of what a new book is made of."""
    return profiles.ours() / BLANK


@lru_cache
def whole(framework: str) -> tuple[str, Framework]:
    """Return a ready-made framework, the shared part and the council's own in one text.

    Parameters
    ----------
    framework : str
        Its name; "" for the short one that belongs to no council.

    Raises
    ------
    FaultsFound
        It cannot be used.
    """
    if not framework:
        read = (blank() / profiles.FRAMEWORK_FILE).read_text(encoding="utf-8")
        return read, parsed(read, f"{BLANK}/{profiles.FRAMEWORK_FILE}")
    ready = profiles.available()[framework]
    found = parts(ready.shared.read_text(encoding="utf-8"))
    if ready.own:
        own = parts(ready.own.read_text(encoding="utf-8"))
        del own[HEAD]
        first = {HEAD: found.pop(HEAD), "council": own["council"]}
        found = {name: _ended(part) for name, part in (first | found | own).items()}
    together = "".join(found.values())
    return together, parsed(together, ready.place(ready.shared))


def parsed(content: str, file: str) -> Framework:
    """Return what a profile's text says.

    Raises
    ------
    FaultsFound
        It cannot be used.
    """
    read, faults = profile_file.parse(content.encode("utf-8"), file)
    if read is None:
        raise FaultsFound(faults)
    return read


def text(framework: str, answers: Mapping[str, Any], first: Period) -> str:
    """Return the text of a new book's profile; the framework's comments stay.

    Parameters
    ----------
    framework : str
        The ready-made framework; "" for the short one.
    answers : mapping
        Of the key ``council``: name, code and year_starts.
    first : Period
        The first quarter to report.
    """
    content, like = whole(framework)
    found, short = parts(content), parts(whole("")[0])
    if framework and answers["code"] != like.council.code:
        found["council"] = short["council"]
        if "document" in found:
            found["document"] = _draft(found["document"], short["document"])
    council = with_values(found["council"], answers, "council", without=("illustrative",))
    found["council"] = _ended(council)
    own = not framework or answers["code"] == like.council.code
    found["calendar"] = _calendar(found["calendar"], like, first, own=own)
    return "".join(found.values())


def named_elsewhere(content: str, framework: str, code: str) -> list[int]:
    """Return the lines that still name the council which a framework was made for."""
    _, like = whole(framework)
    if not framework or code == like.council.code:
        return []
    named = re.compile(rf"\b{re.escape(like.council.short)}\b")
    return [k for k, line in enumerate(content.splitlines(), start=1) if named.search(line)]


def _draft(theirs: str, short: str) -> str:
    """A framework's document without what is true of its own council alone."""
    kept, ours = parts(theirs, "document"), parts(short, "document")
    head = kept.pop(HEAD)
    fresh = {name: ours[name] for name in OF_ITS_OWN if name in ours}
    kept = fresh | {name: part for name, part in kept.items() if name not in OF_ITS_OWN}
    return _ended(head + "".join(kept.values()))


def _calendar(theirs: str, like: Framework, first: Period, *, own: bool) -> str:
    """A calendar that begins with the first quarter; another council's events are not its own."""
    kept = parts(theirs, "calendar")
    kept.pop("archive_from", None)  # the first quarter, unless something else is said
    before, entry, *_ = _listed(kept["quarters"], "quarters")
    indent = entry[: len(entry) - len(entry.lstrip())]
    rows = [_flow(row) for row in quarters(like, first)]
    kept["quarters"] = before + "".join(f"{indent}- {row}\n" for row in rows)
    if "events" in kept:
        kept["events"] = _events(kept["events"], first.start if own else dt.date.max)
    return _ended("".join(kept.values()))


def _events(theirs: str, begins: dt.date) -> str:
    """The dated events without those that are over before the first quarter begins."""
    dates = [event["date"] for event in loaded(f"calendar:\n{theirs}")["calendar"]["events"]]
    if all(date >= begins for date in dates):
        return theirs
    before, *each = _listed(theirs, "events")
    left = [entry for entry, date in zip(each, dates, strict=True) if date >= begins]
    return before + "".join(left) if left else before.replace("events:", "events: []", 1)


def _listed(part: str, key: str) -> list[str]:
    """The entries of a list that stands within the calendar."""
    before, *each = entries(f"calendar:\n{part}", "calendar", key)
    return [before.removeprefix("calendar:\n"), *each]


def _flow(row: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {cell}" for name, cell in row.items()) + "}"


def _ended(part: str) -> str:
    """A part with one empty line after it."""
    return part.rstrip("\n") + "\n\n"
