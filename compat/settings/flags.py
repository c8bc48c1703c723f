"""Every flag of `theano.config`: one row each, for the union of Theano 1.0.5 and Theano-PyMC 1.1.2.

Names use the double underscore of 1.1 (`blas__ldflags`); the dotted name of 1.0.5 is the same flag.
Defaults and choices were read from the two libraries. `EFFECTS` lists the flags that change anything here; every other
flag is accepted, checked and stored, so that legacy code that sets it runs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Flag:
    """A legacy flag: its name, its valid values, and its default."""

    name: str
    kind: str  # "flag" (bool), "integer", "number", "text", "choice" or "anything"
    default: Any
    choices: tuple[str, ...] = ()
    fixed: bool = False  # may be given by THEANO_FLAGS or .theanorc, but not assigned afterwards
    convert: Callable[[Any], Any] | None = None  # its own check, for `device` and flags that users added

    @property
    def dotted(self) -> str:
        return self.name.replace("__", ".")


def flag(name: str, default: bool, *, fixed: bool = False) -> Flag:
    """Return a bool flag."""
    return Flag(name, "flag", default, fixed=fixed)


def integer(name: str, default: int, *, fixed: bool = False) -> Flag:
    """Return an integer flag."""
    return Flag(name, "integer", default, fixed=fixed)


def number(name: str, default: float, *, fixed: bool = False) -> Flag:
    """Return a number flag."""
    return Flag(name, "number", default, fixed=fixed)


def text(name: str, default: str, *, fixed: bool = False) -> Flag:
    """Return a flag for any text."""
    return Flag(name, "text", default, fixed=fixed)


def release(value: str) -> str:
    """Return the release of PyMC3 that `value` ("3.11.6", "3.8", "3.5.1") stands for: "3.0" to "3.8", or "3.11"."""
    found = re.fullmatch(r"3\.(\d+)(\.\d+)*", str(value))
    minor = int(found[1]) if found else -1
    if not 0 <= minor <= 11:
        raise ValueError(
            f"Invalid value ('{value}') for configuration variable 'emulate'. Valid options are releases of PyMC3, "
            "from 3.0 to 3.11"
        )
    return "3.11" if minor > 8 else f"3.{minor}"


def device(value: object) -> str:
    """Return the name of a device: `cpu`, or one of JAX's, with or without a number."""
    if not re.fullmatch(r"cpu|(cuda|gpu|tpu|opencl)[\d:]*", str(value)):
        raise ValueError(
            f"Invalid value ('{value}') for configuration variable 'device'. Valid options start with one "
            "of cpu, cuda, gpu, tpu and opencl"
        )
    return str(value)


def choice(name: str, default: str, *choices: str, fixed: bool = False) -> Flag:
    """Return a flag for one of several texts."""
    return Flag(name, "choice", default, choices, fixed=fixed)


def anything(name: str, default: str | None, *, fixed: bool = False) -> Flag:
    """Return a flag for any value."""
    return Flag(name, "anything", default, fixed=fixed)


SETERR = ("None", "ignore", "warn", "raise", "call", "print", "log")
VERSIONS = (
    *("None", "all", "0.3", "0.4", "0.4.1", "0.5", "0.6", "0.7", "0.8", "0.8.1", "0.8.2", "0.9", "0.10"),
    *("1.0", "1.0.1", "1.0.2", "1.0.3", "1.0.4", "1.0.5"),
)
DNN_RUNTIME = ("guess_once", "guess_on_shape_change", "time_once", "time_on_shape_change")
DNN_ANY = ("none", "fft", "fft_tiling", "winograd_non_fused", *DNN_RUNTIME)
DNN_BACKWARD_DATA = (*DNN_ANY, "deterministic", "winograd")
DNN_BACKWARD_FILTER = (*DNN_ANY, "deterministic", "small")
DNN_FORWARD = (*DNN_ANY, "small", "large", "winograd")
DNN_PRECISION = ("as_input_f32", "as_input", "float16", "float32", "float64")
COMPILEDIR_FORMAT = "compiledir_%(short_platform)s-%(processor)s-%(python_version)s-%(python_bitwidth)s"

