"""Whose process this is: one of the two parties, its name, what it decides by and what it may offer."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from puhui.app.role import Role
from puhui.decision import Decider, DecisionOwner, platform_decider, read_decider
from puhui.ground import Settings, Work
from puhui.kernel import Problem, Text
from puhui.matching import Catalogue, Institution, catalogue_now, read_catalogue, shipped_catalogue


@dataclass(frozen=True, slots=True)
class Party:
    """The platform, or one institution.

    `catalogue` holds what may be offered here as its files say: an institution its own products and nothing
    else; `party_now` adds what was published since. `has_bureau`: whether its own borrowers can be asked
    about at a bureau."""

    role: Role
    code: str | None
    name: Text
    decider: Decider
    catalogue: Catalogue
    has_bureau: bool = False

    @property
    def is_institution(self) -> bool:
        """Whether this party lends."""
        return self.role is Role.INSTITUTION

    @property
    def institution(self) -> Institution:
        """The institution itself. Only where this party is one."""
        return self.catalogue.institutions[self.code or ""]


def party_of(settings: Settings) -> Party | Problem:
    """The party that these settings describe, or why it cannot open. A broken policy opens nothing."""
    is_platform = settings.institution is None
    owner = DecisionOwner.PLATFORM_ADVISORY if is_platform else DecisionOwner.INSTITUTION
    decider = read_decider(owner, settings.policies, settings.models)
    if isinstance(decider, Problem):
        return decider
    catalogue = _catalogue(settings.catalogue)
    if isinstance(catalogue, Problem):
        return catalogue
    if settings.institution is None:
        return replace(platform_party(), decider=decider, catalogue=catalogue)
    found = _institution(settings.institution, decider, catalogue)
    return found if isinstance(found, Problem) else replace(found, has_bureau=bool(settings.bureau_url))


def party_now(work: Work, party: Party) -> Party:
    """The same party with the products that are in force today."""
    catalogue = catalogue_now(work, party.catalogue)
    return party if catalogue is party.catalogue else replace(party, catalogue=catalogue)


@cache
def platform_party() -> Party:
    """The platform as it ships."""
    return Party(Role.PLATFORM, None, Text("普惠", "Puhui"), platform_decider(), shipped_catalogue())


@cache
def shipped_institution(code: str) -> Party:
    """One of the made-up institutions, by what ships with Puhui; for tests and demonstrations."""
    party = party_of(Settings(institution=code))
    if isinstance(party, Problem):
        raise ValueError(party.sentence())
    return party


def _institution(code: str, decider: Decider, whole: Catalogue) -> Party | Problem:
    own = whole.institutions.get(code)
    if own is None:
        return _unknown(code, whole)
    products = tuple(product for product in whole.products if product.institution == code)
    return Party(Role.INSTITUTION, code, own.name, decider, Catalogue({code: own}, products))


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
