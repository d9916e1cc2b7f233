from tests.contract.index.examples import document, fragment

from znatok.index.batches import batches


def test_documents_are_never_cut() -> None:
    documents = [document(fragment(), fragment(), fragment()) for _ in range(5)]
    steps = list(batches(documents, 4))
    assert [len(step) for step in steps] == [2, 2, 1]
    assert [each for step in steps for each in step] == documents


def test_of_a_repeated_document_the_last_counts() -> None:
    first = document(fragment())
    last = document(fragment(), document_id=first.id)
    assert list(batches([first, last], 10)) == [[last]]


def test_documents_without_fragments_fill_a_step_too() -> None:
    steps = batches((document() for _ in range(5)), 2)
    assert [len(step) for step in steps] == [2, 2, 1]
