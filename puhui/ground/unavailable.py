"""Something that must be there before any work can begin is not: told as a Problem, carried as an exception.

Inside the rooms an expected failure is a value. But where a context is being opened (settings, the database,
the keys) there is nobody yet to hand a value to, so the sentence travels up to the edge that prints it.
"""

from puhui.kernel import Problem


class Unavailable(Exception):  # noqa: N818 - the word of the design, section 2.4
    """The ground cannot be opened; `problem` says what is wrong and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
