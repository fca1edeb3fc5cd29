"""The authoring place's own settings, and the server of previews."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from pmf_analysis.lab.contents import Notebooks
from pmf_analysis.lab.preview import served
from pmf_analysis.lab.settings import Place

FOREIGN = {"JUPYTER_CONFIG_PATH": "/elsewhere", "JUPYTER_TOKEN": "known", "LANG": "C.UTF-8"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A book's place, prepared."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = Place.of(tmp_path / "council" / "data")
    made.prepare()
    return made


def test_each_book_has_a_place_of_its_own(place: Place, tmp_path: Path) -> None:
    """Beneath the folder for what programs remember, closed to other users."""
    assert place.state.is_relative_to(tmp_path / "state" / "pmf-analysis")
    assert Place.of(tmp_path / "other" / "data").state != place.state
    assert stat.S_IMODE(place.state.stat().st_mode) == 0o700


def test_every_folder_that_jupyter_looks_in_is_ours(place: Place) -> None:
    """Settings that came with the environment do not; all else does."""
    environment = place.environment(FOREIGN)
    assert "JUPYTER_CONFIG_PATH" not in environment
    assert "JUPYTER_TOKEN" not in environment
    assert environment["LANG"] == "C.UTF-8"
    folders = [
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
        "IPYTHONDIR",
    ]
    assert all(Path(environment[name]).is_relative_to(place.state) for name in folders)


def test_the_kernel_is_this_interpreter_and_has_this_package(place: Place) -> None:
    """Wherever a notebook stands, it imports the package that `pmf lab` came from."""
    kernel = json.loads((place.state / "share/kernels/python3/kernel.json").read_text())
    assert kernel["argv"][0] == sys.executable
    done = subprocess.run(
        [sys.executable, "-c", "import pmf_analysis; print(pmf_analysis.__file__)"],
        cwd=place.state,
        env=os.environ | kernel["env"],
        capture_output=True,
        text=True,
        check=True,
    )
    import pmf_analysis

    assert done.stdout.strip() == pmf_analysis.__file__


def test_markdown_opens_as_a_notebook_and_nothing_is_fetched(place: Place) -> None:
    """The settings that JupyterLab reads from files say so."""
    overrides = json.loads((place.state / "settings/overrides.json").read_text())
    viewers = overrides["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert viewers == {"markdown": "Jupytext Notebook"}
    notification = overrides["@jupyterlab/apputils-extension:notification"]
    assert notification["fetchNews"] == "false"
    assert notification["checkForUpdates"] is False
    off = json.loads((place.state / "settings/page_config.json").read_text())["disabledExtensions"]
    assert off["@jupyterlab/extensionmanager-extension"] is True
    assert off["@jupyterlab/apputils-extension:announcements"] is True


def test_the_server_is_closed_to_all_but_this_computer(place: Place) -> None:
    """Loopback, a token, and our own hand on the files."""
    settings = place.configuration("secret", 0, browser=False)
    server = settings["ServerApp"]
    assert server["ip"] == "127.0.0.1"
    assert server["root_dir"] == str(place.root)
    assert server["open_browser"] is False
    assert server["contents_manager_class"] is Notebooks
    assert settings["IdentityProvider"]["token"] == "secret"
    assert settings["LabApp"]["news_url"] is None


def test_a_preview_is_given_to_who_knows_the_key_alone(tmp_path: Path) -> None:
    """Files only, none without the key, none outside the folder, and no list of them."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the page")
    (tmp_path / "site" / "sub").mkdir()
    (tmp_path / "secret.txt").write_text("not for readers")
    address = served(tmp_path / "site")
    bare = address.rpartition("/")[0]
    with urllib.request.urlopen(f"{address}/index.html") as answer:
        assert answer.read() == b"the page"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    wrong = (
        f"{bare}/index.html",
        f"{bare}/",
        f"{address[:-1]}/index.html",
        f"{address}/sub/",
        f"{address}/../secret.txt",
        f"{address}/%2e%2e/secret.txt",
    )
    for url in wrong:
        with pytest.raises(urllib.error.HTTPError) as told:
            urllib.request.urlopen(url)
        assert told.value.code == 404, url
