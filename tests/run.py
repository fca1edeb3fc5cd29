"""Run everything that must hold, and say at the end what did and what did not.

``python -m tests.run`` is what ``make test`` calls. Checks that are quick and independent come
first; all of them run even when one fails, so that one run tells all.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

CHECKS = {
    "style": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "import contracts": [str(BIN / "lint-imports"), "--no-cache"],
    "types": [str(BIN / "mypy")],
    "tests": [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup"],
}


def main() -> int:
    """Run each check and return how many failed."""
    ended: list[tuple[str, float, bool]] = []
    for name, command in CHECKS.items():
        print(f"== {name}: {' '.join(Path(part).name for part in command)}", flush=True)
        start = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        ended.append((name, time.monotonic() - start, code == 0))
    print("== summary")
    for name, seconds, good in ended:
        print(f"{'passed' if good else 'FAILED':8} {name} ({seconds:.0f} s)")
    failed = sum(not good for _, _, good in ended)
    print(f"checks: {len(ended) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
