"""`/console/…`: the files of the build, and for every other address its first page.

The console is one page that finds its own way by the address, so an address without a file is that page. A
file under `assets/` carries a hash of its content in its name and may be kept for a year; the first page
names those files and is asked for anew each time. Who may see what is decided by the API, not here.
"""

from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from puhui.app.console.built import BuiltFile, built_console, built_file
from puhui.ground.web import language_of

CONTENT_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'"
)
"""Nothing is loaded from elsewhere. WebAssembly is the rule editor's engine."""

_A_YEAR: Final = "public, max-age=31536000, immutable"
_ASSETS: Final = "assets/"

_router: Final = APIRouter(include_in_schema=False)


def mount_console(app: FastAPI) -> None:
    """Serve the console of this clone or wheel; where none was built a page says how."""
    app.state.console = built_console()
    app.include_router(_router)


@_router.get("/console")
def enter() -> Response:
    """The address people type."""
    return RedirectResponse("/console/", 308)


@_router.get("/console/{path:path}")
def console_file(request: Request, path: str) -> Response:
    """A file of the build, or the first page."""
    folder: Path | None = request.app.state.console
    if folder is None:
        return _not_built(request)
    found = built_file(folder, path) if path else None
    if found is None and path.startswith(_ASSETS):
        return Response(status_code=404)
    shown = found or built_file(folder, "index.html")
    if shown is None:
        return _not_built(request)
    return _sent(request, shown, keep=found is not None and path.startswith(_ASSETS))


def _sent(request: Request, file: BuiltFile, *, keep: bool) -> Response:
    headers = {
        "Content-Security-Policy": CONTENT_POLICY,
        "Cache-Control": _A_YEAR if keep else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(file.packed, headers=headers, media_type=file.media_type)
    return Response(file.content, headers=headers, media_type=file.media_type)


def _not_built(request: Request) -> Response:
    return HTMLResponse(_NOT_BUILT[language_of(request).value], 503)


_PAGE: Final = (
    '<!doctype html><html lang="{lang}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title}</title>"
    "<body style='font:1rem/1.7 system-ui;max-width:34rem;margin:15vh auto;padding:0 1rem'>"
    "<h1 style='font-size:1.3rem'>{title}</h1><p>{said}</p><p><code>make console</code></p></body></html>"
)
_NOT_BUILT: Final = {
    "zh": _PAGE.format(
        lang="zh-CN",
        title="工作台还没有构建",
        said="这份代码里还没有构建好的工作台。请在项目根目录运行下面的命令，然后重新启动 Puhui："
        "接口和借款人页面不受影响。",
    ),
    "en": _PAGE.format(
        lang="en",
        title="The console has not been built",
        said="This checkout has no built console yet. Run the command below in the project's root and start "
        "Puhui again; the API and the borrower's pages are not affected.",
    ),
}
