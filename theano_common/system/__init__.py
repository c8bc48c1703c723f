"""Everything that depends on the operating system, apart from the C that is emitted for it (`target.py` there).

Each file works where its facility is missing: os.fork, os.getuid, /proc, a home folder, a replaceable open file.
"""
