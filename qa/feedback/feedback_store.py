"""Which feedback was given on answers?

Feedback is checked: it names the sentence's document, the hash of the document's text and the sentence's offsets, and
all three hold when it is stored. Storing is one transaction, and does not change the library's generation.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine, RowMapping, ScalarSelect, Select, delete, func, insert, select

from qa.answering.spans.answer_slice import LONGEST_ANSWER
from qa.errors import FeedbackError, OutdatedFeedbackError, UnknownDocumentError
from qa.library.database import reading, writing
from qa.library.facts import generation_of
from qa.library.tables.document_tables import documents, passages, sentences
from qa.library.tables.feedback_tables import feedback

# In all: anybody may send feedback, and must not fill the disk. Usually some 3 MB; 200 MB if every text has the maximal
# length. The oldest are replaced first: their answers have changed since, and a regular export loses none, while a full
# store that refused could be blocked by one flood until somebody noticed. A flood about one question replaces its own.
KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Cited:
    """The sentence that is judged: `document.text[start:end]` of the document whose text has this hash."""

    document_id: str
    document_sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """A judgement on an answer, or on an abstention if nothing is `cited`.

    `read_as` and `generation` are those of the reply, None if they were not sent.
    """

    question: str
    helpful: bool
    cited: Cited | None = None
    read_as: str | None = None
    note: str | None = None
    generation: int | None = None


@dataclass(frozen=True, slots=True)
class KeptFeedback:
    """A stored judgement, and its time."""

    id: str
    given_at: datetime
    said: Feedback


@dataclass(frozen=True, slots=True)
class FeedbackCounts:
    """The number of judgements of each kind."""

    helpful_answers: int = 0
    unhelpful_answers: int = 0
    helpful_abstentions: int = 0
    unhelpful_abstentions: int = 0
    notes: int = 0


class FeedbackStore:
    """The feedback on one library. Safe for several threads and processes."""

    def __init__(self, engine: Engine, most: int = KEPT) -> None:
        """At most `most` are kept; a new one then replaces the oldest about the question that has most."""
        self._engine = engine
        self._most = most

    def keep(self, said: Feedback) -> str:
        """Stores it and returns its id.

        Raises:
            UnknownDocumentError: the cited document is not in the library.
            OutdatedFeedbackError: the cited document has another text now.
            FeedbackError: there is no sentence at the cited offsets, or the generation has not existed yet.
        """
        name = uuid4().hex
        with writing(self._engine) as connection:
            _check(connection, said)
            connection.execute(insert(feedback).values(_row(name, said)))
            while (connection.scalar(select(func.count()).select_from(feedback)) or 0) > self._most:
                connection.execute(delete(feedback).where(feedback.c.number == _least_missed()))
        return name

    def all(self) -> list[KeptFeedback]:
        """All stored feedback, the oldest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(feedback).order_by(feedback.c.number)).mappings()
            return list(map(_kept, rows))

    def latest(self, count: int) -> list[KeptFeedback]:
        """The newest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(feedback).order_by(feedback.c.number.desc()).limit(count)).mappings()
            return list(map(_kept, rows))

    def counts(self) -> FeedbackCounts:
        """The number of judgements of each kind."""
        about_answer = feedback.c.document_id.is_not(None)
        query = select(
            func.count().filter(about_answer, feedback.c.helpful),
            func.count().filter(about_answer, ~feedback.c.helpful),
            func.count().filter(~about_answer, feedback.c.helpful),
            func.count().filter(~about_answer, ~feedback.c.helpful),
            func.count(feedback.c.note),
        ).select_from(feedback)
        with reading(self._engine) as connection:
            return FeedbackCounts(*connection.execute(query).one())


def _least_missed() -> ScalarSelect[int]:
    """The number of the oldest judgement about the question that has most, of several such questions the oldest."""
    oldest = func.min(feedback.c.number)
    by_question = select(oldest).group_by(feedback.c.question).order_by(func.count().desc(), oldest).limit(1)
    return by_question.scalar_subquery()


def _check(connection: Connection, said: Feedback) -> None:
    present = generation_of(connection)
    if said.generation is not None and said.generation > present:
        raise FeedbackError(f"generation: kho tài liệu mới đến thế hệ {present}, chưa có thế hệ {said.generation}.")
    if said.cited is not None:
        _check_cited(connection, said.cited)


def _check_cited(connection: Connection, cited: Cited) -> None:
    row = connection.execute(
        select(documents.c.number, documents.c.sha256).where(documents.c.id == cited.document_id)
    ).first()
    if row is None:
        raise UnknownDocumentError(f"citation.document_id: không có tài liệu nào mang mã “{cited.document_id}”.")
    if row.sha256 != cited.document_sha256:
        raise OutdatedFeedbackError(
            "citation.document_sha256: văn bản của tài liệu này đã khác; hãy hỏi lại rồi nhận xét câu trả lời mới."
        )
    begins = _sentences_of(row.number).where(sentences.c.start == cited.start)
    ends = _sentences_of(row.number).where(sentences.c.end == cited.end)
    first, last = connection.execute(begins).scalar(), connection.execute(ends).scalar()
    # An answer is one or two sentences of any length, or more that are not too long together.
    is_short = cited.end - cited.start <= LONGEST_ANSWER
    if first is None or last is None or not (0 <= last - first <= 1 or (first < last and is_short)):
        raise FeedbackError(
            f"citation.start, citation.end: không có câu nào của tài liệu nằm đúng ở [{cited.start}, {cited.end}); "
            "hãy gửi lại citation như đã nhận."
        )


def _sentences_of(document: int) -> Select[int]:
    return (
        select(sentences.c.number)
        .join(passages, passages.c.number == sentences.c.passage)
        .where(passages.c.document == document)
    )


def _row(name: str, said: Feedback) -> dict[str, object]:
    cited = said.cited
    return {
        "id": name,
        "given_at": datetime.now(UTC).replace(tzinfo=None),
        "generation": said.generation,
        "question": said.question,
        "read_as": said.read_as,
        "helpful": said.helpful,
        "note": said.note,
        "document_id": cited and cited.document_id,
        "document_sha256": cited and cited.document_sha256,
        "start": cited and cited.start,
        "end": cited and cited.end,
    }


def _kept(row: RowMapping) -> KeptFeedback:
    named = row["document_id"] is not None
    cited = Cited(row["document_id"], row["document_sha256"], row["start"], row["end"]) if named else None
    said = Feedback(
        question=row["question"],
        helpful=row["helpful"],
        cited=cited,
        read_as=row["read_as"],
        note=row["note"],
        generation=row["generation"],
    )
    return KeptFeedback(row["id"], row["given_at"].replace(tzinfo=UTC), said)
