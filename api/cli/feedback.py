"""How is feedback counted, listed and exported as a file of questions? None of this needs the model."""

from collections.abc import Iterator
from pathlib import Path

import click

from api.cli.group import HoidapCommand, HoidapGroup
from api.cli.options import data_option, settings_for
from api.cli.session import services_of
from api.messages.dates import vietnamese_date
from qa.errors import EvaluationError
from qa.evaluation.files import write_text
from qa.feedback.feedback_file import FeedbackQuestions, LeftOut, questions_of
from qa.feedback.feedback_store import FeedbackCounts, KeptFeedback

# What a screen holds.
SHOWN = 20

SUBCOMMANDS = {
    "export": ("api.cli.feedback", "Ghi ra một tệp SQuAD v2.0 để đo bằng “hoidap evaluate”."),
    "latest": ("api.cli.feedback", "Kể ra những nhận xét mới nhất, kèm lời ghi thêm."),
}


@click.group("feedback", cls=HoidapGroup, commands_by_name=SUBCOMMANDS, invoke_without_command=True)
@data_option
@click.pass_context
def feedback(context: click.Context, data: Path | None) -> None:
    """Xem và xuất nhận xét của người hỏi; gõ một mình thì đếm."""
    context.obj = data or context.obj
    if context.invoked_subcommand is None:
        with services_of(settings_for(None)) as services:
            services.existing_library()
            counts = services.feedback.counts()
        click.echo("\n".join(_counted(counts)))


@click.command(cls=HoidapCommand)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="TỆP")
@data_option
def export(file: Path, data: Path | None) -> None:
    """Ghi nhận xét thành câu hỏi mẫu ra một tệp SQuAD v2.0; “-” thì in ra.

    Câu được khen là câu trả lời đúng; lời đáp rằng tài liệu không nói, khi được khen, là câu hỏi không có câu trả lời.
    Người hỏi gửi gì thì tệp có nấy: hãy xem lại trước khi tin.
    """
    with services_of(settings_for(data)) as services:
        services.existing_library()
        made = questions_of(services.feedback.all(), services.library)
    if not made.answerable + made.impossible:
        raise EvaluationError(f"Chưa có nhận xét nào thành câu hỏi mẫu được.{_left_out(made.left_out)}")
    if str(file) == "-":
        click.echo(made.squad)
    else:
        write_text(file, f"{made.squad}\n")
    click.echo(_made(made), err=True)


@click.command(cls=HoidapCommand)
@click.option("--top", type=click.IntRange(1), default=SHOWN, metavar="SỐ", help="Số nhận xét.")
@data_option
def latest(top: int, data: Path | None) -> None:
    """Kể ra những nhận xét mới nhất, kèm lời ghi thêm."""
    with services_of(settings_for(data)) as services:
        services.existing_library()
        newest = services.feedback.latest(top)
    for one in newest:
        click.echo("\n".join(map(_harmless, _lines(one))))


def _counted(counts: FeedbackCounts) -> Iterator[str]:
    yield f"Câu trả lời: {counts.helpful_answers} có ích, {counts.unhelpful_answers} không."
    yield f"Lời đáp rằng tài liệu không nói: {counts.helpful_abstentions} đúng, {counts.unhelpful_abstentions} không."
    yield f"Lời ghi thêm: {counts.notes}."


def _made(made: FeedbackQuestions) -> str:
    return (
        f"Đã xuất {made.answerable + made.impossible} câu hỏi: {made.answerable} có câu trả lời, "
        f"{made.impossible} không.{_left_out(made.left_out)}"
    )


def _left_out(left: LeftOut) -> str:
    reasons = (
        (left.unhelpful, "không có ích, nên không cho biết câu nào đúng"),
        (left.outdated, "vì tài liệu đã khác, đã bị xoá, hay mới đến sau"),
        (left.contradicted, "vì có nhận xét ngược lại"),
    )
    listed = "; ".join(f"{count} {why}" for count, why in reasons if count)
    return f" Bỏ qua {listed}." if listed else ""


def _lines(kept: KeptFeedback) -> Iterator[str]:
    said = kept.said
    given_at = f"{vietnamese_date(kept.given_at)} {kept.given_at:%H:%M} UTC"
    yield f"{given_at} · {'có ích' if said.helpful else 'không có ích'} · {said.question}"
    if said.read_as and said.read_as != said.question:
        yield f"   Hiểu là: {said.read_as}"
    cited = said.cited
    yield f"   [{cited.start}, {cited.end}) · {cited.document_id}" if cited else "   Tài liệu không nói về điều này."
    if said.note:
        yield f"   Ghi thêm: {said.note}"


def _harmless(text: str) -> str:
    """Without control characters, which a terminal would obey: anybody may have sent them."""
    return "".join(character if character.isprintable() else " " for character in text)
