"""The parts that find and answer, put together once for the server, the CLI and the evaluation."""

from dataclasses import dataclass

from znatok.bootstrap.writing import Writing, build_answerer
from znatok.chat.adapters.extractive import ExtractiveAnswerer
from znatok.chat.answerability import Answerability, CalibratedThresholds
from znatok.chat.conflicts import CandidAnswerer
from znatok.chat.pipeline import AnswerPipeline, Stages
from znatok.chat.ports import Answerer
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
    """`pipeline` answers; `queries` and `retriever` are its first half, for plain search.

    `answerability` judges every question; its calibration may be exchanged.
    """

    pipeline: AnswerPipeline
    stages: Stages
    retriever: Retriever
    queries: QueryMaker
    answerability: Answerability


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
    answerer: Answerer = ExtractiveAnswerer(morphology, thresholds)
    if writing is not None:
        answerer = build_answerer(writing, answerer, model, morphology, settings)
    stages = Stages(
        speller=speller,
        intent=IntentStage(model, morphology),
        query=QueryStage(queries),
        retriever=retriever,
        context=ContextStage(morphology, reading, answerability, EvidenceSettings()),
        generation=GenerationStage(CandidAnswerer(answerer), thresholds),
    )
    return Answering(AnswerPipeline(stages), stages, retriever, queries, answerability)
