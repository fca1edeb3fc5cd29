"""Commentary as Word files: sent out to be reviewed, and taken back cell by cell.

``export`` writes what ``propose`` reads. Between the two stands one form of the words, a row of
paragraphs (``paragraphs``): ``markdown`` reads it from a cell, ``boxes`` and ``file`` put it
into Word, ``opened`` and ``returned`` read it back, and ``merge`` puts it into the cell again,
where every block that nobody touched keeps its bytes.
"""

from pmf_analysis.pages.commentary.word.back import Comment, Proposal, propose
from pmf_analysis.pages.commentary.word.cell import Edit
from pmf_analysis.pages.commentary.word.difference import difference
from pmf_analysis.pages.commentary.word.export import Exported, export

__all__ = ["Comment", "Edit", "Exported", "Proposal", "difference", "export", "propose"]
