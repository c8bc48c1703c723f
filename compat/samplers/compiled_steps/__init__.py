"""Many draws of step methods in one call into C: what a method is there, what C is given, and what it leaves.

Which of PyMC3's step methods have such a form is said in models/compiled_steps/.
"""
