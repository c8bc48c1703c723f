#!/usr/bin/env bash
# xarray reads integers packed with a double scale_factor as float64; in 2018 to 2021 the same file was float32.
#
# Behaviour: an int16 variable with `scale_factor` (a double, as Python's floats are written) was unpacked to float32,
# whatever the attribute's type. Today the type of the attribute counts: float64. The values differ by float32's rounding,
# and so do sums and whatever compares for equality; with a float32 scale_factor they are float32 in both.
# Packages: xarray 2026.9.0, numpy 2.5.5, scipy 1.18.1 (Python 3.12); xarray 0.16.2, numpy 1.19.5, scipy 1.4.1 (Python 3.8).
# Guess: float32 for int16, as it was: the file is the same.
# Seen: float32 [0.01, 0.02, 0.29] then, float64 now; 29 * 0.01 is 0.28999999165534973 then and 0.29 now.
# Who meets it: somebody who compares a posterior or data kept in packed netCDF with numbers that were printed from it
# then, or looks values up by equality.
# Source: xarray/coding/variables.py (`_choose_float_dtype`).
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
"$(python_of 3.12)" -m venv "$work/now"
"$work/now/bin/python" -m pip install -q xarray==2026.9.0 numpy==2.5.5 scipy==1.18.1
"$(python_of 3.8)" -m venv "$work/then"
"$work/then/bin/python" -m pip install -q xarray==0.16.2 numpy==1.19.5 scipy==1.4.1 pandas==1.0.5 python-dateutil==2.8.2 pytz==2022.1
cat >"$work/read.py" <<'PY'
import sys

import numpy as np
import scipy.io
import xarray as xr

if len(sys.argv) > 2:
    with scipy.io.netcdf_file(sys.argv[1], "w") as file:
        file.createDimension("draw", 3)
        for name, factor in (("double", np.float64(0.01)), ("single", np.float32(0.01))):
            variable = file.createVariable(name, "h", ("draw",))
            variable[:] = [1, 2, 29]
            variable.scale_factor = factor
read = xr.open_dataset(sys.argv[1], engine="scipy").load()
print([(name, str(read[name].dtype), float(read[name].values[2])) for name in ("double", "single")])
PY
then=$("$work/then/bin/python" -W ignore "$work/read.py" "$work/a.nc" write)
now=$("$work/now/bin/python" -W ignore "$work/read.py" "$work/a.nc")
echo "then: $then"
echo "now:  $now"
case "$then|$now" in
*"'double', 'float32'"*"'single', 'float32'"*"|"*"'double', 'float64'"*"'single', 'float32'"*) ;;
*) echo "does not hold: other types" >&2; exit 1 ;;
esac
echo "holds: a double scale_factor makes float64 now, float32 then"
