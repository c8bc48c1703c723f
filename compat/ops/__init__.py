"""Ops: types, shapes, gradients, array forms and C forms, one file for each family."""
