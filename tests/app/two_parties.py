"""A platform and one institution in one process: two databases, two applications, real signatures between."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text

from puhui.app.api import create_app
from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import Party, platform_party, shipped_institution
from puhui.evidence import HttpProvider
from puhui.exchange import PLATFORM, Courier, NewPartner, SigningKeys, add_partner, new_keys
from puhui.exchange.bureau import HttpBureau
from puhui.exchange.bureau.standin.books import Books
from puhui.exchange.bureau.standin.desk import DirectLine
from puhui.ground import SYSTEM, Ground, Settings, Vault
from puhui.ground.database import Server, make_engine, migrate
from puhui.ground.vault import load_or_make_keys
from puhui.ground.worker import drain_once
from puhui.kernel import Problem
from puhui.loan import PaymentRail
from tests.app.pages.walk import Borrower

BROOK = "test_brook_bank"
CRA = "test_cra_one"
_HOST = "127.0.0.1"


@dataclass
class Side:
    """One running party."""

    ground: Ground
    party: Party
    outside: Outside
    app: FastAPI

    def drain(self) -> int:
        """Everything that is due now; gives how many messages were done."""
        done = 0
        while now := drain_once(self.ground, handlers_of(self.party, self.outside)).done:
            done += now
        return done

    def browser(self) -> Borrower:
        """Somebody at this party's pages."""
        return Borrower(self.app)


@dataclass
class TwoParties:
    """Both, with the bureau between them."""

    platform: Side
    lender: Side
    books: Books

    def settle(self) -> None:
        """Messages pass until nobody has any."""
        while self.platform.drain() + self.lender.drain():
            pass


@contextmanager
def two_parties(
    ground: Ground, server: Server, provider: HttpProvider, rail: PaymentRail | None = None
) -> Iterator[TwoParties]:
    """Introduced to each other by their cards; only the lender has a rail."""
    books, ways = Books(ground.clock, CRA, None), _Ways({})
    keys = {PLATFORM: new_keys(), BROOK: new_keys()}
    with _second_database(server, ground) as other:
        sides = {}
        for code, its in ((PLATFORM, ground), (BROOK, other)):
            party = platform_party() if code == PLATFORM else shipped_institution(BROOK)
            outside = Outside(
                provider=provider,
                bureau=HttpBureau(DirectLine(books), code),
                courier=Courier(ways, keys[code]),
                rail=rail if code == BROOK else None,
            )
            app = create_app(its, party=party, outside=outside, is_demo=True)
            sides[code] = Side(its, party, outside, app)
            ways.apps[_address(code)] = app
        _introduce(sides[PLATFORM], BROOK, sides[BROOK].party, keys[BROOK], is_platform=False)
        _introduce(sides[BROOK], PLATFORM, sides[PLATFORM].party, keys[PLATFORM], is_platform=True)
        yield TwoParties(sides[PLATFORM], sides[BROOK], books)


@dataclass
class _Ways:
    """A sender that finds the application behind an address."""

    apps: dict[str, FastAPI]

    def send(self, request: Any) -> Any:
        """The answer of that application."""
        address = f"{request.url.scheme}://{request.url.netloc.decode()}"
        return TestClient(self.apps[address], base_url=address).send(request)


def _address(code: str) -> str:
    return f"http://{_HOST}:{8000 if code == PLATFORM else 8001}"


def _introduce(side: Side, code: str, whose: Party, keys: SigningKeys, *, is_platform: bool) -> None:
    new = NewPartner(
        institution=BROOK,
        name=whose.name,
        base_url=_address(code),
        page_host=_address(code).removeprefix("http://"),
        public_key=keys.public_key_text,
        cra_ids=(CRA,),
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 12, 31),
        is_platform=is_platform,
    )
    with side.ground.work(SYSTEM) as work:
        added = add_partner(work, new)
        assert not isinstance(added, Problem), added


@contextmanager
def _second_database(server: Server, ground: Ground) -> Iterator[Ground]:
    name, home = f"puhui_{BROOK}", Path(ground.settings.home) / BROOK
    owner = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = make_engine(server.url(name))
    migrate(engine)
    settings = replace(Settings(home=home, durable=False), institution=BROOK, public_url=_address(BROOK))
    vault = Vault(load_or_make_keys(settings.keys, settings.suite)).for_tenant(BROOK)
    yield Ground(settings, engine, vault, ground.clock, BROOK)
    engine.dispose()
    with owner.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    owner.dispose()


def chosen(borrower: Borrower, shop: Mapping[str, Any], lender: str = "溪流") -> str:
    """Apply on the platform, upload, be approved and choose this lender; gives the application's address."""
    here = borrower.apply(**shop["form"])
    borrower.upload(here, *shop["files"])
    borrower.assess(here)
    choose(borrower, here, lender)
    return here


def choose(borrower: Borrower, here: str, lender: str) -> None:
    """Choose an offer of this lender, with the consent that names it."""
    page = borrower.get(f"{here}/offers").text
    offers = re.findall(r'<article.*?</article>|<li class="offer".*?</li>', page, re.DOTALL) or [page]
    block = next(it for it in offers if lender in it and 'name="offer"' in it)
    offer = re.search(r'name="offer" value="([^"]+)"', block)
    assert offer
    shown = re.search(r'name="agree" value="([^"]+)"', borrower.get(f"{here}/confirm?offer={offer[1]}").text)
    assert shown
    borrower.send(f"{here}/confirm", {"offer": offer[1], "agree": shown[1]})
