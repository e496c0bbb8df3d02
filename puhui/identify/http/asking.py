"""Ask which trade, of what size, what stands on a licence. Nothing of it is kept."""

from typing import Annotated, Final

from fastapi import Depends, Request, UploadFile

from puhui.evidence.licence import read_licence
from puhui.ground import Work
from puhui.ground.web import Router, Said, answer, work_for
from puhui.identify.bodies.industry import TradeAsked, TradeBody
from puhui.identify.bodies.licence import LicenceBody
from puhui.identify.bodies.size import SizeAsked, SizeBody
from puhui.identify.bodies.unsure import TradeListed
from puhui.identify.industry.classification import open_classification
from puhui.identify.service.asking import ask_trade
from puhui.identify.service.opened import trades
from puhui.identify.size import judge_size

router = Router(prefix="/api/v1/identify", tags=["identify"])
_DIVISION: Final = 2


@router.post("/industry")
def industry(
    request: Request, body: TradeAsked, work: Annotated[Work, Depends(work_for("identify.ask", moves=False))]
) -> TradeBody:
    """从名称、经营范围等判断行业。The trade of one firm, its probability and the words that decided."""
    cascade = trades(request.app.state.ground.settings)
    return TradeBody.of(answer(ask_trade(work, cascade, body.asked())))


@router.post("/size")
def size(body: SizeAsked, work: Annotated[Work, Depends(work_for("identify.ask", moves=False))]) -> SizeBody:
    """划型（大中小微），逐个指标给出依据。The size class with the evidence for each indicator."""
    return SizeBody.of(answer(judge_size(body.codes, body.figures(work.today()))))


@router.post("/licence")
def licence(
    photo: UploadFile, work: Annotated[Work, Depends(work_for("identify.ask", moves=False))]
) -> LicenceBody:
    """读营业执照照片，不保存。What stands on a photographed licence; neither photo nor words are kept."""
    content = photo.file.read()
    return LicenceBody.of(answer(read_licence(content, work.today())), content)


@router.get("/trades")
def listed(work: Annotated[Work, Depends(work_for("identify.ask"))]) -> list[TradeListed]:
    """可以选的行业：大类；有代码表时还有中类和小类。Trades to choose from, as far as known here."""
    codes = open_classification()
    known = sorted(code for code, one in codes.industries.items() if one.level >= _DIVISION)
    return [TradeListed(code=code, name=Said.of(codes.name(code)), level=len(code)) for code in known]
