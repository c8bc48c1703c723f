"""Sparse random matrices, and older names of sparse Ops. Source of the names: theano.sparse.sandbox.sp2."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.sparse.random import (
    Binomial,
    Multinomial,
    Poisson,
    csc_dbinomial,
    csc_fbinomial,
    csr_dbinomial,
    csr_fbinomial,
    multinomial,
    poisson,
)
from compat.theano_api.sparse.basic import (
    CSC,
    CSM,
    CSR,
    AddSSData,
    Cast,
    CSMProperties,
    HStack,
    MulSV,
    Remove0,
    SamplingDot,
    SparseType,
    StructuredAddSV,
    VStack,
    add_s_s,
    add_s_s_data,
    as_sparse_variable,
    bcast,
    ccast,
    csm_data,
    csm_indices,
    csm_indptr,
    csm_properties,
    csm_shape,
    dcast,
    dot,
    fcast,
    hstack,
    icast,
    lcast,
    mul_s_d,
    mul_s_s,
    mul_s_v,
    neg,
    remove0,
    sampling_dot,
    structured_add,
    structured_add_s_v,
    structured_exp,
    structured_log,
    structured_maximum,
    structured_minimum,
    structured_monoid,
    structured_pow,
    structured_sigmoid,
    vstack,
    wcast,
    zcast,
)

EliminateZeros, eliminate_zeros = Remove0, remove0

__all__ = [
    "AddSSData", "Binomial", "CSC", "CSM", "CSMProperties", "CSR", "Cast", "EliminateZeros", "HStack", "MulSV",
    "Multinomial", "Poisson", "Remove0", "SamplingDot", "SparseType", "StructuredAddSV", "VStack", "add_s_s",
    "add_s_s_data", "as_sparse_variable", "bcast", "ccast", "csc_dbinomial", "csc_fbinomial", "csm_data",
    "csm_indices", "csm_indptr", "csm_properties", "csm_shape", "csr_dbinomial", "csr_fbinomial", "dcast", "dot",
    "eliminate_zeros", "fcast", "hstack", "icast", "lcast", "mul_s_d", "mul_s_s", "mul_s_v", "multinomial", "neg",
    "poisson", "remove0", "sampling_dot", "structured_add", "structured_add_s_v", "structured_exp",
    "structured_log", "structured_maximum", "structured_minimum", "structured_monoid", "structured_pow",
    "structured_sigmoid", "vstack", "wcast", "zcast",
]
__getattr__ = absent_from(__name__)
