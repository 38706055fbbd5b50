"""How well does it answer the questions of a file?"""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click
from tqdm import tqdm

from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.reports import told
from api.wiring import Services
from qa.errors import EvaluationError
from qa.evaluation.evaluation import Evaluation, Outcome, ask_all, summarise
from qa.evaluation.measures import RankMeasures
from qa.evaluation.question_file import QuestionFile, read_question_file
from qa.types import Rejected


@click.command(cls=HoidapCommand)
@click.argument("path", type=click.Path(path_type=Path), metavar="TỆP.squad.json")
@click.option("--json", "as_json", is_flag=True, help="In ra các con số dạng JSON, tỉ lệ từ 0 đến 1.")
@data_option
def evaluate(path: Path, data: Path | None, *, as_json: bool) -> None:
    """Đo trên một tệp SQuAD v2.0: lập một kho tạm từ các đoạn văn của tệp rồi hỏi mọi câu hỏi trong đó."""
    asked = read_question_file(path)
    if asked.unplaced:
        click.echo(f"Bỏ qua {asked.unplaced} câu hỏi: câu trả lời không có vị trí trong đoạn văn.", err=True)
    kept = Services(settings_for(data))
    with TemporaryDirectory(prefix="hoidap-") as folder:
        # The built-in model is the one of the data directory, made once; the library is thrown away.
        services = Services(kept.settings.model_copy(update={"data": Path(folder)}), lambda: kept.encoder)
        outcomes = _outcomes(services, asked)
        services.close()
    figures = summarise(outcomes)
    click.echo(json.dumps(as_wire(figures), indent=2) if as_json else "\n".join(_lines(figures)))


def _outcomes(services: Services, asked: QuestionFile) -> Sequence[Outcome]:
    with _bar(len(asked.contexts), "Nạp", " đoạn") as bar:
        report = services.ingester.ingest(asked.contexts, lambda so_far: _advance(bar, len(so_far.added)))
    _refuse(report.rejected)
    with _bar(len(asked.questions), "Hỏi", " câu") as bar:
        return ask_all(services.answerer, asked.questions, lambda count: _advance(bar, count))


def _bar(total: int, what: str, unit: str) -> "tqdm[NoReturn]":
    return tqdm(total=total, desc=what, unit=unit, disable=None)  # None: silent where stderr is no terminal


def _advance(bar: "tqdm[NoReturn]", to: int) -> None:
    bar.update(to - bar.n)


def _refuse(rejected: Sequence[Rejected]) -> None:
    if rejected:
        raise EvaluationError(f"Không nạp được đoạn văn của tệp: {told(rejected[0])}")


def as_wire(figures: Evaluation) -> dict[str, object]:
    """What `--json` prints."""
    return {
        "questions": figures.questions,
        "sentence": _ranks(figures.sentence),
        "passage": _ranks(figures.passage),
        "abstained": {"answerable": figures.abstained_answerable, "impossible": figures.abstained_impossible},
        "answer_chars": {"mean": round(figures.answer_chars, 1)},
        "ms": {"p50": round(figures.ms_p50, 2), "p95": round(figures.ms_p95, 2)},
    }


def _ranks(measures: RankMeasures) -> dict[str, float]:
    return {"hit@1": measures.hit_at_1, "hit@5": measures.hit_at_5, "mrr@10": measures.mrr_at_10}


def _lines(figures: Evaluation) -> list[str]:
    rows = [f"{figures.questions} câu hỏi", f"{'':10}{'hit@1':>8}{'hit@5':>8}{'MRR@10':>8}"]
    for name, measures in (("câu", figures.sentence), ("đoạn", figures.passage)):
        rows.append(f"{name:10}{measures.hit_at_1:8.1%}{measures.hit_at_5:8.1%}{measures.mrr_at_10:8.3f}")
    for kind, share in (("có", figures.abstained_answerable), ("không có", figures.abstained_impossible)):
        if share is not None:
            rows.append(f"Từ chối trả lời {share:.1%} câu hỏi {kind} câu trả lời.")
    rows.append(f"Câu trả lời dài trung bình {figures.answer_chars:.0f} ký tự.")
    rows.append(f"Mỗi câu hỏi mất {figures.ms_p50:.1f} ms (trung vị), {figures.ms_p95:.1f} ms (p95).")
    return rows
