"""Whose process this is: its role, its name on every page, what it decides by and what it may offer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.app.role import Role
from puhui.decision import Decider, DecisionOwner, platform_decider, read_decider
from puhui.ground import Settings
from puhui.kernel import Problem, Text
from puhui.matching import Catalogue, Institution, read_catalogue, shipped_catalogue

_CONTACT: Final = Path(__file__).parent / "pages" / "contact.yaml"


@dataclass(frozen=True, slots=True)
class House:
    """The platform, or one institution. `catalogue` holds what may be offered here: an institution its own
    products and nothing else."""

    role: Role
    code: str | None
    name: Text
    line: Text
    contact: Mapping[str, Any] = field(hash=False)
    decider: Decider
    catalogue: Catalogue

    @property
    def is_institution(self) -> bool:
        """Whether this house lends."""
        return self.role is Role.INSTITUTION

    @property
    def institution(self) -> Institution:
        """The institution itself. Only where this house is one."""
        return self.catalogue.institutions[self.code or ""]


def house_of(settings: Settings) -> House | Problem:
    """The house that these settings describe, or why it cannot open. A broken policy opens nothing."""
    is_platform = settings.institution is None
    owner = DecisionOwner.PLATFORM_ADVISORY if is_platform else DecisionOwner.INSTITUTION
    decider = read_decider(owner, settings.policies, settings.models)
    if isinstance(decider, Problem):
        return decider
    catalogue = _catalogue(settings.catalogue)
    if isinstance(catalogue, Problem):
        return catalogue
    if settings.institution is None:
        return replace(platform_house(), decider=decider, catalogue=catalogue)
    return _institution(settings.institution, decider, catalogue)


@cache
def platform_house() -> House:
    """The platform as it ships."""
    contact = yaml.safe_load(_CONTACT.read_text("utf-8"))
    return House(
        Role.PLATFORM,
        None,
        Text("普惠", "Puhui"),
        Text("先把账算清楚", "The whole cost, first"),
        contact,
        platform_decider(),
        shipped_catalogue(),
    )


@cache
def shipped_institution(code: str) -> House:
    """One of the made-up institutions, by what ships with Puhui; for tests and demonstrations."""
    house = house_of(Settings(institution=code))
    if isinstance(house, Problem):
        raise ValueError(house.sentence())
    return house


def _institution(code: str, decider: Decider, whole: Catalogue) -> House | Problem:
    own = whole.institutions.get(code)
    if own is None:
        return _unknown(code, whole)
    products = tuple(product for product in whole.products if product.institution == code)
    contact = {
        "name": {"zh": own.name.zh, "en": own.name.en},
        "phone": own.contact,
        "mail": f"help@{code.replace('_', '-')}.example",
        "hours": platform_house().contact["hours"],
    }
    line = Text("自己审批，自己放款", "Decides and lends by itself")
    return House(Role.INSTITUTION, code, own.name, line, contact, decider, Catalogue({code: own}, products))


def _catalogue(folder: Path | None) -> Catalogue | Problem:
    if folder is None:
        return shipped_catalogue()
    try:
        return read_catalogue(folder / "institutions", folder / "products")
    except (ValueError, OSError) as broken:
        return Problem(
            "catalogue.broken",
            Text(f"目录不完整或有错：{broken}", f"The catalogue is not whole: {broken}"),
            Text("请改正这个文件夹。", "Correct this folder."),
            str(folder),
        )


def _unknown(code: str, catalogue: Catalogue) -> Problem:
    known = ", ".join(sorted(catalogue.institutions))
    return Problem(
        "institution.not_found",
        Text(f"目录里没有机构 {code}，有：{known}。", f"The catalogue has no {code}; it has {known}."),
        Text(
            "请核对 --name，或用 PUHUI_CATALOGUE 指向自己的目录。",
            "Check --name, or point PUHUI_CATALOGUE to a catalogue of your own.",
        ),
    )
