"""What a page asks for beside its style sheets: the program's scripts, and its charts to wake."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import vl_convert

__all__ = ["write"]

SCRIPTS = Path(__file__).parent / "scripts"
VENDOR = Path(__file__).parent / "vendor"  # others' scripts as they came, each with its licence
# Vega's own code, with the one name that the report's script calls it by, and no other left behind.
BUNDLE = "window.pmfEmbed = vegaEmbed;"


def write(site: Path, charts: Iterable[Path]) -> None:
    """Write the scripts and the charts' specifications beneath a site's folder.

    Parameters
    ----------
    site : Path
        The built pages.
    charts : iterable of Path
        A file a page with the specifications of its charts, by their ids.
    """
    folder = site / "assets"
    folder.mkdir(parents=True, exist_ok=True)
    for script in sorted(SCRIPTS.glob("*.js")):
        shutil.copyfile(script, folder / script.name)
    for script in sorted(VENDOR.glob("*/*.js")):
        (folder / script.name).write_text(_licensed(script), encoding="utf-8")
    bundle = vl_convert.javascript_bundle(BUNDLE)
    (folder / "vega.js").write_text(f"(() => {{{bundle}}})();\n", encoding="utf-8")
    folder = site / "charts"
    folder.mkdir(exist_ok=True)
    for path in charts:
        for name, spec in json.loads(path.read_text(encoding="utf-8")).items():
            text = json.dumps(spec, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")


def _licensed(script: Path) -> str:
    """Another's script under its licence, which goes where it goes, and without its map."""
    licence = script.with_name("LICENSE").read_text(encoding="utf-8").strip()
    code, _, _ = script.read_text(encoding="utf-8").partition("//# sourceMappingURL=")
    return f"/*!\n{licence}\n*/\n{code}"
