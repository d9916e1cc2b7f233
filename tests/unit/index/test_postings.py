import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from znatok.index.adapters.exact.postings import Postings, Vocabulary, build, concatenate

fragments = st.lists(
    st.dictionaries(st.sampled_from("абвгде"), st.integers(1, 70_000), max_size=5), max_size=8
)
TERMS = list("абвгдеж")


def content(postings: Postings, vocabulary: Vocabulary) -> dict[str, list[tuple[int, int]]]:
    found = {}
    for term in TERMS:
        number = vocabulary.number(term)
        rows, counts = postings.of(-1 if number is None else number)
        found[term] = list(zip(rows.tolist(), counts.tolist(), strict=True))
    return found


def expected(corpus: list[dict[str, int]]) -> dict[str, list[tuple[int, int]]]:
    return {
        term: [(row, terms[term]) for row, terms in enumerate(corpus) if term in terms]
        for term in TERMS
    }


@given(fragments)
def test_a_term_leads_to_its_fragments_in_order(corpus: list[dict[str, int]]) -> None:
    vocabulary = Vocabulary()
    assert content(build(corpus, vocabulary), vocabulary) == expected(corpus)


@given(st.lists(fragments, min_size=1, max_size=4))
def test_parts_put_together_equal_the_whole(parts: list[list[dict[str, int]]]) -> None:
    vocabulary = Vocabulary()
    built = [build(part, vocabulary) for part in parts]
    merged = concatenate(built, [len(part) for part in parts])
    assert content(merged, vocabulary) == expected([each for part in parts for each in part])


@given(fragments, st.data())
def test_dropped_rows_leave_no_gap(corpus: list[dict[str, int]], data: st.DataObject) -> None:
    vocabulary = Vocabulary()
    kept = data.draw(st.lists(st.booleans(), min_size=len(corpus), max_size=len(corpus)))
    left = build(corpus, vocabulary).keep(np.array(kept, dtype=np.bool_))
    rest = [terms for terms, keep in zip(corpus, kept, strict=True) if keep]
    assert content(left, vocabulary) == expected(rest)
    assert len(left.terms) == len({term for terms in rest for term in terms})


def test_a_question_teaches_the_vocabulary_nothing() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.number("новое") is None
    assert vocabulary.numbers(["а", "б", "а"]) == [0, 1, 0]
    assert vocabulary.number("новое") is None


def test_usual_counts_take_a_byte() -> None:
    postings = build([{"а": 3}, {"а": 200}], Vocabulary())
    assert postings.counts.dtype == np.uint8
    assert postings.rows.dtype == np.uint8
