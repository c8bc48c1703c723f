"""Auditing legacy Theano and PyMC3 code (`migrate check`) and comparing posteriors (`migrate compare`)."""
