"""统一社会信用代码 from a picture: its check characters, and what it may be if a letter was misread."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from puhui.evidence.licence.checks.verdict import Verdict
from puhui.evidence.licence.limits import HERE
from puhui.evidence.licence.model import Checked
from puhui.evidence.reference import table
from puhui.kernel import Problem, Text
from puhui.kernel.identifiers import parse_organisation_code, parse_uscc

_LENGTH: Final = 18
_SHOWN: Final = 3
_OLD_NUMBER: Final = 15
_FORBIDDEN: Final = frozenset("IOSVZ")


def check_code(read: str) -> Verdict:
    """Both checks: the code's own, and that of the organisation code inside it.

    >>> check_code("91990000MA00TEX70J").checked.value
    'ok'
    >>> check_code("9199OOOOMA00TEX70J").suggestions
    ('91990000MA00TEX70J',)
    """
    parsed = parse_uscc(read)
    if not isinstance(parsed, Problem):
        return Verdict(parsed.value, Checked.OK)
    if len(read) == _OLD_NUMBER and read.isdigit():
        return Verdict(None, Checked.WRONG, _OLD)
    if len(read) != _LENGTH:
        return Verdict(None, Checked.WRONG, _length(len(read)))
    return Verdict(None, Checked.WRONG, parsed.what, suggest_codes(read))


def suggest_codes(read: str) -> tuple[str, ...]:
    """Codes that fit both checks and differ only in letters that look alike: one of them, or two; the nearest
    first. For a person to compare with the paper, never to be taken by a program.

    Letters the alphabet does not have are always replaced.
    """
    never = tuple(place for place, letter in enumerate(read) if letter in _FORBIDDEN)
    for more in range(3 if len(never) == 0 else 2):
        found = sorted(set(_with_replaced(read, never, more)))
        if found:
            return tuple(found[:_SHOWN])
    return ()


def _with_replaced(read: str, never: tuple[int, ...], more: int) -> Iterator[str]:
    others = [place for place in range(len(read)) if place not in never]
    for chosen in combinations(others, more):
        for written in _spelled(read, (*never, *chosen)):
            if not isinstance(parse_uscc(written), Problem) and _organisation_fits(written):
                yield written


def _spelled(read: str, places: tuple[int, ...]) -> Iterator[str]:
    if not places:
        yield read
        return
    alike: dict[str, str] = table(HERE, "confusable")
    first, rest = places[0], places[1:]
    for letter in alike.get(read[first], ""):
        yield from _spelled(f"{read[:first]}{letter}{read[first + 1 :]}", rest)


def _organisation_fits(code: str) -> bool:
    return not isinstance(parse_organisation_code(code[8:17]), Problem)


def _length(found: int) -> Text:
    return Text(
        f"读到{found}位，应为18位，可能有遮挡。", f"{found} characters were read of 18; some may be covered."
    )


_OLD: Final = Text(
    "这是15位的旧注册号，2015年10月起已改用18位统一社会信用代码。",
    "This is an old 15-digit number; since October 2015 licences carry an 18-character credit code.",
)
