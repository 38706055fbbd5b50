"""Which implementations make up the program?

The only module that names them. Each is made when first used, so that a command which needs no model does not wait for
one.
"""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

from api.settings import Settings, SettingsError
from api.start_stages import Stage, Stages
from embeddings.builtin.model import builtin_encoder, ensure_builtin_model, is_builtin_model
from embeddings.builtin.onnx_encoder import OnnxEncoder
from embeddings.cross_encoder import CrossEncoderReranker
from embeddings.encoder import Encoder
from embeddings.reader.passage_reader import PassageReader
from embeddings.reader.shipped import is_reader, shipped_reader
from embeddings.sentence_encoder import SentenceTransformerEncoder
from qa.answering.answerer import Answerer
from qa.answering.confidence import FUSION_CONFIDENCE, Confidence
from qa.answering.messages.message_answerer import MessageAnswerer
from qa.answering.trained_confidence import shipped_confidence
from qa.errors import LibraryError
from qa.feedback.feedback_store import FeedbackStore
from qa.ingesting.ingester import Ingester
from qa.jobs.job_runner import JobRunner
from qa.jobs.job_store import JobStore
from qa.library.checkpoint import Checkpointer
from qa.library.store import DATABASE_NAME, Library
from qa.passage_reading.reading_confidence import shipped_reading_confidence
from qa.passage_reading.reading_ranker import ReaderMode, ReadingRanker
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import Ranker
from qa.ranking.reranked import RerankedRanker
from qa.ranking.trained import TrainedRanker, shipped_trees
from qa.retrieval.local.engine import LocalSearchEngine
from qa.retrieval.local.index_cache import IndexCache

# Below the data directory.
INDEXES = "indexes"
READER = "reader"


def ranking_over(model: str) -> tuple[Ranker, Confidence]:
    """The ranker for the encoder with this fingerprint, and its confidence.

    The trained ones hold for the cosines of the built-in model only; those of other models are distributed differently.
    """
    return (
        (TrainedRanker(), shipped_confidence())
        if model == shipped_trees().model
        else (FusionRanker(), FUSION_CONFIDENCE)
    )


def with_reader(
    ranker: Ranker,
    confidence: Confidence,
    load: Callable[[], PassageReader],
    *,
    mode: ReaderMode = "auto",
    highlights: bool = True,
) -> tuple[Ranker, Confidence]:
    """Both with the reader that `load` loads, where one is wanted and the ranker has features to go with it."""
    if mode == "never" or not isinstance(ranker, TrainedRanker):
        return ranker, confidence
    return ReadingRanker(ranker, load(), mode=mode, highlights=highlights), shipped_reading_confidence()


