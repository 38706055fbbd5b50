"""What is kept of one document, all together?"""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, RowMapping, select

from qa.library.document_rows import document_of, heading_offsets, spans_of
from qa.library.facts import model_of
from qa.library.tables.document_tables import documents, files, passages, sentences
from qa.types import EncodedDocument, Passage, Sentence, SourceFile


def stored_document_of(connection: Connection, document_id: str) -> EncodedDocument | None:
    """Everything that is kept of the document with this id; None where there is none."""
    row = connection.execute(select(documents).where(documents.c.id == document_id)).mappings().first()
    return None if row is None else stored_document(connection, row)


def stored_document(connection: Connection, row: RowMapping) -> EncodedDocument:
    """Everything that is kept of the document of this row.

    Its vectors stand one behind the other, (numbers,): so one that was cut short can be read, and shows in the seal.
    """
    document = document_of(row, spans_of(connection, row["number"]))
    mine = passages.c.document == row["number"]
    passage_rows = connection.execute(select(passages).where(mine).order_by(passages.c.number)).mappings().all()
    joined = select(sentences).join(passages, passages.c.number == sentences.c.passage).where(mine)
    inside: dict[int, list[Sentence]] = {passage["number"]: [] for passage in passage_rows}
    vectors = []
    for sentence in connection.execute(joined.order_by(sentences.c.number)).mappings():
        inside[sentence["passage"]].append(Sentence(sentence["start"], sentence["end"], sentence["text"]))
        vectors.append(sentence["vector"])
    found = tuple(
        Passage(one["start"], one["end"], tuple(inside[one["number"]]), heading_offsets(one["headings"]))
        for one in passage_rows
    )
    of_passages, of_sentences = _bytes([one["vector"] for one in passage_rows]), _bytes(vectors)
    return EncodedDocument(
        document=document,
        passages=found,
        passage_vectors=of_passages,
        sentence_vectors=of_sentences,
        recipe=row["recipe"],
        model=model_of(connection) or "",
        file=_file(connection, row),
    )


def _file(connection: Connection, row: RowMapping) -> SourceFile | None:
    if row["file"] is None:
        return None
    data = connection.scalar(select(files.c.data).where(files.c.sha256 == row["file"]))
    return SourceFile(row["file_name"], row["media_type"], data or b"")


def _bytes(vectors: list[bytes]) -> NDArray[np.float16]:
    """The vectors one behind the other: the seal is over their bytes, so a wrong length must differ and not raise."""
    whole = b"".join(vectors)
    return np.frombuffer(whole + b"\0" * (len(whole) % 2), "<f2")
