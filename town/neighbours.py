"""Who belongs to the demonstration: the platform, three institutions, and the world around them.

Each has a home and keys of its own. They know each other by their cards, which change hands as two teams
would do it by mail; `puhui up --partner` registers them when a house opens.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from puhui.app.party import Party, party_of
from puhui.exchange import PLATFORM, card
from puhui.exchange.bureau.http_bureau import STANDIN_CRA_ID
from puhui.ground import Settings
from town.serving import House, standing_in

INSTITUTIONS: Final = ("test_brook_bank", "test_cloud_bank", "test_lamp_microloan")
_OUTSIDE: Final = {
    "PUHUI_PROVIDER_URL": ("puhui.evidence.standin", None),
    "PUHUI_BUREAU_URL": ("puhui.exchange.bureau.standin", "bureau.jsonl"),
    "PUHUI_PAYMENTS_URL": ("puhui.loan.standin", "payments.jsonl"),
}
"""Setting → who stands in, and the file in which it remembers."""


def houses(home: Path, port: int) -> tuple[House, ...]:
    """The platform in the demo's folder, each institution in one below it, on the ports that follow; each
    with the cards of the other side."""
    platform = House(None, home, port)
    lenders = tuple(
        House(code, home / "institutions" / code, port + place) for place, code in enumerate(INSTITUTIONS, 1)
    )
    for house in (platform, *lenders):
        house.home.mkdir(parents=True, exist_ok=True)
        house.home.chmod(0o711)
    (home / "institutions").chmod(0o711)
    cards = {house.name: _card(home / "cards", house) for house in (platform, *lenders)}
    known = tuple(cards[lender.name] for lender in lenders)
    ours = (cards[platform.name],)
    return (replace(platform, cards=known), *(replace(lender, cards=ours) for lender in lenders))


@contextmanager
def outside(home: Path) -> Iterator[Mapping[str, str]]:
    """Everything outside, played on this machine: setting → address."""
    with ExitStack() as closing:
        yield {
            setting: closing.enter_context(standing_in(module, *_remembering(home, file)))
            for setting, (module, file) in _OUTSIDE.items()
        }


def _remembering(home: Path, file: str | None) -> tuple[str, ...]:
    return () if file is None else ("--state", str(home / file))


def _card(folder: Path, house: House) -> Path:
    """The house's printed card; a first start makes its keys."""
    settings = Settings(home=house.home, institution=house.code)
    party = party_of(settings)
    assert isinstance(party, Party), party  # noqa: S101 - the demonstration's own institutions
    printed = card(settings, house.code or PLATFORM, party.name, house.address, cra_ids=(STANDIN_CRA_ID,))
    path = folder / f"{house.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(printed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
