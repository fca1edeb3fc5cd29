"""What a Word file says of itself, beside its words: which boxes it holds, and of which cells."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from pydantic import BaseModel, ConfigDict

from pmf_analysis.pages.commentary.word.paragraphs import Paragraph

__all__ = ["PREFIX", "Box", "Record", "digest", "folded", "shown"]

NAMESPACE = "urn:pmf-analysis:commentary"
PREFIX = "pmf:"  # how the tag of a box begins; Word takes 64 characters at most
LENGTH = 12  # hexadecimal digits that tell texts apart


def digest(text: str) -> str:
    """Return a few digits that change with a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def shown(paragraphs: Iterable[Paragraph]) -> str:
    """Return the digest of what a box shows."""
    return digest(repr(tuple(paragraphs)))


def folded(text: str) -> str:
    """Return a text with its white space made single, as frames are compared."""
    return re.sub(r"\s+", " ", text).strip()


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(_Value):
    """One box of a Word file.

    Attributes
    ----------
    kind, scope : str
        The page that its cell stands on.
    indicator, organisation : str
        What the cell is about, as its head says.
    nth : int
        Which of several cells about the same, from 0.
    title : str
        What a reader calls it.
    source : str
        Digest of the cell's words when they were exported.
    words : str
        Digest of what the box then showed.
    after : str
        Digest of the line before the box.
    """

    kind: str
    scope: str
    indicator: str
    organisation: str
    nth: int
    title: str
    source: str
    words: str
    after: str

    @property
    def tag(self) -> str:
        """The tag of the content control: digits for the place, digits for the words."""
        place = (self.kind, self.scope, self.indicator, self.organisation, self.nth)
        return f"{PREFIX}{digest(json.dumps(place))}:{self.source}"


class Record(_Value):
    """What a Word file says of itself.

    Attributes
    ----------
    council, quarter : str
        Whose file it is, and of which quarter.
    part : str
        The directorate's code; "" for what belongs to none.
    boxes : tuple of Box
        In their order.
    frame : tuple of str
        Digests of every line outside the boxes.
    """

    council: str
    quarter: str
    part: str
    boxes: tuple[Box, ...]
    frame: tuple[str, ...]

    def xml(self) -> bytes:
        """Return the part of the Word file that keeps it."""
        said = escape(self.model_dump_json())
        return f'<review xmlns="{NAMESPACE}">{said}</review>'.encode()

    @classmethod
    def of(cls, part: bytes) -> Record | None:
        """Read a part of a Word file; None where it is somebody else's.

        Raises
        ------
        ValueError
            It is ours and damaged.
        """
        if NAMESPACE.encode() not in part:
            return None
        return cls.model_validate_json(parse_xml(part).text or "")
