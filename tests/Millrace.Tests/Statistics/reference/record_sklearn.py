"""Records the values of scikit-learn that the tests of Millrace.Statistics compare with.

Run once, with the versions that the output names:  python3 record_sklearn.py > sklearn-metrics.json
"""
import json
import sys

import numpy
import scipy
import sklearn
from sklearn import metrics
from sklearn.calibration import calibration_curve

rng = numpy.random.default_rng(20010601)


def binary_values(y, p, threshold, weight=None):
    w = {} if weight is None else {"sample_weight": weight}
    decided = (p >= threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(y, decided, labels=[0, 1], **w).ravel()
    return {
        "roc_auc": metrics.roc_auc_score(y, p, **w),
        "pr_auc": metrics.average_precision_score(y, p, **w),
        "log_loss": metrics.log_loss(y, p, labels=[0, 1], **w),
        "brier": metrics.brier_score_loss(y, p, pos_label=1, **w),
        "accuracy": metrics.accuracy_score(y, decided, **w),
        "precision": metrics.precision_score(y, decided, zero_division=0, **w),
        "recall": metrics.recall_score(y, decided, zero_division=0, **w),
        "f1": metrics.f1_score(y, decided, zero_division=0, **w),
        "confusion": [float(tp), float(fp), float(fn), float(tn)],
    }


def calibration(y, p, strategy):
    observed, predicted = calibration_curve(y, p, n_bins=10, strategy=strategy)
    return {"observed": observed.tolist(), "predicted": predicted.tolist()}


def binary_case(name, y, p, threshold, blocks):
    fpr, tpr, roc_thresholds = metrics.roc_curve(y, p)
    precision, recall, pr_thresholds = metrics.precision_recall_curve(y, p)
    block = numpy.arange(len(y)) * blocks // len(y)
    draws = []
    for _ in range(5):
        drawn = numpy.bincount(rng.integers(0, blocks, blocks), minlength=blocks)
        weight = drawn[block].astype(float)
        draws.append({"draws": drawn.tolist(), **binary_values(y, p, threshold, weight)})
    return {
        "name": name,
        "labels": y.tolist(),
        "probabilities": p.tolist(),
        "threshold": threshold,
        "blocks": block.tolist(),
        **binary_values(y, p, threshold),
        "roc": {"x": fpr.tolist(), "y": tpr.tolist(), "thresholds": roc_thresholds[1:].tolist()},
        "pr": {"x": recall[::-1].tolist(), "y": precision[::-1].tolist(), "thresholds": pr_thresholds[::-1].tolist()},
        "calibration_uniform": calibration(y, p, "uniform"),
        "calibration_quantile": calibration(y, p, "quantile"),
        "weighted": draws,
    }


def binary_cases():
    def sample(n, rate):
        y = (rng.random(n) < rate).astype(int)
        return y, 1 / (1 + numpy.exp(-(rng.normal(size=n) + 1.2 * y - 1.0)))

    y, p = sample(240, 0.3)
    yield binary_case("continuous", y, p, 0.4, 12)
    y, p = sample(240, 0.2)
    yield binary_case("tied", y, numpy.round(p, 1), 0.3, 8)
    y, p = sample(150, 0.5)
    yield binary_case("certain", y, numpy.clip(numpy.round(p * 1.6 - 0.3, 2), 0, 1), 0.5, 10)
    y, p = sample(200, 0.1)
    yield binary_case("from_float32", y, p.astype(numpy.float32).astype(float), 0.25, 5)
    y, p = sample(60, 0.4)
    yield binary_case("constant", y, numpy.full(60, 0.4), 0.5, 6)


def multiclass_case():
    y = rng.integers(0, 4, 200)
    decided = numpy.where(rng.random(200) < 0.6, y, rng.integers(0, 3, 200))
    decided[:3] = 7
    case = {"actual": y.tolist(), "predicted": decided.tolist(), "accuracy": metrics.accuracy_score(y, decided)}
    for average in ("macro", "micro", "weighted"):
        values = metrics.precision_recall_fscore_support(y, decided, average=average, zero_division=0)
        case[average] = [float(v) for v in values[:3]]
    return case


def regression_case():
    y = rng.normal(10, 30, 120)
    predicted = y + rng.normal(1, 12, 120)
    return {
        "actual": y.tolist(),
        "predicted": predicted.tolist(),
        "mae": metrics.mean_absolute_error(y, predicted),
        "rmse": metrics.mean_squared_error(y, predicted, squared=False),
        "r2": metrics.r2_score(y, predicted),
    }


json.dump(
    {
        "_meta": {
            "source": "record_sklearn.py",
            "python": sys.version.split()[0],
            "scikit-learn": sklearn.__version__,
            "scipy": scipy.__version__,
            "numpy": numpy.__version__,
            "tolerance": 1e-9,
        },
        "binary": list(binary_cases()),
        "multiclass": multiclass_case(),
        "regression": regression_case(),
    },
    sys.stdout,
)
print()
