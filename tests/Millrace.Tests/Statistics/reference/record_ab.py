"""Records values of scipy that the tests of the A/B statistics compare with, beside ab-statistics.json.

Run once, with the versions that the output names:  python3 record_ab.py > scipy-ab.json
"""
import json
import sys

import numpy
import scipy
from scipy import stats

json.dump(
    {
        "_meta": {
            "source": "record_ab.py",
            "python": sys.version.split()[0],
            "scipy": scipy.__version__,
            "numpy": numpy.__version__,
        },
        "norm_isf": [[p, float(stats.norm.isf(p))] for p in (1e-12, 1e-5, 0.001, 0.025, 0.05, 0.2, 0.5, 0.8, 0.975, 0.9999)],
        "t_isf": [[p, df, float(stats.t.isf(p, df))] for p in (1e-6, 0.0005, 0.025, 0.05, 0.4) for df in (1, 2.5, 10, 123.8, 7866.1)],
        "nct_sf": [[t, df, d, float(stats.nct.sf(t, df, d))]
                   for t in (0.5, 1.96, 4.0) for df in (1, 3, 18.5, 198, 5000) for d in (0.0, 0.7, 2.8, 5.0)],
    },
    sys.stdout,
)
print()
