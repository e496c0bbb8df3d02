"""What is said when a rule is asked for and cannot be given."""

from collections.abc import Mapping
from datetime import date

from puhui.kernel import Problem, Text


def too_early(rule_id: str, day: date) -> Problem:
    """The rule exists, but not on that day."""
    return Problem(
        "rule.not_in_force",
        Text(
            f"{day.isoformat()} 没有生效的规则“{rule_id}”。",
            f"No version of {rule_id} was in force on {day}.",
        ),
        Text(
            "请核对合同日期，或在规则库中补录该期间的版本。",
            "Check the date, or add the version of that time.",
        ),
    )


def no_rule(rule_id: str, scope: Mapping[str, str]) -> Problem:
    """Nobody has written such a rule for such a case, or several fit equally well."""
    case = "、".join(f"{name}={value}" for name, value in scope.items())
    return Problem(
        "rule.unknown",
        Text(
            f"规则库中没有唯一适用的“{rule_id}”{f'（{case}）' if case else ''}。",
            f"The rulebook has no single {rule_id} for {case or 'the general case'}.",
        ),
        Text("请核对规则名称和适用范围。", "Check the rule's name and its scope."),
    )
