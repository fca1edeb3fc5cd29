"""Print the machine, then time the statistics on it."""

import os
import platform
import sys
from pathlib import Path

import numpy as np
import pytest
import scipy

COLUMNS = "min,median,max,rounds"


def processor() -> str:
    """The processor's name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.is_file():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.stdout.write(
        f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}\n"
    )
    sys.stdout.flush()
    here = str(Path(__file__).parent)
    asked = [
        "--benchmark-only",
        "--benchmark-time-unit=ms",
        f"--benchmark-columns={COLUMNS}",
        "--benchmark-sort=name",
    ]
    sys.exit(pytest.main([here, "-q", "-p", "no:cacheprovider", *asked]))
