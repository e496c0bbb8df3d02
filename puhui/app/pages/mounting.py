"""Put the pages on the application: routes, static files, and problems as pages."""

import importlib
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from puhui.app.pages.routes.problems import problem_page

_STATIC: Final = Path(__file__).parent / "static"
_STEPS: Final = ("start", "language", "consent", "application", "invoices", "decision", "offers", "mine")


def mount_pages(app: FastAPI, *, is_demo: bool = False) -> None:
    """`is_demo` shows the banner, and lets somebody who applied before come back by name, number and phone.

    Without it a returning borrower needs the browser they used (see `routes/application.py`).
    """
    app.state.is_demo = is_demo
    app.state.problem_page = problem_page
    for step in _STEPS:
        app.include_router(importlib.import_module(f"puhui.app.pages.routes.{step}").router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
