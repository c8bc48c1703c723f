"""What `debugprint` says of a function's storage and clients: the text of Theano 1.0.5."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api.printing import debugprint

x, y = tt.dvectors("x", "y")
w, c = theano.shared(np.ones(3), "w"), tt.as_tensor_variable(np.array([1.0, 2, 3]))
z = tt.exp(x)
OUTPUTS = {"two": [z * w + c, z + y], "given": [z, z + y, z * x]}
TEXTS = {
    ("two", "print_storage"): """Elemwise{add,no_inplace} [id A] ''   2 [None]
 |Elemwise{mul,no_inplace} [id B] ''   1 [None]
 | |Elemwise{exp,no_inplace} [id C] ''   0 [None]
 | | |x [id D] [None]
 | |w [id E] [array([1., 1., 1.])]
 |TensorConstant{[1. 2. 3.]} [id F] [array([1., 2., 3.])]
Elemwise{add,no_inplace} [id G] ''   3 [None]
 |Elemwise{exp,no_inplace} [id C] ''   0 [None]
 |y [id H] [None]
""",
    ("two", "print_clients"): """Elemwise{add,no_inplace} [id A] ''   2
 |Elemwise{mul,no_inplace} [id B] ''   1
 | |Elemwise{exp,no_inplace} [id C] ''   0 clients:[('[id B]', 1), ('[id D]', 3)]
 | | |x [id E]
 | |w [id F]
 |TensorConstant{[1. 2. 3.]} [id G]
Elemwise{add,no_inplace} [id D] ''   3
 |Elemwise{exp,no_inplace} [id C] ''   0 clients:[('[id B]', 1), ('[id D]', 3)]
 |y [id H]
""",
    ("given", "print_clients"): """\
Elemwise{exp,no_inplace} [id A] ''   0 clients:[('[id B]', 1), ('[id C]', 2), ('output', '')]
 |x [id E]
Elemwise{add,no_inplace} [id B] ''   1
 |Elemwise{exp,no_inplace} [id A] ''   0 clients:[('[id B]', 1), ('[id C]', 2), ('output', '')]
 |y [id F]
Elemwise{mul,no_inplace} [id C] ''   2
 |Elemwise{exp,no_inplace} [id A] ''   0 clients:[('[id B]', 1), ('[id C]', 2), ('output', '')]
 |x [id E]
""",
}


@pytest.mark.fidelity
@pytest.mark.parametrize("outputs, what", TEXTS)
def test_function(outputs, what):
    f = theano.function([x, y], OUTPUTS[outputs], mode=theano.Mode("py", None))
    assert debugprint(f, file="str", **{what: True}) == TEXTS[outputs, what]
    f(np.ones(3), np.ones(3))
    assert debugprint(f, file="str", **{what: True}) == TEXTS[outputs, what]


def test_graph_has_neither():
    plain = debugprint(OUTPUTS["two"], file="str")
    assert debugprint(OUTPUTS["two"], file="str", print_storage=True, print_clients=True) == plain
