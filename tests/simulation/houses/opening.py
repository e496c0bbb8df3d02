"""Open the houses of one seed on copies of the templates, each wired as `puhui up` wires it."""

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from puhui.app.api import create_app
from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import party_of, shipped_institution
from puhui.exchange import Courier, add_partner, card, own_keys, partner_from_card
from puhui.exchange.bureau import HttpBureau
from puhui.exchange.bureau.http_bureau import STANDIN_CRA_ID
from puhui.ground import Settings, open_ground
from puhui.kernel import Clock, Problem, Text
from tests.simulation.acting.applying import STAFF
from tests.simulation.faults.crashes import fuse_of
from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.house import House, Program

PLATFORM = "platform"
INSTITUTIONS = ("test_brook_bank", "test_cloud_bank", "test_lamp_microloan")
PLACES = {PLATFORM: "http://127.0.0.1:8000"} | {
    code: f"http://127.0.0.1:{8101 + number}" for number, code in enumerate(INSTITUTIONS)
}
"""Addresses that nobody listens at: a wire leads from each to its house."""
_FROM, _UNTIL = date(2026, 1, 1), date(2027, 12, 31)


@dataclass(frozen=True, slots=True)
class Lines:
    """What a house is connected with: others over `sender`, the bureau's line, its own rail, a verifier."""

    sender: httpx.Client
    bureau: Any
    rail: Any
    verifier: Any


def settings_of(code: str, home: Path, url: str) -> Settings:
    """The settings of one house in a home of the town's."""
    whose = None if code == PLATFORM else code
    return Settings(
        home=home / code, database_url=url, durable=False, institution=whose, public_url=PLACES[code]
    )


def make_template(server: Cluster, code: str) -> None:
    """A migrated database of one house that knows its partners."""
    url = server.make(f"template_{code}")
    for each in PLACES:
        own_keys(settings_of(each, server.home, url))
    settings = settings_of(code, server.home, url)
    with open_ground(settings, institution=settings.institution) as ground, ground.work(STAFF) as work:
        for other in (*INSTITUTIONS,) if code == PLATFORM else (PLATFORM,):
            whose = code if other == PLATFORM else None
            found = partner_from_card(
                _card(server, other), date(2026, 1, 1), date(2027, 12, 31), institution=whose
            )
            assert not isinstance(found, Problem), found
            added = add_partner(work, found)
            assert not isinstance(added, Problem), added


def open_house(server: Cluster, code: str, name: str, clock: Clock, lines: Lines) -> House:
    """One house on a fresh copy of its template; `name` keeps two runs apart."""
    database = f"sim_{name}_{code}"
    settings = settings_of(code, server.home / name, server.copy(f"template_{code}", database))
    closing = ExitStack()
    closing.callback(lines.sender.close)
    ground = closing.enter_context(open_ground(settings, clock=clock, institution=settings.institution))
    ground.engine.pool._pre_ping = False
    party = party_of(settings)
    assert not isinstance(party, Problem), party
    outside = Outside(
        provider=lines.verifier,
        bureau=HttpBureau(lines.bureau, code),
        rail=lines.rail,
        courier=Courier(lines.sender, own_keys(settings)),
    )

    def start() -> Program:
        return Program(create_app(ground, party=party, outside=outside), handlers_of(party, outside))

    return House(code, ground, party, outside, fuse_of(database), start, closing)


def have_homes(server: Cluster, name: str) -> None:
    """Fresh data folders with the keys of the templates; what a run before left there goes."""
    shutil.rmtree(server.home / name, ignore_errors=True)
    for code in PLACES:
        shutil.copytree(server.home / code / "keys", server.home / name / code / "keys")


def _card(server: Cluster, code: str) -> Mapping[str, Any]:
    settings = settings_of(code, server.home, "")
    name = Text("普惠", "Puhui") if code == PLATFORM else shipped_institution(code).name
    return card(settings, code, name, PLACES[code], cra_ids=(STANDIN_CRA_ID,))
