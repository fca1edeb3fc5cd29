"""The doors of the explorer's server: what a reader's browser may ask for, and who may ask."""

from __future__ import annotations

from typing import Any, ClassVar

from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.web import HTTPError, RequestHandler
from voila.request_info_handler import RequestInfoSocketHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from pmf_analysis.lab.members_settings import Settings

__all__ = [
    "POLICY",
    "Anyone",
    "Channels",
    "Extension",
    "Kernel",
    "Leave",
    "Look",
    "NotFound",
    "Page",
    "Script",
]

# Widgets bring their script as text and load it as a blob; JupyterLab writes styles into the page.
POLICY = (
    "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
FORBIDDEN, NOT_FOUND, BUSY = 403, 404, 503
TRY_AGAIN = "60"  # seconds
WORDS = {
    NOT_FOUND: "There is no such page.",
    BUSY: "Many people are using the explorer at the moment. Please try again in a minute.",
}


class Guarded:
    """What every door does first: look who asks, and say what the browser may do."""

    application: Any
    request: Any
    set_header: Any

    def set_default_headers(self) -> None:
        """Send the security headers with every answer."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse a request for another host name, or sent by another site's page."""
        settings: Settings = self.application.settings["members"]
        origin = self.request.headers.get("Origin")
        if self.request.host not in settings.hosts or origin not in {None, *settings.origins}:
            raise HTTPError(FORBIDDEN)
        return super().prepare(*args, **kwargs)  # type: ignore[misc]  # of the handler mixed with

    def check_origin(self, *_: str) -> bool:
        """Leave it at what `prepare` has seen to, which knows the proxy's address too."""
        return True

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say what is wrong in one sentence, and nothing of the program."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code == BUSY:
            self.set_header("Retry-After", TRY_AGAIN)
        self.finish(WORDS.get(status_code, "That is not possible."))  # type: ignore[attr-defined]


class NotFound(Guarded, RequestHandler):  # type: ignore[misc]  # tornado has no types here
    """Every address that is no door."""

    def prepare(self) -> None:
        """Say so."""
        raise HTTPError(NOT_FOUND)


class Page(Guarded, TornadoVoilaHandler):  # type: ignore[misc]
    """The page itself, with a kernel for each reader while there is room."""

    async def get(self) -> None:
        """Run the notebook and send the page."""
        kernels = self.kernel_manager
        if not kernels.room():
            raise HTTPError(BUSY)
        with kernels.opening():
            await super().get()
        # Voila keeps each request's address for kernels that ask, which ours do not.
        RequestInfoSocketHandler._cache.clear()  # noqa: SLF001


class Channels(Guarded, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The websocket between a page and its kernel."""

    def prepare(self) -> Any:
        """Refuse whoever does not say which site's page is asking; every browser does."""
        if self.request.headers.get("Origin") is None:
            raise HTTPError(FORBIDDEN)
        return super().prepare()

    def on_message(self, message: str | bytes) -> None:
        """Pass on what is a message; what is none ends this reader's connection."""
        try:
            super().on_message(message)
        except Exception:  # noqa: BLE001 - a reader can send anything
            self.close()


class Kernel(Guarded, KernelHandler):  # type: ignore[misc]
    """Whether a page's kernel is still there."""

    SUPPORTED_METHODS: ClassVar[tuple[str, ...]] = ("GET",)


class Leave(Guarded, VoilaShutdownKernelHandler):  # type: ignore[misc]
    """A page that is closed gives its kernel back."""

    def check_xsrf_cookie(self) -> None:
        """Ask for the origin, which browsers always send with a POST; there is no cookie."""
        if self.request.headers.get("Origin") is None:
            raise HTTPError(FORBIDDEN)


class Script(Guarded, MultiStaticFileHandler):  # type: ignore[misc]
    """Voila's own scripts, styles and fonts."""


class Look(Guarded, TemplateStaticFileHandler):  # type: ignore[misc]
    """The template's scripts and styles."""

    def parse_url_path(self, url_path: str) -> str:
        """Refuse a path that climbs, which Voila trips over."""
        if ".." in url_path:
            raise HTTPError(NOT_FOUND)
        return str(super().parse_url_path(url_path))


class Extension(Guarded, FileFindHandler):  # type: ignore[misc]
    """The scripts of the widgets."""


class Anyone(IdentityProvider):  # type: ignore[misc]
    """Readers are not told apart, and no cookie is set."""

    def get_user(self, handler: Any) -> User:  # noqa: ARG002
        """Return the one reader."""
        return User("reader")
