"""What can go wrong with `puhui decide invoices` that is nobody's surprise, in sentences."""

from typing import Final

from puhui.kernel import Problem, Text

NO_DATABASE: Final = Problem(
    "decide.no_database",
    Text("数据库打不开，还没有作任何决定。", "The database cannot be opened; nothing has been decided."),
    Text(
        "请按上面的提示处理；或加上 --no-record，只写结果表、不存记录（之后不能重放）。",
        "Do as said above, or add --no-record: the table is written, nothing is kept and cannot be replayed.",
    ),
)
NO_INVOICES: Final = Problem(
    "decide.no_invoices",
    Text(
        "这里没有读到一张发票，所以没有作任何决定。",
        "Not one invoice was found here, so nothing was decided.",
    ),
    Text(
        "请给出放发票明细的文件夹（CSV 或 xlsx，含企业代号、发票号码、开票日期、金额、税额、发票状态）。",
        "Point to the folder with invoice lists (CSV or xlsx: firm, number, date, amount, tax, status).",
    ),
)
NOBODY: Final = Problem(
    "decide.nobody",
    Text("每家企业都已有结果，没有需要决定的。", "Every firm has a known outcome; nobody is left to decide."),
    Text("加上 --all 可以连同它们一起决定。", "Add --all to decide them too."),
)
FUTURE: Final = Problem(
    "decide.as_of_future",
    Text("--as-of 在将来，那时的发票还没有开出。", "--as-of is in the future, where no invoice exists yet."),
    Text("请给今天或更早的日期。", "Give today or an earlier day."),
)
TOO_EARLY: Final = Problem(
    "decide.as_of_too_early",
    Text("--as-of 之前没有任何发票。", "There is no invoice before --as-of."),
    Text("请给第一张发票之后的日期。", "Give a day after the first invoice."),
)
NO_HOME: Final = Problem(
    "decide.home_unwritable",
    Text(
        "数据文件夹写不进去，评分卡没有地方放。",
        "The data folder cannot be written, so a scorecard has no place.",
    ),
    Text(
        "请用 --home 或 PUHUI_HOME 指向可写的文件夹。",
        "Point --home or PUHUI_HOME to a folder you may write to.",
    ),
)
LEFT_OUT: Final = Problem(
    "decide.left_out",
    Text(
        "有的内容没有采用，按 --strict 以 4 退出；结果表已写好。",
        "Some input was left out; exit 4 as --strict asks; the table is written.",
    ),
    Text("请按上面列出的位置改正后再运行。", "Correct the places listed above and run it again."),
)
