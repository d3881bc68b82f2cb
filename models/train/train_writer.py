"""Trains the writer to turn hints into blueprints by copying and arranging.

    python -m models.train.train_writer --size small --checkpoint CACHE/writer.pt --steps 4000

Two cores: `small` (7 M parameters) reads some 3,000 tokens a second in training. A first stretch of
steps is pure repetition (the completion repeats lines of the prompt), because copying is the skill that
everything else stands on and it appears sooner when it is practised alone. Resumes from the checkpoint.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from desktop.spindle.hints import READ, REMEMBERED, WRITE
from models.train.decoder import SIZES, Decoder, DecoderShape
from models.train.finetuning import save_state
from models.train.writer_samples import WriterSamples

PEAK_RATE, WEIGHT_DECAY = 2e-3, 0.05
WARM_UP_STEPS = 80
COPY_STEPS = 0.08
"""Share of the steps that practise pure repetition."""
PROMPT_WEIGHT = 0.1
END = "<|end|>"
PAD = "<|pad|>"
SPECIALS = (PAD, END, READ, REMEMBERED, WRITE)
GROUP = 8
"""Steps whose samples are drawn together and sorted by length."""
LONGEST = 900
"""Tokens; a longer sample is left out of training (fewer than one in a hundred)."""


def train_tokenizer(samples: WriterSamples, vocabulary: int, count: int, path: Path) -> Tokenizer:
    """Train a byte-level BPE on the writer's own samples and keep it; a kept one is read again."""
    from tokenizers import decoders, models, pre_tokenizers, trainers

    if path.exists():
        return Tokenizer.from_file(str(path))
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIALS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    texts = (
        prompt + completion for step in range(count) for prompt, completion in samples.pairs(-1 - step, 20)
    )
    tokenizer.train_from_iterator(texts, trainer)
    path.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    return tokenizer


