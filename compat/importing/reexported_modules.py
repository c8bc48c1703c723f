"""Modules of the old libraries that only re-export names of other modules: one entry each, no file.

`reexporting` makes the module when it is imported. A module with code of its own is a file in `theano_api/` or
`pymc3_api/`. Other names of these modules are looked up in `incidental_names`; `absence_reasons` explains the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reexported:
    """A module that only re-exports names.

    name: its name in the old libraries.
    about: the first sentence of its docstring; may be empty.
    sources: our module -> the names it provides, separated by blanks; `A=B` re-exports B as A. Names that begin with
    an underscore are left out of `import *`.
    """

    name: str
    about: str
    sources: Mapping[str, str]


ENTRIES = (
    Reexported(
        "pymc3.diagnostics",
        "Convergence statistics under the names of PyMC3 before 3.7.",
        {
            "theano_compat.pymc3_api.stats.statistics_until_3_8": "effective_n gelman_rubin geweke",
        },
    ),
    Reexported(
        "theano.compat.python2x",
        "What Theano before 0.10 took from here for Python 2.6.",
        {
            "collections": "OrderedDict",
        },
    ),
    Reexported(
        "theano.compile.builders",
        "A graph as an Op.",
        {
            "theano_compat.functions.graphs.from_graph": "OpFromGraph",
            "theano_compat.graph.connections": "io_connection_pattern",
        },
    ),
    Reexported(
        "theano.compile.profiling",
        "Times of functions.",
        {
            "theano_compat.functions.profiling.profile": "ProfileStats",
            "theano_compat.settings": "config",
        },
    ),
    Reexported(
        "theano.compile.sharedvalue",
        "Variables with a value.",
        {
            "theano_compat.graph.variable": "Container SharedVariable Variable",
            "theano_compat.ops.shared": "generic generic_constructor shared shared_constructor",
        },
    ),
    Reexported(
        "theano.gof.cc",
        "Linkers to C.",
        {
            "theano_compat.old.theano.optimizing.linkers": "CLinker DualLinker OpWiseCLinker",
        },
    ),
    Reexported(
        "theano.gof.fg",
        "",
        {
            "theano_compat.functions.graphs.function_graph": "CachedConstantError FunctionGraph InconsistencyError",
            "theano_compat.graph.missing_inputs": "MissingInputError",
            "theano_compat.graph.types": "NullType",  # set there when the first graph is made
            "theano_compat.graph.variable": "Apply Constant Variable",
        },
    ),
    Reexported(
        "theano.gof.link",
        "Linkers and containers.",
        {
            "theano_compat.graph.container": "Container",
            "theano_compat.graph.types": "Type",
            "theano_compat.graph.variable": "Apply Constant Variable",
            "theano_compat.old.theano.optimizing.linkers": (
                "Linker LocalLinker=Linker PerformLinker WrapLinker WrapLinkerMany"
            ),
        },
    ),
    Reexported(
        "theano.gof.optdb",
        "Collections of optimizers.",
        {
            "theano_compat.old.theano.optimizing.databases": "DB EquilibriumDB LocalGroupDB ProxyDB Query SequenceDB",
        },
    ),
    Reexported(
        "theano.gof.params_type",
        "Parameters of Ops.",
        {
            "theano_compat.graph.types": "Type",
            "theano_compat.ops.lists.enumerations": "EnumType",
            "theano_compat.ops.op_parameters": "c_cpp_keywords=C_KEYWORDS Params ParamsType",
        },
    ),
    Reexported(
        "theano.gof.type",
        "Types.",
        {
            "theano_compat.graph.types": "CLinkerType=Type Generic PureType=Type Type",
            "theano_compat.ops.lists.enumerations": "CEnumType EnumList EnumType",
            "theano_compat.ops.op_parameters": "CDataType",
            "theano_compat.ops.shared": "generic",
        },
    ),
    Reexported(
        "theano.gof.vm",
        "The linker of virtual machines.",
        {
            "theano_compat.old.theano.optimizing.linkers": "VM_Linker",
        },
    ),
    Reexported(
        "theano.gpuarray.dnn",
        "",
        {
            "theano_compat.old.theano.gpu_names": (
                "dnn_available dnn_conv dnn_conv3d dnn_pool dnn_present=dnn_available"
            ),
        },
    ),
    Reexported(
        "theano.graph.fg",
        "Source of the names: theano.graph.fg; theano.gof.fg has the same.",
        {
            "theano_compat.functions.graphs.function_graph": "FunctionGraph InconsistencyError",
            "theano_compat.graph.missing_inputs": "MissingInputError",
            "theano_compat.graph.variable": "Apply Constant Variable",
            "theano_compat.old.theano.graph.basic": "applys_between clone_get_equiv io_toposort vars_between",
        },
    ),
    Reexported(
        "theano.graph.null_type",
        "Source of the names: theano.graph.null_type; theano.gof.null_type has the same.",
        {
            "theano_compat.old.theano.gof.null_type": "null_type NullType Type",
        },
    ),
    Reexported(
        "theano.graph.op",
        "Source of the names: theano.graph.op; theano.gof.op has the same.",
        {
            "theano_compat.ops.external_c_op": "_NoPythonExternalCOp=ExternalCOp ExternalCOp",
            "theano_compat.ops.op_parameters": "Params ParamsType",
            "theano_compat.old.theano.gof.op": (
                "_NoPythonCOp=Op _NoPythonOp=Op Apply CLinkerOp config COp=Op debug_assert "
                "debug_error_message get_debug_values get_test_value get_test_values "
                "MethodNotDefined missing_test_message Op OpenMPOp TestValueError Variable"
            ),
        },
    ),
    Reexported(
        "theano.graph.opt",
        "Optimizers of users; theano.gof.opt differs in one signature.",
        {
            "theano_compat.old.theano.gof.opt": (
                "Apply check_stack_trace config Constant copy_stack_trace EquilibriumOptimizer "
                "FromFunctionLocalOptimizer FromFunctionOptimizer in2out InconsistencyError inplace_optimizer "
                "local_optimizer LocalOptGroup LocalOptimizer MergeOptimizer NavigatorOptimizer OpKeyOptimizer "
                "OpRemove OpSub optimizer Optimizer out2in PatternSub "
                "pre_greedy_local_optimizer=pre_greedy_local_optimizer_of_graph SeqOptimizer TopoOptimizer Variable"
            ),
        },
    ),
    Reexported(
        "theano.graph.optdb",
        "Source of the names: theano.graph.optdb; theano.gof.optdb has the same.",
        {
            "theano_compat.old.theano.optimizing.databases": "DB EquilibriumDB LocalGroupDB ProxyDB Query SequenceDB",
        },
    ),
    Reexported(
        "theano.graph.params_type",
        "Parameters of Ops.",
        {
            "theano_compat.graph.types": "CType=Type",
            "theano_compat.ops.lists.enumerations": "EnumType",
            "theano_compat.ops.op_parameters": "c_cpp_keywords=C_KEYWORDS Params ParamsType",
        },
    ),
    Reexported(
        "theano.graph.toolbox",
        "Features; theano.gof.toolbox has the same.",
        {
            "theano_compat.old.theano.gof.toolbox": (
                "AlreadyThere BadOptimization config Feature History InconsistencyError is_same_graph NodeFinder "
                "NoOutputFromInplace OrderedDict PrintListener ReplacementDidntRemovedError ReplaceValidate Validator"
            ),
        },
    ),
    Reexported(
        "theano.graph.type",
        "Source of the names: theano.graph.type; theano.gof.type has the same.",
        {
            "theano_compat.graph.types": "CLinkerType=Type CType=Type Generic Type",
            "theano_compat.ops.lists.enumerations": "CEnumType EnumList EnumType",
            "theano_compat.ops.op_parameters": "CDataType",
            "theano_compat.ops.shared": "generic",
        },
    ),
    Reexported(
        "theano.link.basic",
        "Source of the names: theano.link.basic; theano.gof.link has the same but for what wrappers are called with.",
        {
            "theano_compat.graph.container": "Container",
            "theano_compat.graph.types": "Type",
            "theano_compat.graph.variable": "Apply Constant Variable",
            "theano_compat.old.theano.optimizing.linkers": (
                "Linker LocalLinker=Linker PerformLinker "
                "WrapLinker=WrapLinkerOfGraphs "
                "WrapLinkerMany=WrapLinkerManyOfGraphs"
            ),
        },
    ),
    Reexported(
        "theano.misc.safe_asarray",
        "numpy.asarray that also knows floatX.",
        {
            "theano_compat.theano_api": "_asarray",
            "theano_compat.settings": "config",
        },
    ),
    Reexported(
        "theano.sandbox.blocksparse",
        "Products of some blocks of a matrix.",
        {
            "theano_compat.old.theano.networks.blocksparse": (
                "SparseBlockGemv SparseBlockOuter sparse_block_dot sparse_block_gemv sparse_block_gemv_inplace "
                "sparse_block_outer sparse_block_outer_inplace"
            ),
        },
    ),
    Reexported(
        "theano.sandbox.cuda.basic_ops",
        "",
        {
            "theano_compat.old.theano.gpu_names": (
                "as_cuda_ndarray_variable=as_float32 gpu_contiguous=same gpu_from_host=same host_from_gpu=same"
            ),
        },
    ),
    Reexported(
        "theano.sandbox.cuda.dnn",
        "",
        {
            "theano_compat.old.theano.gpu_names": (
                "dnn_available dnn_conv dnn_conv3d dnn_pool dnn_present=dnn_available"
            ),
        },
    ),
    Reexported(
        "theano.sandbox.cuda.type",
        "",
        {
            "theano_compat.old.theano.gpu_names": "CudaNdarrayType",
        },
    ),
    Reexported(
        "theano.sandbox.cuda.var",
        "",
        {
            "theano_compat.old.theano.gpu_names": "float32_shared_constructor=float32_shared",
        },
    ),
    Reexported(
        "theano.sandbox.neighbours",
        "",
        {
            "theano_compat.ops.networks.neighbours": "Images2Neibs images2neibs neibs2images",
        },
    ),
    Reexported(
        "theano.sandbox.softsign",
        "Where softsign was before it moved to theano.tensor.nnet.",
        {
            "theano_compat.theano_api.tensor.nnet.nnet": "softsign",
        },
    ),
    Reexported(
        "theano.scalar.sharedvar",
        "Shared scalars. Source of the names: theano.scalar.sharedvar; here they are tensors of rank 0.",
        {
            "theano_compat.graph.variable": "SharedVariable",
            "theano_compat.ops.shared": "ScalarSharedVariable shared=scalar_constructor",
        },
    ),
    Reexported(
        "theano.scan.basic",
        "The newer name of theano.scan_module.scan.",
        {
            "theano_compat.theano_api.scan_module": "scan",
        },
    ),
    Reexported(
        "theano.scan.checkpoints",
        "The newer name of theano.scan_module.scan_checkpoints.",
        {
            "theano_compat.theano_api.scan_module.scan_checkpoints": "scan_checkpoints",
        },
    ),
    Reexported(
        "theano.scan.op",
        "The newer name of theano.scan_module.scan_op.",
        {
            "theano_compat.ops.scan.op": "Scan",
        },
    ),
    Reexported(
        "theano.scan_module.scan_op",
        "",
        {
            "theano_compat.ops.scan.op": "Scan",
        },
    ),
    Reexported(
        "theano.sparse.opt",
        "Classes by which legacy's compiler replaced others; here there is one of each.",
        {
            "theano_compat.ops.sparse.arithmetic": (
                "AddSD_ccode=AddSD MulSDCSC=MulSD MulSDCSR=MulSD MulSVCSR=MulSV StructuredAddSVCSR=StructuredAddSV"
            ),
            "theano_compat.ops.sparse.compressed_arrays": "CSMGradC=CSMGrad",
            "theano_compat.ops.sparse.products": (
                "SamplingDotCSR=SamplingDot StructuredDotCSC=StructuredDot "
                "StructuredDotCSR=StructuredDot UsmmCscDense=Usmm"
            ),
        },
    ),
    Reexported(
        "theano.sparse.sharedvar",
        "Shared sparse matrices.",
        {
            "theano_compat.ops.sparse.shared": "sparse_constructor",
            "theano_compat.ops.sparse.variable": "SparseTensorSharedVariable",
        },
    ),
    Reexported(
        "theano.tensor.fft",
        "Fourier transforms of real arrays.",
        {
            "theano_compat.old.theano.networks.fourier": "irfft irfft_op IRFFTOp rfft rfft_op RFFTOp",
        },
    ),
    Reexported(
        "theano.tensor.fourier",
        "The complex Fourier transform along one axis.",
        {
            "theano_compat.old.theano.networks.fourier": "fft Fourier",
        },
    ),
    Reexported(
        "theano.tensor.io",
        "Arrays from files.",
        {
            "theano_compat.ops.load_from_disk": "load LoadFromDisk",
        },
    ),
    Reexported(
        "theano.tensor.opt_uncanonicalize",
        "The decorator of a user's late rule.",
        {
            "theano_compat.old.theano.optimizing.registry": "register_uncanonicalize",
        },
    ),
    Reexported(
        "theano.tensor.nnet.Conv3D",
        "Source of the name: theano.tensor.nnet.Conv3D, until Theano 0.9.",
        {
            "theano_compat.old.theano.networks.convolution_old": "conv3D",
        },
    ),
    Reexported(
        "theano.tensor.nnet.blocksparse",
        "Products of some blocks of a matrix.",
        {
            "theano_compat.old.theano.networks.blocksparse": (
                "SparseBlockGemv SparseBlockOuter sparse_block_dot sparse_block_gemv sparse_block_gemv_inplace "
                "sparse_block_outer sparse_block_outer_inplace"
            ),
        },
    ),
    Reexported(
        "theano.tensor.nnet.bn",
        "",
        {
            "theano_compat.ops.networks.batch_normalisation": (
                "AbstractBatchNormInference AbstractBatchNormTrain "
                "AbstractBatchNormTrainGrad batch_normalization "
                "batch_normalization_test batch_normalization_train"
            ),
        },
    ),
    Reexported(
        "theano.tensor.nnet.conv",
        "The older interface of convolution.",
        {
            "theano_compat.old.theano.networks.convolution_old": "ConvOp conv2d",
            "theano_compat.ops.known_values": "NotScalarConstantError get_scalar_constant_value",
            "theano_compat.ops.networks.convolution_shapes": "get_conv_output_shape get_conv_shape_1axis",
            "theano_compat.theano_api.tensor.nnet.abstract_conv": "imported_scipy_signal",
        },
    ),
    Reexported(
        "theano.tensor.nnet.conv3d2d",
        "",
        {
            "theano_compat.old.theano.networks.convolution_video": (
                "conv3d diagonal_subtensor DiagonalSubtensor "
                "get_diagonal_subtensor_view inc_diagonal_subtensor "
                "IncDiagonalSubtensor"
            ),
        },
    ),
    Reexported(
        "theano.tensor.nnet.corr",
        "",
        {
            "theano_compat.old.theano.networks.convolution_old": "CorrMM CorrMM_gradInputs CorrMM_gradWeights",
        },
    ),
    Reexported(
        "theano.tensor.nnet.corr3d",
        "",
        {
            "theano_compat.old.theano.networks.convolution_old": "Corr3dMM Corr3dMM_gradInputs Corr3dMM_gradWeights",
        },
    ),
    Reexported(
        "theano.tensor.nnet.neighbours",
        "",
        {
            "theano_compat.ops.networks.neighbours": "Images2Neibs images2neibs neibs2images",
        },
    ),
    Reexported(
        "theano.tensor.random.basic",
        "Laws.",
        {
            "theano_compat.ops.random.distributions": (
                "bernoulli beta betabinom binomial categorical cauchy choice dirichlet "
                "exponential gamma halfcauchy halfnormal invgamma multinomial "
                "multivariate_normal nbinom normal permutation poisson randint "
                "truncexpon uniform"
            ),
        },
    ),
    Reexported(
        "theano.tensor.random.type",
        "The type of random states.",
        {
            "theano_compat.ops.random_state": "random_state_type RandomStateType",
        },
    ),
    Reexported(
        "theano.tensor.random.utils",
        "Random streams.",
        {
            "theano_compat.ops.random.distributions": "RandomStream",
        },
    ),
    Reexported(
        "theano.tensor.shared_randomstreams",
        "Random streams of NumPy's RandomState.",
        {
            "theano_compat.ops.random_state": "randomstate_constructor RandomStateSharedVariable",
            "theano_compat.ops.random.streams": "RandomStreams",
        },
    ),
    Reexported(
        "theano.tensor.signal.conv",
        "",
        {
            "theano_compat.old.theano.networks.convolution_old": "conv2d=signal_conv2d",
        },
    ),
    Reexported(
        "theano.tensor.signal.downsample",
        "Source of the names: theano.tensor.signal.downsample, as pooling was called until Theano 0.8.",
        {
            "theano_compat.ops.networks.pooling": (
                "DownsampleFactorMax=Pool DownsampleFactorMaxGrad=MaxPoolGrad DownsampleFactorMaxGradGrad"
            ),
            "theano_compat.ops.networks.pooling_functions": "max_pool_2d max_pool_2d_same_size",
        },
    ),
    Reexported(
        "theano.tensor.signal.pool",
        "",
        {
            "theano_compat.ops.networks.pooling": "AveragePoolGrad DownsampleFactorMaxGradGrad MaxPoolGrad Pool",
            "theano_compat.ops.networks.pooling_functions": "max_pool_2d_same_size pool_2d pool_3d",
        },
    ),
    Reexported(
        "theano.tensor.type_other",
        "None and slices as values in a graph.",
        {
            "theano_compat.graph.types": "Generic",
            "theano_compat.ops.indexing.slice_type": "SliceConstant SliceType slicetype",
            "theano_compat.ops.indexing.slice_variables": (
                "as_int_none_variable make_slice MakeSlice none_type_t NoneConst NoneTypeT"
            ),
        },
    ),
    Reexported(
        "theano.tests.breakpoint",
        "Where Theano 1.0 had `PdbBreakpoint`.",
        {
            "theano_compat.old.theano.breakpoint": "PdbBreakpoint",
        },
    ),
    Reexported(
        "theano.typed_list.type",
        "The type of lists.",
        {
            "theano_compat.old.theano.typed_list.typed_list_type": "TypedListType",
        },
    ),
)

REEXPORTED = {entry.name: entry for entry in ENTRIES}

__all__ = ["ENTRIES", "REEXPORTED", "Reexported"]
