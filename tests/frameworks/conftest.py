"""The demonstration's figures built in each ready-made framework, once a session and worker."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import copied_checkout, process
from tests.frameworks.coverage import BOOKS, rows

WHOLE = {"westmorland-and-furness"}  # whose catalogue is what is asked for
EVERY = 3  # of the indicators that no row names, one in three is kept in the short form
Built = Callable[..., Path]


def _thinned(data: Path, name: str) -> None:
    """Leave out two indicators in three, which spares most of the time; none in the full form."""
    if os.environ.get("PMF_PROVE") or name in WHOLE:
        return
    named = {row.where.removeprefix("indicators/").upper() for row in rows(BOOKS[name])}
    codes = pd.read_csv(data / "indicators.csv", dtype=str)["indicator"]
    gone = [code for k, code in enumerate(codes) if k % EVERY and code not in named]
    path = data / "frameworks" / BOOKS[name] / "placing.yml"
    text = path.read_text(encoding="utf-8")
    left_out = "".join(f'  "{code}": ""\n' for code in gone if f'"{code}":' not in text)
    head = "\nindicators:\n"
    text = text.replace(head, f"{head}{left_out}") if head in text else f"{text}{head}{left_out}"
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return where the book of a framework was built, by the command; each is built once.

    Tests that ask for one belong to the xdist group ``framework-<name>``.
    """

    @cache
    def build(name: str, audience: str = "public") -> Path:
        council = copied_checkout(tmp_path_factory.mktemp(name))
        _thinned(council / "data", name)
        where = ("--data", str(council / "data"), "--out", str(council / "html"))
        how = ("--framework", name, "--audience", audience, "--no-archive")
        done = process("build", *where, *how)
        assert done.returncode == 0, done.stderr + done.stdout
        return council / "html"

    return build
