"""Makes broadcast_patterns.json: what each expression below is, asked of the real libraries. Run by each of both
(Theano-PyMC 1.1.2 with PyMC3 3.11.5, Theano 1.0.5), then join the answers:

    THEANO_FLAGS=cxx= python remake_broadcast_patterns.py > 1.1.2.json        # and > 1.0.5.json by the other
    python remake_broadcast_patterns.py 1.1.2.json 1.0.5.json > broadcast_patterns.json

Kept is what both say alike, without what neither can mean: x[None], which lost dimensions, and lengths of 1 declared
for what has none or two (repeat by two counts, diff, split, pinv and tensorinv of rows). The families of `BESIDE` were
asked of 1.1.2 alone.
"""

from __future__ import annotations

import json
import sys
import warnings
from itertools import product
from typing import Any

import numpy as np

KINDS = {
    "s": "",
    "v": ".",
    "o": "1",
    "m": "..",
    "r": "1.",
    "c": ".1",
    "oo": "11",
    "t": "...",
    "u": "1.1",
    "w": ".1.",
    "b": ".1..",
}
SLICES = "::-1 ::2 ::-2 ::i 0:1 :1 :2 1: :0 0: -1: :-1 :i i: 0:i 0:1:2 0:k 1:2 ::1 -1::-1".split()
ARRAYS = "[0] [0,0] iv im np.array([[0]]) tt.stack([i]) o2 tt.arange(1) np.array([True,False]) bv".split()
_LENGTHS = """1|2|i|k|k*1|k+1|k-0|tt.constant(1)*1|tt.cast(k,'int32')|i*0+1|k*k|k//1|tt.sqr(k)|tt.ones_like(i)
tt.fill(i,1)|tt.maximum(1,1)|tt.switch(1,1,i)|tt.stack([1,i])[0]|tt.concatenate([[1],iv])[0]|m.shape[0]|m.shape[1]|r.shape[0]
r.shape[1]|c.shape[1]|o.shape[0]|o.size|v.size|v.shape[0]|cr.shape[0]|cr.shape[1]|sh.shape[0]|r.shape[-2]|r.T.shape[1]
r[0:1].shape[0]|r[::-1].shape[0]|tt.exp(r).shape[0]|tt.dot(r,c).shape[0]|v.dimshuffle('x',0).shape[0]
tt.stack([v]).shape[0]|tt.zeros((1,2)).shape[0]|tt.eye(1).shape[0]|tt.arange(1).shape[0]|r.shape[0]*r.shape[1]
m.shape[0]*0+1|tt.prod(o.shape)|tt.unbroadcast(r,0).shape[0]|tt.addbroadcast(m,0).shape[0]"""
LENGTHS = _LENGTHS.replace("\n", "|").split("|")


WHOLE = """{0}.T;tt.flatten({0});{0}.flatten(2);tt.shape({0});{0}.shape[:1];{0}.size;tt.roll({0},1);tt.cumsum({0})
tt.diag({0});tt.diagonal({0});tt.tril({0});tt.triu({0});tt.identity_like({0});tt.slinalg.expm({0});tt.sort({0},axis=None)
tt.max({0},axis=[]);tt.argmin({0},axis=());tt.sum({0},axis=[]);tt.max({0},axis=0,keepdims=True);tt.take({0},i,axis=0)
{0}.take([[0]],axis=0);tt.ones_like({0});tt.nonzero({0},return_matrix=True);tt.repeat({0},1,axis=0);tt.repeat({0},2)
tt.repeat({0},i,axis=-1);tt.tile({0},(1,1));tt.tile({0},(2,1));tt.tile({0},[1,i],ndim=3);tt.tile({0},2,ndim=2)
theano.ifelse.ifelse(i,{0},{0}[::-1]);tt.grad(({0}**2).sum(),{0})""".replace("\n", ";").split(";")
TOGETHER = (
    "tt.stack([{0}]);tt.stack([{0},{0}],axis=-1);tt.concatenate([{0}]);tt.join(0,{0},{0});"
    "tt.as_tensor_variable([{0}])".split(";")
)


BESIDE = {
    "arrays beside slices": "{0}[::-1,{1}];{0}[:,::-1,{1}];{0}[{1},::-1];{0}[{1},:1];{0}[{1},:,[0]];{0}[{1},[0]];"
    "{0}[0,{1}];{0}[...,{1},[0]];{0}[::-1,{1},[0,0]]".split(";"),
    "positions": "tt.unravel_index(o2,(3,3));tt.ravel_multi_index((o2,o2),(9,9));"
    "tt.inverse_permutation(o2);tt.choose(im,[o2,o2]);tt.choose(np.array([[2,2]]),[iv,iv]);"
    "tt.choose(np.array([[2]]),[i,i]);tt.choose(o2,[i,i]);tt.topk(v,1,sorted=False);"
    "tt.topk(o,1,sorted=False);tt.topk(c,2,axis=0,sorted=False)".split(";"),
    "constants in a list": "tt.as_tensor_variable([k]);tt.as_tensor_variable((k,2));tt.as_tensor_variable([k,k]);"
    "tt.as_tensor_variable([k,1.5]);tt.as_tensor_variable([k,i])".split(";"),
}
INDICES = "[0] [0,0] iv o2 im np.array([[0]]) np.array([True]) bv".split()


