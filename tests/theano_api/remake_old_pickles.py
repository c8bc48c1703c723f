"""Makes old_pickles.json, anew, in the environments of the real libraries (Theano 1.0.5, Theano-PyMC 1.1.2):

    THEANO_FLAGS=cxx= python remake_old_pickles.py >> old_pickles.json      # a line a release

A line holds what protocol 2 made of some variables, zipped, and their values at VALUES. No graph here has a DimShuffle,
since Theano pickled its C code along.
"""

import base64
import json
import pickle
import zlib

import numpy as np
import theano
import theano.tensor as T

VALUES = {"x": [1.0, 2.0, 3.0], "M": [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]], "i": 1}


def main():
    x, M, i = T.dvector("x"), T.dmatrix("M"), T.iscalar("i")
    w, c = theano.shared(np.arange(3.0), "w"), theano.shared(2, "c")
    rows, elements = x[T.constant([0, 2, 0])], M[T.constant([0, 2]), T.constant([1, 1])]
    graphs = {
        "variable": x,
        "shared": w,
        "shared scalar": c,
        "any object": theano.shared({"a": 1}),
        "an update": x + w,
        "elementwise": T.exp(x) * w - T.log(w + x) / x,
        "switch": T.switch(T.gt(x, w), x, -x),
        "dot": T.dot(M, x),
        "cast": T.cast(x, "float32"),
        "sums": M.sum(axis=0).sum(),
        "product": x.prod(),
        "largest": M.max(axis=1),
        "where": T.argmax(x),
        "joined": T.concatenate([x, w]),
        "reshaped": x.reshape((1, 3)),
        "sliced": x[1:],
        "an element": M[i],
        "set": T.set_subtensor(x[1], 5.0),
        "raised": T.inc_subtensor(x[1:], w[1:]),
        "rows": x[T.constant([0, 2])],
        "lengths": x.shape[0] + M.shape[1],
        "constant": T.constant(np.ones(3)),
        "sigmoid": T.nnet.sigmoid(x),
        "rows set": T.set_subtensor(rows, 5.0),
        "rows raised": T.inc_subtensor(M[T.constant([0, 2, 0])], x),
        "elements": elements,
        "elements set": T.set_subtensor(elements, w[:2]),
        "masked": M[T.gt(M, T.constant(np.full((3, 3), 3.0)))],
        "all set": T.set_subtensor(x[:], 2.0),
        "an element set": T.set_subtensor(M[i, 1:], 7.0),
        "columns": M[1:, T.constant([2, 0])],
        "columns set": T.set_subtensor(M[:i, T.constant([2, 0])], 5.0),
    }
    pickles, values = {}, {}
    for name, v in graphs.items():
        pickles[name] = pickle.dumps(v, 2)
        assert b"support_code" not in pickles[name], name
        if hasattr(v, "container"):
            value = v.get_value()
        else:
            value = theano.function([x, M, i], v, on_unused_input="ignore")(
                *map(np.asarray, (VALUES["x"], VALUES["M"], np.int32(VALUES["i"])))
            )
        values[name] = value if isinstance(value, dict) else np.asarray(value).tolist()
    text = base64.b64encode(zlib.compress(pickle.dumps(pickles, 2), 9)).decode()
    print(json.dumps({"release": theano.__version__, "values": values, "pickles": text}))


if __name__ == "__main__":
    main()
