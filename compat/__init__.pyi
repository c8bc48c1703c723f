# What an editor sees of `import compat as theano`: Theano's names and ours. At run time the package gives them when
# they are asked for (theano_compat/__init__.py).
from compat import pymc3_api as pymc3_api
from compat.compilation.to_jax import to_jax as to_jax
from compat.installation import install as install
from compat.installation import uninstall as uninstall
from compat.theano_api import *
from compat.theano_api import compile as compile
from compat.theano_api import configdefaults as configdefaults
from compat.theano_api import gof as gof
from compat.theano_api import gradient as gradient
from compat.theano_api import ifelse as ifelse
from compat.theano_api import printing as printing
from compat.theano_api import sandbox as sandbox
from compat.theano_api import scalar as scalar
from compat.theano_api import scan_module as scan_module
from compat.theano_api import sparse as sparse
from compat.theano_api import tensor as tensor
from compat.theano_api import typed_list as typed_list

pymc3 = pymc3_api
__version__: str
compat_version: str
