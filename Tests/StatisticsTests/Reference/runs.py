"""Prints what RunComparisonTests expects: agreement of two made-up rankings of 40 clusters.

needs scipy; rank-biased overlap is written out from Webber et al. (2010), equation 32.
"""
import statistics
from math import sqrt

from scipy.stats import kendalltau, norm

Z = norm.ppf(0.975)



def permutation(cluster, salt, size):
    keys = [((cluster * 31 + salt * 17 + item * item * 13 + item * 5) % 101, item) for item in range(size)]
    return [item for _, item in sorted(keys)]


def rbo(first, second, p=0.9):
    k = len(first)
    x = [len(set(first[:d]) & set(second[:d])) for d in range(1, k + 1)]
    return x[-1] / k * p**k + (1 - p) / p * sum(x[d - 1] / d * p**d for d in range(1, k + 1))


def rbo_by_chance(k, p=0.9):
    return p**k + (1 - p) / p * sum(d / k * p**d for d in range(1, k + 1))


def mean(values):
    m = statistics.fmean(values)
    reach = Z * statistics.stdev(values) / sqrt(len(values))
    return m, m - reach, m + reach


taus, overlaps, chances, picks, pick_chances, same = [], [], [], [], [], 0
for cluster in range(1, 41):
    size = 4 + cluster % 4
    first, second = permutation(cluster, 1, size), permutation(cluster, 1 + cluster % 3, size)
    places = [second.index(item) for item in first]
    taus.append(kendalltau(range(size), places).statistic)
    overlaps.append(rbo(first, second))
    chances.append(rbo_by_chance(size))
    picks.append(len(set(first[:2]) & set(second[:2])) / 2)
    pick_chances.append(2 / size)
    same += first[0] == second[0]
print("same", same, statistics.fmean(1 / (4 + c % 4) for c in range(1, 41)))
print("tau", *mean(taus))
print("rbo", *mean(overlaps), statistics.fmean(chances))
print("picks", *mean(picks), statistics.fmean(pick_chances))
