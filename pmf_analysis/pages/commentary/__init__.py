"""What analysts write: MyST notebooks, drafted, read, checked and never overwritten."""

from pmf_analysis.pages.commentary.inert import inert
from pmf_analysis.pages.commentary.remarks import Remark, before, key, of_quarter, read
from pmf_analysis.pages.commentary.review import review

__all__ = ["Remark", "before", "inert", "key", "of_quarter", "read", "review"]
