"""One page of each kind, how the browser is started, and the headers that the build wrote."""

from __future__ import annotations

from pathlib import Path

KINDS = (
    "index",
    "corporate",
    "themes/homes",
    "directorates/children",
    "delivery",
    "standards",
    "service-plans/growth",
    "risk",
    "finance",
    "people",
    "residents",
    "context",
    "responses",
    "golden-thread",
    "groups",
    "case-studies",
    "year",
    "measures",
    "statutory",
    "portfolios/cabinet-member-for-homes",
    "framework",
    "roles",
    "calendar",
    "questions",
    "explorer",
    "benchmarks",
    "quality",
    "earlier",
    "indicators",
    "indicators/506",
    "indicators/601",
    "indicators/1006",
    "how-to-read",
    "methods",
    "methods-wider",
    "glossary",
    "accessibility",
    "about",
    "downloads",
    "search",
    "404",
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def headers(site: Path) -> dict[str, str]:
    """The headers for every page, read from the file that hosts of static sites take."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    start = lines.index("/*") + 1
    said = {}
    for line in lines[start:]:
        if not line.startswith(" "):
            break
        name, _, value = line.strip().partition(": ")
        said[name] = value
    return said
