"""Does a Python client that is generated from /openapi.json ask, list, verify and send documents?"""

import compileall
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from tests.docs.pages import blocks, page

PACKAGE = "hoi_dap_client"
Load = Callable[[str], ModuleType]


@pytest.fixture(scope="module")
def generated(description: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the package. A warning of the generator, such as one of an operation left out, fails."""
    folder = tmp_path_factory.mktemp("python")
    tools = str(Path(sys.executable).parent)  # the generator calls ruff
    ended = subprocess.run(
        [f"{tools}/openapi-python-client", "generate", "--path", str(description), "--fail-on-warning"],
        cwd=folder,
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "WARNING" not in ended.stdout + ended.stderr
    return folder / PACKAGE.replace("_", "-")


@pytest.fixture(scope="module")
def load(generated: Path) -> Iterator[Load]:
    """Imports a module of the package by its name below it."""
    with pytest.MonkeyPatch.context() as path:
        path.syspath_prepend(str(generated))
        yield lambda name: importlib.import_module(f"{PACKAGE}.{name}")
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def client(load: Load, address: str) -> Iterator[object]:
    made = load("client").Client(address, raise_on_unexpected_status=True, httpx_args={"trust_env": False})
    with made as client:
        yield client


def camel(snake: str) -> str:
    return re.sub(r"_(\w)", lambda match: match[1].upper(), snake)


def test_every_operation_has_a_module_and_every_module_compiles(generated: Path, operation_ids: set[str]) -> None:
    modules = {camel(path.stem) for path in generated.glob(f"{PACKAGE}/api/*/*.py") if path.stem != "__init__"}
    assert modules == operation_ids
    assert compileall.compile_dir(generated, quiet=1)


def test_the_types_fit_each_other(generated: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), PACKAGE]
    ended = subprocess.run(command, cwd=generated, check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout


def test_the_documented_program_prints_answers(generated: Path, address: str) -> None:
    (program,) = blocks(page("docs/http-api.md"), "python")
    program = program.replace("http://127.0.0.1:8000", address)
    variables = {**os.environ, "PYTHONPATH": str(generated), "NO_PROXY": "127.0.0.1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, env=variables, check=False, capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr
    assert "sources/" in ended.stdout


def test_it_asks_and_what_is_answered_is_verified(load: Load, client: object) -> None:
    models = load("models")
    question = models.AskRequest(question="Năm 2022 được lãnh đạo hai nước xác định là năm gì?")
    reply = load("api.questions.ask_question").sync(client=client, body=question)
    assert reply.answers
    claims = [models.ClaimBody.from_dict(answer.to_dict()) for answer in reply.answers]
    claims.append(models.ClaimBody(quote="câu này không có trong tài liệu nào"))
    verify = load("api.citations.verify_citations")
    verified = verify.sync(client=client, body=models.VerifyRequest(citations=claims))
    assert [one.status for one in verified.results] == ["exact"] * len(reply.answers) + ["missing"]
    assert verified.results[0].citation.to_dict() == reply.answers[0].citation.to_dict()


def test_it_lists_documents_and_gets_one(load: Load, client: object) -> None:
    documents = load("api.documents.list_documents").sync(client=client).documents
    assert len(documents) == 10
    found = load("api.documents.get_document").sync(documents[0].id, client=client)
    assert (found.id, found.characters) == (documents[0].id, len(found.text))


def test_it_sends_files_and_texts_and_deletes_them(load: Load, client: object) -> None:
    models, types = load("models"), load("types")
    add, delete = load("api.documents.add_documents"), load("api.documents.delete_document")
    data = "Hà Nội là thủ đô của nước Việt Nam.\n".encode()
    file = types.File(BytesIO(data), file_name="thu-do.txt", mime_type="text/plain")
    sent = add.sync(client=client, body=models.FilesForm(files=[file], title="Thủ đô"))
    text = models.TextDocument(id="ve-hue/1", text="Huế từng là kinh đô của nước ta.")
    also = add.sync(client=client, body=models.TextDocuments(documents=[text]))
    assert (sent.rejected, also.rejected) == ([], [])
    raw = load("api.documents.get_document_file").sync(sent.added[0], client=client)
    assert raw.payload.read() == data
    for document_id in sent.added + also.added:
        assert delete.sync_detailed(document_id, client=client).status_code == 204


def test_what_is_refused_says_why(load: Load, client: object) -> None:
    ask = load("api.questions.ask_question")
    refused = ask.sync(client=client, body=load("models").AskRequest(question=" "))
    assert isinstance(refused, load("models").Problem)
    assert refused.detail.startswith("question: ")
