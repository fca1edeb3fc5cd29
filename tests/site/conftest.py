"""A site with an archive, built once for the tests of archive, feed and bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site import kept_book


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a council that published three quarters; group ``kept``, so built once."""
    council = tmp_path_factory.mktemp("kept")
    done = kept_book.build(kept_book.write(council), council / "html", TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stderr + done.stdout
    return council / "html"
