"""Made-up colleagues who change things and publish them, known by ids that are no accounts."""

from puhui.ground import Actor, ActorKind


def colleague(name: str, *roles: str) -> Actor:
    """Somebody who signed in."""
    return Actor(name, ActorKind.PERSON, frozenset(roles or {"admin"}))


CHEN, LI, SUN = colleague("chen-990000"), colleague("li-990000"), colleague("sun-990000")
