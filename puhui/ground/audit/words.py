"""What a broken trail is told as, to people."""

from collections.abc import Mapping
from typing import Final

from puhui.ground.audit.verifying import Break
from puhui.kernel import Text

BREAKS: Final[Mapping[Break, Text]] = {
    Break.ENTRY_ALTERED: Text("这一条记录被改动过", "this entry was altered"),
    Break.ENTRY_DELETED: Text("这一条记录被删除了", "this entry was deleted"),
    Break.ENTRY_FORGED: Text("这一条记录不是由 Puhui 写入的", "this entry was not written by Puhui"),
    Break.ENTRY_HIDDEN: Text(
        "这一条记录被藏起来，不会被封存", "this entry was hidden so that it would not be sealed"
    ),
    Break.LINK_MISSING: Text("链条缺了这一环", "this link of the chain is missing"),
    Break.LINK_ALTERED: Text("这一环被改动过或换了位置", "this link was altered or moved"),
    Break.TAIL_CUT: Text(
        "链条从这里起被截断，或者恢复了较早的备份",
        "the chain was cut off from here, or an older backup was restored",
    ),
    Break.HEAD_MISSING: Text(
        "数据库之外的链头文件不见了，无法证明末尾没有被截断",
        "the head file outside the database is missing, so the end cannot be proven",
    ),
    Break.HEAD_ALTERED: Text(
        "数据库之外的链头文件被改动过", "the head file outside the database was altered"
    ),
}