class Services:
    """The services of one program. One thread must make the encoder, and what depends on it, before others use them."""

    def __init__(
        self, settings: Settings, load_encoder: Callable[[], Encoder] | None = None, stages: Stages | None = None
    ) -> None:
        """`load_encoder` replaces the sentence-transformers model that the settings name. `stages` is notified of
        every step that takes seconds.
        """
        self.settings = settings
        self.stages = stages or Stages()
        self._load_encoder = load_encoder

    @cached_property
    def library(self) -> Library:
        """The library, made empty where there is none."""
        return Library.open(self.settings.data)

    def existing_library(self) -> Library:
        """The library, for commands that only read it: a mistyped folder is reported and not created.

        Raises:
            LibraryError: there is none.
        """
        if not (self.settings.data / DATABASE_NAME).exists():
            raise LibraryError(
                f"Chưa có kho tài liệu nào trong thư mục {self.settings.data}. Hãy nạp tài liệu bằng "
                "“hoidap ingest”, hoặc chỉ đúng thư mục bằng --data hay HOIDAP_DATA."
            )
        return self.library

    def indexed_elsewhere(self) -> int:
        """How many documents of another library the saved indexes hold: of one that was here before."""
        return IndexCache(self.settings.data / INDEXES).documents_of_others(self.library.identity)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder, its model made and loaded: seconds."""
        load = self._load_encoder or self._sentence_transformer()
        with self.stages.during(Stage.LOADING_MODEL):
            return load()

    @cached_property
    def engine(self) -> LocalSearchEngine:
        """The search engine; its indexes are loaded or built when it is first asked."""
        return LocalSearchEngine(
            self.library, self.settings.data / INDEXES, lambda: self.stages.enter(Stage.BUILDING_INDEXES)
        )

    @cached_property
    def ranking(self) -> tuple[Ranker, Confidence]:
        """The ranker, and its confidence.

        Raises:
            ModelError: the reader or the reranker cannot be loaded.
        """
        ranker, confidence = ranking_over(self.encoder.fingerprint)
        if not self.settings.reranker:
            wanted, highlights = self.settings.reader, self.settings.highlight
            return with_reader(ranker, confidence, self._load_reader, mode=wanted, highlights=highlights)
        with self.stages.during(Stage.LOADING_RERANKER):
            reranker = CrossEncoderReranker(self.settings.reranker, precision=self.settings.precision)
        # How far its first is ahead is in units of its own, of which the trained confidence knows nothing.
        return RerankedRanker(ranker, reranker), FUSION_CONFIDENCE

    def _load_reader(self) -> PassageReader:
        with self.stages.during(Stage.LOADING_READER):
            tokenizer = self.encoder.tokenizer if isinstance(self.encoder, OnnxEncoder) else None
            return shipped_reader(self._reader_folder, tokenizer=tokenizer, precision=self.settings.precision)

    @property
    def _reader_folder(self) -> Path:
        """Where it was made beside a model that the settings name, as in the image of the container; or else with the
        library.
        """
        beside = Path(self.settings.model).parent / READER if self.settings.model else None
        is_made = beside is not None and is_reader(beside, self.settings.precision)
        return beside if beside and is_made else self.settings.data / READER

    @cached_property
    def threshold(self) -> float:
        """The confidence below which it abstains.

        Raises:
            ModelError: the reranker cannot be loaded.
            SettingsError: no threshold reaches the precision that is wanted.
        """
        if self.settings.threshold is not None:
            return self.settings.threshold
        _, confidence = self.ranking
        wanted, highest = self.settings.target_precision, confidence.curve.highest
        if wanted > highest:
            raise SettingsError(
                f"HOIDAP_TARGET_PRECISION: với mô hình này nhiều nhất là {highest:.2f}, không đạt được {wanted}."
            )
        return confidence.curve.threshold(wanted)

    @cached_property
    def answerer(self) -> Answerer:
        """The answerer.

        Raises:
            ModelError: the library's vectors come from another encoder, or the reranker cannot be loaded.
            SettingsError: no threshold reaches the precision that is wanted.
        """
        self.library.bind_model(self.encoder.fingerprint)
        ranker, confidence = self.ranking
        sentences = self.settings.sentences
        return Answerer(self.encoder, self.engine, ranker, confidence, self.threshold, sentences=sentences)

    @cached_property
    def message_answerer(self) -> MessageAnswerer:
        """What answers each question of a message. Raises what `answerer` raises."""
        return MessageAnswerer(self.answerer)

    @cached_property
    def ingester(self) -> Ingester:
        """The ingester, over the library and the encoder."""
        return Ingester(self.library, self.encoder, captions=self.settings.captions)

    @cached_property
    def jobs(self) -> JobStore:
        """The queue of uploads accepted as jobs."""
        return JobStore(self.library.engine)

    @cached_property
    def feedback(self) -> FeedbackStore:
        """The feedback on answers."""
        return FeedbackStore(self.library.engine)

    @cached_property
    def job_runner(self) -> JobRunner:
        """The runner of the jobs; to be started."""
        return JobRunner(self.jobs, self.ingester, self.settings.reading_limits, self.settings.data)

    @cached_property
    def checkpointer(self) -> Checkpointer:
        """The checkpointer, which keeps the database's log short; to be started."""
        return Checkpointer(self.library.engine)

    def close(self) -> None:
        """Closes the database if it was opened, once no background work uses it."""
        if "engine" in self.__dict__:
            self.engine.settle()
        if "library" in self.__dict__:
            self.library.close()

    def _sentence_transformer(self) -> Callable[[], Encoder]:
        """A loader of the model that the settings name; builds the built-in one first if needed."""
        model = self.settings.model or ensure_builtin_model(
            self.settings.data / "model", lambda: self.stages.enter(Stage.BUILDING_MODEL), self.settings.precision
        )
        if is_builtin_model(model):
            return partial(builtin_encoder, Path(model), precision=self.settings.precision)
        return partial(SentenceTransformerEncoder, model, precision=self.settings.precision)
