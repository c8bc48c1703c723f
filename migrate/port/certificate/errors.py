"""Errors of a certificate, as opposed to differences between models."""


class CannotCertify(RuntimeError):
    """A script could not be run up to its models, or there is no PyMC to run the new one with."""
