"""What does the page talk to in these tests?

A small server with canned answers that gives out the real files of `api/widget`, under the strictest policy that the
page must bear, and lets pages of other origins ask as the service does. The question chooses the reply; any other
question comes back in every field of an answer. What is sent as
feedback is kept, or refused where its note says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Thread
from typing import Any  # JSON

import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from starlette.types import ASGIApp

from api.http.cors import OpenToOrigins
from api.http.listening import listen
from api.http.routes.widget import WIDGET, widget_routes
from api.http.security import SecurityHeaders
from api.origins import ANY
from qa.text.utf16 import utf16_length

# Stricter than what the service promises: under Trusted Types a single innerHTML would already be a violation.
POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"

PREFIX = "/toa-soan/hoi-dap"

# As much of the real page as the drawer needs.
SOURCE_PAGE = (
    "<!doctype html><html lang=vi><title>Nguồn</title>"
    "<main><h1>Nguồn</h1><p>{before}<mark>{text}</mark></p></main></html>"
)

SENTENCE = "Trung tướng Trần Văn Mẫu dẫn đầu đoàn đại biểu sang thăm vào tháng 6 năm 2022."
BEFORE = "Bản tin ghi lại hoạt động đối ngoại trong năm.\n"
AFTER = " Chuyến thăm kéo dài bốn ngày."

# Other than in code points: a document may have characters of two units before the sentence.
START_UTF16 = 125

ANSWERED = "Ai dẫn đầu đoàn đại biểu sang thăm?"
UNTOLD = "Giá vàng hôm nay bao nhiêu?"
WITHOUT_ACCENTS = "ai dan dau doan dai bieu"
READ_AS = "ai dẫn đầu đoàn đại biểu"
ONLY_SPACES_DIFFER = "Ai  dẫn đầu   đoàn?"
TOO_LONG = "Câu hỏi này dài quá"
TOO_LONG_DETAIL = "Câu hỏi dài 1200 chữ; nhiều nhất là 1000."
TOO_MANY = "Hỏi dồn dập"
BROKEN = "Máy chủ hỏng"
STARTING = "Máy chủ vừa bật"
STARTING_DETAIL = "Hỏi Đáp đang khởi động: nạp mô hình. Xin thử lại sau vài giây."
NOT_JSON = "Trang lỗi của máy chủ trung gian"
BARE_SOURCE = "Nguồn không ghi gì"
SCRIPT_ADDRESS = "Địa chỉ có mã lệnh"
AS_TYPED = "Câu này có đúng những chữ đã gõ."
GREETING = "Xin chào"
GREETED = "Xin chào. Câu trả lời lấy từ 3 tài liệu."
PLACED = "Điều nào quy định?"
SUGGESTING = "Hỏi gì tiếp?"
IN_PARTS = "Ai dẫn đầu đoàn? Giá vàng bao nhiêu? doan co may nguoi"
FRAGMENT = "Mở đúng chỗ ở đâu?"
TOO_EARLY = "chưa nhận được"

# What the service suggests where the page names no questions.
SUGGESTED = [ANSWERED, "Đoàn gồm bao nhiêu người?", UNTOLD]


def cited(text: str = SENTENCE, **citation: object) -> dict[str, Any]:
    known = {
        "document_id": "d1",
        "title": "Đoàn đại biểu sang thăm",
        "place": None,
        "publisher": "Báo Thử Nghiệm",
        "url": "https://bao.example/doan-dai-bieu",
        "published_at": "2022-06-02",
        "start": 120,
        "end": 120 + len(text),
        "start_utf16": START_UTF16,
        "end_utf16": START_UTF16 + utf16_length(text),
        "document_sha256": "0" * 64,
        "context": {"before": BEFORE, "after": AFTER},
    }
    return known | citation


def answer(
    text: str = SENTENCE, confidence: float = 0.82, also_in: Sequence[dict[str, Any]] = (), **citation: object
) -> dict[str, Any]:
    found = {"text": text, "score": 1.5, "confidence": confidence}
    return found | {"citation": cited(text, **citation), "also_in": list(also_in)}


def reply(question: str, *answers: dict[str, Any], **changes: object) -> dict[str, Any]:
    usual = {"question": question, "read_as": question, "abstained": False, "answers": list(answers), "nearest": []}
    return usual | {"generation": 1, "took_ms": 12.5} | changes


def echo(question: str) -> dict[str, Any]:
    """The question in every field that the page shows, in an answer, a further answer and the reading."""
    everywhere = answer(
        question,
        title=question,
        publisher=question,
        published_at=question,
        url=question,
        place=question,
        also_in=[cited(title=question, url=question, place=question)],
        context={"before": question, "after": question},
    ) | {"introduction": {"kind": "question", "text": question, "start": 0, "end": len(question)}}
    return reply(question, everywhere, everywhere, read_as=f"{question} ")


REPLIES = {
    ANSWERED: reply(
        ANSWERED,
        answer(),
        answer("Đoàn gồm mười hai người.", 0.6, title="Tin vắn trong ngày"),
        answer("Lễ đón diễn ra tại Hà Nội.", 0.2, title="Ảnh: lễ đón"),
    ),
    UNTOLD: reply(
        UNTOLD, abstained=True, nearest=[answer("Giá gạo xuất khẩu tăng nhẹ.", 0.1), answer(confidence=0.05)]
    ),
    WITHOUT_ACCENTS: reply(WITHOUT_ACCENTS, answer(), read_as=READ_AS),
    ONLY_SPACES_DIFFER: reply(ONLY_SPACES_DIFFER, answer(), read_as="Ai dẫn đầu đoàn?"),
    BARE_SOURCE: reply(BARE_SOURCE, answer(title=None, publisher=None, url=None, published_at=None, start=0)),
    GREETING: reply(GREETING, kind="small_talk", message=GREETED),
    PLACED: reply(
        PLACED,
        answer(
            place="Điều 105, khoản 2",
            also_in=[
                cited(title="Bản in lại", url="https://bao-khac.example/1", place="trang 3"),
                cited(title="Bản không có địa chỉ", url=None),
            ],
        ),
    ),
    SUGGESTING: reply(SUGGESTING, answer(), suggestions=[ANSWERED, UNTOLD]),
    IN_PARTS: reply(
        IN_PARTS,
        answer(),
        read_as="Ai dẫn đầu đoàn?",
        suggestions=[ANSWERED],
        parts=[
            reply("Ai dẫn đầu đoàn?", answer()),
            reply("Giá vàng bao nhiêu?", abstained=True),
            reply("doan co may nguoi", answer("Đoàn gồm mười hai người."), read_as="đoàn có mấy người"),
        ],
    ),
    FRAGMENT: reply(
        FRAGMENT,
        answer(text_fragment="https://bao.example/doan-dai-bieu#:~:text=Trung%20t%C6%B0%E1%BB%9Bng"),
        answer("Câu khác của cùng tài liệu.", start=300),
        answer("Câu của tài liệu khác.", document_id="d2"),
    ),
    SCRIPT_ADDRESS: reply(
        SCRIPT_ADDRESS,
        *(
            answer(url=url)
            for url in ("javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//bao.example")
        ),
    ),
}

FAILURES = {
    TOO_LONG: JSONResponse({"detail": TOO_LONG_DETAIL}, 422),
    TOO_MANY: JSONResponse({"detail": "Chậm lại."}, 429, {"Retry-After": "7"}),
    BROKEN: JSONResponse({"detail": "Kho tài liệu chưa mở được."}, 500),
    STARTING: JSONResponse({"detail": STARTING_DETAIL}, 503, {"Retry-After": "5"}),
    NOT_JSON: Response("<h1>200</h1>", media_type="text/html"),
}


def constant_routes() -> APIRouter:
    router = APIRouter()

    @router.get("/v1/suggestions")
    def suggestions() -> Response:
        return JSONResponse({"suggestions": SUGGESTED, "generation": 1})

    @router.get("/healthz")
    def alive() -> Response:
        return JSONResponse({"status": "ok"})

    return router


def application(feedback: list[dict[str, Any]], origins: Sequence[str]) -> FastAPI:
    app = FastAPI()
    app.include_router(widget_routes())
    app.include_router(constant_routes())
    app.add_middleware(OpenToOrigins, origins=origins)
    app.add_middleware(SecurityHeaders, framed_by=["*"])

    @app.get("/")
    def page() -> FileResponse:
        return FileResponse(WIDGET / "index.html", headers={"Content-Security-Policy": POLICY})

    @app.post("/v1/ask")
    async def ask(request: Request) -> Response:
        asked = await request.json()
        question = asked["question"]
        if asked["literal"]:
            return JSONResponse(reply(question, answer(AS_TYPED)))
        if question.startswith("detail:"):
            return JSONResponse({"detail": question}, 422)
        return FAILURES.get(question) or JSONResponse(REPLIES.get(question) or echo(question))

    @app.post("/v1/feedback")
    async def judge(request: Request) -> Response:
        sent = await request.json()
        if sent.get("note") == TOO_EARLY:
            return JSONResponse({"detail": "Chưa nhận."}, 503)
        feedback.append(sent)
        return JSONResponse({}, 201)

    @app.get("/sources/{document_id}")
    def source() -> Response:
        return HTMLResponse(SOURCE_PAGE.format(before=BEFORE, text=SENTENCE))

    return app


def under_prefix(app: FastAPI) -> FastAPI:
    """The same server once more, as a reverse proxy would show it under a path."""
    outer = FastAPI()
    outer.mount(PREFIX, app)
    outer.mount("/", app)
    return outer


@dataclass
class Served:
    """A server in a thread of its own. After `stop` it can be started again, on the same port."""

    port: int = 0
    server: uvicorn.Server = field(init=False)
    thread: Thread = field(init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def application(self) -> ASGIApp:
        raise NotImplementedError

    def start(self) -> None:
        # Listening before the thread runs: who connects early waits in the queue, and nobody has to poll.
        listener = listen("127.0.0.1", self.port)
        self.port = listener.getsockname()[1]
        self.server = uvicorn.Server(uvicorn.Config(self.application(), log_level="error", lifespan="off", ws="none"))
        self.thread = Thread(target=self.server.run, kwargs={"sockets": [listener]}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join()


@dataclass
class StandIn(Served):
    """The stand-in of the service, also below a path prefix; `feedback` is what it was sent, `origins` are those whose
    pages may ask.
    """

    feedback: list[dict[str, Any]] = field(default_factory=list)
    origins: Sequence[str] = (ANY,)

    def application(self) -> ASGIApp:
        return under_prefix(application(self.feedback, self.origins))
