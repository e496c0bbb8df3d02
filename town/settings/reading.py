"""Read a settings file; what is wrong in it is said with its place, before anything is made."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, get_type_hints

import yaml

from town.settings.model import Owners, Rings, Settings

PLAIN: Final = Path(__file__).parent / "plain.yaml"
_LONGEST_MONTHS: Final = 60
_SHORTEST_MONTHS: Final = 18
_NOISIEST: Final = 4
_MOST_RINGS: Final = 0.02
_MOST_LOOKALIKES: Final = 10
_SHARES: Final = ("characters", "missing", "noise")


class SettingsRefused(Exception):  # noqa: N818
    """The file says something a town cannot have; the message names the place."""


def read_settings(path: Path = PLAIN, **changed: Any) -> Settings:  # noqa: ANN401
    """The settings in `path`; a file may name another with `like:` and say only what differs.

    `changed` replaces whole sections, as tests like to do.
    """
    settings: Settings = replace(_built(Settings, _merged(path), ""), **changed)
    _must_be_possible(settings)
    return settings


def _merged(path: Path) -> dict[str, Any]:
    try:
        said = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SettingsRefused(f"没有设置文件 there is no settings file {path}") from None
    if not isinstance(said, dict):
        raise SettingsRefused(f"{path}: 应是一张表 should be a table of settings")
    other = said.pop("like", None)
    return said if other is None else _laid_over(_merged(path.parent / other), said)


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for name, value in above.items():
        old = both.get(name)
        both[name] = _laid_over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def _built(kind: type[Any], said: dict[str, Any], where: str) -> Any:  # noqa: ANN401
    hints = get_type_hints(kind)
    known = [field.name for field in fields(kind)]
    for wrong in sorted(set(said) - set(known)):
        raise SettingsRefused(f"{where}{wrong}: 不认识 unknown; 可用 known: {', '.join(known)}")
    for absent in (name for name in known if name not in said):
        raise SettingsRefused(f"{where}{absent}: 缺少 missing")
    return kind(
        **{
            name: _built(hints[name], said[name], f"{where}{name}.")
            if is_dataclass(hints[name])
            else _plain(said[name])
            for name in known
        }
    )


def _plain(value: Any) -> Any:  # noqa: ANN401
    return tuple(value) if isinstance(value, list) else value


def _must_be_possible(settings: Settings) -> None:
    if not _SHORTEST_MONTHS <= settings.months <= _LONGEST_MONTHS:
        raise SettingsRefused(f"months: {settings.months}; {_SHORTEST_MONTHS}–{_LONGEST_MONTHS}")
    if not isinstance(settings.until, date) or (settings.until + timedelta(days=1)).day != 1:
        raise SettingsRefused(f"until: {settings.until}; 应是月末 should end a month, as 2026-10-31")
    for section in _SHARES:
        part = getattr(settings, section)
        for field in fields(part):
            _must_be_a_share(getattr(part, field.name), f"{section}.{field.name}")
    _must_be_owners(settings.owners)
    _must_be_rings(settings.rings)


def _must_be_owners(owners: Owners) -> None:
    """Shares below one, under the names that plain.yaml has."""
    if not 0 <= owners.noise <= _NOISIEST:
        raise SettingsRefused(f"owners.noise: {owners.noise}; 0–{_NOISIEST}")
    plain = _merged(PLAIN)["owners"]
    for field in fields(owners):
        said, known = getattr(owners, field.name), plain[field.name]
        if not isinstance(known, dict):
            if field.name != "noise":
                _must_be_a_share(float(said), f"owners.{field.name}")
            continue
        for wrong in sorted(set(said) ^ set(known)):
            what = "不认识 unknown" if wrong in said else "缺少 missing"
            raise SettingsRefused(f"owners.{field.name}.{wrong}: {what}; 可用 known: {', '.join(known)}")
        for place, share in said.items():
            _must_be_a_share(float(share), f"owners.{field.name}.{place}")


def _must_be_rings(rings: Rings) -> None:
    """Shares below one; look-alikes under the names that plain.yaml has, none of them negative."""
    if not 0 <= rings.noise <= _NOISIEST:
        raise SettingsRefused(f"rings.noise: {rings.noise}; 0–{_NOISIEST}")
    if not 0 <= rings.prevalence <= _MOST_RINGS:
        raise SettingsRefused(f"rings.prevalence: {rings.prevalence}; 0–{_MOST_RINGS}")
    for name in ("missing", "misdated", "coincident"):
        _must_be_a_share(float(getattr(rings, name)), f"rings.{name}")
    known = _merged(PLAIN)["rings"]["lookalikes"]
    for wrong in sorted(set(rings.lookalikes) ^ set(known)):
        what = "不认识 unknown" if wrong in rings.lookalikes else "缺少 missing"
        raise SettingsRefused(f"rings.lookalikes.{wrong}: {what}; 可用 known: {', '.join(known)}")
    for name, share in rings.lookalikes.items():
        if not 0 <= share <= _MOST_LOOKALIKES:
            raise SettingsRefused(f"rings.lookalikes.{name}: {share}; 0–{_MOST_LOOKALIKES}")


def _must_be_a_share(value: Any, where: str) -> None:  # noqa: ANN401
    if isinstance(value, float) and not 0 <= value <= 1:
        raise SettingsRefused(f"{where}: {value}; 0–1")
