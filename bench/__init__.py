"""Side by side with the peers, in one run: ratios, never single figures. `python -m bench` prints them.

works/         one workload a file: legacy code, C by hand, JAX by hand, Stan (workload.py says what each has)
contestants/   one contestant a file; each runs in its own process and measures when asked
comparison.py  the turns they take, and the ratios;   processes.py  start, sampling, memory, imports
goals.py       what is aimed at;   picture.py  the plot
"""
