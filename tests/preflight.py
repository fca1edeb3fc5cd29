"""Say, before anything is installed, what this computer lacks: all of it, with one line to paste.

Runs on the bare interpreter that make found, so it needs nothing but Python itself.
"""

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

LOWEST, BELOW = (3, 11), (3, 14)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SERVERS = Path("/usr/lib/postgresql")  # Debian keeps each version's programs apart, off the PATH
# What the tests drive that is no Python: the Debian package, and what it is for.
FOR_TESTS = {
    "chromium": "chromium, for the tests in a browser",
    "default-jre-headless": "Java, for the check that every page is valid HTML",
    "postgresql": "PostgreSQL, for the tests of a database (they start a server of their own)",
    "libreoffice-calc": "LibreOffice Calc, for the tests of workbooks",
    "libreoffice-writer": "LibreOffice Writer, for the tests of Word files",
}


def missing(*, tests: bool) -> tuple[list[str], list[str]]:
    """Return what is missing in words, and the Debian packages that bring it."""
    words, packages = [], []
    version = sys.version_info[:2]
    if not LOWEST <= version < BELOW:
        came = ".".join(str(part) for part in version)
        words.append(f"Python 3.11, 3.12 or 3.13 (this is {came}; set PYTHON=python3.12, say)")
        packages.append("python3")
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        words.append("Python's venv and ensurepip, to make a virtual environment")
        packages.append("python3-venv")
    if shutil.which("git") is None:
        words.append("git")
        packages.append("git")
    if tests:
        there = {
            "chromium": any(shutil.which(name) for name in BROWSERS),
            "default-jre-headless": shutil.which("java"),
            "postgresql": any(SERVERS.glob("*/bin/initdb")) or shutil.which("initdb"),
            # Debian packs the parts apart, each with a starter; elsewhere they come as one.
            "libreoffice-calc": shutil.which("localc") or _whole_office(),
            "libreoffice-writer": shutil.which("lowriter") or _whole_office(),
        }
        lacking = [package for package in FOR_TESTS if not there[package]]
        words += [FOR_TESTS[package] for package in lacking]
        packages += lacking
    return words, packages


def _whole_office() -> bool:
    """Whether LibreOffice is here without Debian's starters of its parts."""
    parts = shutil.which("localc") or shutil.which("lowriter")
    return shutil.which("soffice") is not None and not parts


def install(packages: list[str]) -> None:
    """Install Debian packages; the caller looks again whether they are there."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Install what may be installed, and name the rest."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tests", action="store_true", help="look for what the tests need too")
    tests = parser.parse_args().tests
    words, packages = missing(tests=tests)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    wanted = [package for package in packages if package in FOR_TESTS]
    if wanted and root and shutil.which("apt-get"):
        print(f"Installing {', '.join(wanted)} for the tests ...", flush=True)
        install(wanted)
        words, packages = missing(tests=tests)
    if not words:
        return 0
    print("This computer lacks:", file=sys.stderr)
    for word in words:
        print(f"  - {word}", file=sys.stderr)
    sudo = "" if root else "sudo "
    print(f"On Debian or Ubuntu: {sudo}apt-get install {' '.join(packages)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
