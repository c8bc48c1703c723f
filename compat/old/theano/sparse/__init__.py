"""Modules of `theano.sparse` that are not in `theano_api/sparse/`."""
