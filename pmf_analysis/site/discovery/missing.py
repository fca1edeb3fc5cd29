"""The page that a web server shows for what is not there, at whatever depth it was asked for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["rooted"]

_LOCAL = re.compile(r' (href|src|action|data-content_root)="(?!#|[a-z]+:|/)(?:\./)?([^"]*)"')


def rooted(text: str, address: str) -> str:
    """Return the page with each way out written from the root of the host.

    Parameters
    ----------
    text : str
        The page, built at the root of the site.
    address : str
        Where the site is published; "" for a host of its own.
    """
    root = urlsplit(address).path or "/"
    return _LOCAL.sub(rf' \1="{root}\2"', text)
