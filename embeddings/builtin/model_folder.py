"""What does a sentence-transformers folder of the built-in model hold?

The BERT weights under the names that transformers gives them, the tokenizer, and the small JSON files that say: mean
pooling, unit length, the prompts of E5. Written by hand, not by sentence-transformers: so that it takes a second, needs
no torch, and the same weights give the same bytes with every version of those libraries.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from embeddings.builtin.q4_weights import Q4Weights
from embeddings.builtin.unigram import MASK, unigram_tokenizer
from embeddings.encoder import FloatArray
from embeddings.input_text import PASSAGE_PROMPT, QUERY_PROMPT

PROMPTS = {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT, "passage": PASSAGE_PROMPT}

MODULES = {
    "": "sentence_transformers.base.modules.transformer.Transformer",
    "1_Pooling": "sentence_transformers.sentence_transformer.modules.pooling.Pooling",
    "2_Normalize": "sentence_transformers.base.modules.normalize.Normalize",
}

# The parts of one layer, each a weight and a bias: their names in the 4-bit file, and in transformers' BERT.
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
NORMS = ("aln", "oln")  # their weights are vectors


def write_model_folder(folder: Path, weights: Q4Weights, kept: Sequence[int]) -> None:
    """Writes the model with the vocabulary `kept` (rising ids of the full one) into the empty folder `folder`."""
    save_file(dict(_tensors(weights, kept)), folder / "model.safetensors", metadata={"format": "pt"})
    unigram_tokenizer(weights.vocabulary, kept).save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _settings(weights, kept).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _tensors(weights: Q4Weights, kept: Sequence[int]) -> Iterator[tuple[str, FloatArray]]:
    width = weights.sizes.width
    yield "embeddings.word_embeddings.weight", weights.tensor("emb.word", row_width=width, rows=kept)
    yield "embeddings.position_embeddings.weight", weights.tensor("emb.pos", row_width=width)
    yield "embeddings.token_type_embeddings.weight", weights.tensor("emb.type", row_width=width)
    yield "embeddings.LayerNorm.weight", weights.tensor("emb.ln.w")
    yield "embeddings.LayerNorm.bias", weights.tensor("emb.ln.b")
    for layer in range(weights.sizes.layers):
        for short, long in LAYER_PARTS.items():
            row_width = weights.sizes.inner_width if short == "fo" else width
            name = f"encoder.layer.{layer}.{long}"
            part = f"l{layer}.{short}"
            yield f"{name}.weight", weights.tensor(f"{part}.w", row_width=None if short in NORMS else row_width)
            yield f"{name}.bias", weights.tensor(f"{part}.b")
    # BERT's pooler, which mean pooling passes by. Without it transformers warns whoever loads the folder.
    yield "pooler.dense.weight", np.zeros((width, width), np.float32)
    yield "pooler.dense.bias", np.zeros(width, np.float32)


def _settings(weights: Q4Weights, kept: Sequence[int]) -> Mapping[str, object]:
    """Each small JSON file by its path in the folder."""
    return {
        "config.json": _bert_settings(weights, len(kept)),
        "tokenizer_config.json": _tokenizer_settings(weights),
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": kind}
            for number, (path, kind) in enumerate(MODULES.items())
        ],
        "sentence_bert_config.json": {
            "transformer_task": "feature-extraction",
            "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
            "module_output_name": "token_embeddings",
        },
        "1_Pooling/config.json": {
            "embedding_dimension": weights.sizes.width,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _bert_settings(weights: Q4Weights, vocabulary_size: int) -> Mapping[str, object]:
    sizes = weights.sizes
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "vocab_size": vocabulary_size,
        "hidden_size": sizes.width,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.inner_width,
        "hidden_act": "gelu",
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.token_types,
        "layer_norm_eps": 1e-12,  # the file says so too, rounded to a float32
        "pad_token_id": weights.vocabulary.padding,
        "bos_token_id": weights.vocabulary.begin,
        "eos_token_id": weights.vocabulary.end,
    }


def _tokenizer_settings(weights: Q4Weights) -> Mapping[str, object]:
    words = weights.vocabulary
    begin, end = words.pieces[words.begin], words.pieces[words.end]
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": weights.sizes.positions,
        "bos_token": begin,
        "cls_token": begin,
        "eos_token": end,
        "sep_token": end,
        "pad_token": words.pieces[words.padding],
        "unk_token": words.pieces[words.unknown],
        "mask_token": MASK,
        "clean_up_tokenization_spaces": False,
    }
