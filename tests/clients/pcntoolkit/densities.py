"""Log densities and gradients of the hierarchical models, as PCNtoolkit builds them."""

from toy_data import KINDS, data, density, leave, modeller

X, y, site = data(1)
numbers = {}
for kind in KINDS:
    hbr = modeller(kind).hbr
    hbr.trace = None
    # SHASHb's own gradient is a difference of 1e-10 of a Bessel function: nobody agrees on its digits
    numbers[kind] = density(hbr.get_model(X, y, site), gradient=kind != "SHASHb")
leave(numbers)
