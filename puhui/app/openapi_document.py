"""The OpenAPI document of everything a console may ask, for the client that is generated from it.

A platform and an institution share most routes and each have some of their own; the console is one program
for both, so its document holds the paths of both. `python -m puhui.app.openapi_document > web/openapi.json`.
"""

import json
import sys
from typing import Any, Final

from sqlalchemy import create_engine

from puhui.app.api import create_app
from puhui.app.party import Party, platform_party, shipped_institution
from puhui.ground import Ground, Settings, Vault
from puhui.ground.vault import Suite, new_master_keys
from puhui.kernel import SystemClock

_ANY_INSTITUTION: Final = "test_brook_bank"
"""Every institution serves the same addresses."""


def united_document() -> dict[str, Any]:
    """The platform's document with the paths and bodies that only an institution has."""
    united = _document(platform_party())
    theirs = _document(shipped_institution(_ANY_INSTITUTION))
    for path, operations in theirs["paths"].items():
        united["paths"].setdefault(path, {}).update(operations)
    schemas: dict[str, Any] = united["components"]["schemas"]
    united["components"]["schemas"] = theirs["components"]["schemas"] | schemas
    return united


def _document(party: Party) -> dict[str, Any]:
    settings = Settings(institution=party.code)
    engine = create_engine("postgresql+psycopg://")
    vault = Vault(new_master_keys(Suite.AES))
    ground = Ground(settings, engine, vault, SystemClock(), party.code)
    return create_app(ground, party=party).openapi()


if __name__ == "__main__":
    json.dump(united_document(), sys.stdout, ensure_ascii=False, indent=1)
