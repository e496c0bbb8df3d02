"""What can be wrong with a model, or between two people who register and settle it."""

from typing import Final

from puhui.kernel import Problem, Text
from puhui.learn.boosted.file import FORMATS


def broken(where: str, detail: str) -> Problem:
    """Files that are not whole, or were changed."""
    return Problem(
        "model.broken",
        Text(
            f"模型文件不完整或被改动过（{detail}）。",
            f"The model's files are incomplete or were changed ({detail}).",
        ),
        Text("请重新复制整个文件夹，或重新训练。", "Copy the whole folder again, or train it again."),
        where,
    )


def other_format(where: str, found: str) -> Problem:
    """A format that this release does not read; never guessed at."""
    return Problem(
        "model.format",
        Text(
            f"模型格式是 {found}，本版本认得 {'、'.join(FORMATS)}。",
            f"The model's format is {found}; this version reads {', '.join(FORMATS)}.",
        ),
        Text(
            "请用写出它的 Puhui 版本，或重新训练。", "Use the Puhui that wrote it, or train the model again."
        ),
        where,
    )


def no_card(where: str) -> Problem:
    """Without a card nobody knows what a model is."""
    return Problem(
        "model.no_card",
        Text(
            "没有可读的模型卡 card.json；没有卡的模型不登记。",
            "There is no readable card.json; a model without a card is not registered.",
        ),
        Text("请重新训练，卡会一并写出。", "Train it again; the card is written with it."),
        where,
    )


def not_a_pair(where: str) -> Problem:
    """Model and card of different trainings."""
    return Problem(
        "model.torn",
        Text("模型与模型卡不是同一次训练写的。", "The model and the card were not written by one training."),
        Text("请重新复制整个文件夹。", "Copy the whole folder again."),
        where,
    )


def too_large(where: str) -> Problem:
    """More than anybody serves."""
    return Problem(
        "model.too_large",
        Text("模型文件夹超过 64 MB。", "The model folder is over 64 MB."),
        Text("请减少树的数量。", "Use fewer trees."),
        where,
    )


def already(name: str) -> Problem:
    """The same content under the same terms."""
    return Problem(
        "model.already",
        Text(f"这份模型已经登记过（{name}）。", f"This very model is registered already ({name})."),
        Text("在模型清单里找到它。", "Find it in the list of models."),
    )


NOT_FOUND: Final = Problem(
    "model.not_found",
    Text("登记册里没有这个模型。", "The register has no such model."),
    Text("用 puhui model list 看看有哪些。", "`puhui model list` shows what there is."),
)
USE_NOT_FOUND: Final = Problem(
    "model.use.not_found",
    Text("没有这个待定的提议。", "There is no such proposal."),
    Text("请重新打开这一页。", "Open this page again."),
)
SETTLED: Final = Problem(
    "model.settled.already",
    Text("这件事已经有人定了。", "Somebody settled this already."),
    Text("请重新打开这一页。", "Open this page again."),
)
SAME_PERSON: Final = Problem(
    "model.same_person.forbidden",
    Text("登记或提议的人不能自己批准。", "Nobody approves what they handed in or proposed."),
    Text("请由另一位有审批权限的同事批准。", "Have another colleague with the right to approve do it."),
)
NOT_APPROVED: Final = Problem(
    "model.not_approved.closed",
    Text(
        "只有已批准、没有撤下、没有到期的模型才能用。",
        "Only a model that is approved, not withdrawn and not expired can be used.",
    ),
    Text("请先由另一位同事批准它，或选别的模型。", "Have a colleague approve it first, or choose another."),
)
OTHER_PRODUCT: Final = Problem(
    "model.product",
    Text("这个模型是为另一个产品登记的。", "This model was registered for another product."),
    Text("请选它的产品，或为这个产品另行登记。", "Choose its product, or register it for this one."),
)
WAITING: Final = Problem(
    "model.use.already",
    Text("这个产品已有一个同类提议在等人批准。", "A proposal of this kind waits for this product already."),
    Text("请先批准或退回它。", "Approve or reject that one first."),
)
IN_THE_PAST: Final = Problem(
    "model.effective_from",
    Text("生效日期不能早于今天，也不能晚于模型到期。", "It begins today or later, and before it expires."),
    Text("请改日期。", "Choose another day."),
    "effective_from",
)
EXPIRY: Final = Problem(
    "model.expires_on",
    Text(
        "到期日要在生效日之后，并且不超过两年。",
        "The day of expiry lies after the first day, and within two years of it.",
    ),
    Text(
        "请改到期日；到期前重新验证，再登记一次。",
        "Choose another; validate and register it again before then.",
    ),
    "expires_on",
)
RECALIBRATION: Final = Problem(
    "model.recalibration",
    Text(
        "重新校准的斜率应在 0.3 到 2 之间，截距在 −3 到 3 之间。",
        "A recalibration's slope lies between 0.3 and 2, its shift between −3 and 3.",
    ),
    Text("超出这个范围，请重新训练。", "Beyond that the model should be trained again."),
)
"""The same limits of the slope within which `puhui.learn` calibrates."""
