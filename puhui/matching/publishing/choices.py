"""What the fields of a product that have a table of their own may be, in words."""

from puhui.cost import DayCount, FeeBasis, FeeTiming, Method, PayeeType, Payer
from puhui.ground.web import Said
from puhui.intake import SubjectKind, purposes, sources
from puhui.kernel import Text
from puhui.matching.model import Catalogue, Scheme
from puhui.matching.publishing.bodies import ChoiceBody
from puhui.matching.publishing.form import CHANNELS
from puhui.rulebook import Basis


def choices(catalogue: Catalogue) -> dict[str, list[ChoiceBody]]:
    """What fields with a table of their own may be."""
    return {
        "institution": [_choice(it.code, it.name) for it in catalogue.institutions.values()],
        "purposes": [_choice(code, it) for code, it in purposes().items()],
        "required_data": [_choice(code, it.text) for code, it in sources().items()],
        "channel": [_choice(it, Text(it, it)) for it in CHANNELS],
        **{
            name: [_choice(it.value, Text(it.value, it.value)) for it in values]
            for name, values in (
                ("borrower_kinds", SubjectKind),
                ("scheme", Scheme),
                ("method", Method),
                ("day_count", DayCount),
                ("payee_type", PayeeType),
                ("timing", FeeTiming),
                ("basis", FeeBasis),
                ("payer", Payer),
                ("cap_basis", Basis),
            )
        },
    }


def _choice(code: str, label: Text) -> ChoiceBody:
    return ChoiceBody(code=code, label=Said.of(label))
