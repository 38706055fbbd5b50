"""Can a developer read at /docs what there is to ask, and try it, with everything from our own server?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest
from chat_page import WATCH_POLICY
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

from tests.running_service import PREFIX, running_service

KEY = "khoa-cua-bai-kiem-thu"

pytestmark = pytest.mark.browser


@dataclass
class DocsPage:
    """The page of the service at this address, and what went wrong on it."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH_POLICY)
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def open(self) -> "DocsPage":
        self.page.goto(f"{self.address}/docs")
        expect(self.operations.first).to_be_visible()
        return self

    @property
    def operations(self) -> Locator:
        return self.page.locator(".opblock")

    def operation(self, operation_id: str) -> Locator:
        return self.page.locator(f".opblock[id$='-{operation_id}']")

    def try_out(self, operation_id: str, body: str | None = None) -> Locator:
        """Opens an operation, sends it, with its example where no body is given, and returns the live response."""
        operation = self.operation(operation_id)
        operation.locator(".opblock-summary-control").click()
        operation.get_by_role("button", name="Try it out").click()
        if body is not None:
            operation.locator("textarea").fill(body)
        operation.get_by_role("button", name="Execute").click()
        return operation.locator(".live-responses-table .response")

    def improper(self) -> list[str]:
        """All that was seen and must not be; empty when all is well."""
        violations: list[str] = self.page.evaluate("window.violations")
        return [url for url in self.requests if not url.startswith(self.address)] + violations + self.errors


OpenDocs = Callable[..., DocsPage]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_service(tmp_path_factory.mktemp("data")) as address:
        yield address


@pytest.fixture
def open_docs(chromium: Browser) -> Iterator[OpenDocs]:
    """Opens the page of a service in a context of its own. At the end each must have done nothing improper."""
    opened: list[DocsPage] = []

    def open_at(address: str, **context: object) -> DocsPage:
        page = chromium.new_context(**context).new_page()  # type: ignore[arg-type]  # passed through
        opened.append(DocsPage(page, address).open())
        return opened[-1]

    yield open_at
    try:
        for docs in opened:
            assert docs.improper() == []
    finally:
        for docs in opened:
            docs.page.context.close()


def operations_of(address: str) -> set[tuple[str, str]]:
    paths = httpx2.get(f"{address}/openapi.json", trust_env=False).json()["paths"]
    return {(method.upper(), path) for path, operations in paths.items() for method in operations}


def test_every_operation_is_shown_and_opens(open_docs: OpenDocs, address: str) -> None:
    docs = open_docs(address)
    shown = set()
    for operation in docs.operations.all():
        method = operation.locator(".opblock-summary-method").inner_text()
        shown.add((method, operation.locator(".opblock-summary-path").get_attribute("data-path")))
        fold = operation.locator(".opblock-summary-control")
        fold.click()
        expect(operation.locator(".responses-wrapper")).to_be_visible()
        fold.click()  # all of them open at once would be slow
    assert shown == operations_of(address)


def test_the_example_question_is_answered(open_docs: OpenDocs, address: str) -> None:
    response = open_docs(address).try_out("askQuestion")
    expect(response.locator(".response-col_status")).to_contain_text("200")
    expect(response.locator(".response-col_description")).to_contain_text('"answers"')


def test_a_question_of_ones_own_is_answered(open_docs: OpenDocs, address: str) -> None:
    response = open_docs(address).try_out("askQuestion", '{"question": "Ai là Đại sứ Lào tại Việt Nam?", "top_k": 1}')
    expect(response.locator(".response-col_description")).to_contain_text("Ai là Đại sứ Lào tại Việt Nam?")


def test_a_file_is_sent_with_nothing_else_filled_in(open_docs: OpenDocs, address: str) -> None:
    add = open_docs(address).operation("addDocuments")
    add.locator(".opblock-summary-control").click()
    add.get_by_role("button", name="Try it out").click()
    add.get_by_label("Request content type").select_option("multipart/form-data")
    file = {"name": "thu-do.txt", "mimeType": "text/plain", "buffer": "Hà Nội là thủ đô của nước Việt Nam.".encode()}
    add.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # a file's payload
    add.get_by_role("button", name="Execute").click()
    response = add.locator(".live-responses-table .response")
    expect(response.locator(".response-col_status")).to_contain_text("201")
    expect(response.locator(".response-col_description")).to_contain_text('"thu-do.txt"')


def test_it_works_below_a_path_prefix(open_docs: OpenDocs, address: str) -> None:
    docs = open_docs(f"{address}{PREFIX}")
    expect(docs.try_out("askQuestion").locator(".response-col_status")).to_contain_text("200")
    assert f"{address}{PREFIX}/v1/ask" in docs.requests


def test_what_needs_a_key_is_tried_with_one(open_docs: OpenDocs, tmp_path: Path) -> None:
    with running_service(tmp_path, api_key=KEY) as closed:
        docs = open_docs(closed)
        docs.page.get_by_role("button", name="Authorize").click()
        docs.page.get_by_label("auth-bearer-value").fill(KEY)
        docs.page.get_by_role("button", name="Apply credentials").click()
        docs.page.get_by_role("button", name="Close", exact=True).click()
        expect(docs.try_out("listJobs").locator(".response-col_status")).to_contain_text("200")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_dark_where_the_reader_has_it_so(open_docs: OpenDocs, address: str, scheme: str) -> None:
    docs = open_docs(address, color_scheme=scheme)
    assert docs.page.evaluate("document.documentElement.classList.contains('dark-mode')") == (scheme == "dark")


@pytest.mark.parametrize("markup", ["<img src=x>", "<p onclick='x()'>a</p>", "<script>x()</script>", "<p>a</p><svg>"])
def test_nothing_but_formatted_text_becomes_markup(chromium: Browser, address: str, markup: str) -> None:
    page = chromium.new_page()
    docs = DocsPage(page, address).open()
    set_markup = "markup => { const p = document.createElement('p'); p.innerHTML = markup; return p.innerHTML }"
    assert page.evaluate(set_markup, "<p>a <em>b</em></p>") == "<p>a <em>b</em></p>"
    assert docs.improper() == []
    refused = f"markup => {{ try {{ return ({set_markup})(markup) }} catch (error) {{ return error.name }} }}"
    assert page.evaluate(refused, markup) == "TypeError"
    page.close()
