"""Is an upload ingested at once, refused, or accepted as a job?"""

import asyncio
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from api.http.startup import Startup
from api.http.uploads import Received, Upload
from api.messages.rejections import rejections
from api.schemas.changes import JobBody, RefusedBody, RejectionBody, ReportBody
from api.wiring import Services
from qa.ingesting.uploads import documents_of
from qa.types import Cause, Rejected

# What is ingested while the caller waits: a second or so of encoding, seldom ten. The rest becomes a job.
MOST_AT_ONCE = 20
LARGEST_AT_ONCE = 1_000_000

STATUS_OF_CAUSE: Mapping[Cause, int] = {Cause.TOO_LARGE: 413, Cause.UNSUPPORTED: 415, Cause.CONTENT: 422}


class Intake:
    """Ingests uploads into one library."""

    def __init__(self, services: Services, startup: Startup, on_accepted: Callable[[], None]) -> None:
        """`on_accepted` is called when a job waits."""
        self._services = services
        self._startup = startup
        self._on_accepted = on_accepted
        self._limits = services.settings.reading_limits
        # One at a time: the encoder uses all cores anyway, and a waiting request holds no thread.
        self._turn = asyncio.Semaphore(1)

    async def take(self, brought: Received, *, background: bool) -> JSONResponse:
        """The response: a report (201 or 200), a job (202), or a refusal of everything (413, 415, 422)."""
        small = len(brought.uploads) <= MOST_AT_ONCE and brought.size <= LARGEST_AT_ONCE
        if small and not background:
            await self._startup.prepared()
            async with self._turn:
                return await run_in_threadpool(self._take_now, brought)
        if len(brought.uploads) == 1 and not background:
            refused = await run_in_threadpool(self._refusal_of, brought.uploads[0])
            if refused is not None:
                return _refused([*brought.rejected, refused])
        return await run_in_threadpool(self._accept, brought)

    def _take_now(self, brought: Received) -> JSONResponse:
        found = documents_of((upload.open() for upload in brought.uploads), self._limits)
        report = self._services.ingester.ingest(found)
        report.rejected = brought.rejected + report.rejected
        if report.rejected and not report.added + report.replaced + report.unchanged:
            return _refused(report.rejected)
        body = ReportBody.of(report, self._services.library.generation)
        return JSONResponse(body.model_dump(mode="json"), 201 if report.added else 200)

    def _refusal_of(self, upload: Upload) -> Rejected | None:
        """Why a single large file cannot be read, so that it is refused before anything is encoded; None if it can."""
        first = next(documents_of([upload.open()], self._limits), None)
        return first if isinstance(first, Rejected) else None

    def _accept(self, brought: Received) -> JSONResponse:
        job = self._services.jobs.accept((upload.open() for upload in brought.uploads), brought.rejected)
        self._on_accepted()
        location = {"Location": f"/v1/jobs/{job.id}"}
        return JSONResponse(JobBody.of(job).model_dump(mode="json"), 202, headers=location)


def _refused(rejected: list[Rejected]) -> JSONResponse:
    body = RefusedBody(detail=rejections(rejected), rejected=[RejectionBody.of(one) for one in rejected])
    return JSONResponse(body.model_dump(mode="json"), STATUS_OF_CAUSE[rejected[0].cause])
