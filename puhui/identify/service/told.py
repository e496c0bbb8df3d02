"""An owner's answer as it is kept: plain words and numbers, so that it reads the same years later."""

from typing import Any

from puhui.features import SOURCE_TITLES
from puhui.identify.owner import Kind, OwnerAnswer
from puhui.kernel import Text

KIND_TITLES = {
    Kind.COMPANY: Text("公司", "a company"),
    Kind.INDIVIDUAL: Text("个体工商户", "a registered individual business"),
    Kind.UNREGISTERED: Text("未登记的经营", "without a licence"),
    Kind.FAMILY_HELPER: Text("帮家里经营", "helping in a family business"),
    Kind.NONE: Text("没有经营", "no business"),
}
"""In which way somebody runs a business, in words."""

SETS_NOTHING = Text(
    "这只是推断：用来推荐合适的产品、想好要问的问题，不决定贷款用途、普惠口径或审批结果。",
    "This is an inference: it suggests products and questions. It sets no loan's purpose, no"
    " inclusive-finance status and no decision.",
)
"""What stands beside every inference about a person."""


def told_owner(answer: OwnerAnswer) -> dict[str, Any]:
    """Everything that a person may read of it."""
    return {
        "probability": round(answer.probability, 4),
        "threshold": answer.threshold,
        "runs_business": answer.runs_business,
        "registered": answer.registered,
        "kind": answer.kind.value,
        "kinds": {kind.value: round(share, 4) for kind, share in answer.kinds.items()},
        "reasons": [_said(reason) for reason in answer.reasons],
        "question": _said(answer.question) if answer.question else None,
        "sources": [
            {"source": source.value, "name": _said(SOURCE_TITLES[source])} for source in answer.sources_seen
        ],
        "model": answer.model,
    }


def _said(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
