"""A pre-norm Transformer (deep encoder, shallow decoder, one tied embedding) that exports to CTranslate2.

Vaswani et al., "Attention Is All You Need", NeurIPS 2017, with the layer norms before the sublayers.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, misc, no-any-return, operator, union-attr, index"
from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from toolkit.training.pieces import BOS, EOS, PAD, UNK


class Attention(nn.Module):
    """Multi-head attention; the same module serves a layer's own states and the encoder's."""

    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(dim, dim)
        self.key_value = nn.Linear(dim, 2 * dim)
        self.out = nn.Linear(dim, dim)

    def forward(self, x, memory, mask=None, causal=False):
        batch, length, dim = x.shape
        q = self.query(x).view(batch, length, self.heads, -1).transpose(1, 2)
        k, v = self.key_value(memory).view(batch, memory.shape[1], 2, self.heads, -1).permute(2, 0, 3, 1, 4)
        attend = F.scaled_dot_product_attention if x.is_cuda else plain_attention
        y = attend(q, k, v, attn_mask=mask, is_causal=causal)
        return self.out(y.transpose(1, 2).reshape(batch, length, dim))


def plain_attention(query, key, value, attn_mask=None, is_causal=False):
    """What :func:`torch.nn.functional.scaled_dot_product_attention` gives, by plain products of matrices.

    On a CPU the backward pass of torch's fused kernel takes half the time of a training step in bf16, this one a tenth.

    Args:
        query: (batch, heads, length, size).
        key, value: (batch, heads, memory length, size).
        attn_mask: what may be looked at, true or false, that spreads to (batch, heads, length, memory length).
        is_causal: each place looks at itself and those before it.
    """
    if is_causal:
        attn_mask = torch.ones(query.shape[2], key.shape[2], dtype=torch.bool).tril()
    scores = query @ key.transpose(2, 3) * query.shape[3] ** -0.5
    if attn_mask is not None:
        scores = scores.masked_fill(~attn_mask, -math.inf)
    return scores.softmax(-1).to(value.dtype) @ value


class FeedForward(nn.Module):
    """Two linear maps with a rectifier between them."""

    def __init__(self, dim, hidden):
        super().__init__()
        self.inner = nn.Linear(dim, hidden)
        self.outer = nn.Linear(hidden, dim)

    def forward(self, x):
        return self.outer(F.relu(self.inner(x)))


class EncoderLayer(nn.Module):
    """Attention and feed-forward, each behind a norm and beside a shortcut."""

    def __init__(self, dim, heads, hidden, dropout):
        super().__init__()
        self.attention_norm, self.attention = nn.LayerNorm(dim), Attention(dim, heads)
        self.feed_forward_norm, self.feed_forward = nn.LayerNorm(dim), FeedForward(dim, hidden)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        y = self.attention_norm(x)
        x = x + self.dropout(self.attention(y, y, mask))
        return x + self.dropout(self.feed_forward(self.feed_forward_norm(x)))


class DecoderLayer(nn.Module):
    """As the encoder's, with attention to the encoder in the middle."""

    def __init__(self, dim, heads, hidden, dropout):
        super().__init__()
        self.self_norm, self.self_attention = nn.LayerNorm(dim), Attention(dim, heads)
        self.cross_norm, self.cross_attention = nn.LayerNorm(dim), Attention(dim, heads)
        self.feed_forward_norm, self.feed_forward = nn.LayerNorm(dim), FeedForward(dim, hidden)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, memory, mask):
        y = self.self_norm(x)
        x = x + self.dropout(self.self_attention(y, y, causal=True))
        x = x + self.dropout(self.cross_attention(self.cross_norm(x), memory, mask))
        return x + self.dropout(self.feed_forward(self.feed_forward_norm(x)))


class Transformer(nn.Module):
    """The whole model; embeddings of source, target and output are one matrix.

    Args:
        vocab: number of pieces.
        shape: a :class:`toolkit.training.config.Shape`.
        dropout: share of the values that are left out while training.
        max_length: of a sequence, in pieces.
    """

    def __init__(self, vocab, shape, dropout=0.0, max_length=512):
        super().__init__()
        dim, heads, hidden = shape.dim, shape.heads, shape.hidden
        self.embedding = nn.Embedding(vocab, dim)
        position = torch.arange(max_length).float()[:, None] * torch.exp(
            torch.arange(0, dim, 2).float() * -(math.log(10000.0) / dim)
        )
        encodings = torch.zeros(max_length, dim)
        encodings[:, 0::2], encodings[:, 1::2] = position.sin(), position.cos()
        self.register_buffer("positions", encodings, persistent=False)
        self.encoder = nn.ModuleList(EncoderLayer(dim, heads, hidden, dropout) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(dim, heads, hidden, dropout) for _ in range(shape.decoder_layers))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.dropout = nn.Dropout(dropout)
        self.scale = math.sqrt(dim)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
        nn.init.normal_(self.embedding.weight, std=dim**-0.5)

    def embed(self, ids):
        return self.dropout(self.embedding(ids) * self.scale + self.positions[: ids.shape[1]])

    def forward(self, source, target):
        """Hidden states before the (tied) softmax: (batch, target length, dim)."""
        mask = (source != PAD)[:, None, None, :]
        x = self.embed(source)
        for layer in self.encoder:
            x = layer(x, mask)
        memory = self.encoder_norm(x)
        y = self.embed(target)
        for layer in self.decoder:
            y = layer(y, memory, mask)
        return self.decoder_norm(y)


