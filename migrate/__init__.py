"""Auditing legacy Theano and PyMC3 code, porting it, and comparing posteriors: installed as `theano_migrate`."""
