"""AUC of resampled days: scikit-learn on the drawn rows, and numpy by hand on rows sorted once."""
import sys
import time

try:
    import numpy
    import sklearn
    from sklearn.metrics import roc_auc_score
except ImportError as error:
    print(f"{error}. Install it with: apt-get install python3-sklearn", flush=True)
    sys.exit(0)

path, rows, days, draws = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
labels, scores, blocks = numpy.fromfile(path, dtype=numpy.float64).reshape(3, rows)
labels, blocks = labels.astype(numpy.int8), blocks.astype(numpy.int64)
rows_of = [numpy.flatnonzero(blocks == day) for day in range(days)]

order = numpy.argsort(-scores, kind="stable")
sorted_labels, sorted_blocks, sorted_scores = labels[order], blocks[order], scores[order]
last_of_ties = numpy.append(numpy.flatnonzero(numpy.diff(sorted_scores)), rows - 1)


def by_sklearn(drawn):
    chosen = numpy.concatenate([rows_of[day] for day in drawn])
    return roc_auc_score(labels[chosen], scores[chosen])


def by_hand(drawn):
    weights = numpy.bincount(drawn, minlength=days)[sorted_blocks]
    positive = numpy.cumsum(weights * sorted_labels)[last_of_ties]
    negative = numpy.cumsum(weights)[last_of_ties] - positive
    gained = numpy.diff(negative, prepend=0)
    before = numpy.concatenate([[0], positive[:-1]])
    return float(numpy.sum(gained * (before + positive))) / (2.0 * positive[-1] * negative[-1])


TASKS = {"sklearn": by_sklearn, "numpy": by_hand}
generator = numpy.random.default_rng(20010601)

print(f"ready python={sys.version.split()[0]} numpy={numpy.__version__} scikit-learn={sklearn.__version__}", flush=True)
for line in sys.stdin:
    task, *identity = line.split()
    auc = TASKS[task]
    if identity:
        print(0, auc(numpy.arange(days)), flush=True)
        continue
    drawn = [generator.integers(0, days, days) for _ in range(draws)]
    start = time.perf_counter()
    values = [auc(days_drawn) for days_drawn in drawn]
    print(time.perf_counter() - start, numpy.mean(values), numpy.std(values), flush=True)
