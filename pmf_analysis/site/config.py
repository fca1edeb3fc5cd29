"""Turn a council's framework into the settings and contents of its book."""

from __future__ import annotations

import copy
import datetime as dt
import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.profile import Framework
from pmf_analysis.visuals import notices, words

__all__ = ["contents", "fill", "settings"]

ARTICLE = "a_"
GENERATED, WRITTEN = "book/generated/", "book/"
# Captions that are the plural of the council's own word.
_MANY = ("clinic", "portfolio")
INTERNAL_PARTS = {"For analysts and developers"}
DEMONSTRATION = "<strong>Demonstration.</strong>"
INTERNAL_BANNER = "<strong>Internal.</strong> Not for publication."


def settings(
    base: Mapping[str, Any], framework: Framework, quarter: str, audience: Audience
) -> dict[str, Any]:
    """Return Jupyter Book's settings for one edition.

    Parameters
    ----------
    base : mapping
        What ``_config.yml`` says; not changed.
    framework : Framework
        Gives name, notices and dates.
    quarter : str
        The reporting quarter.
    audience : Audience
        The edition.
    """
    made = copy.deepcopy(dict(base))
    council = framework.council
    made["title"] = f"{council.name}: performance report"
    made["author"] = council.name
    dates = framework.quarters.get(framework.period(quarter))
    published = dates.publication if dates else None
    made["copyright"] = str(published.year if published else framework.period(quarter).end.year)
    sphinx = made.setdefault("sphinx", {}).setdefault("config", {})
    options = sphinx.setdefault("html_theme_options", {})
    made_up = html.escape(notices.made_up(council), quote=False)
    told = [f"{DEMONSTRATION} {made_up}"] if made_up else []
    told += [INTERNAL_BANNER] if audience is Audience.INTERNAL else []
    options["announcement"] = " ".join(told)
    sphinx["html_title"] = council.name
    sphinx["html_context"] = {
        "default_mode": "light",
        "pmf_council": council.name,
        "pmf_quarter": words.quarter(framework.period(quarter)),
        "pmf_themes": words.capital(framework.words.themes),
        "pmf_directorates": words.capital(framework.words.directorates),
        "pmf_indicators": words.capital(framework.words.indicators),
        "pmf_many_indicators": framework.words.indicators,
        "pmf_contact": council.contact,
        "pmf_licence": council.licence,
        "pmf_formats": ", ".join((*council.formats, *council.languages)),
    }
    return made


def contents(
    toc: Mapping[str, Any], pages: Sequence[str], framework: Framework, audience: Audience
) -> dict[str, Any]:
    """Return the table of contents, with globs expanded in the council's own order.

    Parameters
    ----------
    toc : mapping
        What ``_toc.yml`` says. In the published book the folders ``book/generated/`` and
        ``book/`` fall away, so that addresses are short.
    pages : sequence of str
        Paths of the generated pages, in reading order.
    framework : Framework
        A caption such as Themes becomes the council's own word.
    audience : Audience
        The public edition leaves out what is for analysts and developers.
    """
    root = _address(toc["root"])
    made: dict[str, Any] = {"format": toc["format"]}
    made["root"] = root if root in pages else pages[0]  # a preview may have no home page yet
    pages = [page for page in pages if page != made["root"]]
    made["parts"] = parts = []
    own = framework.words.model_dump()
    own |= {f"{name}s": f"{own[name]}s" for name in _MANY}
    for part in toc["parts"]:
        if part["caption"] in INTERNAL_PARTS and audience is Audience.PUBLIC:
            continue
        chapters = _entries(part["chapters"], pages)
        if chapters:
            word = own.get(part["caption"].lower(), part["caption"])
            parts.append({"caption": word[:1].upper() + word[1:], "chapters": chapters})
    return made


def _entries(entries: Sequence[Mapping[str, Any]], pages: Sequence[str]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for entry in entries:
        if "glob" in entry:
            pattern = re.escape(_address(entry["glob"])).replace(r"\*", "[^/]+")
            made += [{"file": page} for page in pages if re.fullmatch(pattern, page)]
            continue
        address = _address(entry["file"])
        if entry["file"].startswith(GENERATED) and address not in pages:
            continue
        sections = _entries(entry.get("sections", ()), pages)
        made.append({"file": address} | ({"sections": sections} if sections else {}))
    return made


def _address(path: str) -> str:
    return path.removeprefix(GENERATED).removeprefix(WRITTEN)


def fill(text: str, framework: Framework, file: str) -> str:
    """Put the council's words into a hand-written page, where it says ``{{ theme }}``.

    A name that begins with ``a_`` has its article before it, as the word asks for it.

    Raises
    ------
    WrongUse
        The page asks for a word that there is not.
    """
    named = {"short_name": framework.council.short}
    own = framework.council.model_dump() | framework.words.model_dump() | named

    def word(match: re.Match[str]) -> str:
        name = match.group(1)
        plain = name.lower()
        led = plain.startswith(ARTICLE)
        if plain.removeprefix(ARTICLE) not in own:
            raise WrongUse(f"{file} asks for the word {name!r}; there is none in framework.yml")
        value = _spelt(own[plain.removeprefix(ARTICLE)])
        if led:
            value = f"{'an' if value[:1].lower() in 'aeiou' else 'a'} {value}"
        return words.capital(value) if name[:1].isupper() else value

    return re.sub(r"\{\{ *([A-Za-z_]+) *\}\}", word, text)


def _spelt(value: object) -> str:
    """Spell a day as a sentence has it; one that the profile leaves out is said to be left out."""
    if isinstance(value, dt.date):
        return words.date(value)
    return "a date that is not yet recorded" if value is None else str(value)
