"""The engine needs numpy and scipy alone."""

from __future__ import annotations

import subprocess
import sys


def test_statistics_needs_no_pandas_and_no_altair() -> None:
    """Every module loads and works where neither can be imported; only the forecast needs more."""
    code = (
        "import sys, pkgutil, importlib\n"
        "barred = ('pandas', 'altair', 'pydantic', 'statsmodels', 'matplotlib')\n"
        "sys.modules.update(dict.fromkeys(barred))\n"
        "import pmf_analysis.statistics as room\n"
        "names = [m.name for m in pkgutil.iter_modules(room.__path__)]\n"
        "for name in names:\n"
        "    importlib.import_module(f'pmf_analysis.statistics.{name}')\n"
        "from pmf_analysis.statistics import control_chart\n"
        "print(len(names) > 15, float(control_chart.xmr([1, 2, 3]).centre[0]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "True 2.0", done.stderr
