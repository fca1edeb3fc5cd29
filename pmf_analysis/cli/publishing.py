"""Verbs that make and show the site: build, serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pmf_analysis.cli import say
from pmf_analysis.cli.app import AsAt, Data, ForAudience, FrameworkName, Json, Port, Quarter, day
from pmf_analysis.cli.doubts import listed
from pmf_analysis.framework.errors import PmfError, WrongUse
from pmf_analysis.framework.indicator import Audience

__all__ = ["add"]

UNADDRESSED = (
    "framework.yml names no council.site, so sitemap.xml and what previews show are left out"
)

Out = Annotated[
    Path | None,
    typer.Option("--out", help="Folder of the site; _build/html, internal or preview if left out."),
]


def default_out(audience: Audience, only: str = "") -> Path:
    """Return where an edition, or the preview of one page, is put unless it is said otherwise."""
    edition = "html" if audience is Audience.PUBLIC else "internal"
    return Path("_build") / ("preview" if only else edition)


def add(app: typer.Typer) -> None:
    """Add these verbs to the command."""
    app.command()(build)
    app.command()(serve)


def build(
    data: Data = Path("data"),
    quarter: Quarter = "",
    audience: ForAudience = Audience.PUBLIC,
    framework: FrameworkName = "",
    only: Annotated[
        str, typer.Option("--only", help="Preview one page, such as themes/homes: see `pmf list`.")
    ] = "",
    as_at: AsAt = None,
    final: Annotated[
        bool, typer.Option("--final", help="Refuse while commentary is missing or stale.")
    ] = False,
    archive: Annotated[
        bool, typer.Option(help="Keep every published quarter at an address of its own.")
    ] = True,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Notebooks run at once.")] = 2,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Publish a quarter's report as a website.

    Notebooks whose figures, words and program have not changed are not run again. The site is
    put in place whole at the end; when anything fails the old one stays as it is.

    Examples: `pmf build`, `pmf build --quarter "2025-26 Q1" --audience internal`,
    `pmf build --only themes/homes`
    """
    from pmf_analysis.site.publish import Request, publish  # noqa: PLC0415 - loads Jupyter Book

    request = Request(
        data=data,
        out=out or default_out(audience, only),
        quarter=quarter,
        audience=audience,
        framework=framework,
        as_at=day(as_at),
        only=only,
        final=final,
        jobs=jobs,
        archive=archive,
    )
    with say.progress() as progress:
        done = publish(request, progress)
    if as_json:
        doubts = [listed(doubt) for doubt in done.doubts]
        result = {"out": str(done.out), "quarter": done.quarter, "pages": done.pages}
        result["quarters"] = list(done.quarters)
        say.machine(result | {"ran": done.ran, "changed": done.changed, "commentary": doubts})
        return
    for doubt in done.doubts:
        say.line(f"commentary: {doubt}")
    if not done.changed:
        say.line(f"{done.quarter}: nothing has changed; {done.pages} pages stand in {done.out}")
    else:
        say.line(f"{done.quarter}: {done.pages} pages, {done.ran} run, published in {done.out}")
        if done.quarters:
            say.line(f"as published, each under its quarter: {', '.join(done.quarters)}")
        if not done.addressed:
            say.line(UNADDRESSED)
    say.line(f"To read it: pmf serve --out {done.out}")


def serve(
    out: Out = None,
    audience: ForAudience = Audience.PUBLIC,
    port: Port = 8000,
) -> None:
    """Serve a built site on this computer alone, until Ctrl-C.

    Examples: `pmf serve`, `pmf serve --out _build/internal --port 8080`
    """
    from pmf_analysis.site.serving import LOOPBACK, server  # noqa: PLC0415 - only this verb serves

    folder = out or default_out(audience)
    if not (folder / "index.html").is_file():
        raise WrongUse(f"there is no site in {folder}; make one with: pmf build")
    try:
        serving = server(folder, port)
    except OSError as error:
        raise PmfError(f"port {port} cannot be used ({error.strerror}); try --port 0") from None
    with serving:
        say.line(f"Reading {folder} at http://{LOOPBACK}:{serving.server_port}/ (Ctrl-C ends)")
        serving.serve_forever()
