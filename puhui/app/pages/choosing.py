"""Choose an offer together with the consent that names its institution: both or neither (PIPL 23)."""

from datetime import timedelta

from puhui.app.pages.views.consent import institution_ask
from puhui.ground import Work
from puhui.intake import Application, NewConsent, covering_consent, give_consent
from puhui.kernel import Language, Problem
from puhui.matching import Catalogue, KeptOffer, Redirect, choose_offer


def choose_with_consent(
    work: Work, asked: Application, offer: KeptOffer, language: Language, catalogue: Catalogue
) -> Redirect | Problem:
    """Hand over to one institution only; chosen twice, it is agreed to once.

    The hash proves which words were on the page. Both languages name the institution as the text was shown
    in the borrower's language.
    """
    ask = institution_ask(work.today())
    text, name = ask.text, offer.told["institution_name"][language.value]
    contact = offer.told["institution_contact"]
    standing = covering_consent(
        work, asked.owner_id, text.source, text.purpose, ask.fields, recipient=offer.institution
    )
    if isinstance(standing, Problem):
        given = give_consent(
            work,
            NewConsent(
                subject_id=asked.owner_id,
                source=text.source,
                fields=ask.fields,
                purpose=text.purpose,
                text_id=text.id,
                text_version=text.version,
                text_hash=text.hash(name, contact),
                until=work.now() + timedelta(days=ask.period_days),
                recipient=offer.institution,
                recipient_name=name,
                recipient_contact=contact,
                separate=True,
                language=language,
            ),
        )
        if isinstance(given, Problem):
            return given
    return choose_offer(work, offer.id, catalogue)
