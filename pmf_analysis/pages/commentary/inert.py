"""Commentary as Markdown that can do nothing but be read."""

from __future__ import annotations

import re

__all__ = ["inert"]

# What may stand before a fence: indentation, quotation marks, list marks.
_NESTING = r"(?:[ \t]|>|[-*+]|\d+[.)])*"


def inert(text: str) -> str:
    """Return commentary as Markdown that can do nothing but be read.

    Directives become plain code blocks, images their description (a remote one would tell
    another host who reads the page), and a top heading a second one: the page has its own.
    Raw HTML, roles and comments are switched off in the book's configuration.
    """
    text = re.sub(
        rf"(?m)^({_NESTING}(?:`{{3,}}|~{{3,}}|:{{3,}}))[ \t]*\{{[^}}\n]*\}}.*$", r"\1text", text
    )
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"*\1*", text)
    return re.sub(r"(?m)^# (?=\S)", "## ", text)