def sampled_loss(states, labels, embedding, always, negatives, smoothing=0.0):
    """Cross-entropy against the labels of the batch, frequent pieces, and a sample of the others that stands for them.

    Jean et al., "On Using Very Large Target Vocabulary for Neural Machine Translation", ACL 2015. The estimate of the
    partition function is unbiased; the loss, its logarithm, reads a little low. Of 8,000 pieces with the 1,800 most
    frequent always and 600 drawn, the gradient has a cosine of .98 to that of the whole vocabulary, where two batches
    have .4.

    Args:
        states: (tokens, dim).
        labels: (tokens,).
        embedding: (vocabulary, dim), the tied output matrix.
        always: pieces that are never left out, (K,).
        negatives: pieces to draw from the others.
        smoothing: share of the probability that goes to all pieces alike.
    """
    others = torch.ones(len(embedding), dtype=torch.bool, device=labels.device)
    others[labels] = others[always] = False
    wanted, left = (~others).nonzero()[:, 0], others.nonzero()[:, 0]
    drawn = left[torch.randperm(len(left), device=labels.device)[:negatives]]
    bias = torch.zeros(len(wanted) + len(drawn), device=labels.device)
    if len(drawn):
        bias[len(wanted) :] = math.log(len(left) / len(drawn))
    places = torch.searchsorted(wanted, labels)
    logits = F.linear(states, embedding[torch.cat([wanted, drawn])]).float()
    loss = F.cross_entropy(logits + bias, places)
    if not smoothing:
        return loss
    right = logits.gather(1, places[:, None])[:, 0]
    return loss + smoothing * (right - F.linear(states, embedding.mean(0)[None])[:, 0].float()).mean()


def to_ctranslate2(
    model: Transformer, heads: int, pieces: list[str], out_dir: Path, quantization: str = "int8"
) -> None:
    """Write the model as a CTranslate2 directory that argostranslate can load as `model/`."""
    from ctranslate2.specs import common_spec, transformer_spec

    spec = transformer_spec.TransformerSpec.from_config(
        (len(model.encoder), len(model.decoder)), heads, pre_norm=True, activation=common_spec.Activation.RELU
    )

    def array(t):
        return t.detach().float().cpu().numpy()

    def linear(s, *modules):
        s.weight = array(torch.cat([m.weight for m in modules]))
        s.bias = array(torch.cat([m.bias for m in modules]))

    def norm(s, m):
        s.gamma, s.beta = array(m.weight), array(m.bias)

    def attention(s, m, fused):
        if fused:
            linear(s.linear[0], m.query, m.key_value)
            linear(s.linear[1], m.out)
        else:
            linear(s.linear[0], m.query)
            linear(s.linear[1], m.key_value)
            linear(s.linear[2], m.out)

    def feed_forward(s, m, n):
        norm(s.layer_norm, n)
        linear(s.linear_0, m.inner)
        linear(s.linear_1, m.outer)

    for half, embeddings in ((spec.encoder, spec.encoder.embeddings[0]), (spec.decoder, spec.decoder.embeddings)):
        embeddings.weight = array(model.embedding.weight)
        embeddings.multiply_by_sqrt_depth = True
        half.position_encodings.encodings = array(model.positions)
    norm(spec.encoder.layer_norm, model.encoder_norm)
    norm(spec.decoder.layer_norm, model.decoder_norm)
    for s, m in zip(spec.encoder.layer, model.encoder, strict=True):
        norm(s.self_attention.layer_norm, m.attention_norm)
        attention(s.self_attention, m.attention, fused=True)
        feed_forward(s.ffn, m.feed_forward, m.feed_forward_norm)
    for s, m in zip(spec.decoder.layer, model.decoder, strict=True):
        norm(s.self_attention.layer_norm, m.self_norm)
        attention(s.self_attention, m.self_attention, fused=True)
        norm(s.attention.layer_norm, m.cross_norm)
        attention(s.attention, m.cross_attention, fused=False)
        feed_forward(s.ffn, m.feed_forward, m.feed_forward_norm)
    spec.decoder.projection.weight = array(model.embedding.weight)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.decoder_start_token = pieces[BOS]
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = pieces[BOS], pieces[EOS], pieces[UNK]
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization=quantization)
    out_dir.mkdir(parents=True)
    spec.save(str(out_dir))
