"""Prints the numbers that the tests of Statistics expect, computed by other people's code.

    pip install numpy pandas scipy scikit-learn statsmodels krippendorff
    python3 reference.py

The review is the one that ReviewFixture.swift makes, by the same arithmetic. Made with numpy 2.4, pandas 3.1,
scipy 1.17, scikit-learn 1.9, statsmodels 0.15 and krippendorff 0.9.
"""

from itertools import combinations
from types import SimpleNamespace as Record

import krippendorff
import numpy as np
import pandas as pd
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

REASONS = ["duplicate", "trivial", None]


def number(cluster, salt, modulus):
    return (cluster * cluster * 31 + cluster * 17 + salt * 101) % 1009 % modulus


def judgement(curator, salt, cluster, time, blind):
    size = 6 + cluster % 5
    order = [(cluster * 3 + i) % size for i in range(size)]
    shown = [(cluster * 2 + i) % size for i in range(size)] if blind else order

    def choose(salt):
        roll = number(cluster, salt, 100)
        rank = 0 if roll < 55 else 1 if roll < 70 else roll % size if roll < 90 else None
        if rank is None:
            return []
        ranks = [rank, (rank + 1) % size] if cluster % 10 == 0 else [rank]
        return [order[r] for r in ranks]

    picks = choose(salt)
    first = choose(salt + 7) if blind and cluster % 3 == 0 else picks
    choice = first if blind else picks
    ranked = cluster % 17 != 0
    agrees = ranked and len(picks) > 0 and set(picks) == set(order[: len(picks)])
    return Record(
        cluster=cluster, curator=curator, time=time, blind=blind, size=size, order=order if ranked else None,
        shown=shown, first=first, picks=picks, choice=choice,
        verdict="none" if not picks else "pick" if blind else "accept" if agrees else "override",
        stance="none" if not picks else "accept" if agrees else "override",
        seconds=None if cluster % 11 == 0 else number(cluster, salt + 3, 400) / 4,
        words=5 + number(cluster, 50, 40) if choice else None,
        confidence=(1 + cluster % 3, 3) if cluster % 2 else None,
        reason=REASONS[cluster % 3] if not agrees else None,
    )


