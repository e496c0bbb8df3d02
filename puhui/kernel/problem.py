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
    `where` is a place a person can find (`invoices.csv, line 4,182, 开票日期`), plain where it reads the same
    in both languages (a path, a field). None of them may carry a name, an identifier or an amount of a
    person: problems are logged and shown.
    """

    code: str
    what: Text
    fix: Text | None = None
    where: Text | str | None = None

    def at(self, where: Text | str) -> "Problem":
        """The same problem, found at `where`."""
        return Problem(self.code, self.what, self.fix, where)

    def place(self, language: Language) -> str | None:
        """Where it was found, in one language; None where no place is known.

        >>> lost = Problem("row.bad", Text("错了。", "Wrong."), where=Text("a.csv 第3行", "a.csv, line 3"))
        >>> lost.place(Language.EN), lost.at("months").place(Language.ZH)
        ('a.csv, line 3', 'months')
        """
        return self.where.in_(language) if isinstance(self.where, Text) else self.where

    def sentence(self, language: Language = Language.ZH) -> str:
        """Where, what and what to do, as one line for people.

        >>> late = Problem("date.future", Text("日期在将来。", "The date is in the future."))
        >>> late.at("a.csv, line 3").sentence(Language.EN)
        'a.csv, line 3: The date is in the future.'
        """
        colon, gap = ("：", "") if language is Language.ZH else (": ", " ")
        place = self.place(language)
        head = f"{place}{colon}" if place else ""
        tail = f"{gap}{self.fix.in_(language)}" if self.fix else ""
        return f"{head}{self.what.in_(language)}{tail}"
