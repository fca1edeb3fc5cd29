"""The pages: what each one rests on, and the pieces it can show of it."""

from pmf_analysis.visuals.page.base import Page

__all__ = ["Page"]
