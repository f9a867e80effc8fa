"""Drift of columns with scipy and numpy, as one writes it: ks_2samp, wasserstein_distance, PSI by quantiles and histogram."""
import sys
import time

try:
    import numpy
    import scipy
    from scipy.stats import ks_2samp, wasserstein_distance
except ImportError as error:
    print(f"{error}. Install it with: apt-get install python3-scipy", flush=True)
    sys.exit(0)

path, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
data = numpy.fromfile(path, dtype=numpy.float64).reshape(columns, 2, rows)


def ks(reference, current):
    return ks_2samp(reference, current, method="asymp").statistic


def psi(reference, current):
    edges = numpy.unique(numpy.quantile(reference, numpy.linspace(0, 1, 11)))
    edges[0], edges[-1] = -numpy.inf, numpy.inf
    expected = numpy.maximum(numpy.histogram(reference, edges)[0] / rows, 1e-4)
    observed = numpy.maximum(numpy.histogram(current, edges)[0] / rows, 1e-4)
    return numpy.sum((observed - expected) * numpy.log(observed / expected))


print(f"ready python={sys.version.split()[0]} numpy={numpy.__version__} scipy={scipy.__version__}", flush=True)
for line in sys.stdin:
    seconds, sums = [], []
    for task in (ks, wasserstein_distance, psi):
        start = time.perf_counter()
        sums.append(sum(task(side[0], side[1]) for side in data))
        seconds.append(time.perf_counter() - start)
    print(sum(seconds), *seconds, *sums, flush=True)
