"""Who belongs to the demonstration: the platform, three institutions, and the world around them.

Each has a home and keys of its own. They know each other by their cards, which are handed over once, as two
teams would do it by mail; another start with the same keys and addresses hands nothing over.
"""

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from town.serving import House, run, standing_in

INSTITUTIONS: Final = ("test_brook_bank", "test_cloud_bank", "test_lamp_microloan")
_OUTSIDE: Final = {
    "PUHUI_PROVIDER_URL": ("puhui.evidence.standin", None),
    "PUHUI_BUREAU_URL": ("puhui.exchange.bureau.standin", "bureau.jsonl"),
    "PUHUI_PAYMENTS_URL": ("puhui.loan.standin", "payments.jsonl"),
}
"""Setting → who stands in, and the file in which it remembers."""
_AT_ONCE: Final = 4


def houses(home: Path, port: int) -> tuple[House, ...]:
    """The platform in the demo's folder, each institution in one below it, on the ports that follow."""
    lenders = (
        House(code, home / "institutions" / code, port + place) for place, code in enumerate(INSTITUTIONS, 1)
    )
    return (House(None, home, port), *lenders)


@contextmanager
def outside(home: Path) -> Iterator[Mapping[str, str]]:
    """Everything outside, played on this machine: setting → address."""
    with ExitStack() as closing:
        yield {
            setting: closing.enter_context(standing_in(module, *_remembering(home, file)))
            for setting, (module, file) in _OUTSIDE.items()
        }


def introduce(all_houses: tuple[House, ...]) -> bool:
    """Hand the cards over; False when they had been, and nothing has changed since."""
    platform, *lenders = all_houses
    kept = platform.home / "cards.json"
    with ThreadPoolExecutor(_AT_ONCE) as working:
        cards = dict(zip(map(_name, all_houses), working.map(_card, all_houses), strict=True))
        if kept.exists() and json.loads(kept.read_text("utf-8")) == cards:
            return False
        files = {
            name: _written(platform.home / "cards" / f"{name}.json", card) for name, card in cards.items()
        }
        others = [str(files[_name(lender)]) for lender in lenders]
        jobs = [working.submit(run, platform.home, "partner", "add", *others)]
        ours = str(files[_name(platform)])
        jobs += [working.submit(run, lender.home, "partner", "add", ours) for lender in lenders]
        for job in jobs:
            job.result()
    kept.write_text(json.dumps(cards), encoding="utf-8")
    return True


def _remembering(home: Path, file: str | None) -> tuple[str, ...]:
    return () if file is None else ("--state", str(home / file))


def _card(house: House) -> str:
    env = {} if house.code is None else {"PUHUI_INSTITUTION": house.code}
    return run(house.home, "partner", "card", "--url", house.address, env=env)


def _name(house: House) -> str:
    return house.code or "platform"


def _written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
