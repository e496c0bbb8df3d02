"""Hard filters, in the order of domain 11. Each one is a question with one answer: nothing, or a reason.

Pure. A borrower is told *all* reasons of a product, so no filter stops the next; whoever fails one falls out.
What is not known does not pass: silence never matches.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from puhui.cost import Quote, cap_test
from puhui.intake import SubjectKind, sources
from puhui.kernel import Text, format_percent, say_amount
from puhui.matching.model import Institution, InstitutionKind, MatchRequest, Product, Reason, Scheme
from puhui.rulebook import PriceCap, RulesOn, rulebook


@dataclass(frozen=True, slots=True)
class Case:
    """One product held against one request on one day. `amount_fen` is what would be lent; `quote` is what
    it would cost, None where the product has no price for this band or the terms cannot be."""

    request: MatchRequest
    product: Product
    institution: Institution
    rules: RulesOn
    amount_fen: int
    quote: Quote | None

    @property
    def today(self) -> date:
        """The day whose rules apply."""
        return self.rules.day

    @property
    def cap(self) -> PriceCap:
        """The law's cap for the product's channel, measured on the product's basis."""
        legal = self.rules.price_cap(self.product.channel)
        return PriceCap(legal.value, self.product.cap_basis, legal.rule)


def reasons_against(case: Case, *, is_own: bool = False) -> tuple[Reason, ...]:
    """Every reason why this product cannot be offered; none when it can.

    `is_own`: an institution offers its own products to its own borrower. What concerns lending through a
    platform (its partner list, its share of loans through partners) is then no question.
    """
    asked = (ask for ask in FILTERS if not (is_own and ask in _THROUGH_A_PLATFORM))
    return tuple(reason for ask in asked for reason in ask(case))


def _active(case: Case) -> Iterator[Reason]:
    product = case.product
    if not product.active_from <= case.today <= product.active_to:
        yield _because("not_active", since=product.active_from, until=product.active_to)


def _borrower(case: Case) -> Iterator[Reason]:
    request, product = case.request, case.product
    if request.borrower_kind not in product.borrower_kinds:
        yield _because("borrower_kind")
    if request.band is None or request.band not in product.rates:
        yield _because("band", band=request.band.value if request.band else "–")


def _scheme(case: Case) -> Iterator[Reason]:
    request, scheme = case.request, case.product.scheme
    if scheme is Scheme.NONE:
        return
    if request.borrower_kind in _SIZED and not request.is_small_or_micro:
        yield _because("scheme_size")
    if (bound := case.rules.scheme_credit(scheme.value)) is None:
        yield _because("scheme_not_yet", day=case.today)
        return
    rule, inclusive = bound
    most_fen = rule.value_fen if inclusive else rule.value_fen - 1
    if request.household_credit_fen is None:
        yield _because("scheme_credit_unknown", most=say_amount(most_fen))
    elif (total_fen := request.household_credit_fen + case.amount_fen) > most_fen:
        yield _because("scheme_credit", total=say_amount(total_fen), most=say_amount(most_fen))


def _industry(case: Case) -> Iterator[Reason]:
    industry, excluded = case.request.industry, case.product.industries_excluded
    if industry is None:
        if excluded:
            yield _because("industry_unknown")
    elif any(_bare(industry).startswith(code) for code in excluded):
        yield _because("industry", industry=industry)


def _territory(case: Case) -> Iterator[Reason]:
    if case.institution.kind is InstitutionKind.ONLINE_BANK:
        return
    region, regions = case.request.region, case.institution.regions
    if region is None:
        yield _because("territory_unknown")
    elif not any(region.startswith(prefix) for prefix in regions):
        yield _because("territory", region=region, regions=_listed(map(_code, regions)))


def _amount_and_use(case: Case) -> Iterator[Reason]:
    request, product = case.request, case.product
    if case.amount_fen < product.amount_least_fen:
        least = say_amount(product.amount_least_fen)
        yield _because("amount_small", amount=say_amount(case.amount_fen), least=least)
    if case.amount_fen > product.amount_most_fen:
        most = say_amount(product.amount_most_fen)
        yield _because("amount_large", amount=say_amount(case.amount_fen), most=most)
    if request.months not in product.months:
        terms = ", ".join(map(str, sorted(product.months)))
        yield _because("months", months=request.months, terms=terms)
    if request.purpose not in product.purposes:
        yield _because("purpose")


def _partner_list(case: Case) -> Iterator[Reason]:
    listed = case.institution.partner_list
    if not listed.valid_from <= case.today <= listed.valid_to:
        yield _because("partner_list", since=listed.valid_from, until=listed.valid_to)


def _concentration(case: Case) -> Iterator[Reason]:
    """25 % of net tier-1 capital with one partner, 50 % of all loans with all, 30 % of a co-lent loan."""
    held, amount_fen = case.institution.concentration, case.amount_fen
    share_max = case.rules.value("co_lending.one_partner_share_max").value
    share = Decimal(held.with_platform_fen + amount_fen) / held.net_tier1_capital_fen
    if share > share_max:
        yield _because("concentration_one", share=format_percent(share), most=format_percent(share_max))
    all_max = case.rules.value("co_lending.all_partners_share_max").value
    all_share = Decimal(held.with_all_partners_fen + amount_fen) / (held.all_loans_fen + amount_fen)
    if all_share > all_max:
        yield _because("concentration_all", share=format_percent(all_share), most=format_percent(all_max))
    least = case.rules.value("co_lending.partner_share_min").value
    if 0 < case.product.partner_share < least:
        part = format_percent(case.product.partner_share)
        yield _because("partner_share", share=part, least=format_percent(least))


def _data(case: Case) -> Iterator[Reason]:
    missing = sorted(case.product.required_data - case.request.data)
    if missing:
        yield _because("data", missing=len(missing), sources=_listed(sources()[it].text for it in missing))


def _price(case: Case) -> Iterator[Reason]:
    if case.quote is None:
        if case.request.band is not None and case.request.band in case.product.rates:
            yield _because("unquotable")
        return
    tested = cap_test(case.quote, case.cap)
    if not tested.within:
        most = format_percent(tested.limit)
        yield _because("price_cap", measured=format_percent(tested.measured), most=most)


FILTERS: Final[tuple[Callable[[Case], Iterator[Reason]], ...]] = (
    _active,
    _borrower,
    _scheme,
    _industry,
    _territory,
    _amount_and_use,
    _partner_list,
    _concentration,
    _data,
    _price,
)

_THROUGH_A_PLATFORM: Final = frozenset({_partner_list, _concentration})

_SIZED: Final = frozenset({SubjectKind.ENTERPRISE, SubjectKind.COOPERATIVE})
"""Kinds whose size class must be known; a 个体工商户 or an owner is in the population as such."""


def _listed(names: Iterable[Text]) -> Text:
    all_names = tuple(names)
    return Text("、".join(it.zh for it in all_names), ", ".join(it.en for it in all_names))


def _code(written: str) -> Text:
    return Text(written, written)


def _bare(industry: str) -> str:
    return industry.lstrip("ABCDEFGHIJKLMNOPQRST")


def _because(code: str, **figures: object) -> Reason:
    text: Text = rulebook().reason(f"matching.{code}")
    return Reason(f"matching.{code}", text.fill(**figures))
