"""What can go wrong between two people who change the same thing."""

from datetime import datetime
from typing import Final

from puhui.kernel import BEIJING, Problem, Text

NOT_A_PERSON: Final = Problem(
    "publishing.person.forbidden",
    Text(
        "规则和产品只能由登录的工作人员修改和发布，不能用接口密钥。",
        "Rules and products are changed and published by people who signed in, not with an API key.",
    ),
    Text("请登录后再操作。", "Sign in and do it there."),
)
NO_DRAFT: Final = Problem(
    "publishing.draft.not_found",
    Text("现在没有草稿。", "There is no draft."),
    Text("请重新打开这一页。", "Open this page again."),
)
NOT_SUBMITTED: Final = Problem(
    "publishing.submission.closed",
    Text("这份草稿还没有提交审批。", "This draft was not submitted."),
    Text("请先由编辑的人提交。", "Have whoever edited it submit it first."),
)
ALREADY_SUBMITTED: Final = Problem(
    "publishing.submission.already",
    Text("这份草稿已经提交审批。", "This draft was submitted already."),
    Text("等待另一位同事发布或退回。", "Another colleague publishes it or sends it back."),
)
SAME_PERSON: Final = Problem(
    "publishing.same_person.forbidden",
    Text(
        "编辑或提交过这份草稿的人不能发布它。",
        "Nobody publishes a draft that they edited or submitted.",
    ),
    Text("请由另一位有发布权限的同事发布。", "Have another colleague with the right to publish do it."),
)
IN_THE_PAST: Final = Problem(
    "publishing.effective_from",
    Text(
        "生效日期不能早于今天：已经作出的决定不会改变。",
        "It cannot take effect before today: what was decided stays.",
    ),
    Text("请选择今天或以后的日期。", "Choose today or a later day."),
    "effective_from",
)


def changed_meanwhile(by: str, at: datetime) -> Problem:
    """Somebody was quicker; says who and when."""
    when = f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return Problem(
        "publishing.draft.conflict",
        Text(
            f"{by} 在 {when} 改过这份草稿，你看到的已经不是最新的。",
            f"{by} changed this draft on {when}; what you saw is not the newest.",
        ),
        Text(
            "请先看对方改了什么，再决定保留谁的内容；你写的内容没有丢。",
            "See what they changed, then decide whose content stays; what you wrote is not lost.",
        ),
    )


MOVED_ON: Final = Problem(
    "publishing.based_on.conflict",
    Text(
        "你打开之后，这里已经发布了新的版本。",
        "A newer version was published since you opened this.",
    ),
    Text("请重新打开，在新的版本上修改。", "Open it again and make your change on the newer version."),
)
