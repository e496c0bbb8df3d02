"""Reasons and questions in plain words."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from puhui.features import SOURCE_TITLES, PersonFeature, PersonSource, person_catalogue
from puhui.identify.owner.model import Kind, Weighed
from puhui.kernel import Text


def weighed(parts: Mapping[str, float], values: Mapping[str, float | None]) -> tuple[Weighed, ...]:
    """What every topic added, strongest first; `parts` are of features whose source was seen."""
    features = _features()
    by_topic: dict[str, dict[str, float]] = {}
    for name, part in parts.items():
        by_topic.setdefault(features[name].topic, {})[name] = part
    found = (_of_topic(topic, own, values) for topic, own in by_topic.items())
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))


def _of_topic(topic: str, parts: Mapping[str, float], values: Mapping[str, float | None]) -> Weighed:
    weight = sum(parts.values())
    speaks = [name for name in parts if parts[name] * weight > 0] or list(parts)
    main = max(speaks, key=lambda name: (_shows(values.get(name), weight), abs(parts[name])))
    return Weighed(topic, main, weight, _sentence(topic, weight, _features()[main], values.get(main)))


def _shows(value: float | None, weight: float) -> int:
    """How well a number carries a sentence: known before unknown, and, if it speaks for, above zero."""
    if value is None:
        return 0
    return 2 if value or weight < 0 else 1


def _sentence(topic: str, weight: float, feature: PersonFeature, value: float | None) -> Text:
    lead = _told()["topics"][topic]["for" if weight > 0 else "against"]
    said = feature.say(value)
    return Text(
        f"{lead['zh']}（{feature.title.zh}：{said.zh}）", f"{lead['en']} ({feature.title.en}: {said.en})"
    )


def question(
    *, kind: Kind, runs: bool, unsure: bool, registered: bool | None, sources: frozenset[PersonSource]
) -> Text | None:
    """What to ask next; None where there is nothing worth a person's time."""
    named = _which(kind, runs=runs, unsure=unsure, registered=registered)
    if named is None:
        return None
    missing = next(_worth_seeing(sources), None)
    if unsure and named == "what_for" and missing is not None:
        title = SOURCE_TITLES[missing]
        asked = _told()["questions"]["may_see"]
        return Text(asked["zh"].format(source=title.zh), asked["en"].format(source=title.en))
    return Text(**_told()["questions"][named])


def _which(kind: Kind, *, runs: bool, unsure: bool, registered: bool | None) -> str | None:
    if registered:
        return "registered_running" if runs else "registered_quiet"
    if runs and kind is Kind.FAMILY_HELPER:
        return "family_helper"
    if runs and kind is Kind.UNREGISTERED:
        return "unregistered"
    if runs:
        return "has_licence"
    return "what_for" if unsure else None


def _worth_seeing(sources: frozenset[PersonSource]) -> Iterator[PersonSource]:
    """What tells most first; families are not asked for."""
    order = (PersonSource.MONTHS, PersonSource.REGISTERS, PersonSource.TEXTS, PersonSource.BALANCES)
    return (source for source in order if source not in sources)


@cache
def _features() -> dict[str, PersonFeature]:
    return {feature.name: feature for feature in person_catalogue()}


@cache
def _told() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8")
    )
    return found
