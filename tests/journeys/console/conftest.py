"""A real console in a real Chromium over a real house, with made-up staff and applications."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import create_engine, text

from puhui.app.party import shipped_institution
from puhui.ground import Ground, Settings, open_ground
from puhui.ground.database import Server
from tests.journeys.console.applicants import move_in
from tests.journeys.console.house import PASSWORD, Console, open_console

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT: Final = Path(__file__).resolve().parents[3]
WEB: Final = ROOT / "web"
SIZES: Final = {1280: {"width": 1280, "height": 860}, 390: {"width": 390, "height": 844}}
LANGUAGES: Final = ("zh", "en")
WIDTHS: Final = (1280, 390)
VIEWS: Final = (
    [(language, width) for language in LANGUAGES for width in WIDTHS]
    if os.environ.get("PUHUI_EVERY_VIEW")
    else [("zh", 1280), ("en", 390)]
)
"""How a screen is looked at: each language and each width once; `make soak` takes every pair."""

BROOK: Final = "test_brook_bank"


@pytest.fixture(scope="session")
def built() -> Path:
    """The console as its sources are now; without Node these journeys skip, except in CI.

    `PUHUI_CONSOLE_DIST` names a folder that somebody built for themselves; it is taken as it is.
    """
    if own := os.environ.get("PUHUI_CONSOLE_DIST"):
        return Path(own)
    script = subprocess.run(
        [ROOT / "scripts" / "build-console"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if not (WEB / "dist" / "index.html").is_file() or script.returncode:
        reason = f"the console could not be built: {script.stdout}{script.stderr}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return WEB / "dist"


@pytest.fixture(scope="session")
def console_ground(postgres: Server, test_home: Path) -> Iterator[Ground]:
    """The ground of this house, on a database of its own and by the real clock."""
    with _house(postgres, test_home / "console") as ground:
        yield ground


@pytest.fixture(scope="session")
def console(built: Path, console_ground: Ground) -> Iterator[Console]:
    """The platform's console, running, with `Console.applications` to look at."""
    with open_console(console_ground, built) as running:
        running.applications |= move_in(console_ground)
        yield running


@pytest.fixture(scope="session")
def brook_console(built: Path, postgres: Server, test_home: Path) -> Iterator[Console]:
    """The same console in an institution's own process, over its own database."""
    with (
        _house(postgres, test_home / "console_brook", BROOK) as ground,
        open_console(ground, built, shipped_institution(BROOK)) as running,
    ):
        yield running


@pytest.fixture(scope="session", autouse=True)
def patient() -> None:
    """Hashing a password takes a second, and several on a busy machine; that is slow, not broken."""
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)


@pytest.fixture
def page_as(console: Console, chromium: "Browser") -> Iterator[Callable[..., "Page"]]:
    """`page_as("wang.review", "zh", 1280)`: a fresh browser in which that person has signed in.

    `page_as(None)` is nobody yet, `at=brook_console` is another house. The page fails its test when a script
    breaks or anything is asked for elsewhere.
    """
    with ExitStack() as closing:
        troubles: list[str] = []

        def opened(
            login: str | None, language: str = "zh", width: int = 1280, at: Console = console
        ) -> "Page":
            context = chromium.new_context(base_url=at.address, viewport=SIZES[width])  # type: ignore[arg-type]
            closing.callback(context.close)
            context.add_cookies([{"name": "puhui_lang", "value": language, "url": at.address}])
            if login:
                _sign_in(context, at.address, login)
            page = context.new_page()
            page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
            page.on("request", lambda asked: _note_elsewhere(asked.url, at.address, troubles))
            return page

        yield opened
        assert troubles == []


@contextmanager
def _house(postgres: Server, home: Path, institution: str | None = None) -> Iterator[Ground]:
    """A ground with its own home, keys and database, by the real clock."""
    name = f"journey_{home.name}"
    owner = create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    owner.dispose()
    home.mkdir(exist_ok=True)
    settings = Settings(home=home, database_url=postgres.url(name), durable=False, institution=institution)
    with open_ground(settings, institution=institution) as ground:
        yield ground
    shutil.rmtree(home, ignore_errors=True)


def _sign_in(context: "BrowserContext", address: str, login: str) -> None:
    """Over the API, as the door does; the cookie stays in this browser."""
    answer = context.request.post(
        f"{address}/api/v1/sessions", data={"login": login, "password": PASSWORD}, headers={"Origin": address}
    )
    assert answer.status == 201, answer.text()


def _note_elsewhere(url: str, address: str, troubles: list[str]) -> None:
    if not url.startswith((address, "data:", "blob:")):
        troubles.append(f"asked for {url}")
