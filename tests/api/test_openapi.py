"""Does /openapi.json describe the whole API?"""

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

OPERATIONS = {
    ("/v1/ask", "post"),
    ("/v1/suggestions", "get"),
    ("/v1/verify", "post"),
    ("/v1/feedback", "post"),
    ("/v1/documents", "get"),
    ("/v1/documents", "post"),
    ("/v1/documents/{document_id}", "get"),
    ("/v1/documents/{document_id}", "put"),
    ("/v1/documents/{document_id}", "delete"),
    ("/v1/documents/{document_id}/raw", "get"),
    ("/v1/jobs", "get"),
    ("/v1/jobs/{job_id}", "get"),
    ("/healthz", "get"),
    ("/readyz", "get"),
}


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def schemas(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every JSON schema of a request or response, with a name of where it stands."""
    found = []
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            bodies = {"request": operation["requestBody"]} if "requestBody" in operation else {}
            for name, body in {**bodies, **operation["responses"]}.items():
                content = body.get("content", {}).get("application/json")  # a file and an empty answer have none
                found += [(f"{method} {path} {name}", content["schema"])] if content else []
    return found


def test_it_describes_every_operation_and_nothing_else(described: dict[str, Any]) -> None:
    found = {
        (path.replace(":path", ""), method) for path, operations in described["paths"].items() for method in operations
    }
    assert found == OPERATIONS


def test_every_operation_has_a_summary_and_examples_that_fit(described: dict[str, Any]) -> None:
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation["summary"]
    checked = 0
    for where, schema in schemas(described):
        named = schema  # what our own parser reads is described inline
        if "$ref" in schema:
            named = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        assert named["examples"], where
        for example in named["examples"]:
            Draft202012Validator({**named, "components": described["components"]}).validate(example)
            checked += 1
    assert checked > len(OPERATIONS)


def test_generators_get_names_that_any_language_takes(described: dict[str, Any]) -> None:
    info, tags = described["info"], {tag["name"] for tag in described["tags"]}
    assert info["title"].isascii()
    assert "Hỏi Đáp" in info["description"]
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    for operation in operations:
        # A verb and what it is done to, such as `listDocuments`.
        assert re.fullmatch(r"[a-z]+(?:[A-Z][a-z]+)+", operation["operationId"])
        assert len(operation["tags"]) == 1
        assert tags.issuperset(operation["tags"])
    assert all(tag.isascii() for tag in tags)


def test_every_schema_has_a_name_of_its_own_and_is_used(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name) for name in schemas)
    assert [schema["title"] for schema in schemas.values()] == list(schemas)
    written = json.dumps(described)
    assert [name for name in schemas if f'"#/components/schemas/{name}"' not in written] == []


def test_every_schema_has_examples_that_fit(described: dict[str, Any]) -> None:
    for name, schema in described["components"]["schemas"].items():
        assert schema["examples"], name
        for example in schema["examples"]:
            Draft202012Validator({**schema, "components": described["components"]}).validate(example)


def test_a_field_that_need_not_be_sent_is_never_made_a_required_one(described: dict[str, Any]) -> None:
    # openapi-typescript requires what has a default.
    schemas = described["components"]["schemas"]
    for name in ("AskRequest", "TurnBody", "FeedbackBody", "ClaimBody", "FileForm", "FilesForm", "TextDocument"):
        assert [field for field, schema in schemas[name]["properties"].items() if "default" in schema] == [], name


def test_the_service_is_where_its_description_is(described: dict[str, Any]) -> None:
    # Relative, so that it holds behind a proxy that shows the service below a path without saying so.
    assert [server["url"] for server in described["servers"]] == ["."]


def test_a_failure_is_described_as_it_comes(described: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in described["components"]["schemas"]
    failures = [(where, schema) for where, schema in schemas(described) if where.split()[-1] in ("404", "422", "503")]
    assert len(failures) >= 5
    for where, schema in failures:
        # A reply to many documents has an entry for each.
        kind = "RefusedBody" if where.endswith("422") and where.split()[0] in ("post", "put") else "Problem"
        kind = "Problem" if any(one in where for one in ("/v1/ask", "/v1/verify", "/v1/feedback")) else kind
        assert schema == {"$ref": f"#/components/schemas/{kind}"}, where


def test_it_says_which_requests_need_a_key(described: dict[str, Any]) -> None:
    closed = {
        (path, method)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        if "security" in operation
    }
    changing = {(path, method) for path, method in OPERATIONS if method in ("put", "delete")}
    behind = {("/v1/documents", "post"), ("/v1/documents/{document_id}/raw", "get"), ("/v1/jobs", "get")}
    assert closed == changing | behind | {("/v1/jobs/{job_id}", "get")}


def test_the_example_question_can_be_asked_and_the_reply_fits(client: TestClient, described: dict[str, Any]) -> None:
    components = described["components"]
    for example in components["schemas"]["AskRequest"]["examples"]:
        reply = client.post("/v1/ask", json=example)
        assert reply.status_code == 200
        Draft202012Validator({**components["schemas"]["AskReply"], "components": components}).validate(reply.json())


def test_the_example_citations_can_be_verified_and_the_reply_fits(
    client: TestClient, described: dict[str, Any]
) -> None:
    components = described["components"]
    for example in components["schemas"]["VerifyRequest"]["examples"]:
        reply = client.post("/v1/verify", json=example)
        assert reply.status_code == 200
        Draft202012Validator({**components["schemas"]["VerifyReply"], "components": components}).validate(reply.json())
