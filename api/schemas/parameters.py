"""Which parameters does the address of a request have?"""

from typing import Annotated

from fastapi import Path, Query

from api.schemas.examples import JOB, META

DocumentId = Annotated[str, Path(description="Mã của tài liệu.", examples=[META["id"]])]
JobId = Annotated[str, Path(description="Mã của công việc.", examples=[JOB["id"]])]
Background = Annotated[bool, Query(description="Nhận ngay thành một công việc (202), dù lần gửi nhỏ.")]
