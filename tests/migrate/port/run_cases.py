"""Run programs and print what they compute as JSON: by an interpreter that has either the shim or PyMC 6.

python run_cases.py old|new < [{"name", "check", "text", "points"?}, ...]
"""

import json
import logging
import sys
import traceback
import warnings


def main():
    side = sys.argv[1]
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    asked = json.load(sys.stdin)
    if side == "old":
        import theano_compat

        theano_compat.install()
    else:
        import pytensor

        pytensor.config.mode = "FAST_COMPILE"
    answers = []
    for one in asked:
        try:
            answers.append({"name": one["name"], **(old if side == "old" else new)(one)})
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            answers.append(
                {"name": one["name"], "error": f"{type(error).__name__}: {error} ({last.filename}:{last.lineno})"}
            )
    print("\n" + json.dumps(answers))


def run(one):
    space = {"__name__": "__main__"}
    exec(compile(one["text"], one["name"], "exec"), space)
    return space


def plain(value):
    import numpy as np

    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list) and not all(isinstance(each, int | float) for each in value):
        return [plain(each) for each in value]
    array = np.asarray(value)
    return array.tolist() if array.dtype.kind in "biufOSU" else str(value)


def old(one):
    import numpy as np

    space = run(one)
    if one["check"] == "out":
        return {"out": plain(space["out"])}
    model = space["model"]
    points, logps = [], []
    for seed in range(3):
        stream = np.random.RandomState(seed)
        point = {}
        for name in sorted(v.name for v in model.vars):
            value = np.asarray(model.test_point[name])
            jump = stream.normal(0, 0.2 * seed, size=value.shape)
            point[name] = value if value.dtype.kind in "iu" else value + jump
        points.append({name: value.tolist() for name, value in point.items()})
        logps.append(float(model.logp(point)))
    return {"points": points, "logp": logps}


def new(one):
    import numpy as np

    space = run(one)
    if one["check"] == "out":
        return {"out": plain(space["out"])}
    model = space["model"]
    logp = model.compile_logp()
    start = model.initial_point()
    logps = []
    for given in one["points"]:
        point = {}
        for name, value in start.items():
            base = next(
                (
                    old
                    for old in given
                    if old == name
                    or name.endswith("__")
                    and old.endswith("__")
                    and old.rsplit("_", 3)[0] == name.rsplit("_", 3)[0]
                ),
                None,
            )
            assert base is not None, f"{name} is none of {sorted(given)}"
            made = np.asarray(given[base], dtype=np.asarray(value).dtype)
            assert made.shape == np.shape(value), f"{name}: {made.shape} then, {np.shape(value)} now"
            point[name] = made
        logps.append(float(logp(point)))
    return {"logp": logps}


if __name__ == "__main__":
    main()
