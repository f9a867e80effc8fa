"""Records tail probabilities of scipy that the tests of Millrace.Statistics compare with.

Run once, with the versions that the output names:  python3 record_scipy.py > scipy-tails.json
"""
import json
import sys

import numpy
import scipy
from scipy import stats

SIZES = [1, 2, 3, 7, 20, 90, 140, 141, 500, 3_000, 9_999, 20_000, 100_001, 250_000]
Z = [0.3, 0.45, 0.55, 0.7, 0.9, 1.1, 1.36, 1.48, 1.7, 2.2, 3.5, 6.0]


def one_sample():
    for n in SIZES:
        for z in Z:
            d = z / numpy.sqrt(n)
            if d < 1:
                yield [n, d, float(stats.kstwo.sf(d, n))]


def two_sample():
    rng = numpy.random.default_rng(7)
    for n, m, shift in [(3, 8, 0.5), (10, 10, 0.3), (30, 17, 0.8), (100, 250, 0.2), (500, 333, 0.0), (2_000, 1_500, 0.05),
                        (10_000, 9_999, 0.03), (10_000, 40, 0.2), (10_001, 40, 0.2), (10_001, 5, 1.0), (60_000, 50_000, 0.01)]:
        a, b = rng.normal(size=n), rng.normal(size=m) + shift
        # The samples are told by their ranks, which is all that the test sees.
        from_a = (numpy.argsort(numpy.argsort(numpy.concatenate([a, b])))[:n]).tolist() if n <= 500 else None
        result = stats.ks_2samp(a, b)
        h = int(round(result.statistic * n * m))
        yield {"n": n, "m": m, "gap": h, "ranksOfA": from_a, "statistic": result.statistic, "p": float(result.pvalue)}


json.dump(
    {
        "_meta": {
            "source": "record_scipy.py",
            "python": sys.version.split()[0],
            "scipy": scipy.__version__,
            "numpy": numpy.__version__,
        },
        "kstwo_sf": list(one_sample()),
        "ks_2samp": list(two_sample()),
        "chi2_sf": [[x, k, float(stats.chi2.sf(x, k))]
                    for k in (1, 2, 3, 9, 40, 250, 1_999) for x in (0.01 * k, 0.5 * k, k, 1.5 * k, 3 * k, 8 * k)
                    if stats.chi2.sf(x, k) > 1e-290],
    },
    sys.stdout,
)
print()
