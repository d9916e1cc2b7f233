"""Terms as short answers compare them: compounds whole, each of their parts in its lemma."""

from collections.abc import Iterator

from znatok.language.morphology import Morphology
from znatok.understanding.entities.directory import whole_terms


def terms_in(text: str, morphology: Morphology) -> Iterator[tuple[int, int, str]]:
    """(start, end, lemma): «Гидромаркету-Двине» is «гидромаркет-двина», «Т-45» is «т-45»."""
    for start, end, lemma in whole_terms(morphology, text):
        parts = lemma.split("-")
        if len(parts) > 1 and all(part.isalpha() for part in parts):
            lemma = "-".join(morphology.lemma(part) for part in parts)  # noqa: PLW2901  # the same term
        yield start, end, lemma
