"""Formats that are recognised but not supported."""

from __future__ import annotations

from .format import Format

NETCDF_3 = Format("netCDF 3", begins=(b"CDF",), refused="netCDF 3, which has no groups: no file of ArviZ")
LZ4 = Format(
    "lz4", begins=(b"\x04\x22\x4d\x18",), refused="lz4: unpack it first (joblib.load, joblib.dump without compression)"
)