def beside() -> dict[str, list[str]]:
    """The families that were asked of 1.1.2 alone."""
    arrays = [
        e.format(x, a) for x in ("r", "c", "oo", "t", "u", "w") for a in INDICES for e in BESIDE["arrays beside slices"]
    ]
    return {**BESIDE, "arrays beside slices": arrays}


def expressions() -> dict[str, list[str]]:
    """Family -> expressions over the variables of `namespace`."""
    arrays = [x for x in KINDS if KINDS[x]]
    several = [x for x in arrays if len(KINDS[x]) > 1]
    pairs = list(product(several, several))

    def each(variables: list[str], texts: list[str]) -> list[str]:
        return [text.format(x) for x in variables for text in texts]

    return {
        "slices": [f"{x}[{e}]" for x in arrays for e in SLICES] + [f"{x}[:,{e}]" for x in several for e in SLICES],
        "arrays": [f"{x}[{e}]" for x in arrays for e in ARRAYS] + [f"{x}[:,{e}]" for x in several for e in ARRAYS],
        "put together": each(list(KINDS), TOGETHER),
        "reshaped": each(LENGTHS, ["m.reshape(({0},-1))", "tt.reshape(s,(2,{0}),ndim=2)"])
        + each(arrays, ["m.reshape({0}.shape)"])
        + ["t.reshape((3,5,t.shape[1]))", "m.reshape([tt.constant(1)*1,-1])"],
        "filled": each(LENGTHS, ["tt.alloc(s,{0},i)", "tt.zeros(({0},i))"])
        + each(["1", "1,2", "i,1", "k", "3,1", "1,1,1"], ["tt.eye({0})", "tt.tri({0})"]),
        "products": [f"tt.{f}({x},{y})" for f in ("batched_dot", "slinalg.kron") for x, y in pairs],
        "whole": each(list(KINDS), WHOLE),
        "of one": [
            "tt.opt.MakeVector('int64')(i)",
            "tt.stack([1])",
            "tt.stack([i,1])",
            "tt.diag(tt.ones((1,)))",
            "theano.ifelse.ifelse(i,tt.zeros(0),tt.stack([s]))",
            "tt.basic.Reshape(1)(m,o.shape)",
            "tt.basic.AllocEmpty('float64')(k*1,i)",
        ],
    }


def namespace(theano: Any) -> dict[str, Any]:
    """What the expressions are about."""
    import importlib

    for name in ("ifelse", "tensor.slinalg", "tensor.opt"):
        importlib.import_module(f"{theano.__name__}.{name}")
    tt = theano.tensor
    known = {x: tt.TensorType("float64", tuple(p == "1" for p in pattern))(x) for x, pattern in KINDS.items()}
    for name, dtype, pattern in (
        ("i", "int64", ""),
        ("iv", "int64", "."),
        ("im", "int64", ".."),
        ("o2", "int64", "1"),
        ("bv", "bool", "."),
    ):
        known[name] = tt.TensorType(dtype, tuple(p == "1" for p in pattern))(name)
    return {
        **known,
        "k": tt.constant(1),
        "cr": tt.constant(np.ones((1, 3))),
        "sh": theano.shared(np.ones((1, 3))),
        "np": np,
        "tt": tt,
        "theano": theano,
    }


def describe(value: Any) -> Any:
    """dtype and broadcast pattern, of each where there are several."""
    if isinstance(value, (list, tuple)):  # noqa: UP038  (Python 3.7 runs this too)
        return [describe(v) for v in value]
    return value.type.dtype + " " + "".join("1" if b else "." for b in value.type.broadcastable)


def main() -> None:
    if len(sys.argv) > 1:
        first, second = ({f: dict(e) for f, e in json.load(open(name)).items()} for name in sys.argv[1:])
        print(
            json.dumps(
                {
                    f: {e: v for e, v in found.items() if f in BESIDE or second[f].get(e) == v}
                    for f, found in first.items()
                },
                indent=0,
            )
        )
        return
    import theano

    known = namespace(theano)
    answers: dict[str, dict[str, Any]] = {}
    for family, several in {**expressions(), **beside()}.items():
        answers[family] = {}
        for expression in several:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    answers[family][expression] = describe(eval(expression, dict(known)))
            except Exception:  # noqa: BLE001  (errors are not asked here)
                continue
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
