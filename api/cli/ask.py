"""How is a question asked at the command line?"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import click
from pydantic import ValidationError

from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.cli.session import services_of
from api.messages.dates import vietnamese_date
from api.messages.validation import explain
from api.schemas.ask import MOST_ANSWERS, USUAL_ANSWERS, AnswerBody, AskReply, AskRequest, PartBody
from api.schemas.citations import CitationBody
from qa.errors import QuestionError


@click.command(cls=HoidapCommand)
@click.argument("question", metavar="CÂU_HỎI")
@click.option("--top", type=click.IntRange(1, MOST_ANSWERS), default=USUAL_ANSWERS, metavar="SỐ", help="Số câu.")
@click.option("--literal", is_flag=True, help="Tìm đúng như đã gõ: không thêm dấu, không sửa chữ.")
@click.option("--json", "as_json", is_flag=True, help="In ra đúng như POST /v1/ask trả lời.")
@data_option
def ask(question: str, top: int, data: Path | None, *, literal: bool, as_json: bool) -> None:
    """Hỏi một câu. Mỗi câu trả lời kèm tiêu đề, nơi xuất bản, ngày, vị trí và mã tài liệu."""
    asked = _checked(question, top, literal=literal)
    with services_of(settings_for(data)) as services:
        services.existing_library()
        answerer = services.message_answerer
        began = perf_counter()
        found = answerer.answer(asked.question, asked.top_k, literal=asked.literal)
        reply = AskReply.of(asked.question, found, (perf_counter() - began) * 1000)
    click.echo(reply.model_dump_json(indent=2) if as_json else "\n".join(_lines(reply)))


def _checked(question: str, top: int, *, literal: bool) -> AskRequest:
    try:
        return AskRequest(question=question, top_k=top, literal=literal)
    except ValidationError as error:
        raise QuestionError(explain(error.errors())) from error


def _lines(reply: AskReply) -> Iterator[str]:
    """Of several questions each with its reply below."""
    for part in reply.parts:
        yield click.style(part.question, bold=True)
        yield from _reply_lines(part)
    if not reply.parts:
        if reply.message:
            yield reply.message
        yield from _reply_lines(reply)


def _reply_lines(reply: AskReply | PartBody) -> Iterator[str]:
    if reply.read_as != reply.question:
        yield f"Hiểu là: {reply.read_as}"
    if reply.abstained:
        yield "Tài liệu không nói về điều này."
        if reply.nearest:
            yield "Gần nhất, nhưng không phải câu trả lời:"
    yield from _numbered(reply.nearest if reply.abstained else reply.answers)


def _numbered(answers: Sequence[AnswerBody]) -> Iterator[str]:
    for number, answer in enumerate(answers, start=1):
        first, *lines = _in_bold(answer).splitlines()
        above = answer.introduction.text.splitlines() if answer.introduction else []
        yield f"{number}. {' '.join(above) or first}"
        yield from (f"   {line}" for line in ([first, *lines] if above else lines) if line.strip())
        if answer.more_items:
            yield f"   (còn {answer.more_items} mục, xem trong nguồn)"
        yield f"   {_citation_line(answer.citation)}"
        if answer.also_in:
            yield f"   Cũng có trong: {'; '.join(map(_also, answer.also_in))}"


def _in_bold(answer: AnswerBody) -> str:
    """The text, with the words that answer in bold where a terminal shows it: `click.echo` sees to that."""
    pieces: list[str] = []
    before = 0
    for words in answer.highlights:
        start, end = words.start - answer.citation.start, words.end - answer.citation.start
        pieces += answer.text[before:start], click.style(answer.text[start:end], bold=True)
        before = end
    return "".join([*pieces, answer.text[before:]])


def _citation_line(cited: CitationBody) -> str:
    day = vietnamese_date(cited.published_at) if cited.published_at else None
    offsets = f"[{cited.start}, {cited.end})"
    parts = (cited.title, cited.place, cited.publisher, day, offsets, cited.document_id)
    return " · ".join(part for part in parts if part)


def _also(cited: CitationBody) -> str:
    return ", ".join(part for part in (cited.title, cited.place, cited.publisher, cited.document_id) if part)
