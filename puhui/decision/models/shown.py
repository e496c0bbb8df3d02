"""The register as the routes and the command line show it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal
from uuid import UUID

from puhui.decision.models import store
from puhui.decision.models.bodies import (
    ActBody,
    CalibrationGroup,
    ModelBody,
    ModelLine,
    PartBody,
    SourceBody,
    UseBody,
)
from puhui.decision.models.model import ModelKind, Registered, Use, UseKind, state_of
from puhui.decision.models.sources import is_told, sources
from puhui.features import feature_named
from puhui.ground import Work
from puhui.ground.publishing import house_of, names_of, person_problem
from puhui.ground.web import Said
from puhui.kernel import Text

Names = Mapping[str, str]


def models_shown(work: Work) -> list[ModelLine]:
    """Every model of the house, newest first."""
    every = store.models(work.connection, house_of(work))
    rates, names = champions(work), names_of(work, _people(every))
    return [_line(work, it, rates, names) for it in every]


def model_shown(work: Work, model: Registered) -> ModelBody:
    """One model with its card."""
    card, quality = model.card, model.card["quality"]
    line = _line(work, model, champions(work), names_of(work, _people([model])))
    shift, slope = model.calibration
    return ModelBody(
        **dict(line),
        needs=[SourceBody(name=it, title=Said.of(sources()[it].title)) for it in model.needs],
        fallback=model.fallback.value,
        target=card["target"],
        rows=card["trained_on"]["rows"],
        bad_rows=card["trained_on"]["bad_rows"],
        period=card["trained_on"].get("period"),
        source=card["trained_on"]["source"],
        ks=quality["ks"],
        brier=quality["brier"],
        brier_of_average=quality["brier_of_average"],
        shift=shift,
        slope=slope,
        calibration=[CalibrationGroup(**it) for it in quality["calibration"]],
        parts=_parts(model),
        warnings=_said(card, "warnings"),
        limits=_said(card, "limits"),
        forbidden=_said(card, "forbidden"),
    )


def uses_shown(work: Work) -> list[UseBody]:
    """Every proposal, newest first; `in_force` says which rule today."""
    every = store.uses(work.connection, house_of(work))
    known = {it.id: it.name for it in store.models(work.connection, house_of(work))}
    now = _in_force(work)
    names = names_of(work, [one for it in every for one in (it.proposed_by, it.settled_by)])
    return [_use(work, it, known, it.id in now, names) for it in every]


def champions(work: Work) -> Mapping[str, UUID | None]:
    """Product → the model that rates it today, None for the judgement scorecard."""
    found = {}
    for product in store.products_in_use(work.connection, house_of(work)):
        now = store.in_use(work.connection, house_of(work), UseKind.CHAMPION, product, work.today())
        if now is not None and now.product == product:
            found[product] = now.model_id
    return found


def _in_force(work: Work) -> set[UUID]:
    found = set()
    for product in store.products_in_use(work.connection, house_of(work)):
        for kind in UseKind:
            now = store.in_use(work.connection, house_of(work), kind, product, work.today())
            found |= {now.id} if now is not None else set()
    return found


def _line(work: Work, model: Registered, rates: Mapping[str, UUID | None], names: Names) -> ModelLine:
    own = sorted(product for product, chosen in rates.items() if chosen == model.id)
    auc, title = model.card["quality"]["auc"], model.card["title"]
    return ModelLine(
        id=model.id,
        name=model.name,
        title=Said(**title),
        version=model.version,
        product=model.product,
        kind=model.kind.value,
        grade=model.grade,  # type: ignore[arg-type]
        state=state_of(model, bool(own), work.today()).value,
        champion_of=own,
        auc=auc["mean"],
        auc_low=model.card["quality"]["bootstrap_low"],
        auc_high=model.card["quality"]["bootstrap_high"],
        valid_from=model.valid_from,
        expires_on=model.expires_on,
        expires_in_days=(model.expires_on - work.today()).days,
        registered=ActBody(by=names[model.registered_by], at=model.registered_at, note=model.note),
        settled=_act(model.settled_by, model.settled_at, model.settled_note, names),
        withdrawn=_act(model.withdrawn_by, model.withdrawn_at, model.withdrawn_why, names),
        may_settle=model.settled is None and _is_another(work, model.registered_by),
    )


def _use(work: Work, use: Use, known: Mapping[UUID, str], rules: bool, names: Names) -> UseBody:
    return UseBody(
        id=use.id,
        kind=use.kind.value,
        product=use.product,
        model_id=use.model_id,
        model_name=known.get(use.model_id) if use.model_id else None,
        shift=use.recalibration.shift if use.recalibration else None,
        slope=use.recalibration.slope if use.recalibration else None,
        effective_from=use.effective_from,
        state=use.settled.value if use.settled else "waiting",
        in_force=rules,
        proposed=ActBody(by=names[use.proposed_by], at=use.proposed_at, note=use.note),
        settled=_act(use.settled_by, use.settled_at, use.settled_note, names),
        may_settle=use.settled is None and _is_another(work, use.proposed_by),
    )


def _parts(model: Registered) -> list[PartBody]:
    """What the score adds up from: measured shares of a boosted model, information of a scorecard's rows."""
    if model.kind is ModelKind.BOOSTED:
        return [_part(it, it["share"]) for it in model.card["drivers"]]
    lines = model.card["features"]
    whole = sum(it["information"] for it in lines) or 1.0
    return [_part(it, it["information"] / whole) for it in sorted(lines, key=_information, reverse=True)]


def _part(written: Mapping[str, Any], share: float) -> PartBody:
    name, told = str(written["name"]), written.get("title")
    feature = feature_named(name)
    title = Text(**told) if told else feature.title if feature else Text(name, name)
    return PartBody(
        name=name,
        title=Said.of(title),
        share=share,
        direction=_DIRECTION.get(written["risk"], "either"),
        is_told=is_told(name),
    )


def _said(card: Mapping[str, Any], name: str) -> list[Said]:
    return [Said(**it) for it in card.get(name, ())]


def _information(written: Mapping[str, Any]) -> float:
    return float(written["information"])


def _act(by: str | None, at: Any, note: str, names: Names) -> ActBody | None:  # noqa: ANN401 - an instant
    return None if by is None else ActBody(by=names[by], at=at, note=note)


def _people(models: Sequence[Registered]) -> list[str | None]:
    return [one for it in models for one in (it.registered_by, it.settled_by, it.withdrawn_by)]


def _is_another(work: Work, person: str) -> bool:
    return person_problem(work) is None and work.actor.id != person


_DIRECTION: Final[dict[str, Literal["rises", "falls"]]] = {"rises": "rises", "falls": "falls"}
