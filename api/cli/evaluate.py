"""How is answering measured on a file of questions at the command line?"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from api.cli.corpus import advance, asking_bar, checked_corpus, fill
from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.cli.session import services_of
from api.evaluation_report.json_report import report_json
from api.evaluation_report.kinds import kind_lines, kinds_json
from api.evaluation_report.page import page
from api.evaluation_report.report import Against, Report
from api.evaluation_report.text import lines
from api.settings import Settings
from api.wiring import Services
from qa.errors import EvaluationError
from qa.evaluation.comparing import check_same_questions, compare
from qa.evaluation.evaluation import Evaluation, ask_all, summarise
from qa.evaluation.files import write_text
from qa.evaluation.kinds import kind_figures
from qa.evaluation.misses import worst_misses
from qa.evaluation.question_file import GoldQuestion, QuestionFile, off_topic_questions, read_question_file
from qa.evaluation.runs import Run, load_run, save_run
from qa.questions.answer_types import answer_type

_file = click.Path(path_type=Path)


@click.command(cls=HoidapCommand)
@click.argument("path", type=_file, metavar="TỆP.squad.json")
@click.option(
    "--corpus",
    type=_file,
    multiple=True,
    metavar="ĐƯỜNG_DẪN",
    help="Hỏi trong một kho lớn hơn: tệp, thư mục, hay thư mục dữ liệu đã nạp sẵn (không phải mã hoá lại). "
    "Gõ được nhiều lần.",
)
@click.option(
    "--off-topic",
    type=_file,
    multiple=True,
    metavar="TỆP",
    help="Hỏi thêm các câu của một tệp khác, coi như không có câu trả lời. Gõ được nhiều lần.",
)
@click.option(
    "--kinds",
    type=_file,
    multiple=True,
    metavar="TỆP",
    help="Đo thêm một tệp câu hỏi thuộc loại khác, trong kho riêng của nó, rồi so các loại. Gõ được nhiều lần.",
)
@click.option("--misses", type=click.IntRange(0), default=0, metavar="SỐ", help="Kể ra bấy nhiêu câu sai nặng nhất.")
@click.option("--save", type=_file, metavar="TỆP", help="Ghi kết quả từng câu ra tệp, để sau này so.")
@click.option("--compare", "earlier", type=_file, metavar="TỆP", help="So với lần đo đã ghi bằng --save.")
@click.option("--html", type=_file, metavar="TỆP", help="Ghi báo cáo có hình vẽ ra một tệp HTML.")
@click.option("--json", "as_json", is_flag=True, help="In ra các con số dạng JSON, tỉ lệ từ 0 đến 1.")
@data_option
def evaluate(  # noqa: PLR0913 - one parameter an option
    path: Path,
    data: Path | None,
    *,
    corpus: tuple[Path, ...],
    off_topic: tuple[Path, ...],
    kinds: tuple[Path, ...],
    misses: int,
    save: Path | None,
    earlier: Path | None,
    html: Path | None,
    as_json: bool,
) -> None:
    """Đo trên một tệp SQuAD v2.0: lập một kho tạm từ các đoạn văn của tệp rồi hỏi mọi câu hỏi trong đó."""
    settings = settings_for(data)
    # Whatever can be refused is refused before the minutes of a run.
    for option, target in (("--save", save), ("--html", html)):
        _check_target(option, target)
    files = [_read(one, off_topic) for one in (path, *kinds)]
    asked, questions = files[0]
    before = None if earlier is None else load_run(earlier)
    if before:
        check_same_questions([one.gold for one in before.outcomes], questions, str(earlier))
    if asked.unplaced:
        click.echo(f"Bỏ qua {asked.unplaced} câu hỏi: câu trả lời không có vị trí trong đoạn văn.", err=True)
    run, *others = (
        _run(settings, its, questions=its_questions, corpus=corpus, inputs=_inputs(one, corpus, off_topic))
        for one, (its, its_questions) in zip((path, *kinds), files, strict=True)
    )
    by_file = [kind_figures(one.setting["file"], one.outcomes) for one in (run, *others)] if kinds else []
    report = _report(run, misses=misses, before=before, name=str(earlier))
    if save:
        save_run(run, save)
    if html:
        write_text(html, page(report))
    if as_json:
        fields = report_json(report) | ({"kinds": kinds_json(by_file)} if kinds else {})
        click.echo(json.dumps(fields, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join([*lines(report), *kind_lines(by_file)]))


def _read(path: Path, off_topic: Sequence[Path]) -> tuple[QuestionFile, list[GoldQuestion]]:
    """A file, and all questions that are asked about it."""
    asked = read_question_file(path)
    return asked, [*asked.questions, *off_topic_questions(asked, off_topic)]


def _run(
    settings: Settings,
    asked: QuestionFile,
    *,
    questions: Sequence[GoldQuestion],
    corpus: Sequence[Path],
    inputs: Mapping[str, str],
) -> Run:
    library, found = checked_corpus(corpus, settings)
    # The built-in model is the one of the data directory, made once; the library is thrown away.
    with services_of(settings) as kept, TemporaryDirectory(prefix="hoidap-") as folder:
        services = Services(settings.model_copy(update={"data": Path(folder)}), lambda: kept.encoder)
        try:
            # First, since it refuses a precision that cannot be reached, and the contexts take minutes to encode.
            setting = {
                **inputs,
                "model": kept.encoder.fingerprint,
                "precision": settings.precision,
                "threshold": str(round(services.threshold, 3)),
                "captions": "có" if settings.captions else "",
            }
            fill(services, asked, library=library, found=found)
            with asking_bar(len(questions)) as bar:
                outcomes = ask_all(services.answerer, questions, lambda count: advance(bar, count))
        finally:
            services.close()
    return Run(setting, tuple(outcomes))


def _inputs(path: Path, corpus: Sequence[Path], off_topic: Sequence[Path]) -> dict[str, str]:
    return {"file": str(path), "corpus": ", ".join(map(str, corpus)), "off_topic": ", ".join(map(str, off_topic))}


def _report(run: Run, *, misses: int, before: Run | None, name: str) -> Report:
    against = None
    if before:
        compared = compare(before.outcomes, run.outcomes)
        against = Against(name=name, setting=before.setting, figures=_figures(before), comparison=compared)
    return Report(
        setting=run.setting,
        figures=_figures(run),
        misses=tuple(worst_misses(run.outcomes, misses)),
        against=against,
    )


def _figures(run: Run) -> Evaluation:
    return summarise(run.outcomes, answer_type)


def _check_target(option: str, target: Path | None) -> None:
    if target is not None and (target.is_dir() or not target.absolute().parent.is_dir()):
        raise EvaluationError(f"{option} {target}: cần tên một tệp trong một thư mục có sẵn.")
