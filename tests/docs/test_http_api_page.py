"""Is every operation of /openapi.json documented, with its key, fields, statuses and limits?"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.http.app import create_app
from api.http.intake import LARGEST_AT_ONCE, MOST_AT_ONCE
from api.links import SOURCES
from api.settings import Settings
from api.wiring import Services
from qa.citing.claims import Reason, Verdict
from qa.feedback.feedback_store import KEPT
from qa.types import SpanKind
from tests.docs.pages import blocks, inline_code, page, section, table_rows, words_in_code

API, CITATIONS = page("docs/http-api.md"), page("docs/citations.md")
ROWS = [row for row in table_rows(API) if re.match(r"`[A-Z]+ /", row[0])]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    services = Services(Settings(data=tmp_path_factory.mktemp("data")))
    yield create_app(services).openapi()
    services.close()


def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """As the page names them: `GET /v1/jobs`."""
    return {
        f"{method.upper()} {path.replace(':path', '')}": operation
        for path, found in described["paths"].items()
        for method, operation in found.items()
    }


def test_the_table_has_every_operation_and_says_which_need_a_key(described: dict[str, Any]) -> None:
    needs_key = {name: "yes" if "security" in one else "no" for name, one in operations(described).items()}
    assert {row[0].strip("`"): row[2] for row in ROWS} == needs_key


def test_every_operation_that_a_page_names_exists(described: dict[str, Any]) -> None:
    known = {*operations(described), f"GET /{SOURCES}/{{document_id}}"}
    for name in ("README.md", "docs/http-api.md", "docs/citations.md", "docs/documents.md", "docs/widget.md"):
        code = {one.partition("?")[0] for one in inline_code(page(name))}
        assert {one for one in code if re.match(r"(GET|POST|PUT|DELETE) ", one)} <= known, name


def test_every_field_is_documented(described: dict[str, Any]) -> None:
    documented = words_in_code(API) | words_in_code(CITATIONS)
    for name, schema in described["components"]["schemas"].items():
        assert [field for field in schema.get("properties", {}) if field not in documented] == [], name


def test_the_fields_of_a_question_and_its_reply_have_a_row_each(described: dict[str, Any]) -> None:
    for heading, schema in (("The request", "AskRequest"), ("The reply", "AskReply")):
        rows = {row[0].strip("`") for row in table_rows(section(API, heading))} - {"Field"}
        assert rows == set(described["components"]["schemas"][schema]["properties"])


def test_the_fields_of_a_citation_have_a_row_each(described: dict[str, Any]) -> None:
    rows = {name for row in table_rows(section(CITATIONS, "Fields")) for name in re.findall(r"`(\w+)`", row[0])}
    assert rows == set(described["components"]["schemas"]["CitationBody"]["properties"])


def test_every_status_is_documented(described: dict[str, Any]) -> None:
    answered = {status for one in operations(described).values() for status in one["responses"]}
    refusals = {status for status in answered if status >= "400"}
    assert {row[0] for row in table_rows(section(API, "Errors"))} - {"Status"} == refusals
    assert all(re.search(rf"\b{status}\b", API) for status in ("201", "202"))


def test_every_value_is_documented(described: dict[str, Any]) -> None:
    documented = words_in_code(API) | words_in_code(CITATIONS) | words_in_code(page("docs/documents.md"))
    for name, schema in described["components"]["schemas"].items():
        for field in [schema, *schema.get("properties", {}).values()]:
            values = [*field.get("enum", ()), *([field["const"]] if "const" in field else [])]
            assert [value for value in values if value not in documented] == [], name


def test_each_reason_stands_beside_its_status() -> None:
    rows = {(row[0].strip("`"), row[1].strip("`")) for row in table_rows(CITATIONS) if len(row) == 3}
    assert rows - {("status", "reason")} == {(Verdict(reason).status.value, reason.value) for reason in Reason}


def test_every_kind_of_span_is_explained() -> None:
    assert {kind.value for kind in SpanKind} <= words_in_code(section(page("docs/documents.md"), "What is quoted"))


def test_the_limits_are_those_of_the_code(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    asked = schemas["AskRequest"]["properties"]
    rows = {row[0].strip("`"): row[2] for row in table_rows(section(API, "The request")) if len(row) == 3}
    assert f"{asked['top_k']['minimum']:.0f} to {asked['top_k']['maximum']:.0f}" in rows["top_k"]
    assert f"at most {asked['history']['maxItems']}," in rows["history"]
    most = schemas["VerifyRequest"]["properties"]["citations"]["maxItems"]
    assert f"up to {most:,} items" in API
    assert f"The newest {KEPT:,} are kept" in API
    assert f"The newest {KEPT:,} are kept" in page("docs/evaluation.md")
    assert f"More than {MOST_AT_ONCE} documents or {LARGEST_AT_ONCE // 1_000_000} MB" in API


def test_the_questions_shown_can_be_sent(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    question = Draft202012Validator({**schemas["AskRequest"], "components": described["components"]})
    shown = [json.loads(block) for block in blocks(API, "json")]
    questions = [one for one in shown if "answers" not in one]
    assert len(questions) == 2
    for one in questions:
        question.validate(one)
    assert {name for one in questions for name in one} == {"question", "filter", "history"}


def test_the_reply_shown_has_the_fields_of_a_reply(described: dict[str, Any]) -> None:
    (shown,) = [json.loads(block) for block in blocks(API, "json") if '"answers"' in block]
    schemas = described["components"]["schemas"]
    Draft202012Validator({**schemas["AskReply"], "components": described["components"]}).validate(shown)
    (answer,) = shown["answers"]
    for part, schema in ((shown, "AskReply"), (answer, "AnswerBody"), (answer["citation"], "CitationBody")):
        assert list(part) == list(schemas[schema]["properties"]), schema
