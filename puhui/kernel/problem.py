"""An expected failure, as a value: what is wrong, where, and what to do about it.

Surprises are exceptions; what a user, a file or a partner can be expected to get wrong is a `Problem`,
returned or collected beside the good results so that nothing good is lost.
"""

from dataclasses import dataclass

from puhui.kernel.text import Language, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `code` is stable and for machines (`invoice.date.invalid`); `what` says what is wrong, `fix` what to do;
    `where` is a place a person can find (`invoices.csv, line 4182, 开票日期`). None of them may carry a
    name, an identifier or an amount of a person: problems are logged and shown.
    """

    code: str
    what: Text
    fix: Text | None = None
    where: str | None = None

    def at(self, where: str) -> "Problem":
        """The same problem, found at `where`."""
        return Problem(self.code, self.what, self.fix, where)

    def sentence(self, language: Language = Language.ZH) -> str:
        """Where, what and what to do, as one line for people.

        >>> late = Problem("date.future", Text("日期在将来。", "The date is in the future."))
        >>> late.at("a.csv, line 3").sentence(Language.EN)
        'a.csv, line 3: The date is in the future.'
        """
        colon, gap = ("：", "") if language is Language.ZH else (": ", " ")
        head = f"{self.where}{colon}" if self.where else ""
        tail = f"{gap}{self.fix.in_(language)}" if self.fix else ""
        return f"{head}{self.what.in_(language)}{tail}"
