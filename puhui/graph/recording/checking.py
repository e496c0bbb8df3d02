"""A relation held against its concept, before it is recorded."""

from puhui.graph.concepts import WHOLE_SHARE, RelationConcept, Unit, concepts
from puhui.graph.model import Relation, type_of
from puhui.intake import source_is_public


def checked(relation: Relation) -> Relation:
    """The same relation, when its ends, weight and source fit its kind and it stands on a consent or a public
    source.

    Raises ValueError otherwise: that is a programming error, never a borrower's.
    """
    concept = concepts().get(relation.kind)
    if concept is None:
        raise ValueError(f"no kind of relation is called {relation.kind}")
    ends = (type_of(relation.from_node), type_of(relation.to_node))
    if ends[0] not in concept.from_types or ends[1] not in concept.to_types:
        raise ValueError(f"{relation.kind} does not go from {ends[0]} to {ends[1]}")
    if relation.source not in concept.sources:
        raise ValueError(f"{relation.kind} is not known from {relation.source}")
    if relation.consent_id is None and not source_is_public(relation.source):
        raise ValueError(f"{relation.kind} from {relation.source} needs the consent it was recorded under")
    _check_weight(relation, concept)
    if relation.valid_to is not None and relation.valid_to <= relation.valid_from:
        raise ValueError(f"{relation.kind} ends before it begins")
    return relation


def _check_weight(relation: Relation, concept: RelationConcept) -> None:
    fits = {
        Unit.NONE: relation.weight == 0,
        Unit.SHARE: 0 <= relation.weight <= WHOLE_SHARE,
        Unit.FEN: True,
        Unit.COUNT: relation.weight >= 0,
    }
    if not fits[concept.unit]:
        raise ValueError(f"{relation.kind}: {relation.weight} is no {concept.unit}")
