"""What is said when a person's words may not be told to a borrower."""

from collections.abc import Sequence

from puhui.kernel import Problem, Text


def banned_words(banned: Sequence[str], where: str) -> Problem:
    """The words stay with whoever wrote them; the borrower never reads them.

    >>> banned_words(("百分百",), "reason").what.zh
    '这些话不能对借款人说：百分百。'
    """
    return Problem(
        "words.banned",
        Text(
            f"这些话不能对借款人说：{'、'.join(banned)}。",
            f"This may not be said to a borrower: {', '.join(banned)}.",
        ),
        Text("请换一种说法，只写事实。", "Say it in another way, with facts only."),
        where,
    )
