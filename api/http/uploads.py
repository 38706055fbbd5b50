"""Which files and texts does a request upload?

A form is spooled to disk as it arrives and read file by file; JSON is held in memory, and so may not be as large.
"""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.http.refusals import RefusedError
from api.http.security import body_too_large
from api.messages.validation import explain
from api.schemas.changes import SourceFields, TextBody, TextDocument
from qa.ingesting.uploads import TWICE, origin_of, sent_text
from qa.jobs.job_store import Sent
from qa.library.store import Library
from qa.reading.kinds import JSON_LINES
from qa.types import Rejected, Source

# In bytes. Parsed, JSON takes several times its size in memory.
LARGEST_JSON = 32_000_000

Body = TypeVar("Body", bound=BaseModel)

# Of one form; more files are better sent as JSON lines, or in several requests.
MOST_FILES = 5_000

_FILES = "files"
_BAD_FORM = f"Không đọc được biểu mẫu multipart/form-data; một lần gửi được nhiều nhất {MOST_FILES} tệp."
_WRONG_TYPE = (
    "Cần Content-Type: multipart/form-data với một hay nhiều tệp trong trường files, hoặc application/json với văn bản."
)
_ONE_FILE = "cần đúng một tệp trong trường files"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file or text of a request, not read yet. `size` is in bytes; `open` blocks, so call it in a thread."""

    name: str
    size: int
    open: Callable[[], Sent]


@dataclass(slots=True)
class Received:
    """The uploads of a request, and the items that were refused before they were read as documents."""

    uploads: list[Upload] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    @property
    def size(self) -> int:
        """Of all that was brought, in bytes."""
        return sum(upload.size for upload in self.uploads)

    def add(self, upload: Upload) -> None:
        """Takes one more; refuses it where its name has come before."""
        if upload.name in self._names:
            self.rejected.append(Rejected(upload.name, TWICE))
        else:
            self._names.add(upload.name)
            self.uploads.append(upload)


@asynccontextmanager
async def received(request: Request, library: Library) -> AsyncIterator[Received]:
    """What a request that adds documents brings; its files are there until the end of the block.

    Raises:
        RefusedError: it is neither a form nor JSON, too large, or broken.
        RequestValidationError: it is JSON or a form of another shape.
    """
    if _kind(request) == "application/json":
        payload = await _json(request)
        yield await run_in_threadpool(_texts, payload, library)
        return
    async with _form(request) as (files, source):
        yield _files(files, source)


@asynccontextmanager
async def received_for(request: Request, library: Library, name: str) -> AsyncIterator[Received]:
    """What a request brings that puts one document under an id; else as `received`."""
    if _kind(request) == "application/json":
        body = _validated(TextBody, await _json(request))
        sent = await run_in_threadpool(sent_text, library, name, body.text, body.source())
        yield Received([Upload(name, len(sent.data), lambda: sent)])
        return
    async with _form(request) as (files, source):
        if len(files) != 1:
            raise RefusedError(422, f"{_FILES}: {_ONE_FILE}.")
        (file,) = files
        if (file.filename or "").lower().endswith(JSON_LINES):
            raise RefusedError(415, f"{_FILES}: tệp JSONL chứa nhiều tài liệu; hãy gửi bằng POST /v1/documents.")
        yield Received([Upload(name, file.size or 0, lambda: _sent(file, source, origin_of(library, name)))])


def _kind(request: Request) -> str:
    kind = Message()
    kind["Content-Type"] = request.headers.get("content-type", "")
    return kind.get_content_type()


async def _json(request: Request) -> object:
    if int(request.headers.get("content-length", "0")) > LARGEST_JSON:
        raise body_too_large(LARGEST_JSON)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_JSON:
            raise body_too_large(LARGEST_JSON)
    try:
        return await run_in_threadpool(json.loads, bytes(body))
    except (ValueError, RecursionError) as error:
        raise RefusedError(422, "thân yêu cầu không phải JSON hợp lệ viết bằng UTF-8.") from error


def _texts(payload: object, library: Library) -> Received:
    """`{"documents": [...]}`, or one document. One that is not of the right shape is refused, and the others taken."""
    documents = [payload]
    if isinstance(payload, dict) and "documents" in payload:
        documents = payload["documents"]
        if set(payload) != {"documents"} or not isinstance(documents, list) or not documents:
            raise RefusedError(
                422, "documents: phải là một danh sách có ít nhất một tài liệu, và không kèm trường nào khác."
            )
    found = Received()
    for number, document in enumerate(documents):
        try:
            found.add(_text(TextDocument.model_validate(document), library))
        except ValidationError as error:
            where = f"documents[{number}]" if documents[0] is not payload else "tài liệu"
            found.rejected.append(Rejected(where, explain(error.errors())))
    return found


def _text(document: TextDocument, library: Library) -> Upload:
    size = len(document.text.encode())
    return Upload(document.id, size, lambda: sent_text(library, document.id, document.text, document.source()))


@asynccontextmanager
async def _form(request: Request) -> AsyncIterator[tuple[list[UploadFile], Source]]:
    if _kind(request) != "multipart/form-data":
        raise RefusedError(415, _WRONG_TYPE)
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=len(SourceFields.model_fields))
    except RefusedError:
        raise
    except (HTTPException, ClientDisconnect) as error:
        raise RefusedError(400, _BAD_FORM) from error
    try:
        yield _parts(form)
    finally:
        await form.close()


def _parts(form: FormData) -> tuple[list[UploadFile], Source]:
    files = [file for file in form.getlist(_FILES) if isinstance(file, UploadFile)]
    if not files:
        raise RefusedError(422, f"{_FILES}: cần ít nhất một tệp.")
    fields = {name: value for name, value in form.multi_items() if name != _FILES or isinstance(value, str)}
    # Browsers send the fields of a form that were left blank, too.
    fields = {name: value for name, value in fields.items() if value or name not in SourceFields.model_fields}
    source = _validated(SourceFields, fields).source()
    if len(files) > 1 and fields:
        raise RefusedError(422, f"{', '.join(fields)}: chỉ gửi kèm được khi có một tệp; mỗi tệp tự ghi nguồn của nó.")
    return files, source


def _files(files: Sequence[UploadFile], source: Source) -> Received:
    found = Received()
    for file in files:
        found.add(Upload(file.filename or "", file.size or 0, lambda file=file: _sent(file, source, None)))  # type: ignore[misc]  # the loop's own file
    return found


def _sent(file: UploadFile, source: Source, origin: str | None) -> Sent:
    file.file.seek(0)  # a large one is read once before it is accepted as a job
    return Sent(file.filename or "", file.file.read(), origin, source)


def _validated(kind: type[Body], payload: object) -> Body:
    try:
        return kind.model_validate(payload)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


__all__ = ["LARGEST_JSON", "MOST_FILES", "Received", "Upload", "received", "received_for"]
