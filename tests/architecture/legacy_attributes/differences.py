"""Attributes of the old libraries that ours lack, or have as another kind of thing: reason -> patterns of their names.

A pattern is of `fnmatch`, for "class.attribute" or "of KIND.attribute"; `*.x` is x of any class.
"""

REASONS = {
    "C code that Theano's own compiler put together: users' Ops may have it, ours have none": """
        *.c_* *.*helper_c_code* *.add_to_zview *.amd_float* *.backward_re *.code_sections *.copy_into *.copy_of_x
        *.decl_view *.do_type_checking *.format_c_function_args *.func_* *.get_c_macros *.get_io_macros *.get_path
        *.get_sub_macros *.init_c_code *.init_name *.load_c_code *.make_c_thunk *.make_view_array *.SECTIONS
        *.section_re *.supports_c_code *.gxx_support_openmp *.test_gxx_support *.update_self_openmp
        of?Elemwise.openmp *.support_code *.pyint_compat_code *.params_type *.get_params *.run_params *.check_input
        *.*dtype_specs *.debug_perform *.typecode *.otypenum *.otype_is_float32 *.CLinker.*
        *.CDataType.make_value *.Images2Neibs.BORDER_MODE *.E_axis *.clone_inplace *.format_map
    """,
    "the protocol of Ops and types, which a user's class fills in: ours are described in another way": """
        *.__call__ *.L_op *.R_op *.grad *.perform *.make_node *.make_thunk *.make_py_thunk *.prepare_node *.infer_shape
        *.connection_pattern *.do_constant_folding *.default_output *.add_tag_trace *.output_types *.nin *.nout
        *.filter *.filter_inplace *.filter_variable *.convert_variable *.values_eq* *.value_zeros *.may_share_memory
        *.get_size *.get_shape_info *.to_scalar_type *.context_name *.python_constant_folding *.get_output_info
        *Type.Constant *Type.Variable *Type.is_valid_value *Type.make_constant *Type.make_variable
        *Type.value_validity_msg *.output_type *.Node.get_parents
    """,
    "a scalar function is an entry of a table here, with its forms for Python, C and JAX": """
        *.impl *.st_impl *.static_impl *.nfunc_spec *.nfunc_variadic *.nfunc *.ufunc *.set_ufunc *.commutative
        *.associative *.identity *.output_types_preference *.complex_error *.clone_float32 *.make_new_inplace
        *.init_fgraph *.init_param *.init_py_impls *.get_grad *.upcast *.gen_graph *.comparison *.inplace_pattern
    """,
    "convolutions are one Op here: those of Theano's rewrites have their parameters alone": """
        *.BaseAbstractConv.* *.BaseCorrMM.* *.BaseCorr3dMM.* *.PoolGrad.out_shape
    """,
    "the back end for GPUs is gone: a whole function runs through JAX": "*.GpuArrayType.*",
    "a flag of theano.config, which has it as an item of one object": "*TheanoConfigParser.* *ConfigParam.*",
    "a mapping of variables that can be called, too": "*FunctionGraph.clients",
    "each release has one of two forms: ours has the one of 1.1": "*.LocalLinker.make_all *.PerformLinker.make_all "
    "*.OpWiseCLinker.make_all *.VM_Linker.*",
    "counters and texts of Theano's own optimizers, which ours do not run": """
        *.print_summary *.print_profile *.merge_profile *.get_local_optimizers *.attach_updater *.detach_updater
        *.seq_opt *.optimizer_profile
    """,
    "features that Theano's own optimizers attached: the methods are on FunctionGraph itself": """
        *.History.* *.ReplaceValidate.* *.Validator.* *.NodeFinder.query of?FunctionGraph.destroy_handler
        of?FunctionGraph.hints_feature of?FunctionGraph.merge_feature of?FunctionGraph.execute_callbacks_time*
    """,
    "how a FunctionGraph kept its own lists: here they are found when they are asked for": """
        *FunctionGraph.add_client *FunctionGraph.remove_client *FunctionGraph.import_node *FunctionGraph.import_var
        *FunctionGraph.setup_node *FunctionGraph.setup_var
    """,
    "steps in which Theano's FunctionMaker made a function: theano.function does it at once": """
        *FunctionMaker.create *FunctionMaker.expand_in *FunctionMaker.optimize_graph_with_cache *FunctionMaker.wrap_in
        *FunctionMaker.wrap_out *FunctionMaker.on_unused_input *Mode.get_linker_optimizer *.Linker.schedule
        *.Linker.allow_gc *.MonitorMode.eval *.DebugMode.function_maker *.DebugMode.require_matching_strides
        *.DebugMode.stability_patience *Function.pickle_aliased_memory_strategy
    """,
    "cells that read and write their function's inputs": "*.Function.output_storage",
    "attributes of a profile that nothing measures here": """
        *ProfileStats.compute_total_times *ProfileStats.fill_node_total_time *ProfileStats.line_width
        *ProfileStats.linker_make_thunk_time *ProfileStats.linker_node_make_thunks *ProfileStats.output_size
        *ProfileStats.print_extra *ProfileStats.print_tips *ProfileStats.variable_*
    """,
    "a value has it, which its class had as a default besides": """
        *.ProfileStats.apply_* *.ProfileStats.fct_* *.ProfileStats.vm_call_time *.flows.* *.OpFromGraph.get_?op_op
        *.HDF5.* *.Operator.*
    """,
    "texts of errors": """
        *OpFromGraph.LOP_TYPE_ERR_MSG *OpFromGraph.OV_INP_LEN_ERR_MSG *OpFromGraph.STYPE_ERR_MSG
        *OpFromGraph.TYPE_ERR_MSG *Subtensor.e_indextype *Subtensor.e_subslice
    """,
    "an error says it in its text": """
        *.BadOptimization.* *.BadThunkOutput.* *.numeric_grad.abs_rel_errors
    """,
    "an Op made of the graph inside: theano.OpFromGraph has the gradient without it": "of?OpFromGraph.get_?op_op",
    "Theano's loops had buffers for results among their inputs, and gradients of another form: ours have none": """
        *Scan.*mitmot* *Scan.outer_nitsot *Scan.nit_sot_arg_offset *Scan.execute *Scan.validate_inner_graph
        of?Scan.allow_gc of?Scan.mode_instance of?Scan.strict of?Scan.vector_outs of?Scan.vector_seqs
    """,
    "helpers of one function of Theano": """
        *Subtensor.collapse *Subtensor.convert *Subtensor.debug *Subtensor.get_constant_idx *Subtensor.my_as_scalar
        *Subtensor.str_from_slice *.Alloc.validate_shape *.mrg_uniform_base.ndim of?Join.view *.frozendict.dict_cls
        *.StripPickler.save *.OrderedSet.* of?TensorConstant.cached *SparseType.format_cls
    """,
    "a misspelt or never used name": "*.DisconnectedType.fiter_variable *.DisconnectedType.value_eq",
    "Theano-PyMC 1.1 told observers of each new variable, and no program is known that asked": """
        *.append_construction_observer *.construction_observers *.notify_construction_observers
        *.remove_construction_observer
    """,
    "a tag takes any attribute; these were of its printing": "*cratchpad.*",
    "it raised: a value is read by get_value": "*SharedVariable.value",
    "private steps of a step method or kernel of PyMC3": """
        pymc3.CategoricalGibbsMetropolis.* pymc3.MLDA.update_* pymc3.PGBART.resample pymc3.smc.smc.PseudoLikelihood.*
        pymc3.model.ValueGradFunction.profile
    """,
    "an object that is called, where PyMC3 had a class": "pymc3.glm.families.Family.link",
}
