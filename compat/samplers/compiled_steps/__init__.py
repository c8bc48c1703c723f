"""Many draws of step methods in one call into C: the form of a method there, its arguments, and its state after.

models/compiled_steps/ says which of PyMC3's step methods have such a form.
"""