LEGACY = (
    flag("allow_gc", True),
    choice("assert_no_cpu_op", "ignore", "ignore", "pdb", "raise", "warn"),
    text("base_compiledir", "", fixed=True),
    flag("blas__check_openmp", True),
    text("blas__ldflags", ""),
    flag("cache_optimizations", False),
    choice("cast_policy", "custom", "custom", "numpy+floatX"),
    flag("check_input", True),
    choice("check_stack_trace", "off", "log", "off", "raise", "warn"),
    integer("cmodule__age_thresh_use", 2073600, fixed=True),
    flag("cmodule__compilation_warning", False),
    flag("cmodule__debug", False),
    flag("cmodule__preload_cache", False, fixed=True),
    flag("cmodule__remove_gxx_opt", False),
    flag("cmodule__warn_no_version", False),
    integer("compile__timeout", 120, fixed=True),
    integer("compile__wait", 5, fixed=True),
    text("compiledir", "", fixed=True),
    text("compiledir_format", COMPILEDIR_FORMAT, fixed=True),
    choice("compute_test_value", "off", "ignore", "off", "pdb", "raise", "warn"),
    choice("compute_test_value_opt", "off", "ignore", "off", "pdb", "raise", "warn"),
    text("contexts", "", fixed=True),
    flag("conv__assert_shape", False),
    text("ctc__root", "", fixed=True),
    text("cuda__include_path", ""),
    text("cuda__root", ""),
    text("cxx", "g++"),
    choice("cycle_detection", "regular", "fast", "regular"),
    flag("DebugMode__check_c", True),
    flag("DebugMode__check_finite", True),
    text("DebugMode__check_preallocated_output", ""),
    integer("DebugMode__check_preallocated_output_ndim", 4),
    flag("DebugMode__check_py", True),
    integer("DebugMode__check_strides", 0),
    integer("DebugMode__patience", 10),
    flag("DebugMode__warn_input_not_reused", True),
    choice("deterministic", "default", "default", "more"),
    Flag("device", "text", "cpu", fixed=True, convert=device),
    text("dnn__base_path", ""),
    text("dnn__bin_path", ""),
    text("dnn__conv__algo_bwd", ""),
    choice("dnn__conv__algo_bwd_data", "none", *DNN_BACKWARD_DATA),
    choice("dnn__conv__algo_bwd_filter", "none", *DNN_BACKWARD_FILTER),
    choice("dnn__conv__algo_fwd", "small", *DNN_FORWARD),
    choice("dnn__conv__precision", "as_input_f32", *DNN_PRECISION),
    text("dnn__conv__workmem", ""),
    text("dnn__conv__workmem_bwd", ""),
    choice("dnn__enabled", "auto", "False", "True", "auto", "no_check"),
    text("dnn__include_path", ""),
    text("dnn__library_path", ""),
    choice("exception_verbosity", "low", "high", "low"),
    flag("experimental__local_alloc_elemwise", True),
    flag("experimental__local_alloc_elemwise_assert", True),
    flag("experimental__unpickle_gpu_on_cpu", False),
    choice("floatX", "float64", "float16", "float32", "float64"),
    flag("force_device", False, fixed=True),
    text("gcc__cxxflags", ""),
    flag("gpu__local_elemwise_fusion", True),
    text("gpuarray__cache_path", "", fixed=True),
    number("gpuarray__preallocate", 0.0, fixed=True),
    choice("gpuarray__sched", "default", "default", "multi", "single"),
    flag("gpuarray__single_stream", True),
    flag("gpuarray__sync", False),
    flag("gpuelemwise__sync", True),
    text("init_gpu_device", "", fixed=True),
    choice("int_division", "int", "int", "raise", "floatX"),
    flag("lib__amblibm", False),
    flag("lib__amdlibm", False),
    choice("linker", "cvm", "c", "cvm", "cvm_nogc", "c|py", "c|py_nogc", "py", "vm", "vm_nogc"),
    flag("magma__enabled", False),
    text("magma__include_path", ""),
    text("magma__library_path", ""),
    text("metaopt__optimizer_excluding", ""),
    text("metaopt__optimizer_including", ""),
    integer("metaopt__verbose", 0),
    anything("mode", "Mode"),
    choice("NanGuardMode__action", "raise", "pdb", "raise", "warn"),
    flag("NanGuardMode__big_is_error", True),
    flag("NanGuardMode__inf_is_error", True),
    flag("NanGuardMode__nan_is_error", True),
    flag("nocleanup", False),
    choice("numpy__seterr_all", "ignore", *SETERR, fixed=True),
    choice("numpy__seterr_divide", "None", *SETERR, fixed=True),
    choice("numpy__seterr_invalid", "None", *SETERR, fixed=True),
    choice("numpy__seterr_over", "None", *SETERR, fixed=True),
    choice("numpy__seterr_under", "None", *SETERR, fixed=True),
    choice("on_opt_error", "warn", "ignore", "pdb", "raise", "warn"),
    choice("on_shape_error", "warn", "raise", "warn"),
    choice("on_unused_input", "raise", "ignore", "raise", "warn"),
    flag("openmp", False),
    integer("openmp_elemwise_minsize", 200000),
    number("optdb__max_use_ratio", 8.0),
    number("optdb__position_cutoff", math.inf),
    choice("optimizer", "o4", "None", "fast_compile", "fast_run", "merge", "o1", "o2", "o3", "o4", "unsafe"),
    text("optimizer_excluding", "", fixed=True),
    text("optimizer_including", "", fixed=True),
    text("optimizer_requiring", "", fixed=True),
    flag("optimizer_verbose", False),
    flag("pickle_test_value", True),
    flag("print_active_device", True, fixed=True),
    flag("print_global_stats", False),
    flag("print_test_value", False),
    flag("profile", False),
    flag("profile_memory", False),
    flag("profile_optimizer", False),
    flag("profiling__debugprint", False),
    text("profiling__destination", "stderr"),
    flag("profiling__ignore_first_call", False),
    integer("profiling__min_memory_size", 1024),
    flag("profiling__min_peak_memory", False),
    integer("profiling__n_apply", 20),
    integer("profiling__n_ops", 20),
    integer("profiling__output_line_width", 512),
    flag("profiling__time_thunks", True),
    flag("reoptimize_unpickled_function", False),
    flag("scan__allow_gc", False),
    flag("scan__allow_output_prealloc", True),
    flag("scan__debug", False),
    integer("tensor__cmp_sloppy", 0, fixed=True),
    integer("tensor__insert_inplace_optimizer_validate_nb", -1),
    flag("tensor__local_elemwise_fusion", True),
    integer("traceback__compile_limit", 0),
    integer("traceback__limit", 8),
    text("unittests__rseed", "666"),
    flag("unpickle_function", True),
    anything("vm__lazy", None),
    flag("warn__argmax_pushdown_bug", False),
    flag("warn__gpu_set_subtensor1", False),
    flag("warn__gpusum_01_011_0111_bug", False),
    flag("warn__identify_1pexp_bug", False),
    choice("warn__ignore_bug_before", "0.9", *VERSIONS, fixed=True),
    flag("warn__inc_set_subtensor1", False),
    flag("warn__inc_subtensor1_opt", True),
    flag("warn__reduce_join", False),
    flag("warn__round", False),
    flag("warn__signal_conv2d_interface", False),
    flag("warn__subtensor_merge_bug", False),
    flag("warn__sum_div_dimshuffle_bug", False),
    flag("warn__sum_sum_bug", False),
    flag("warn__vm_gc_bug", False),
    choice("warn_float64", "ignore", "ignore", "pdb", "raise", "warn"),
)

