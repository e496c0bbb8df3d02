"""What a group is: one person with several identities, a farm, or nothing to tell."""

from puhui.graph.rings.known import Known
from puhui.graph.rings.model import Finding, RingKind
from puhui.graph.rings.rules import RingRules
from puhui.graph.rings.sharing.groups import Group, groups
from puhui.graph.rings.sharing.signs import Signs, signs_of
from puhui.graph.rings.sharing.uses import Asked
from puhui.graph.rings.telling import told
from puhui.kernel import Text


def shared_things(known: Known, rules: RingRules) -> tuple[list[Finding], list[Text]]:
    """Groups of applicants around common devices, numbers and accounts who applied close to each other."""
    asked = Asked(known)
    found = []
    for group in groups(asked, rules.sharing):
        if len(group.parties(asked)) > rules.sharing.parties_most:
            continue
        signs = signs_of(asked, group, rules.sharing)
        kind = _kind(signs, rules)
        if kind is not None:
            found.append(_finding(asked, group, signs, kind))
    return found, []


def _kind(signs: Signs, rules: RingRules) -> RingKind | None:
    """Money to one account, or devices and numbers together, is a borrowed identity; else perhaps a farm."""
    borrowed, farm = rules.borrowed_identity, rules.device_farm
    meets = signs.paid >= borrowed.paid_least and signs.paid_share >= borrowed.paid_share_least
    over = (signs.devices > 0) + (signs.phones > 0) + meets
    if (
        over >= borrowed.kinds_of_things_least
        and signs.strangers >= borrowed.members_least
        and signs.span_days <= borrowed.span_days_most
        and (meets or signs.phones >= borrowed.phones_least)
        and (signs.phones or signs.use_days >= borrowed.use_days_least)
    ):
        return RingKind.BORROWED_IDENTITY
    alike = (
        (signs.no_device_share >= farm.no_device_share_least)
        + (signs.alike_share >= farm.alike_share_least)
        + (signs.use_days >= farm.use_days_least)
    )
    if (
        signs.devices
        and signs.strangers >= farm.members_least
        and signs.span_days <= farm.span_days_most
        and alike >= farm.signs_least
    ):
        return RingKind.DEVICE_FARM
    return None


def _finding(asked: Asked, group: Group, signs: Signs, kind: RingKind) -> Finding:
    known = asked.known
    rows = sorted(group.applications)
    members = {int(known.applications.subject[row]) for row in rows}
    members |= {int(known.applications.enterprise[row]) for row in rows} - {-1}
    things = {use.thing for use in group.uses} | {it.account for it in group.money}
    if kind is RingKind.BORROWED_IDENTITY:
        members |= asked.holders(it.account for it in group.money)
    evidence = sorted({use.at for use in group.uses} | {it.at for it in group.money})
    parties = len(group.parties(asked))
    said = told(kind, parties=parties, things=len(things), days=signs.span_days + 1)
    strength = round((1 - 1 / parties) * (0.5 + 0.5 * max(signs.paid_share, signs.alike_share)), 4)
    return Finding(kind, tuple(sorted(members)), tuple(evidence), strength, said, tuple(sorted(things)))
