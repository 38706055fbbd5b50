"""What does this program take on this machine, how does it grow, and how do others do beside it?

Prints tables and writes the figures as JSON. Times on a busy machine are too long: the load is printed with them.
"""

import argparse
import json
import os
import subprocess
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from embeddings.builtin.model import builtin_encoder, ensure_builtin_model
from qa.answering.timings import Stage
from tests.bench.comparing import Compared, own_result, peer_results
from tests.bench.corpus import ROOT, Corpus, corpus_of
from tests.bench.growth import Measured, measured
from tests.bench.ingesting import ingestion
from tests.bench.libraries import ENCODED, LibraryMaker

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures what the options ask for."""
    options = _options(arguments)
    build: Path = options.build
    model = ensure_builtin_model(build / "model")
    corpus = corpus_of(options.data)
    asked = corpus.questions[:: max(1, len(corpus.questions) // options.questions)][: options.questions]
    settings = {"precision": options.precision}
    print(f"{_machine()}; {corpus.name}, {len(asked)} questions; precision {options.precision}\n")
    _ingest(corpus, model, options.ingest, settings)
    maker = LibraryMaker(corpus, builtin_encoder(model, precision=options.precision), build / "bench", options.encoded)
    found: list[Measured] = []
    _print_row("sentences", *_HEADINGS)
    for size in [*options.sizes, *([MILLION] if options.million else [])]:
        data = maker.library(size)
        _with_model(data, model)
        found.append(measured(data, asked, options.clients, **settings))
        _print_size(found[-1])
    _print_stages(found)
    compared = _compared(options, corpus, model, settings) if options.peers else []
    figures = {"machine": _machine(), "sizes": [one.as_json() for one in found], "compared": _as_json(compared)}
    (build / "bench.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if options.plot:
        draw = [options.peers_python, ROOT / "tests/bench/peers/growth_plot.py", build / "bench.json", options.plot]
        subprocess.run(list(map(str, draw)), check=True)
    print(f"\nfigures: {build / 'bench.json'}; {_machine()}")


_HEADINGS = ("clients", "p50 ms", "p95 ms", "p99 ms", "asks/s", "start s", "anew s", "RSS MB", "disk B/s.")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="question sets and texts")
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="where the model and libraries are kept")
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="sentences, with commas between")
    parser.add_argument("--million", action="store_true", help=f"also {MILLION:,} sentences")
    parser.add_argument("--clients", type=_numbers, default=(1, 4, 16))
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--encoded", type=int, default=ENCODED, help="sentences that the model encodes at most")
    parser.add_argument("--ingest", type=int, default=100, help="documents that are ingested to time it")
    parser.add_argument("--precision", default="auto")
    parser.add_argument("--peers", action="store_true", help="compare with other programs")
    parser.add_argument("--peers-python", type=Path, default=ROOT / "build" / "bench-peers" / "bin" / "python")
    parser.add_argument("--peer-questions", type=int, default=1_000)
    parser.add_argument("--plot", type=Path, help="a PNG of the growth")
    return parser.parse_args(arguments)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


def _machine() -> str:
    load = os.getloadavg()[0]
    return f"{len(os.sched_getaffinity(0))} cores, load {load:.1f}"


def _ingest(corpus: Corpus, model: Path, documents: int, settings: dict[str, str]) -> None:
    taken = ingestion(list(islice(corpus.documents(), documents)), model, **settings)
    print(
        f"hoidap ingest: {taken.sentences:,} sentences, {taken.a_second:.0f} a second "
        f"(loading, {taken.loading:.1f} s, apart), {taken.peak_megabytes:.0f} MB at most\n"
    )


def _with_model(data: Path, model: Path) -> None:
    if not (data / "model").exists():
        (data / "model").symlink_to(model.resolve())


def _print_size(one: Measured) -> None:
    start = (f"{one.cold_start:.2f}", f"{one.first_start:.2f}")
    whole = (*start, f"{one.resident_megabytes:.0f}", f"{one.disk_bytes:.0f}")
    for number, (clients, asked) in enumerate(one.latencies.items()):
        first = number == 0
        percentiles = (f"{asked.percentile(share):.1f}" for share in (50, 95, 99))
        size = f"{one.sentences:,}" if first else ""
        _print_row(size, clients, *percentiles, f"{asked.a_second:.1f}", *(whole if first else ()))


def _print_stages(found: Sequence[Measured]) -> None:
    print("\nmedian milliseconds of each stage, one client")
    _print_row("sentences", *Stage)
    for one in found:
        _print_row(f"{one.sentences:,}", *(f"{one.stages[stage]:.1f}" for stage in Stage))


def _print_row(*cells: object) -> None:
    print("  ".join(f"{cell!s:>9}" for cell in cells), flush=True)


def _compared(options: argparse.Namespace, corpus: Corpus, model: Path, settings: dict[str, str]) -> list[Compared]:
    documents = corpus.answering
    asked = corpus.questions[: options.peer_questions]
    alone = Corpus(f"{corpus.name} alone", documents, asked, ())
    encoder = builtin_encoder(model, precision=options.precision)
    sentences = alone.sentence_count()
    data = LibraryMaker(alone, encoder, options.build / "bench" / "compared", sentences).library(sentences)
    _with_model(data, model)
    print(f"\n{len(asked):,} questions, the documents of {corpus.name} alone, one client")
    _print_row("hit@1 %", "p50 ms", "p95 ms", "program")
    compared = [own_result(data, asked, documents, **settings)]
    compared += peer_results(options.peers_python, model, documents, asked)
    for one in compared:
        times = (f"{one.latencies.percentile(share):.1f}" for share in (50, 95))
        _print_row(f"{100 * one.hit_at_1:.1f}", *times, one.name)
    return compared


def _as_json(compared: Sequence[Compared]) -> list[dict[str, object]]:
    return [{"name": one.name, "hit_at_1": one.hit_at_1, "p50": one.latencies.percentile(50)} for one in compared]


if __name__ == "__main__":
    main()
