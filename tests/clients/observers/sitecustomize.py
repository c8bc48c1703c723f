"""Installs us in the commands of a client that its tests start, where its recipe says `commands`; counts there too."""

import os

if os.environ.get("CLIENT_COMMANDS"):
    import client_counts  # noqa: F401  (what a process compiled and called is written when it ends)

    import theano_compat

    theano_compat.install()
