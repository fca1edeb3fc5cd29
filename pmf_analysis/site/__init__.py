"""From executed notebooks and hand-written pages to the published website."""
