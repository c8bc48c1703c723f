# What an editor sees of `import compat as theano`: Theano's names and ours. At run time the package gives them when
# they are asked for (theano_compat/__init__.py).
from . import pymc3_api as pymc3_api
from .compilation.in_jax.to_jax import to_jax as to_jax
from .installation import install as install
from .installation import uninstall as uninstall
from .models.saving.artefact import load_model as load_model
from .old.theano import gof as gof
from .old.theano import sandbox as sandbox
from .old.theano import typed_list as typed_list
from .scale.map_models import map_models as map_models
from .theano_api import *
from .theano_api import compile as compile
from .theano_api import configdefaults as configdefaults
from .theano_api import gradient as gradient
from .theano_api import ifelse as ifelse
from .theano_api import printing as printing
from .theano_api import scalar as scalar
from .theano_api import scan_module as scan_module
from .theano_api import sparse as sparse
from .theano_api import tensor as tensor

pymc3 = pymc3_api
__version__: str
compat_version: str
