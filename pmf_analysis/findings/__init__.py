"""The findings of a quarter: worked out from a book of data, and written down."""

from pmf_analysis.findings.document import document, dump, picture_schema, restore
from pmf_analysis.findings.flow import compute, find, load, locate, placed

__all__ = [
    "compute",
    "document",
    "dump",
    "find",
    "load",
    "locate",
    "picture_schema",
    "placed",
    "restore",
]
