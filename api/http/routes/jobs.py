"""What can be asked of the jobs?"""

from fastapi import APIRouter

from api.http.access import Access
from api.http.routes.changes import problems
from api.schemas.changes import JobBody, JobEntry, JobList
from api.schemas.parameters import JobId
from api.wiring import Services

# The newest; nobody looks for an older one without its id.
SHOWN = 50


def job_routes(services: Services, access: Access) -> APIRouter:
    """The routes that tell how far jobs are."""
    router = APIRouter(prefix="/v1/jobs", dependencies=access.dependencies, tags=["jobs"])

    @router.get("", summary="Liệt kê công việc", responses=problems())
    def list_jobs() -> JobList:
        return JobList(jobs=[JobEntry.of(job) for job in services.jobs.latest(SHOWN)])

    @router.get(
        "/{job_id}",
        summary="Xem một công việc",
        responses=problems(_404="Không có công việc này", _422="Yêu cầu không hợp lệ"),
    )
    def get_job(job_id: JobId) -> JobBody:
        return JobBody.of(services.jobs.job(job_id))

    return router
