# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.old.theano.gof.compilelock import get_lock as get_lock
from theano_compat.old.theano.gof.compilelock import lock_ctx as lock_ctx
from theano_compat.old.theano.gof.compilelock import release_lock as release_lock
