"""Greetings and words about the assistant that a model may put in its own way."""

from znatok.chat.claims.markup import cleaned, escaped, plain
from znatok.chat.claims.statements import Statements
from znatok.chat.claims.values import ValueReader, Values
from znatok.language.morphology import Morphology

_LONGEST = 4  # statements


def retold(said: str, own: str, question: str, morphology: Morphology) -> str:
    """What of `said` may stand in place of the assistant's `own` words; empty when nothing may.

    No document stands behind it, so it may name nothing that neither these words nor the question
    name: no number, day, code, address or name.
    """
    values = ValueReader(morphology)
    held = values.read(f"{own}\n{question}")
    statements = Statements()
    found = [*statements.feed(said), *statements.flush()]
    kept: list[str] = []
    for each in found[:_LONGEST]:
        text = " ".join(cleaned(each.text, frozenset()).text.split())
        if any(sign.isalnum() for sign in text) and _within(values.read(plain(text)), held):
            kept.append(escaped(text, begins_line=not kept))
    return " ".join(kept)


def _within(said: Values, held: Values) -> bool:
    amounts = {each.value for each in held.amounts}
    return (
        all(each.value in amounts for each in said.amounts)
        and said.days <= held.days
        and said.codes <= held.codes
        and said.addresses <= held.addresses
        and said.names <= held.names
    )