log = []
for c in range(1, 151):
    start = 1_790_000_000 + c * 100 + (c // 40) * 5000
    if c % 3 == 0:
        log.append(judgement("bob", 2, c, start - 40, False))
    log.append(judgement("ada", 1, c, start, c > 100))
    if c % 4 == 1 and c <= 60:
        log.append(judgement("cy", 3, c, start + 30, False))

standing = {j.cluster: j for j in log}
everyone = [standing[c] for c in sorted(standing)]


def is_rankers(j, chosen):
    return bool(chosen) and set(chosen) == set(j.order[: len(chosen)])


def lottery(size, picks):
    """All draws of so many ranks, as the best rank (from 1) of each."""
    return [1 + min(draw) for draw in combinations(range(size), picks)]


def compare(name, judgements):
    ranked = [j for j in judgements if j.order]
    agrees = [is_rankers(j, j.choice) for j in ranked]
    n, k = len(agrees), sum(agrees)
    print(f"{name}: {k} of {n}, {k / n!r}, Wilson {proportion_confint(k, n, method='wilson')!r}")
    print("  scipy", binomtest(k, n).proportion_ci(method="wilson"))
    print("  chance", np.mean([1 / len(lottery(j.size, max(1, len(j.choice)))) for j in ranked]))
    picked = [j for j in ranked if j.choice]
    ranks = [1 + min(j.order.index(p) for p in j.choice) for j in picked]
    draws = [lottery(j.size, len(j.choice)) for j in picked]
    print("  ranks", len(ranks), "MRR", np.mean(1 / np.array(ranks)), "chance",
          np.mean([np.mean(1 / np.array(d)) for d in draws]))
    print("  counts", [ranks.count(r) for r in range(1, 11)])
    print("  expected", [float(sum(d.count(r) / len(d) for d in draws)) for r in range(1, 11)])
    frame = pd.DataFrame(dict(
        agrees=agrees, words=[j.words for j in ranked],
        confidence=[j.confidence and j.confidence[0] for j in ranked],
        position=[j.shown.index(j.order[0]) + 1 for j in ranked],
    ))
    print("  confidence", frame.groupby("confidence").agrees.agg(["sum", "count"]).reset_index().values.tolist())
    print("  position", frame.groupby("position").agrees.agg(["sum", "count"]).reset_index().values.tolist())
    frame = frame.dropna(subset="words")
    frame["quarter"] = pd.qcut(frame.words, 4, labels=False) + 1
    print("  length", frame.groupby("quarter").agg(
        low=("words", "min"), high=("words", "max"), k=("agrees", "sum"), n=("agrees", "count")
    ).reset_index().values.tolist())
    moves = [(is_rankers(j, j.first), is_rankers(j, j.picks), set(j.first) == set(j.picks)) for j in ranked]
    print("  kept", sum(s for _, _, s in moves), "to", sum(b and not a for a, b, _ in moves),
          "from", sum(a and not b for a, b, _ in moves),
          "elsewhere", sum(not a and not b and not s for a, b, s in moves))
    return k, n


seen = compare("acceptance", [j for j in everyone if not j.blind])
unseen = compare("agreement", [j for j in everyone if j.blind])
print("anchoring", seen[0] / seen[1] - unseen[0] / unseen[1],
      confint_proportions_2indep(*seen, *unseen, compare="diff", method="newcomb"))

own = {(j.cluster, j.curator): j for j in log}


def place(j):
    """The picks' places in the newest ranking; the fixture ranks a cluster alike for everybody."""
    order = j.order or sorted(range(j.size))
    return str(sorted(order.index(p) for p in j.picks))


for name, label in [("verdict", lambda j: j.stance), ("choice", place)]:
    for first, second in [("ada", "bob"), ("ada", "cy"), ("bob", "cy")]:
        shared = [c for c in standing if (c, first) in own and (c, second) in own]
        labels = [[label(own[c, who]) for c in shared] for who in (first, second)]
        agree = sum(a == b for a, b in zip(*labels))
        print(name, first, second, len(shared), agree, repr(cohen_kappa_score(*labels)))
    categories = sorted({label(j) for j in own.values()})
    table = [[categories.index(label(own[c, who])) if (c, who) in own else np.nan for c in sorted(standing)]
             for who in ("ada", "bob", "cy")]
    print(name, "alpha", repr(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")))

times = [j.seconds for j in everyone if j.seconds is not None]
print("seconds", len(times), np.percentile(times, [25, 50, 75]).tolist())
print("  histogram", np.histogram(times, [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, np.inf])[0].tolist())
for who in ("ada", "bob", "cy"):
    print(who, pd.Series([j.verdict for j in own.values() if j.curator == who]).value_counts().to_dict())
print("verdicts", pd.Series([j.verdict for j in everyone]).value_counts().to_dict(),
      "picks", sum(len(j.picks) for j in everyone), "candidates", sum(j.size for j in everyone))
print("reasons", pd.DataFrame([(str(j.reason), j.verdict) for j in everyone if j.verdict in ("override", "none")])
      .value_counts().to_dict())
gaps = pd.DataFrame([(j.curator, j.time) for j in everyone]).sort_values([0, 1]).groupby(0)[1].diff().dropna()
gaps = gaps[gaps <= 900]
print("pace", len(gaps), gaps.sum(), len(gaps) / gaps.sum() * 3600)
stamps = pd.Series(1, index=pd.to_datetime([j.time for j in everyone], unit="s", utc=True).tz_convert("Asia/Kolkata"))
print("hours", stamps.resample("h").sum().to_dict())
print("days", stamps.resample("D").sum().to_dict())

# Coverage
MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        word = self.state
        word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
        return word ^ (word >> 31)

    def draw(self, count, bound):
        cards = list(range(bound))
        for i in range(count):
            other = i + (self.next() * (bound - i) >> 64)
            cards[i], cards[other] = cards[other], cards[i]
        return cards[:count]


pool = np.array([[(i * i * 7 + j * j * 13 + i * j) % 23 - 11 for j in range(11)] for i in range(60)], np.float32)
pool = pool / np.sqrt((pool * pool).sum(axis=1, dtype=np.float32))[:, None]
assert pool.dtype == np.float32
pool = pool.astype(np.float64)
picked = [3, 41, 17, 8, 59, 22, 30]


def reach(rows, picks):
    nearest = np.maximum(0, 1 - pool[rows] @ pool[picks].T).min(axis=1)
    return nearest.mean(), nearest.max()


for limit, sizes in [(2000, [1, 2, 3, 4, 5, 6, 7]), (25, [3, 5, 7])]:
    generator = SplitMix64(7)
    rows = list(range(60)) if limit >= 60 else sorted(generator.draw(limit, 60))
    draws = [generator.draw(len(picked), 60) for _ in range(3)]
    for size in sizes:
        random = np.mean([reach(rows, draw[:size]) for draw in draws], axis=0)
        print("coverage", limit, size, [float(x) for x in (*reach(rows, picked[:size]), *random)])

print("small", proportion_confint(0, 30, method="wilson"), proportion_confint(30, 30, method="wilson"),
      proportion_confint(7, 45, method="wilson"), proportion_confint(500, 1000, method="wilson"))
print("quartiles", np.percentile([4, 1, 3, 2], [25, 50, 75]), np.percentile([2, 2, 2, 9, 1], [25, 50, 75]))
