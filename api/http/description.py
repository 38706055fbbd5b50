"""What is in /openapi.json that the routes alone do not give?

Client generators derive names from it: so the title and the tags are ASCII, an operation has the name of its route's
function, and every object in a body is a schema with a name of its own.
"""

import json
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.alias_generators import to_camel
from pydantic.json_schema import models_json_schema

SCHEMAS = "#/components/schemas/"


def operation_id(route: APIRoute) -> str:
    """The name of the route's function as JavaScript writes it: `list_documents` is `listDocuments`."""
    return to_camel(route.name)


# As `FastAPI` takes it.
ABOUT: dict[str, Any] = {
    "title": "Hoi Dap",
    "version": "1",
    "summary": "Hỏi bằng tiếng Việt, nhận câu trả lời chép nguyên văn từ tài liệu kèm trích dẫn.",
    "description": (
        "**Hỏi Đáp** trả lời câu hỏi tiếng Việt bằng những câu chép nguyên văn từ tài liệu; không có mô hình sinh văn "
        "bản nào. Hỏi, đọc và kiểm tra không cần khoá; thay đổi tài liệu thì cần, trừ khi gọi từ chính máy chưa đặt "
        "khoá.\n\nVị trí trong văn bản tính theo điểm mã Unicode, nửa mở: text[start:end]. Mọi lỗi là một câu tiếng "
        "Việt trong detail."
    ),
    "openapi_tags": [
        {"name": "questions", "description": "Hỏi và nhận xét câu trả lời"},
        {"name": "citations", "description": "Kiểm tra trích dẫn"},
        {"name": "documents", "description": "Tài liệu"},
        {"name": "jobs", "description": "Công việc nạp tài liệu"},
        {"name": "status", "description": "Tình trạng của dịch vụ"},
    ],
    # Relative to the description: so it is right below any prefix that a proxy puts before the service.
    "servers": [{"url": ".", "description": "Dịch vụ đã cho bản mô tả này"}],
    "root_path_in_servers": False,
    "generate_unique_id_function": operation_id,
}


def schema_reference(model: type[BaseModel]) -> dict[str, str]:
    """How an operation refers to a body that it reads itself; the model must be among those of `complete`."""
    return {"$ref": f"{SCHEMAS}{model.__name__}"}


def complete(app: FastAPI, bodies: Sequence[type[BaseModel]]) -> None:
    """Adds to the application's description: the schemas of these bodies, which FastAPI does not see, and an example to
    each enumeration. Schemas that nothing refers to are left out.
    """
    describe_routes = app.openapi

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(describe_routes(), bodies)
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]  # FastAPI's own way of changing it


def _completed(description: dict[str, Any], bodies: Sequence[type[BaseModel]]) -> dict[str, Any]:
    schemas: dict[str, Any] = description["components"]["schemas"]
    _, own = models_json_schema([(body, "validation") for body in bodies], ref_template=f"{SCHEMAS}{{model}}")
    schemas |= own["$defs"]
    for schema in schemas.values():
        if "enum" in schema:
            schema.setdefault("examples", schema["enum"][:1])
    _prune(description)
    return description


def _prune(description: dict[str, Any]) -> None:
    """Leaves out the schemas that nothing refers to: FastAPI describes each class that an annotation names, also one
    that is only made of what came.
    """
    schemas = description["components"]["schemas"]
    while unused := [name for name in schemas if f'"{SCHEMAS}{name}"' not in json.dumps(description)]:
        for name in unused:
            del schemas[name]
