"""What is said of a name that is not here: why, where legacy had it; what was meant, where it did not."""

import importlib
import re

import pytest

import compat
from theano_compat.importing.absence_reasons import never_was
from theano_migrate.check.names.coverage import installed

OF_THEANO, OF_PYMC3 = "(Theano 1.0.5 and 1.1.2 had none)", "(PyMC3 3.8 and 3.11.5 had none)"
GONE = "a whole function runs through JAX"
SENTENCES = {
    "pymc3.Nrmal": f"module 'pymc3' has no attribute 'Nrmal' {OF_PYMC3}: did you mean 'Normal'?",
    "theano.tensor.nosuch": f"module 'theano.tensor' has no attribute 'nosuch' {OF_THEANO}",
    "theano.tensor.exxp": f"module 'theano.tensor' has no attribute 'exxp' {OF_THEANO}: did you mean 'exp'?",
    "theano.tensor._nosuch": "module 'theano.tensor' has no attribute '_nosuch'",
    "theano.gof.HideC": "module 'theano.gof' has no attribute 'HideC': not written yet",
    "theano.tensor.MPISend": "module 'theano.tensor' has no attribute 'MPISend': not written yet",
}
IMPORTS = {
    "from theano.gof import HideC": "cannot import name 'HideC' from 'theano.gof': not written yet",
    "from compat.gof import HideC": "cannot import name 'HideC' from 'theano.gof': not written yet",
    "from theano import functoin": f"cannot import name 'functoin' from 'theano' {OF_THEANO}: did you mean "
                                   "'function'?",
    "from theano.tensor.basic import exxp": f"cannot import name 'exxp' from 'theano.tensor.basic' {OF_THEANO}: "
                                            "did you mean 'exp'?",
    "from pymc3 import Nrmal": f"cannot import name 'Nrmal' from 'pymc3' {OF_PYMC3}: did you mean 'Normal'?",
    "import theano.zzz": f"No module named 'theano.zzz' {OF_THEANO}",
    "import theano.tensr": f"No module named 'theano.tensr' {OF_THEANO}: did you mean 'tensor'?",
    "import theano.tensr.nnet": f"No module named 'theano.tensr' {OF_THEANO}: did you mean 'tensor'?",
    "import theano.gpuarray.blas": f"No module named 'theano.gpuarray.blas': .*{GONE}",
}  # fmt: skip


@pytest.fixture(autouse=True)
def ours():
    compat.install()
    yield
    compat.uninstall()


@pytest.mark.parametrize("name", SENTENCES)
def test_attributes(name):
    module, _, attribute = name.rpartition(".")
    there = importlib.import_module(module)
    assert not hasattr(there, attribute) and getattr(there, attribute, 5) == 5
    with pytest.raises(AttributeError, match=f"^{re.escape(SENTENCES[name])}$"):
        getattr(there, attribute)


@pytest.mark.parametrize("line", IMPORTS)
def test_imports(line):
    said = IMPORTS[line]
    with pytest.raises(ImportError, match=said if GONE in said else f"^{re.escape(said)}$"):
        exec(line, {})


def test_what_is_there_is_imported():
    there = {}
    exec("from theano import tensor, pp\nfrom theano.tensor import nnet\nfrom pymc3 import Normal, plots", there)
    assert {"tensor", "pp", "nnet", "Normal", "plots"} <= set(there)


NAMES = {
    "pymc3.Nrmal": ("unknown", True),
    "theano.tensor.nosuch": ("unknown", True),
    "theano.zzz": ("unknown", True),
    "theano.gof.HideC": ("absent", False),
    "theano.tensor.exp": ("supported", False),
    "theano.tensor._private": ("absent", False),
    "theano.scan_module.scan_utils": ("supported", False),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", NAMES)
def test_migrate_check_says_the_same(name):
    status, never = NAMES[name]
    assert installed().lookup(name).status == status
    assert never_was(name) is never


# What public programs used of names that are not here (two programs used one of them at most): each decided.
GONE_NAMES = """
theano.gpuarray.basic_ops.infer_context_name theano.sandbox.cuda.CudaNdarray 
theano.gpuarray.type.GpuArrayConstant theano.gpuarray.type.gpu_context_type theano.sandbox.cuda.pygpu_activated
theano.sandbox.cuda.opt.register_opt theano.sandbox.cuda.register_opt theano.scan_module.scan_utils.scan_args
theano.gpuarray.basic_ops.GpuAllocEmpty theano.gpuarray.basic_ops.GpuEye
theano.gpuarray.basic_ops.GpuKernelBase theano.gpuarray.basic_ops.Kernel theano.gpuarray.dnn.GpuDnnConvDesc
theano.gpuarray.dnn.GpuDnnConvGradI theano.gpuarray.fp16_help.write_w
theano.sandbox.cuda.basic_ops.gpu_alloc_empty theano.sandbox.cuda.cuda_ndarray
theano.sandbox.cuda.cuda_ndarray.cuda_ndarray.CudaNdarray theano.sandbox.cuda.dnn.GpuDnnConv
theano.sandbox.cuda.dnn.GpuDnnConvDesc theano.sandbox.cuda.nvcc_compiler.rpath_defaults
theano.gof.Value theano.gpuarray.basic_ops.Kernel.get_flags
theano.sandbox.cuda.blas.GpuCorrMM theano.sandbox.cuda.cuda_ndarray.cuda_ndarray
theano.sandbox.cuda.cuda_ndarray.cuda_ndarray.cublas_v2 theano.sandbox.cuda.dnn.GpuDnnConv.get_out_shape
theano.sandbox.cuda.mem_info theano.sandbox.cuda.nvcc_compiler.NVCC_compiler
theano.sandbox.cuda.nvcc_compiler.add_standard_rpath theano.sandbox.cuda.var.CudaNdarrayVariable
theano.sandbox.gpuarray.dnn theano.tensor.new pymc3.stats._psislw pymc3.stats.dict2pd pymc3.variational.advi_minibatch
pymc3.examples.gelman_bioassay.model pymc3.examples.glm_linear.model
pymc3.distributions.distribution.infer_shape pymc3.examples.glm_linear pymc3.gp.GP pymc3.gp.cov.M
pymc3.plots.artists.plot_posterior_op pymc3.plots.summary pymc3.stats._log_post_trace
""".split()
NEVER = """
theano.config.pthreads.inc_dir theano.config.pthreads.lib theano.config.pthreads.lib_dir theano.config.test_values
theano.tensor.hstack theano.tensor.dimshuffle pymc3.Mutinomial
""".split()


@pytest.mark.wide(23)
@pytest.mark.parametrize("name", [*GONE_NAMES, *NEVER])
def test_what_programs_used_and_is_absent(name):
    """The reason is said where it is used and by migrate-check; what no release had is a mistake there."""
    module, _, attribute = name.rpartition(".")
    state = installed().lookup(name)
    assert state.status == ("unknown" if name in NEVER else "absent") and state.reason != "not written yet"
    with pytest.raises((AttributeError, ImportError)) as raised:
        exec(f"import {name.partition('.')[0]}\n{name}", {})
    if name in GONE_NAMES:
        assert state.reason and state.reason in str(raised.value)
