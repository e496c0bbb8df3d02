"""What is wrong with a trial, and what to do, in both languages."""

from decimal import Decimal
from typing import Final

from puhui.ground.publishing import Trouble
from puhui.kernel import Problem, Text, format_percent, format_yuan


def unreadable(why: str) -> Trouble:
    """Not a trial at all."""
    return Trouble(
        "cell",
        Text(f"这不是一份试验：{why}", f"This is no trial: {why}"),
        Text(
            "要有 kind（shadow 或 challenge）、purpose、ends_on（2026-12-31）、tables。",
            "It has a kind (shadow or challenge), a purpose, ends_on (2026-12-31), tables.",
        ),
    )


def unknown_key(name: str) -> Trouble:
    """Something that nobody would heed."""
    return Trouble(
        "missing",
        Text(f"没有“{name[:40]}”这一项。", f"There is no “{name[:40]}” in a trial."),
        Text("请删去，或改正拼写。", "Take it out, or correct how it is written."),
        column=name[:40],
    )


def too_long(most_days: int) -> Trouble:
    """A trial without an end in sight is a policy."""
    return _at(
        "ends_on",
        Text(f"试验最长 {most_days} 天。", f"A trial lasts {most_days} days at most."),
        Text("选一个更早的结束日，需要时再批一次。", "Choose an earlier end; have it approved again later."),
    )


def unknown_table(name: str) -> Trouble:
    """No such table."""
    return _at(
        "tables",
        Text(f"没有叫“{name[:40]}”的策略表。", f"There is no policy table “{name[:40]}”."),
        Text("请用现有策略表的名字。", "Use the name of a policy table in force."),
    )


def broken_together(why: str) -> Trouble:
    """Sound alone, not together."""
    return _at(
        "tables",
        Text(f"这些表与现行策略合不到一起：{why}", f"They do not fit the policy in force: {why}"),
        Text("请改正这些表。", "Correct the tables."),
    )


def share_outside(most: float) -> Trouble:
    """More subjects than the house lets an experiment have, or none."""
    told = format_percent(Decimal(str(most)))
    return _at(
        "share",
        Text(f"份额要大于 0，不超过 {told}。", f"The share is above 0 and {told} at most."),
        Text("写成小数，例如 0.1。", "Write it as a number such as 0.1."),
    )


def limit_outside(most_fen: int) -> Trouble:
    """More money than the house lets an experiment have, or none."""
    told = format_yuan(most_fen)
    return _at(
        "most_limit_fen",
        Text(f"单笔额度上限要大于 0，不超过 {told}。", f"The highest limit is above 0 and {told} at most."),
        Text("以分为单位，例如 20000000。", "In fen, such as 20000000."),
    )


def _at(column: str, what: Text, fix: Text) -> Trouble:
    return Trouble("cell", what, fix, column=column)


NO_PURPOSE: Final = _at(
    "purpose",
    Text("没有写这个试验要弄清什么。", "It is not written what this trial is to find out."),
    Text("用一句话写明。", "Say it in a sentence."),
)
ENDS_BEFORE: Final = _at(
    "ends_on",
    Text("结束日早于开始日。", "It ends before it begins."),
    Text("选一个不早于开始日的结束日。", "Choose an end that is not before the start."),
)
NOTHING_TRIED: Final = _at(
    "tables",
    Text("没有要试的策略表或评分卡。", "There is no table and no scorecard to try."),
    Text("至少放进一张表或一张评分卡。", "Put in at least one table or a scorecard."),
)
SAME_AS_NOW: Final = _at(
    "tables",
    Text("要试的与现行的完全一样。", "What is to be tried is the same as what is in force."),
    Text("改好再提交。", "Change something first."),
)
OTHER_SALT: Final = _at(
    "salt",
    Text(
        "同名试验改了抽签用的盐，已经抽中的人会变。",
        "Another salt under the same name would change who was drawn.",
    ),
    Text("保留原来的盐，或换一个名字。", "Keep the salt, or choose another name."),
)
NO_MODEL: Final = _at(
    "model",
    Text("登记册里没有这个模型。", "There is no such model in the register."),
    Text("先登记并批准它，再写它的版本号。", "Register it and have it approved, then write its version."),
)
OVERLAPS: Final = _at(
    "ends_on",
    Text(
        "这段时间已有另一个挑战者试验；两个叠在一起就分不清谁的结果。",
        "Another challenge runs in this time; two at once could not be told apart.",
    ),
    Text("等它结束，或先提前结束它。", "Wait for its end, or end it early."),
)
NOT_FOUND: Final = Problem(
    "trial.not_found",
    Text("没有这个试验。", "There is no such trial."),
    Text("请核对名字。", "Check its name."),
)
BAD_NAME: Final = Problem(
    "trial.name",
    Text(
        "试验的名字只用小写字母、数字和连字符，2 到 41 个字符。",
        "A trial's name has lower-case letters, digits and hyphens, 2 to 41 of them.",
    ),
    Text("例如 price-2026q4。", "Such as price-2026q4."),
)
NOT_RUNNING: Final = Problem(
    "trial.already",
    Text("这个试验没有在运行。", "This trial is not running."),
    Text("不用再结束它。", "There is nothing to end."),
)
