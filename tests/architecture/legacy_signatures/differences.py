"""Callables whose parameters differ from a release's, by the reason why they do.

A name is that of `python -m tools.signature_differences`, without a release: a class stands for its call, and its
methods stand by themselves.
"""

REASONS = {
    # The release says less: what it takes at all is among ours.
    "its `*args, **kwargs` hand on to what takes ours, or refuse it": """
        pymc3.SamplingError pymc3.distributions.bound.bound pymc3.distributions.discrete.random_choice
        pymc3.glm.families.exp pymc3.glm.families.inverse pymc3.glm.families.logit pymc3.math.tround
        pymc3.model.treelist.append pymc3.model.treelist.extend
        pymc3.step_methods.hmc.quadpotential.QuadPotentialDiagAdaptGrad
        theano.DualLinker.make_thunk theano.gof.WrapLinker.make_thunk theano.link.basic.WrapLinker.make_thunk
        theano.compile.AddFeatureOptimizer.optimize theano.compile.PrintCurrentFunctionGraph.optimize
        theano.configdefaults.EnumStr theano.d3viz.d3viz theano.d3viz.d3write
        theano.gof.LocalOptGroup theano.gof.SeqOptimizer theano.gof.utils.give_variables_names
        theano.gpuarray.basic_ops.COp.c_init_code theano.gpuarray.basic_ops.COp.c_support_code
        theano.gpuarray.basic_ops.ExternalCOp.c_init_code theano.gpuarray.basic_ops.ExternalCOp.c_support_code
        theano.gpuarray.basic_ops.COp theano.graph.opt.FromFunctionOptimizer.apply theano.graph.opt.LocalOptGroup
        theano.graph.opt.SeqOptimizer theano.sandbox.multinomial.ChoiceFromUniform
        theano.sandbox.rng_mrg.mrg_uniform_base.make_node theano.tensor.Dot.make_node theano.tensor.basic._dot
        theano.tensor.broadcast_shape theano.tensor.extra_ops.CumprodOp theano.tensor.extra_ops.CumprodOp.make_node
        theano.tensor.extra_ops.CumsumOp theano.tensor.extra_ops.broadcast_to theano.tensor.inplace.transpose_inplace
        theano.tensor.nnet.CrossentropySoftmaxArgmax1HotWithBias
    """,
    "ours takes any number by position, where the release took one or some": """
        theano.gpuarray.dnn.dnn_available theano.gradient.ConsiderConstant.make_node theano.scalar.same_out_min8
        theano.scalar.same_out_nobool theano.scalar.same_out_nocomplex theano.scalar.upcast
        theano.sparse.GetItem2d.make_node theano.sparse.GetItemScalar.make_node theano.sparse.get_item_2d
        theano.sparse.get_item_scalar theano.tensor.alloc
    """,
    # Defaults that mean the same.
    "None, or an equal value, stands for the release's default": """
        pymc3.AR pymc3.DensityDist pymc3.Distribution pymc3.GaussianRandomWalk pymc3.MvGaussianRandomWalk
        pymc3.distributions.transforms.StickBreaking pymc3.math.flatten pymc3.sample
        theano.CLinker.clone theano.DualLinker theano.ProfileStats.summary theano.ProfileStats.summary_class
        theano.ProfileStats.summary_nodes theano.ProfileStats.summary_ops theano.clone theano.compile.DebugMode
        theano.gof.WrapLinker.clone theano.gof.graph.as_string theano.gof.graph.op_as_string
        theano.gof.utils.simple_extract_stack theano.graph.basic.as_string theano.graph.basic.op_as_string
        theano.misc.pkl_utils.dump theano.scan.utils.map_variables theano.scan_checkpoints
        theano.scan_module.scan_utils.map_variables theano.tensor.raw_random.RandomStreamsBase.multinomial
        theano.tensor.raw_random.multinomial
    """,
    "with its default the release raises": """
        pymc3.backends.HDF5 theano.gof.EquilibriumOptimizer theano.graph.opt.EquilibriumOptimizer
        theano.tensor.raw_random.RandomStreamsBase.poisson
    """,
    # Releases that contradict each other: names of both are taken, and where positions differ, the newer one's.
    "releases differ: ours tells by the value which is meant, or raises": """
        pymc3.sample_posterior_predictive pymc3.sample_prior_predictive pymc3.sample_smc
        pymc3.sampling._choose_backend pymc3.step_methods.hmc.base_hmc.QuadPotentialDiagAdapt
        pymc3.Interpolated.random pymc3.DEMetropolis pymc3.sampling.assign_step_methods
        theano.configdefaults.ConfigParam theano.gof.graph.general_toposort theano.printing.debugprint
        theano.tensor.extra_ops.UnravelIndex
    """,
    "a fault of one release: another one has ours": """
        theano.compile.NullType.values_eq theano.gpuarray.dnn.dnn_conv theano.gpuarray.dnn.dnn_conv3d
        pymc3.step_methods.hmc.quadpotential.QuadPotential.random
    """,
    # What no user calls: pieces of what both sides build in their own way.
    "made by theano.function, theano.scan, theano.config or pm.sample alone": """
        pymc3.model.ContextMeta pymc3.parallel_sampling.ProcessAdapter pymc3.smc.sample_smc.SMC
        pymc3.smc.sample_smc.sample_smc_int pymc3.smc.smc.PseudoLikelihood theano.FunctionMaker theano.compile.Function
        theano.configparser.TheanoConfigParser theano.scan.basic.Scan theano.scan_module.scan_op.Scan
    """,
    "ours is an Op on whole matrices, where the release's compiler took them apart": """
        theano.sparse.opt.AddSD_ccode theano.sparse.opt.CSMGradC.make_node theano.sparse.opt.MulSDCSC.make_node
        theano.sparse.opt.MulSDCSR.make_node theano.sparse.opt.MulSVCSR.make_node
        theano.sparse.opt.SamplingDotCSR.make_node theano.sparse.opt.StructuredAddSVCSR.make_node
        theano.sparse.opt.StructuredDotCSC.make_node theano.sparse.opt.StructuredDotCSR.make_node
        theano.sparse.opt.UsmmCscDense theano.sparse.opt.UsmmCscDense.make_node
    """,
    "raises for arguments of the release's internals": """
        theano.compile.debugmode.debugprint theano.tensor.Argmax.make_node theano.tensor._shared
        theano.tensor.nnet.sigm.perform_sigm_times_exp
    """,
}
