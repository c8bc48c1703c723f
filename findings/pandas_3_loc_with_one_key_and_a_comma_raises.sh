#!/usr/bin/env bash
# pandas 3 raises ValueError from `frame.loc[key,]`: a tuple of one key, which pandas 2 took for the key.
#
# Behaviour: `DataFrame.loc[0,]` is "zip() argument 2 is longer than argument 1". A list, a slice or a mask with a comma
#   behind it is still taken (`loc[[0],]`), so is the key of a Series (`s.loc[0,]`), and `iloc[0,]`.
# Packages: pandas 3.1.1 and 2.3.3, numpy 2.3.5 (Python 3.12). 3.0.0, 3.0.1 and 3.1.0 raise, too.
# Guess: the row, as with iloc, and as in pandas 0.19 to 2.3.
# Seen: [1.0, 3.0] by 2.3.3, ValueError by 3.1.1.
# Who meets it: notebooks of people who come from R, where `d[i, ]` is a row (met in notes to Statistical Rethinking).
# Source: pandas/core/indexing.py, `_multi_take`, which pairs axes and keys by zip(strict=True) since 3.0.
set -euo pipefail
python_of() { # a Python of that version: $PYTHON, the one on PATH, or one that pyenv keeps
    for p in "${PYTHON:-}" "python$1" "$HOME"/.pyenv/versions/"$1".*/bin/python; do
        "$p" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null && { echo "$p"; return; }
    done
    echo "Python $1 is needed: set PYTHON" >&2
    return 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=$(python_of 3.12)
"$python" -m venv "$work/new"
"$work/new/bin/python" -m pip install -q numpy==2.3.5 pandas==3.1.1
"$python" -m venv "$work/old"
"$work/old/bin/python" -m pip install -q numpy==2.3.5 pandas==2.3.3
cat >"$work/seen.py" <<'PY'
import pandas as pd

frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})


def seen(read):
    try:
        return read()
    except ValueError as error:
        return f"ValueError: {error}"


print(seen(lambda: frame.loc[0,].tolist()), seen(lambda: frame.loc[[0],].shape), seen(lambda: frame.iloc[0,].tolist()))
PY
old=$("$work/old/bin/python" "$work/seen.py")
new=$("$work/new/bin/python" "$work/seen.py")
echo "seen: pandas 2.3.3: $old"
echo "seen: pandas 3.1.1: $new"
if [[ "$old" != "[1.0, 3.0] (1, 2) [1.0, 3.0]" ]] || [[ "$new" != "ValueError: zip() argument 2 is longer than argument 1 (1, 2) [1.0, 3.0]" ]]; then
    echo "does not hold: other answers"
    exit 1
fi
echo "holds: pandas 3 refuses a key with a comma behind it in DataFrame.loc, and there alone"
