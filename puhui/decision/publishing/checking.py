"""Everything that is wrong with a policy table, by itself and beside the others."""

from puhui.decision.jdm import BrokenTableError, check, compile_table, read_table
from puhui.decision.policy import Policy
from puhui.ground.publishing import Trouble
from puhui.kernel import Text


def troubles_of(name: str, content: bytes, policy: Policy) -> tuple[Trouble, ...]:
    """All of it, in the order of the table; `policy` is what the table would stand in."""
    try:
        compile_table(check(read_table(name, content, f"{name}.json"), f"{name}.json"))
    except BrokenTableError as broken:
        return (Trouble("cell", Text(f"表有错：{broken}", str(broken)), Text("请改正。", "Correct it.")),)
    return ()
