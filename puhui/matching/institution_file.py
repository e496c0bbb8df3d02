"""An institution as its file describes it."""

from typing import Any

from puhui.matching.model import Concentration, Institution, InstitutionKind, PartnerList
from puhui.matching.written import day, positive_fen, told


def institution_from(row: dict[str, Any]) -> Institution:
    """The institution of one file. Raises KeyError, ValueError or TypeError where it is not whole."""
    listed, held = row["partner_list"], row["concentration"]
    page = str(row["page"])
    if not page.startswith("https://"):
        raise ValueError("page must be an https address of the institution's own")
    return Institution(
        code=str(row["code"]),
        name=told(row["name"]),
        kind=InstitutionKind(row["kind"]),
        regions=tuple(map(str, row["regions"])),
        page=page,
        contact=str(row["contact"]),
        partner_list=PartnerList(
            day(listed["published"]), day(listed["valid_from"]), day(listed["valid_to"])
        ),
        concentration=Concentration(
            *(positive_fen(held, name) for name in (
                "with_platform_yuan", "net_tier1_capital_yuan", "with_all_partners_yuan", "all_loans_yuan"
            ))
        ),
    )  # fmt: skip
