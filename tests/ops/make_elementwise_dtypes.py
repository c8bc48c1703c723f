"""Writes elementwise_dtypes.csv from the real library: run it in an environment with Theano-PyMC 1.1.2 or Theano 1.0.5.

    THEANO_FLAGS=floatX=float64,cxx= python make_elementwise_dtypes.py > elementwise_dtypes.csv

Written for the Python (3.7 or later) that those libraries run on; nothing of ours is imported. The functions are
those that the file at hand lists, the operands too: one line per function and result.
"""

import csv
import sys
from pathlib import Path

import theano.tensor as tt
from theano.tensor import nnet


def outcome(name, dtypes):
    function = getattr(nnet if not hasattr(tt, name) else tt, name)
    variables = [tt.TensorType(dtype, (False,))() for dtype in dtypes]
    try:
        return function(*variables).type.dtype
    except (TypeError, NotImplementedError) as error:
        return type(error).__name__


asked = {}
with (Path(__file__).parent / "elementwise_dtypes.csv").open(newline="") as file:
    for line in csv.DictReader(file):
        for operands in line["operands"].split():
            key = line["function"], outcome(line["function"], operands.split("|"))
            asked.setdefault(key, []).append(operands)

writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(["function", "result", "operands"])
writer.writerows([function, result, " ".join(operands)] for (function, result), operands in asked.items())
