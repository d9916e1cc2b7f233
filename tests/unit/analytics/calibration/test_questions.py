"""Questions made from sentences."""

from tests.unit.chat.examples import MORPHOLOGY, fragment

from znatok.analytics.calibration.questions import PseudoQuestion, QuestionMaker, Rewording

_TEXT = (
    "Ежегодный оплачиваемый отпуск работника основного производства составляет 28 календарных дней."
)


def _made(
    count: int, rewording: Rewording | None = None, text: str = _TEXT
) -> list[PseudoQuestion]:
    maker = QuestionMaker(MORPHOLOGY, seed=3, rewording=rewording)
    source = fragment(text, section=("Отпуска",))
    made = (maker.make(source, "Правила распорядка") for _ in range(count))
    return [each for each in made if each is not None]


def test_what_was_taken_out_is_not_in_the_question() -> None:
    plain = Rewording(replaced=0.0, dropped=0.0, moved=0.0, named=0.0)
    made = _made(50, plain)
    assert len(made) > 40
    for each in made:
        assert each.answer
        assert not each.answer & set(MORPHOLOGY.terms(each.text))
        assert each.text.endswith("?")


def test_a_number_is_asked_for_as_a_number() -> None:
    numbers = [each for each in _made(100) if each.answer == {"28"}]
    assert numbers
    assert all(each.text.startswith(("Сколько", "Какой", "Когда")) for each in numbers)


def test_rewording_takes_the_sentence_s_words_away() -> None:
    known = set(MORPHOLOGY.terms(_TEXT))

    def share(rewording: Rewording) -> float:
        made = _made(80, rewording)
        terms = [term for each in made for term in MORPHOLOGY.terms(each.text)]
        return sum(term in known for term in terms) / len(terms)

    much = Rewording(replaced=0.6, dropped=0.0, moved=0.0, named=0.0)
    little = Rewording(replaced=0.0, dropped=0.0, moved=0.0, named=0.0)
    assert share(much) < share(little)


def test_the_same_seed_makes_the_same_questions() -> None:
    assert [each.text for each in _made(20)] == [each.text for each in _made(20)]


def test_a_sentence_that_says_nothing_makes_no_question() -> None:
    assert _made(20, text="Да.") == []
    assert _made(20, text="И так далее, и тому подобное, и прочее, и прочее, и прочее…") == []
