"""Tools for legacy Theano and PyMC3 code: check it, port it, compare posteriors. Installed as `theano_migrate`."""
