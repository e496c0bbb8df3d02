"""Put the pages on the application: routes, static files, and problems as pages."""

import importlib
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from puhui.app.pages.routes.problems import problem_page
from puhui.app.pages.views.house import lender_house
from puhui.matching import Institution

_STATIC: Final = Path(__file__).parent / "static"
_PLATFORM: Final = (
    *("start", "language", "consent", "application", "invoices", "decision", "offers", "mine", "consents"),
    "known",
)
_LENDER: Final = (
    *("lending.mine", "language", "consent", "application", "invoices", "consents", "known"),
    *("lending.entering", "lending.case", "lending.suitability", "lending.costs", "lending.account"),
    *("lending.contract", "lending.drawing", "lending.loan", "lending.settling"),
)


def mount_pages(app: FastAPI, *, is_demo: bool = False, lender: Institution | None = None) -> None:
    """The platform's pages, or with `lender` that institution's own, in its name and colour.

    `is_demo` shows the banner, and lets somebody who applied before come back by name, number and phone.
    Without it a returning borrower needs the browser they used (see `routes/application.py`).
    """
    app.state.is_demo = is_demo
    app.state.problem_page = problem_page
    app.state.house = lender_house(lender.code, lender.name, lender.contact) if lender else None
    for step in _LENDER if lender else _PLATFORM:
        app.include_router(importlib.import_module(f"puhui.app.pages.routes.{step}").router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
