"""Why a person's word was not taken."""

from typing import Final

from puhui.kernel import Problem, Text

A_PERSON: Final = Problem(
    "verdict.person.forbidden",
    Text("人工决定只能由登录的工作人员作出。", "Only a person who has signed in decides as a person."),
    Text("请用自己的账号登录，不要用接口密钥。", "Sign in with your own account, not with an API key."),
)
STALE: Final = Problem(
    "verdict.stale.conflict",
    Text("你看的时候，这笔申请又有了新的决定。", "This case was decided again while you were looking at it."),
    Text("请刷新，看过新的结果再处理。", "Reload, look at the new result, then go on."),
    "seen_decision_id",
)
WAITS_ALREADY: Final = Problem(
    "verdict.waits.conflict",
    Text(
        "另一个人已经提出了处理意见，正等第二个人确认。", "Somebody else has proposed; it waits for a second."
    ),
    Text("请刷新，确认它，或者不同意并写明原因。", "Reload, then confirm it, or disagree and say why."),
)
SPOKE_BEFORE: Final = Problem(
    "verdict.same_person.forbidden",
    Text(
        "现在的决定就是你作出的，要由另一个人来看。", "The present decision is your own; somebody else looks."
    ),
    Text("请把它交给同事处理。", "Leave it to a colleague."),
)
ABOVE: Final = Problem(
    "verdict.above.forbidden",
    Text("这个金额超过了你的权限。", "This amount is above your authority."),
    Text(
        "请降低额度，或请权限更高的同事处理。",
        "Lower the limit, or have a colleague with more authority do it.",
    ),
    "limit_fen",
)
SETTLED: Final = Problem(
    "proposal.closed",
    Text(
        "这个意见已经有人处理了，或者申请又有了新的决定。",
        "This proposal was settled, or the case decided anew.",
    ),
    Text("请刷新，看看现在的情况。", "Reload and look where it stands."),
)
OWN: Final = Problem(
    "proposal.own.forbidden",
    Text("自己提出的意见不能由自己确认。", "Nobody confirms what they proposed themselves."),
    Text("请由另一位同事确认。", "Have another colleague confirm it."),
)
NOT_SECOND: Final = Problem(
    "proposal.authority.forbidden",
    Text("这个金额要由权限更高的人确认。", "This amount is confirmed by somebody with more authority."),
    Text("请由高级复核人员确认。", "Have a senior reviewer confirm it."),
)
SAY_WHY_NOT: Final = Problem(
    "proposal.note",
    Text("不同意时请写明原因。", "Say why you disagree."),
    Text("提出意见的同事会看到它。", "Whoever proposed it reads it."),
    "note",
)
