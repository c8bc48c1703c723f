"""Modules of `theano.tensor` that are not in `theano_api/tensor/`."""