OURS = (
    choice("sampler", "nutpie", "nutpie", "pymc3", "numpyro", "tfp", "snaper"),
    choice("mass_matrix", "diagonal", "diagonal", "low_rank"),
    Flag("emulate", "text", "3.11", convert=release),
    choice("sums_of_squares", "triangular", "rows", "triangular"),
    choice("fallback", "allow", "allow", "raise", "warn"),
    flag("reproducible", False),
    text("cache_dir", ""),
    text("checkpoint", ""),
    flag("checkpoint_unchecked", False),
)

FLAGS = {row.name: row for row in (*LEGACY, *OURS)}

# The effects of flags here. A test compares this table with the code: it lists exactly the flags that some module
# reads.
EFFECTS = {
    "floatX": "dtype of Python floats, of shared variables and of tensor constructors without a dtype",
    "cast_policy": "how Python numbers are typed: by their value, or as floatX",
    "compute_test_value": "test values are computed while the graph is built",
    "print_test_value": "repr of a variable has its test value in the second line",
    "mode": "the mode of `function` where none is given",
    "on_unused_input": "an input that no output needs: error, warning, nothing",
    "device": "cuda, gpu, tpu or opencl: the default mode is JAX, on the device of that number (cuda1)",
    "force_device": "device=cuda without a GPU raises",
    "profile": "functions count and time their calls, and print it when Python ends",
    "profile_memory": "a profile prints what its rows wrote",
    "profiling__min_memory_size": "rows of fewer bytes are summed up where a profile prints what was written",
    "profiling__time_thunks": "a profile has the times of kernels in C, and of single nodes in NumPy",
    "profiling__ignore_first_call": "a profile forgets the first call",
    "unpickle_function": "off: a pickled function loads as None",
    "cxx": "the C++ compiler of Ops that have c_code and no perform; empty: none",
    "gcc__cxxflags": "what that compiler is given besides",
    "linker": "the backend of Mode() and of mode=Mode",
    "optimizer": "the rules of Mode() and of mode=Mode",
    "on_opt_error": "what happens where a user's optimizer raises",
    "DebugMode__check_c": "DebugMode runs C too",
    "DebugMode__check_py": "DebugMode runs the Python backend too",
    "DebugMode__check_finite": "DebugMode refuses NaN and infinity",
    "DebugMode__check_preallocated_output": "the memory that DebugMode gives a user's Op for its outputs",
    "NanGuardMode__action": "what NanGuardMode does: an error, a message, or the debugger",
    "NanGuardMode__nan_is_error": "NanGuardMode stops at a NaN",
    "NanGuardMode__inf_is_error": "NanGuardMode stops at an infinity",
    "NanGuardMode__big_is_error": "NanGuardMode stops at a value above 1e10",
    "traceback__limit": "how many frames theano.gof.utils.add_tag_trace keeps",
    "unittests__rseed": "the seed of theano.tests.unittest_tools",
    "warn__ignore_bug_before": "what theano.configdefaults.warn_default says",
    "int_division": "what Python 2's x / y (div_proxy) of two integers means",
    "warn__round": "tt.round without a mode warns about the changed default",
    "base_compiledir": "where compiled objects are kept",
    "cache_dir": "where compiled objects are kept, stronger than base_compiledir",
    "openmp": "where it is set: whether functions made from then on run large loops on several threads; else they do",
    "openmp_elemwise_minsize": "where it is set: points that a loop on several threads must have",
    "conv__assert_shape": "convolutions check the shapes that they were given beforehand",
    "sampler": "who answers `pm.sample` when every variable is continuous",
    "mass_matrix": "how nutpie adapts its mass matrix: a diagonal, or one with correlations of low rank besides",
    "sums_of_squares": "how regressions with one sigma sum their squares: from a triangular form, or by rows",
    "checkpoint": "the folder in which `pm.sample`, `pm.sample_smc` and `pm.fit` keep a run, and find it again",
    "checkpoint_unchecked": "a kept run goes on although code that its model calls changed, or cannot be compared",
    "fallback": "what does not run compiled: allowed, said once a line, or refused",
    "reproducible": "compiled functions give the same bits on every processor, by every compiler, or are refused",
    "emulate": "which release of PyMC3, 3.0 to 3.11, wins where they disagree",
}
