"""All facts of one version."""

from znatok.documents.facts import Facts
from znatok.ingestion.facts.editions import edition_of, language_of
from znatok.ingestion.facts.kinds import type_of
from znatok.ingestion.facts.parties import parties_of
from znatok.ingestion.facts.references import amended_by, replaced_by
from znatok.ingestion.facts.requisites import date_of, number_of
from znatok.ingestion.facts.sensitivity import data_class_of
from znatok.ingestion.facts.subject import Subject
from znatok.ingestion.facts.validity import validity_of

EXTRACTOR = 1  # raised when the rules change: facts found by older ones are found anew


def facts_of(subject: Subject) -> Facts:
    """What the document says about itself. Pure; takes milliseconds, so call it off the loop."""
    kind = type_of(subject)
    dated = date_of(subject, kind.value)
    period = validity_of(subject, kind.value, dated)
    return Facts(
        type=kind,
        language=language_of(subject),
        number=number_of(subject, kind.value),
        dated=dated,
        parties=parties_of(subject),
        valid_from=period.valid_from,
        valid_until=period.valid_until,
        edition=edition_of(subject, kind.value),
        data_class=data_class_of(subject),
        replaces=replaced_by(subject),
        amends=amended_by(subject),
    )
