"""A file that came back, opened without trusting it."""

from __future__ import annotations

import io
import sys
import zipfile
from copy import copy
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage

from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.pages.commentary.word.record import Record

__all__ = ["Opened", "opened"]

LARGEST = 100 * 2**20  # bytes, unpacked: a hundred charts are a tenth of it
MOST = 2_000_000  # elements: a book of a thousand pages has fewer
CHUNK = 2**16
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # how .doc begins, and a .docx with a password
EXPECTED = "a Word file (.docx) of `pmf commentary export`"
SAVE = "Open it in Word, save it as .docx without a password and without macros, and send that"


@dataclass(frozen=True)
class Opened:
    """A Word file's parts that are read.

    Attributes
    ----------
    name : str
        The file's name, as a fault gives it.
    body, styles, numbering, comments : element or None
        As Word keeps them.
    links : dict of str to str
        Addresses of links by their relationship.
    record : Record
        What the file says of itself.
    """

    name: str
    body: Any
    styles: Any
    numbering: Any
    comments: Any
    links: dict[str, str]
    record: Record


def opened(name: str, content: bytes) -> Opened:
    """Open a Word file.

    Parameters
    ----------
    name : str
        The file's name.
    content : bytes
        The file.

    Raises
    ------
    FaultsFound
        It is no Word file, has a password or macros, would fill the computer's memory, or is
        no file of ours.
    """
    _checked(name, content)
    try:
        main = OpcPackage.open(io.BytesIO(content)).main_document_part
        if main.content_type != CONTENT_TYPE.WML_DOCUMENT_MAIN:
            raise _refused(name, "a template or a file with macros")
        related = {relation.reltype: relation for relation in main.rels.values()}
        kinds = RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.COMMENTS
        xml = {kind: _root(related[kind].target_part) for kind in kinds if kind in related}
        links = {key: r.target_ref for key, r in main.rels.items() if r.is_external}
        body = _root(main)[0]
        ours = [r for r in main.rels.values() if r.reltype.endswith("/customXml")]
        beside = [relation.target_part.blob for relation in ours]
    except FaultsFound:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken file provokes
        raise _refused(name, "one that is damaged inside") from None
    return Opened(
        name,
        body,
        xml.get(RELATIONSHIP_TYPE.STYLES),
        xml.get(RELATIONSHIP_TYPE.NUMBERING),
        xml.get(RELATIONSHIP_TYPE.COMMENTS),
        links,
        _record(name, beside),
    )


def _root(part: Any) -> Any:
    """Return a part's root; Word declares no entities, which could grow without end."""
    if part.element.getroottree().docinfo.doctype:
        raise ValueError
    return part.element


def _refused(name: str, got: str, advice: str = SAVE) -> FaultsFound:
    return FaultsFound([Fault(name, None, "", EXPECTED, got, advice)])


def _checked(name: str, content: bytes) -> None:
    if content.startswith(_OLD):
        raise _refused(name, "one with a password, or an old .doc")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise _refused(name, "one with a password")
            if not _fits(archive):
                raise _refused(name, "one that is far too large once unpacked")
            if any(part.lower().endswith("vbaproject.bin") for part in archive.namelist()):
                raise _refused(name, "one with macros")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError):
        raise _refused(name, "another kind of file, or a damaged one") from None


def _fits(archive: zipfile.ZipFile) -> bool:
    """Whether it is small enough; what the archive says of its own sizes may be false."""
    size = 0
    for entry in map(copy, archive.infolist()):
        entry.file_size = sys.maxsize  # else zipfile stops where the archive says that it ends
        elements = 0
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                elements += chunk.count(b"<")
                if size > LARGEST or elements > MOST:
                    return False
    return True


def _record(name: str, beside: list[bytes]) -> Record:
    advice = "Begin again from the file that was sent out, and keep it in Word's own format"
    try:
        found = [record for part in beside if (record := Record.of(part))]
    except (ValueError, SyntaxError):
        raise _refused(name, "one whose note of its boxes is damaged", advice) from None
    if not found:
        raise _refused(name, "a Word file without a note of its boxes", advice)
    return found[0]
