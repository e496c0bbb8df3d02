"""Where to click, as whom, and which files to take: printed when the street is open."""

from pathlib import Path
from typing import Final

from town.ids import bank_card
from town.residents import Resident
from town.serving import House
from town.staff import staff
from town.write import sample_folder

_CARD: Final = bank_card(1)
_SHOWN_KINDS: Final = ("individual_business", "enterprise", "unregistered_operator", "farm_household")


def where_to_click(houses: tuple[House, ...], home: Path, key: str, residents: tuple[Resident, ...]) -> str:
    """The whole message."""
    street, address = home / "street", houses[0].address
    return "\n".join(
        (
            "",
            f"  借款人页面 Borrower's pages   {address}/          English: {address}/en",
            f"  接口文档   API reference      {address}/api/docs",
            f"  接口密钥   API key            {key}",
            "",
            *_consoles(houses),
            "",
            "  机构自己的页面（从平台选方案后进入，也可以直接申请）",
            "  The institutions' own pages (choose an offer on the platform, or apply there directly):",
            *(f"    {house.code:<22} {house.address}/" for house in houses[1:]),
            f"  收款银行卡 Bank card to be paid to   {_CARD}",
            "",
            "  以这些虚构的人申请，传这些文件。Apply as these made-up people, upload these files:",
            "",
            *(line for kind in _SHOWN_KINDS for line in _account(street, residents, kind)),
            f"  全部 {len(residents)} 家 All firms   {street / 'residents.json'}",
            f"  整个文件夹 The folder   puhui decide invoices {_near(street / 'invoices')} --out d.csv",
            "",
            "  姓名里加“故障”、“不符”或“名单”，看看核验失败时会怎样。",
            "  Put 故障, 不符 or 名单 into the owner's name to see what a failing check does.",
            "  Ctrl-C 停止 stops everything.",
            "",
        )
    )


def _consoles(houses: tuple[House, ...]) -> list[str]:
    password, people = staff()
    return [
        "  工作台（平台和每家机构各有一个；登录名相同）",
        "  The console staff work in (the platform's and each institution's; the same logins):",
        *(f"    {house.name:<22} {house.address}/console/" for house in houses),
        f"    密码 Password   {password}",
        *(f"    {person.login:<14} {person.zh} {person.en}" for person in people),
    ]


def _account(street: Path, residents: tuple[Resident, ...], kind: str) -> list[str]:
    found = [it for it in residents if it.kind == kind]
    with_files = [it for it in found if sample_folder(street, it).is_dir()]
    chosen = next(iter(with_files or found), None)
    if chosen is None:
        return []
    files = _near(sample_folder(street, chosen)) if chosen in with_files else "（没有发票 no invoices）"
    code = f"信用代码 {chosen.uscc}" if chosen.uscc else f"地点 {chosen.address}"
    return [
        f"    {chosen.firm_name}  {chosen.owner_name}  身份证 {chosen.owner_id}  手机 {chosen.mobile}",
        f"      {code}  文件 files: {files}",
        "",
    ]


def _near(path: Path) -> str:
    """The path as it is shortest to type from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
