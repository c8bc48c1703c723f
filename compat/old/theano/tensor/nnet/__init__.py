"""Modules of `theano.tensor.nnet` that are not in `theano_api/tensor/nnet/`."""
