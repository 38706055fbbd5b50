"""How is the progress of jobs read over HTTP?"""

from fastapi import APIRouter

from api.http.access import GATED, Access
from api.schemas.changes import JobBody, JobEntry, JobList
from api.schemas.parameters import JobId
from api.schemas.problems import problems
from api.wiring import Services

# Only the newest are listed; an older one is read by its id.
SHOWN = 50


def job_routes(services: Services, access: Access) -> APIRouter:
    """The routes that show the progress of jobs."""
    router = APIRouter(prefix="/v1/jobs", dependencies=access.dependencies, tags=["jobs"])

    @router.get("", summary="Liệt kê công việc", responses=problems(*GATED))
    def list_jobs() -> JobList:
        return JobList(jobs=[JobEntry.of(job) for job in services.jobs.latest(SHOWN)])

    @router.get(
        "/{job_id}",
        summary="Xem một công việc",
        responses=problems(*GATED, 422, specific={404: "Không có công việc này"}),
    )
    def get_job(job_id: JobId) -> JobBody:
        return JobBody.of(services.jobs.job(job_id))

    return router