class WriterBatches:
    """Padded batches of samples: ids, and the weight of each next token in the loss."""

    def __init__(self, samples: WriterSamples, tokenizer: Tokenizer, rows: int) -> None:
        self.samples, self.tokenizer, self.rows = samples, tokenizer, rows
        self.end = tokenizer.token_to_id(END)
        self._group = -1
        self._sorted: list[list[tuple[list[int], list[int]]]] = []

    def batch(self, step: int, copying: bool) -> tuple[torch.Tensor, torch.Tensor]:
        """(rows, length) ids and (rows, length - 1) weights for predicting ids[:, 1:]."""
        if step // GROUP != self._group:
            self._group = step // GROUP
            self._sorted = self._draw(self._group, copying)
        rows = self._sorted[step % GROUP % len(self._sorted)]
        length = max(len(head) + len(body) for head, body in rows)
        ids = torch.zeros(len(rows), length, dtype=torch.long)
        weights = torch.zeros(len(rows), length - 1)
        for row, (head, body) in enumerate(rows):
            ids[row, : len(head) + len(body)] = torch.tensor(head + body)
            weights[row, : len(head) - 1] = PROMPT_WEIGHT
            weights[row, len(head) - 1 : len(head) + len(body) - 1] = 1.0
        return ids, weights

    def _draw(self, group: int, copying: bool) -> list[list[tuple[list[int], list[int]]]]:
        """The samples of some steps together, sorted by length, so that little of a batch is padding."""
        pairs = self.samples.pairs(group, self.rows * GROUP)
        if copying:
            pairs = [
                _repetition(prompt, random.Random(f"copy/{group}/{i}")) for i, (prompt, _) in enumerate(pairs)
            ]
        rows = [
            (self.tokenizer.encode(prompt).ids, [*self.tokenizer.encode(text).ids, self.end])
            for prompt, text in pairs
        ]
        rows = sorted(
            (row for row in rows if len(row[0]) + len(row[1]) <= LONGEST),
            key=lambda row: len(row[0]) + len(row[1]),
        )
        size = -(-len(rows) // GROUP)
        chunks = [rows[at : at + size] for at in range(0, len(rows), size)]
        random.Random(f"order/{group}").shuffle(chunks)
        return chunks


def _repetition(prompt: str, pick: random.Random) -> tuple[str, str]:
    """Lines of the prompt, said again in another order."""
    lines = [line for line in prompt.split("\n")[1:] if line and not line.startswith("<|")]
    chosen = pick.sample(lines, min(len(lines), pick.randint(2, 10)))
    return prompt, "\n".join(chosen)


def train(
    size: str,
    checkpoint: Path,
    tokenizer_path: Path,
    steps: int,
    *,
    seed: int = 0,
    rows: int = 16,
    minutes: float = 1e9,
) -> tuple[Decoder, Tokenizer]:
    """Train until `steps`, from the checkpoint if there is one; the arguments are `train_reader.train`'s."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    samples = WriterSamples(seed)
    tokenizer = train_tokenizer(samples, SIZES[size].vocabulary, 6 if size == "tiny" else 400, tokenizer_path)
    shape = DecoderShape(**{**SIZES[size].__dict__, "vocabulary": tokenizer.get_vocab_size()})
    decoder = Decoder(shape)
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in decoder.parameters() if p.dim() > 1], "weight_decay": WEIGHT_DECAY},
            {"params": [p for p in decoder.parameters() if p.dim() < 2], "weight_decay": 0.0},
        ],
        lr=PEAK_RATE,
        betas=(0.9, 0.95),
    )
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        decoder.load_state_dict(state["decoder"])
        optimiser.load_state_dict(state["optimiser"])
        done = state["step"]
    batches = WriterBatches(samples, tokenizer, rows)
    parameters = sum(p.numel() for p in decoder.parameters())
    print(
        f"writer: {parameters / 1e6:.1f} M parameters, {len(samples.authored)} authored, from step {done}",
        flush=True,
    )
    decoder.train()
    began, tokens, kept, right = time.monotonic(), 0, 0.0, 0.0
    for step in range(done, steps):
        copying = (
            step // GROUP * GROUP < steps * COPY_STEPS
        )  # a group is one thing or the other, also resumed
        ids, weights = batches.batch(step, copying)
        rate = (
            PEAK_RATE
            * min(1.0, (step + 1) / WARM_UP_STEPS)
            * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * step / steps)))
        )
        for group in optimiser.param_groups:
            group["lr"] = rate
        with torch.autocast("cpu", torch.bfloat16, enabled=size != "tiny"):
            logits = decoder(ids[:, :-1])
        losses = functional.cross_entropy(
            logits.float().flatten(0, 1), ids[:, 1:].flatten(), reduction="none"
        )
        loss = (losses * weights.flatten()).sum() / weights.sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
        optimiser.step()
        written = weights.flatten() == 1.0
        kept = _smooth(kept, losses.detach()[written].mean().item(), step == done)
        hits = (logits.detach().argmax(-1).flatten() == ids[:, 1:].flatten())[written]
        right = _smooth(right, hits.float().mean().item(), step == done)
        tokens += int((weights > 0).sum())
        last = step + 1 == steps or time.monotonic() - began > minutes * 60
        if (step + 1) % 100 == 0 or last:
            speed = tokens / (time.monotonic() - began)
            print(
                json.dumps(
                    {
                        "step": step + 1,
                        "loss": round(kept, 4),
                        "right": round(right, 4),
                        "tokens_per_s": round(speed),
                    }
                ),
                flush=True,
            )
            save_state(
                checkpoint,
                {"decoder": decoder.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1},
            )
        if last:
            break
    return decoder.eval(), tokenizer


def _smooth(kept: float, new: float, first: bool) -> float:
    return new if first else 0.97 * kept + 0.03 * new


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=tuple(SIZES), default="small")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(
        arguments.size,
        arguments.checkpoint,
        arguments.checkpoint.with_suffix(".tokenizer.json"),
        arguments.steps,
        minutes=arguments.minutes,
    )
