"""Runs one of attrici's own tests; the input that its repository keeps apart is made of the target of the test.

A target has the observations of a cell beside the results, so the input has this cell and variable alone.
They stay in single precision, in which attrici scales them: in double, rsds is off by 5e-4 of its results.
"""

import os
import sys

import pandas as pd
import xarray as xr

UNITS = {
    "tas": "K", "tasskew": "1", "tasrange": "K", "pr": "kg m-2 s-1", "ps": "Pa", "hurs": "%", "rsds": "W m-2",
    "rlds": "W m-2", "sfcWind": "m s-1",
}  # fmt: skip
TESTS = {"sfcWind": "sfc_wind"}
DATA = "./tests/data/20CRv3-ERA5_germany"

variable = sys.argv[1]
target = pd.read_hdf(f"{DATA}_target_{variable}_lat50.75_lon9.25.h5").set_index("ds")
observed = xr.DataArray(
    target.y.to_numpy()[:, None, None],
    {"time": target.index.to_numpy(), "lat": [50.75], "lon": [9.25]},
    ("time", "lat", "lon"),
    attrs={"units": UNITS[variable]},
)
observed.to_dataset(name=variable).to_netcdf(f"{DATA}_obs.nc")

# its pyproject.toml names the outermost package alone: it is meant to be installed in place
os.environ["PYTHONPATH"] = os.pathsep.join([os.getcwd(), os.environ["PYTHONPATH"]])
sys.path.insert(0, "tests")
import test_detrend_pymc  # noqa: E402

getattr(test_detrend_pymc, f"test_detrend_run_{TESTS.get(variable, variable)}")("pymc3")
