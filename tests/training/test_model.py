"""The Transformer that is trained."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")


def sides():
    torch.manual_seed(3)
    shape = (2, 4, 7, 16)
    query, key, value = (torch.randn(shape, requires_grad=True) for _ in range(3))
    return query, key, value


@pytest.mark.parametrize("causal", [False, True])
def test_attention_on_a_cpu_equals_that_of_torch_and_so_do_its_gradients(causal):
    from toolkit.training.model import plain_attention

    mask = None if causal else torch.tensor([[True] * 7, [True] * 5 + [False] * 2])[:, None, None, :]
    answers = []
    for attend in (plain_attention, torch.nn.functional.scaled_dot_product_attention):
        query, key, value = sides()
        answer = attend(query, key, value, attn_mask=mask, is_causal=causal)
        answer.square().sum().backward()
        answers.append([answer.detach(), query.grad, key.grad, value.grad])
    for mine, theirs in zip(*answers, strict=True):
        assert torch.allclose(mine, theirs, atol=1e-5)
