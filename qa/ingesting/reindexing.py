"""How does a library change to another model, or to new rules of cleaning and splitting?

A second library is built beside it, document by document, while the first goes on answering; then it replaces the first
in one transaction. If the program dies, the next attempt continues with what was built.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from embeddings.encoder import Encoder
from qa.errors import DocumentError, LibraryError, ModelError
from qa.ingesting.encoding import encode
from qa.ingesting.preparing import prepare, recipe_of
from qa.library.database import reading
from qa.library.replacing import replace_documents
from qa.library.seal import text_sha256
from qa.library.store import Library, Standing
from qa.library.stored_document import stored_document_of
from qa.reading import read_upload
from qa.text.display_title import display_title
from qa.types import EncodedDocument, PreparedDocument, RawDocument

FOLDER = "reindex"

# In one transaction: as many as the encoder's batches need to be full, and few enough to lose.
_AT_ONCE = 20


Progress = Callable[[int, int], None]


def reindex(
    library: Library, encoder: Encoder, on_document: Progress = lambda _done, _of: None, *, captions: bool = False
) -> int:
    """Rebuilds every document with this encoder and the current rules, and returns their number.

    Sources and files stay as they are, and texts too, but those of an older recipe are read again from their files.
    Captions are quoted only if wanted. Documents added, changed or removed
    meanwhile are followed. `on_document` gets the number of documents built so far, and of all.

    Raises:
        LibraryError: the library cannot be read or written, or a text in it is not what was written: a new hash would
            hide that for ever.
    """
    folder = library.folder / FOLDER
    while True:
        built = _opened(folder, encoder.fingerprint)
        try:
            made = _follow(library, built, encoder, on_document, captions=captions)
        finally:
            built.close()
        if replace_documents(library, folder):
            shutil.rmtree(folder, ignore_errors=True)
            return made


def _opened(folder: Path, fingerprint: str) -> Library:
    """The library that an earlier attempt with the same encoder left; otherwise an empty one."""
    built = Library.open(folder)
    try:
        built.bind_model(fingerprint)
    except ModelError:
        built.close()
        shutil.rmtree(folder)
        built = Library.open(folder)
        built.bind_model(fingerprint)
    return built


def _follow(library: Library, built: Library, encoder: Encoder, on_document: Progress, *, captions: bool) -> int:
    """Builds what `built` lacks or what has changed, and removes what is no longer in `library`."""
    wanted = [one.id for one in library.summaries()]
    for removed in {one.id for one in built.summaries()} - set(wanted):
        built.remove(removed)
    for first in range(0, len(wanted), _AT_ONCE):
        batch = list(_kept(library, wanted[first : first + _AT_ONCE]))
        standing = built.standing(one.document.origin for one in batch)
        changed = [one for one in batch if not _is_built(one, standing.get(one.document.origin), captions=captions)]
        if changed:
            built.save(encode(encoder, [_prepared(one, captions=captions) for one in changed]))
        on_document(min(first + _AT_ONCE, len(wanted)), len(wanted))
    return len(wanted)


def _kept(library: Library, document_ids: list[str]) -> Iterator[EncodedDocument]:
    """Those that are still there."""
    with reading(library.engine) as connection:
        found = [stored_document_of(connection, document_id) for document_id in document_ids]
    for one in found:
        if one is not None and text_sha256(one.document.text) != one.document.sha256:
            raise LibraryError(
                f"Văn bản của tài liệu “{one.document.id}” trong kho đã bị sửa hay bị hỏng. Hãy xoá nó bằng "
                f"“hoidap remove {one.document.id}” rồi nạp lại tệp gốc, hoặc khôi phục kho từ bản sao lưu."
            )
    return (one for one in found if one is not None)


def _is_built(encoded: EncodedDocument, standing: Standing | None, *, captions: bool) -> bool:
    """Whether the other library has made this document from the same; of a file it may have read another text."""
    document = encoded.document
    sha256 = standing.sha256 if standing is not None and document.file_sha256 else document.sha256
    return standing == Standing(sha256, recipe_of(captions=captions), document.source, document.file_sha256)


def _prepared(encoded: EncodedDocument, *, captions: bool) -> PreparedDocument:
    """The document by the current rules; split as before if these find nothing to quote in it."""
    document = encoded.document
    try:
        prepared = prepare(_raw(encoded, is_old=encoded.recipe != recipe_of(captions=captions)), captions=captions)
    except DocumentError:
        return PreparedDocument(document, encoded.passages, recipe_of(captions=captions), encoded.file)
    # The source stays as people or the file gave it; only the marks and cuts are new, and what is called after them.
    title = display_title(document.source.title, prepared.document.text, prepared.document.spans)
    kept = replace(prepared.document, id=document.id, source=document.source, display_title=title)
    return replace(prepared, document=kept)


def _raw(encoded: EncodedDocument, *, is_old: bool) -> RawDocument:
    """The document as its file gives it now, if that is the text that it has, or one that `is_old`: by other rules of
    reading; otherwise its text as it was read, without the markup of the file.
    """
    document, file = encoded.document, encoded.file
    if file is not None:
        for read in read_upload(file.data, file.name, document.origin):
            if isinstance(read, RawDocument) and (is_old or read.text == document.text):
                return replace(read, origin=document.origin, source=document.source, file=file)
    return RawDocument(
        document.origin, document.source, document.text, pages=document.pages, file=file, notes=document.notes
    )
