"""Densities of the fixtures, with their gradients, are lowered for GPUs and TPUs: that needs no such hardware."""

from __future__ import annotations

import pytest

from theano_compat.infer.jax.program import precision
from theano_compat.models.modelling.density import log_density
from theano_compat.models.vartypes import continuous_types
from tools.fixture_table.fixtures import model_of, with_file

CALLS_PYTHON = ("user_op",)  # on the processor beside the device: there is nothing to lower


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", with_file("logp.npz"))
def test_lowered_for_cuda_and_tpu(name):
    jax = pytest.importorskip("jax")
    export = pytest.importorskip("jax.export")
    model = model_of(name)
    if any(v.dtype not in continuous_types for v in model.free_RVs):
        pytest.skip("the model has discrete variables")
    density = log_density(model)
    with precision():
        form = density.jax()
        x = jax.ShapeDtypeStruct((density.dimension,), "float64")
        program = jax.jit(jax.value_and_grad(form.logp))
        if name in CALLS_PYTHON:
            with pytest.raises(NotImplementedError, match="python_callback"):
                export.export(program, platforms=("cuda", "tpu"))(x, form.data)
            return
        exported = export.export(program, platforms=("cuda", "tpu"))(x, form.data)
    assert exported.platforms == ("cuda", "tpu") and [v.shape for v in exported.out_avals] == [(), x.shape]
