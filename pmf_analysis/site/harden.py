"""One strict policy for every page: said to the browser by the page and by the web server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pmf_analysis.framework.indicator import Audience

__all__ = ["HEADERS", "harden"]

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'"
# A page cannot say by itself who may frame it; a server can.
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
# What is published may be read by other sites' programs; what is internal may not.
OPEN = {"Access-Control-Allow-Origin": "*"}
# Sphinx has "en" alone without pulling in a script that a strict policy forbids.
LANGUAGE = ('<html lang="en"', '<html lang="en-GB"')
CHARSET = '<meta charset="utf-8" />'


def harden(site: Path, audience: Audience, address: str = "") -> None:
    """Rewrite the built pages in place, and write the policy for common web servers.

    Parameters
    ----------
    site : Path
        The folder that Jupyter Book has just filled; not yet published.
    audience : Audience
        The public edition may be read by other sites' programs.
    address : str
        Where the site will be published; "" for a host of its own.
    """
    said = f'{CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        text = text.replace(*LANGUAGE).replace(CHARSET, said, 1)
        path.write_text(text, encoding="utf-8")
    headers = HEADERS | OPEN if audience is Audience.PUBLIC else HEADERS
    for name, text in _servers(headers, urlsplit(address).path or "/").items():
        (site / name).write_text(text, encoding="utf-8")


def _servers(headers: dict[str, str], root: str) -> dict[str, str]:
    """The headers as Apache, nginx, IIS and hosts of static sites take them."""
    apache = [f'  Header always set {name} "{value}"' for name, value in headers.items()]
    nginx = [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    iis = [f'        <add name="{name}" value="{value}" />' for name, value in headers.items()]
    hosts = [f"  {name}: {value}" for name, value in headers.items()]
    return {
        ".htaccess": _lines(
            f"ErrorDocument 404 {root}404.html", "<IfModule mod_headers.c>", *apache, "</IfModule>"
        ),
        "nginx.conf": _lines(
            "# include this in the server block", f"error_page 404 {root}404.html;", *nginx
        ),
        "web.config": _lines(
            '<?xml version="1.0" encoding="utf-8"?>',
            "<configuration>",
            "  <system.webServer>",
            "    <httpProtocol>",
            "      <customHeaders>",
            *iis,
            "      </customHeaders>",
            "    </httpProtocol>",
            "  </system.webServer>",
            "</configuration>",
        ),
        "_headers": _lines("/*", *hosts),
    }


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
