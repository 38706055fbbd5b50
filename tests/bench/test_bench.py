"""Does the bench measure what it says, at sizes so small that its figures mean nothing?"""

import json
from pathlib import Path

import numpy as np
import pytest

from qa.ingesting.encoding import encode
from qa.ingesting.preparing import prepare
from qa.library.store import Library
from tests.bench.asking import Latencies
from tests.bench.comparing import exchanged
from tests.bench.corpus import Corpus, Question, corpus_of
from tests.bench.libraries import LibraryMaker, changed_copy
from tests.bench.run import main
from tests.documents import raw_document
from tests.fakes import HashingEncoder

HANOI = raw_document("hn", "Hà Nội là thủ đô của nước này. Thành phố nằm bên sông Hồng.", title="Hà Nội")
RIVER = Question("Thành phố nằm bên sông nào?", "hn", ((45, 54),))


@pytest.mark.model
def test_a_short_run_gives_every_figure(
    tmp_path: Path, builtin_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "model").symlink_to(builtin_model)
    sizes = ["--sizes", "60", "--encoded", "30", "--clients", "1,2", "--questions", "3", "--ingest", "1"]
    main(["--data", str(tmp_path / "missing"), "--build", str(tmp_path), *sizes])
    (found,) = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["sizes"]
    assert found["sentences"] >= 60
    assert list(found["asked"]) == ["1", "2"]
    assert all(one["p50"] <= one["p95"] <= one["p99"] for one in found["asked"].values())
    assert list(found["stages"]) == ["read", "embed", "search", "rank", "decide", "cite"]
    assert min(found["cold_start"], found["resident_megabytes"], found["disk_bytes"], *found["stages"].values()) > 0
    assert "sentences" in capsys.readouterr().out


def test_a_library_has_the_size_that_is_wanted_and_is_made_once(tmp_path: Path) -> None:
    encoder = HashingEncoder()
    maker = LibraryMaker(Corpus("one", (HANOI,), (RIVER,), ()), encoder, tmp_path, encoded=2)
    folder = maker.library(7)
    library = Library.open(folder)
    assert sum(summary.sentences for summary in library.summaries()) == 8  # whole documents
    generation = library.generation
    library.close()
    assert maker.library(7) == folder
    again = Library.open(folder)
    assert again.generation == generation
    again.close()


def test_a_copy_says_other_words_and_lies_beside_what_it_copies() -> None:
    (one,) = encode(HashingEncoder(), [prepare(HANOI)])
    words = ["xanh", "vàng"]
    copy = changed_copy(one, 1, words)
    assert copy.document.text == changed_copy(one, 1, words).document.text
    assert copy.document.text != one.document.text
    assert copy.document.id != one.document.id
    cosines = (copy.sentence_vectors.astype(np.float32) * one.sentence_vectors.astype(np.float32)).sum(axis=1)
    assert np.all((cosines > 0.8) & (cosines < 0.97))


def test_peers_are_given_each_sentence_with_its_title_and_which_is_right() -> None:
    given = exchanged(Path(), (HANOI,), [RIVER])
    assert given["sentences"] == [
        "Hà Nội. Hà Nội là thủ đô của nước này.",
        "Hà Nội. Thành phố nằm bên sông Hồng.",
    ]
    assert given["questions"] == [{"text": RIVER.text, "right": [1]}]


def test_percentiles_are_of_all_answers() -> None:
    asked = Latencies([1.0, 2.0, 3.0, 4.0, 100.0], 5.0)
    assert (asked.percentile(50), asked.percentile(100)) == (3.0, 100.0)


def test_the_seeds_stand_in_where_there_are_no_question_sets(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path)
    texts = {raw.origin: raw.text for raw in corpus.documents()}
    assert len(corpus.questions) > 50
    assert all(texts[one.origin][slice(*one.spans[0])] for one in corpus.questions)
