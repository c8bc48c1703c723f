"""Process replay: what the C generator emitted, emitted again by two versions of it and compared.

    make test KEEP=1            keep what each unit of the test run is emitted from, in all its processes
    make bench KEEP=1           the same of the benches
    make replay                 emit all of them by main and by the working tree, and show the differences
    make replay BASE=v0.1       by another version

`make test` replays a part of its own (tests/architecture/test_replay.py).
"""
