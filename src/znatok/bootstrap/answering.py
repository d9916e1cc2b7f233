"""The parts that find and answer, put together once for the server, the CLI and the evaluation."""

from dataclasses import dataclass, replace

from znatok.bootstrap.writing import Writing, build_answerer
from znatok.chat.adapters.extractive import ExtractiveAnswerer
from znatok.chat.answerability import Answerability, CalibratedThresholds
from znatok.chat.conflicts import CandidAnswerer
from znatok.chat.pipeline import AnswerPipeline, Stages
from znatok.chat.stages.context import ContextStage, EvidenceSettings
from znatok.chat.stages.generation import GenerationStage
from znatok.chat.stages.intent import IntentStage
from znatok.chat.stages.query import QueryStage
from znatok.index.ports import FragmentIndex
from znatok.language.morphology import Morphology
from znatok.llm.ports import EmbeddingModel
from znatok.platform.settings import AnswerSettings
from znatok.retrieval.close_reading import CloseReading, ReadingSettings
from znatok.retrieval.fusion import FusionSettings
from znatok.retrieval.ports import FragmentSource
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.reranking import Reranking
from znatok.retrieval.service import Retriever
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.spelling import Speller
from znatok.understanding.spelling_lexicon import Lexicon
from znatok.understanding.spelling_vocabulary import CompanyWords


@dataclass(frozen=True, slots=True)
class Answering:
    """`pipeline` answers in quotes; `queries` and `retriever` are its first half, for plain search.

    `written`: the stages of answers for people, which models may write; what measures the assistant
    every night uses `stages`: it costs nothing and is the same every time.

    `answerability` judges every question; its calibration may be exchanged.
    """

    pipeline: AnswerPipeline
    stages: Stages
    retriever: Retriever
    queries: QueryMaker
    answerability: Answerability
    written: Stages


def build_answering(
    index: FragmentIndex,
    fragments: FragmentSource,
    model: EmbeddingModel,
    morphology: Morphology,
    settings: AnswerSettings,
    expander: Expander | None = None,
    reranking: Reranking | None = None,
    words: CompanyWords | None = None,
    writing: Writing | None = None,
) -> Answering:
    """`words`: those of the documents, for spelling; without them the dictionary must do.

    `writing`: language models that may write answers; without them answers are quotes.
    """
    reading = CloseReading(morphology, ReadingSettings())
    retriever = Retriever(index, fragments, FusionSettings(), reading, reranking)
    queries = QueryMaker(morphology, model, expander)
    answerability = Answerability()
    thresholds = CalibratedThresholds(
        answerability, answer=settings.answer_from, possible=settings.possible_from
    )
    held = words or CompanyWords(morphology)
    lexicon = Lexicon(morphology, held, expander.knows) if expander else Lexicon(morphology, held)
    speller = Speller(lexicon)
    quotes = ExtractiveAnswerer(morphology, thresholds)
    stages = Stages(
        speller=speller,
        intent=IntentStage(model, morphology),
        query=QueryStage(queries),
        retriever=retriever,
        context=ContextStage(morphology, reading, answerability, EvidenceSettings()),
        generation=GenerationStage(CandidAnswerer(quotes), thresholds),
    )
    written = stages
    if writing is not None:
        answerer = build_answerer(writing, quotes, model, morphology, settings)
        written = replace(stages, generation=GenerationStage(CandidAnswerer(answerer), thresholds))
    return Answering(AnswerPipeline(stages), stages, retriever, queries, answerability, written)
