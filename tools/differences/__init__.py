"""The table `theano_common/differences/`: its checks, run on the real libraries, and its page, docs/differences.md."""
