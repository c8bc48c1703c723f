"""Documents that are run several times: what their runs say of a number."""
