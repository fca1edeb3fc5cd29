"""The ``pmf`` command."""

from __future__ import annotations

import gc
import sys

from pmf_analysis.cli import (
    book,
    commentary,
    data,
    explore,
    lab,
    national,
    new,
    publishing,
    returns,
)
from pmf_analysis.cli.app import app
from pmf_analysis.cli.say import explain
from pmf_analysis.framework.errors import PmfError, WrongUse

__all__ = ["app", "main"]

FAULTS, WRONG_USE, INTERRUPTED = 1, 2, 130
# New objects before Python looks for those that nobody holds. A run makes millions that it keeps:
# at Python's own 700 a tenth of its work would be this search.
COLLECT_AFTER = 100_000

new.add(app)
book.add(app)
publishing.add(app)
returns.add(app)
commentary.add(app)
lab.add(app)
explore.add(app)
national.add(app)
data.add(app)


def main() -> None:
    """Run the command; whatever the program can explain ends without a traceback."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        app()
    except WrongUse as error:
        explain(error)
        sys.exit(WRONG_USE)
    except PmfError as error:
        explain(error)
        sys.exit(FAULTS)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
