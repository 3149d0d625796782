#!/usr/bin/env python3
# Writes the golden files beside it from PyTorch.
"""Writes the golden files beside it: what PyTorch makes of the same small networks, in double precision.

Run it after a change of a network's shape (needs PyTorch 1.13 or later):  python3 make_golden.py

Each file holds a network's parameters in Footfall's order (footfall/nn/network_spec.h; tensors column-major), a
batch, the outputs, the loss and its gradient, and the parameters after a few steps of torch.optim.AdamW.
"""
import json
import pathlib

import torch
from torch import nn
from torch.nn import functional

BATCH = 3
STEPS = 5
ADAMW = {"learning_rate": 1e-2, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.1}
SMOOTHING = 0.1
WEIGHT = [1.0, 0.5, 2.0]
LABEL = [2, 0, 1]


class Dnn(nn.Module):
    def __init__(self, spec):
        super().__init__()
        widths = [spec["window"] * spec["channels"]] + spec["hidden"]
        self.dense = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))
        self.cycle_head = nn.Linear(widths[-1], 2)
        self.phase_head = nn.Linear(widths[-1], spec["phases"])

    def embedding(self, x):
        for dense in self.dense:
            x = functional.relu(dense(x))
        return x

    def tensors(self):
        for layer in [*self.dense, self.cycle_head, self.phase_head]:
            yield from (layer.weight, layer.bias)


class Transformer(nn.Module):
    def __init__(self, spec):
        super().__init__()
        self.spec = spec
        width = spec["width"]
        self.tokens = spec["window"] // spec["patch"]
        self.patch = nn.Linear(spec["patch"] * spec["channels"], width)
        self.positions = nn.Parameter(torch.randn(self.tokens, width))
        self.blocks = nn.ModuleList(
            nn.TransformerEncoderLayer(width, spec["heads"], 2 * width, dropout=0.0, batch_first=True, norm_first=True)
            for _ in range(spec["layers"])
        )
        self.norm = nn.LayerNorm(width)
        self.cycle_head = nn.Linear(2 * width, 2)
        self.phase_head = nn.Linear(2 * width, spec["phases"])

    def embedding(self, x):
        x = self.patch(x.reshape(x.shape[0], self.tokens, -1)) + self.positions
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        answered = (self.spec["window"] - 1 - self.spec["look_ahead"]) // self.spec["patch"]
        return torch.cat([x.mean(dim=1), x[:, answered]], dim=1)

    def tensors(self):
        yield from (self.patch.weight, self.patch.bias, self.positions)
        for block in self.blocks:
            attention = block.self_attn
            yield from (block.norm1.weight, block.norm1.bias, attention.in_proj_weight, attention.in_proj_bias)
            yield from (attention.out_proj.weight, attention.out_proj.bias, block.norm2.weight, block.norm2.bias)
            yield from (block.linear1.weight, block.linear1.bias, block.linear2.weight, block.linear2.bias)
        yield from (self.norm.weight, self.norm.bias)
        for head in (self.cycle_head, self.phase_head):
            yield from (head.weight, head.bias)


def flat(network, value):
    """`value` of every tensor, in Footfall's order."""
    numbers = []
    for tensor in network.tensors():
        data = value(tensor).detach()
        # Footfall's positions are (width, tokens): one column a token, which is one row of PyTorch's.
        column_major = data if tensor is getattr(network, "positions", None) else data.t()
        numbers += column_major.reshape(-1).tolist()
    return numbers


def columns(matrix):
    """(batch, features) row-major is (features, batch) column-major."""
    return matrix.detach().reshape(-1).tolist()


def golden(network, spec):
    with torch.no_grad():  # Away from the tidy start: no bias 0, no scale 1, no share of attention equal to another.
        for parameter in network.parameters():
            parameter += 0.3 * torch.randn_like(parameter)
    x = torch.randn(BATCH, spec["window"] * spec["channels"])
    target = torch.randn(BATCH, 2)
    weight = torch.tensor(WEIGHT)
    network.eval()
    decayed = {id(module.weight) for module in network.modules() if isinstance(module, nn.Linear)}
    decayed |= {id(p) for name, p in network.named_parameters() if name.endswith("in_proj_weight")}
    groups = [
        {"params": [p for p in network.parameters() if id(p) in decayed], "weight_decay": ADAMW["weight_decay"]},
        {"params": [p for p in network.parameters() if id(p) not in decayed], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(
        groups, lr=ADAMW["learning_rate"], betas=(ADAMW["beta1"], ADAMW["beta2"]), eps=ADAMW["epsilon"]
    )
    result = {"spec": spec, "adamw": ADAMW, "smoothing": SMOOTHING, "label": LABEL, "weight": WEIGHT}
    result |= {"parameters": flat(network, lambda t: t), "input": columns(x), "target": columns(target)}
    losses = []
    for step in range(STEPS):
        embedding = network.embedding(x)
        cycle, phase = network.cycle_head(embedding), network.phase_head(embedding)
        squared = ((cycle - target) ** 2).mean(dim=1)
        entropy = functional.cross_entropy(phase, torch.tensor(LABEL), reduction="none", label_smoothing=SMOOTHING)
        loss = (weight * (squared + entropy)).sum() / weight.sum()
        optimizer.zero_grad()
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            result |= {"embedding": columns(embedding), "cycle": columns(cycle), "phase": columns(phase)}
            result |= {"gradient": flat(network, lambda t: t.grad)}
        optimizer.step()
    return result | {"losses": losses, "stepped": flat(network, lambda t: t)}


def main():
    torch.set_default_dtype(torch.float64)
    here = pathlib.Path(__file__).resolve().parent
    dnn = {"kind": "dnn", "window": 4, "look_ahead": 1, "channels": 2, "phases": 3, "hidden": [6, 5, 4]}
    transformer = {"kind": "transformer", "window": 6, "look_ahead": 3, "channels": 2, "phases": 3}
    transformer |= {"patch": 2, "width": 4, "heads": 2, "layers": 2}
    for spec, make in ((dnn, Dnn), (transformer, Transformer)):
        torch.manual_seed(1)
        text = json.dumps(golden(make(spec), spec), separators=(",", ":")).replace(',"', ',\n"')
        (here / f"{spec['kind']}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
