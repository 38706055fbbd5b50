"""Does a CrossEncoder of one's own order what was found?"""

import unicodedata
from pathlib import Path

import numpy as np
import pytest

from api.settings import Settings
from api.wiring import Services
from embeddings.cross_encoder import CrossEncoderReranker
from embeddings.errors import ModelError
from qa.types import Answers, RawDocument, Source
from tests.fakes import HashingEncoder

# Loading torch's classes takes seconds, as for every model.
pytestmark = pytest.mark.model

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "hà", "nội", "huế", "là", "thủ", "đô", "của", "nước", "nào", "ở", "đâu"]


def _model(folder: Path, labels: int = 1) -> Path:
    """A tiny model of random weights, as a folder that sentence-transformers reads."""
    import torch  # noqa: PLC0415 - seconds
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors  # noqa: PLC0415 - as above
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast  # noqa: PLC0415

    pieces = Tokenizer(models.WordLevel({word: index for index, word in enumerate(WORDS)}, unk_token="[UNK]"))  # noqa: S106 - a piece of a vocabulary
    pieces.normalizer = normalizers.Lowercase()
    pieces.pre_tokenizer = pre_tokenizers.Whitespace()
    pieces.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    named = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=pieces, model_max_length=64, **named).save_pretrained(folder)
    torch.manual_seed(5)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = BertConfig(vocab_size=len(WORDS), max_position_embeddings=64, num_labels=labels, **sizes)
    config.initializer_range = 1.0  # so that texts differ in their scores
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _model(tmp_path_factory.mktemp("reranker"))


def test_every_text_has_its_own_score_whatever_stands_beside_it(folder: Path) -> None:
    reranker = CrossEncoderReranker(folder, precision="float32")
    question, texts = "Thủ đô ở đâu?", ["Hà Nội là thủ đô.", "Huế", "nước nào của nước nào ở đâu"]
    together = reranker.scores(question, texts)
    assert len(set(together.tolist())) == 3
    alone = [float(reranker.scores(question, [text])[0]) for text in texts]
    np.testing.assert_allclose(together, alone, atol=1e-5)
    assert reranker.scores(question, []).shape == (0,)


def test_both_spellings_of_a_word_have_one_score(folder: Path) -> None:
    reranker = CrossEncoderReranker(folder, precision="float32")
    text = "Hà Nội là thủ đô."
    composed, decomposed = reranker.scores("Huế", [text, unicodedata.normalize("NFD", text)])
    assert composed == pytest.approx(decomposed, abs=1e-5)


def test_a_model_of_two_scores_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cho 2 điểm mỗi cặp"):
        CrossEncoderReranker(_model(tmp_path, labels=2))


def test_a_missing_folder_is_refused() -> None:
    with pytest.raises(ModelError, match=r"Không có thư mục mô hình \./khong-co"):
        CrossEncoderReranker("./khong-co")


def test_the_setting_enables_it(folder: Path, tmp_path: Path) -> None:
    texts = ["Hà Nội là thủ đô.", "Huế ở nước ta.", "Thủ đô của nước ấy ở đâu cũng là thủ đô."]
    settings = Settings(data=tmp_path, reranker=str(folder), precision="float32", threshold=0.0)
    services = Services(settings, HashingEncoder)
    services.ingester.ingest([RawDocument(f"d{index}", Source(), text) for index, text in enumerate(texts)])
    reply = services.answerer.answer("Thủ đô ở đâu?")
    services.close()
    assert isinstance(reply, Answers)
    expected = CrossEncoderReranker(folder, precision="float32").scores("Thủ đô ở đâu?", texts)
    order = [texts[index] for index in np.argsort(-expected)]
    assert [answer.text for answer in reply.answers] == order
