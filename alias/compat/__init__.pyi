from theano_compat import *
