"""How does an operator check that the service lives and is ready?"""

from fastapi import APIRouter

from api.http.startup import Startup
from api.schemas.problems import problems
from api.schemas.status import Health, Ready
from api.wiring import Services


def health_routes(services: Services, startup: Startup) -> APIRouter:
    """The routes for probes: liveness and readiness."""
    router = APIRouter(tags=["status"])

    @router.get("/healthz", summary="Tiến trình còn sống?")
    async def get_health() -> Health:
        return Health()

    @router.get("/readyz", summary="Đã sẵn sàng trả lời?", responses=problems(503))
    def get_readiness() -> Ready:
        """Cũng làm mới chỉ mục khi kho tài liệu vừa thay đổi, để người hỏi kế tiếp không phải chờ."""
        startup.check()
        view = services.engine.view()
        return Ready(documents=view.document_count, sentences=view.sentence_count, generation=view.generation)

    return router
