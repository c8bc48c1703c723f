# What an editor sees of `import compat as theano`: Theano's names and ours. At run time the package gives them when
# they are asked for (theano_compat/__init__.py).
from . import pymc3_api as pymc3_api
from .compilation.to_jax import to_jax as to_jax
from .installation import install as install
from .installation import uninstall as uninstall
from .models.saving.artefact import load_model as load_model
from .models.scale.map_models import map_models as map_models
from .theano_api import *
from .theano_api import compile as compile
from .theano_api import configdefaults as configdefaults
from .theano_api import gof as gof
from .theano_api import gradient as gradient
from .theano_api import ifelse as ifelse
from .theano_api import printing as printing
from .theano_api import sandbox as sandbox
from .theano_api import scalar as scalar
from .theano_api import scan_module as scan_module
from .theano_api import sparse as sparse
from .theano_api import tensor as tensor
from .theano_api import typed_list as typed_list

pymc3 = pymc3_api
__version__: str
compat_version: str
