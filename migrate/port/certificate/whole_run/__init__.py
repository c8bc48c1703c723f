"""The port runs to its end under the real PyMC, in a process and a copy of its folder, with few draws."""
