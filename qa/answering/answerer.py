"""Which sentences answer this, and does any?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from embeddings.encoder import Encoder
from qa.answering.cited import asked_on
from qa.answering.citing import cite
from qa.answering.confidence import Confidence, signs_of
from qa.answering.copies import Copies, different
from qa.answering.courtesy import courtesy
from qa.answering.ranking import Ranker
from qa.retrieval.candidates import Candidates, Filter
from qa.retrieval.engine import SearchEngine, admitted
from qa.retrieval.snapshot import Snapshot
from qa.text.follow_ups import Turn
from qa.text.questions import ReadQuestion, as_typed, check_question, read_question, tidied
from qa.text.small_talk import small_talk
from qa.types import Abstention, Answer, Answers, Courtesy

# Below this confidence of the first answer the service abstains. Measured on viquad1_dev: 0.4 refuses 94% of questions
# on other subjects, and withholds a right answer from 6 of 100 questions that have one.
THRESHOLD = 0.4


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of one question, in the order in which they answer: places among `candidates`, best first."""

    question: ReadQuestion
    wanted: Filter | None
    snapshot: Snapshot
    candidates: Candidates
    order: tuple[int, ...]
    scores: tuple[float, ...]

    def position(self, rank: int) -> int:
        """Where the sentence of this rank stands in the snapshot."""
        return int(self.candidates.positions[self.order[rank]])


class Answerer:
    """Answers questions from one library. Safe to use from several threads."""

    def __init__(
        self,
        encoder: Encoder,
        engine: SearchEngine,
        ranker: Ranker,
        confidence: Confidence | None = None,
        threshold: float = THRESHOLD,
    ) -> None:
        self._encoder = encoder
        self._engine = engine
        self._ranker = ranker
        self._confidence = confidence or Confidence()
        self._threshold = threshold

    def answer(
        self,
        question: str,
        top_k: int = 3,
        wanted: Filter | None = None,
        *,
        turns: Sequence[Turn] = (),
        literal: bool = False,
    ) -> Answers | Abstention | Courtesy:
        """Up to `top_k` different sentences, best first, or an abstention that shows what came nearest; a courtesy to
        who greets or thanks. A question that leans on the `turns` before it, the oldest first, is read with them.
        `literal` takes the question as typed and guesses at nothing.

        Raises:
            QuestionError: the question cannot be asked.
        """
        check_question(question)
        kind = None if literal else small_talk(question)
        if kind:
            snapshot = self._engine.snapshot()
            return Courtesy(tidied(question), courtesy(kind, snapshot), snapshot.generation)
        return self.tell(self.rank(question, wanted, turns=turns, literal=literal), top_k)

    def rank(
        self, question: str, wanted: Filter | None = None, *, turns: Sequence[Turn] = (), literal: bool = False
    ) -> Ranking:
        """All candidates in the order in which they answer; `turns` and `literal` as in `answer`.

        Raises:
            QuestionError: the question cannot be asked.
        """
        check_question(question)
        snapshot = self._engine.snapshot()
        read = as_typed(question) if literal else read_question(question, snapshot.accents, turns, snapshot.long_forms)
        vector = self._encoder.embed_queries([read.text])[0]
        candidates = self._engine.candidates(snapshot, read, vector, wanted)
        ranked = self._ranker.scores(candidates)
        if read.leans:
            ranked = ranked + asked_on(snapshot, candidates, read.read_as, turns[-1])
        scores = ranked.tolist()
        # Equal scores stand in the order of the library, so that the same question gets the same answer.
        documents = [snapshot.units.document(place).edition.number for place in candidates.positions.tolist()]
        order = sorted(range(len(scores)), key=lambda choice: (-scores[choice], documents[choice]))
        return Ranking(read, wanted, snapshot, candidates, tuple(order), tuple(scores[choice] for choice in order))

    def tell(self, ranking: Ranking, top_k: int) -> Answers | Abstention:
        """What the asker is told of a ranking."""
        positions = (ranking.position(rank) for rank in range(len(ranking.order)))
        found = different(ranking.snapshot, positions, admitted(ranking.snapshot, ranking.wanted))
        answers = tuple(self._answer(ranking, rank, copies) for rank, copies in islice(found, top_k))
        read_as, generation = ranking.question.read_as, ranking.snapshot.generation
        if not answers or answers[0].confidence < self._threshold:
            return Abstention(read_as, answers, generation)
        return Answers(read_as, answers, generation)

    def _answer(self, ranking: Ranking, rank: int, copies: Copies) -> Answer:
        signs = signs_of(ranking.snapshot, ranking.question, ranking.candidates, ranking.order[rank])
        units = ranking.snapshot.units
        also_in = tuple(cite(units, position) for position in copies.others)
        citation = cite(units, copies.best)
        return Answer(units.text(copies.best), ranking.scores[rank], self._confidence(signs), citation, also_in)
