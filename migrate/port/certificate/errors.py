"""What can go wrong in a certificate that is not a difference between two models."""


class CannotCertify(RuntimeError):
    """One of the scripts could not be run up to its models, or there is no PyMC to run the new one with."""
