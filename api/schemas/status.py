"""What does the JSON of the service's own state look like?"""

from pydantic import BaseModel

from api.schemas.examples import example


class Health(BaseModel):
    """Tiến trình đang chạy."""

    model_config = example({"status": "ok"})

    status: str = "ok"


class Ready(BaseModel):
    """Mô hình và chỉ mục đã sẵn sàng."""

    model_config = example({"status": "ready", "documents": 10, "sentences": 180, "generation": 1})

    status: str = "ready"
    documents: int
    sentences: int
    generation: int
