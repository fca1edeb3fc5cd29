"""What analysts write: MyST notebooks, drafted, read, checked and never overwritten."""

from pmf_analysis.pages.commentary.filed import filed
from pmf_analysis.pages.commentary.inert import inert
from pmf_analysis.pages.commentary.remarks import (
    Remark,
    all_of_quarter,
    before,
    key,
    of_quarter,
    read,
)
from pmf_analysis.pages.commentary.review import Doubt, DoubtKind, review

__all__ = [
    "Doubt",
    "DoubtKind",
    "Remark",
    "all_of_quarter",
    "before",
    "filed",
    "inert",
    "key",
    "of_quarter",
    "read",
    "review",
]
