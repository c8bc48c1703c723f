"""Names that other libraries removed: each row of the tables gives something that works."""

import importlib
import operator
import warnings

import numpy as np
import pytest

from theano_environment import patching, plotting_arguments
from theano_environment.frequencies import former, translated
from theano_environment.old_values.numpy_values import _flat_inverse
from theano_environment.patching import narrowed, tables
from theano_environment.restored_name import Removed

ROWS = tables()

# expression -> value; names as an old script has them after its imports
VALUES = {
    "np.float is float and np.object is object": True,
    "np.bool8 is np.bool_ and np.float_ is np.float64": True,
    "np.product([2, 3])": 6,
    "np.Inf == np.PINF == -np.NINF": True,
    "np.asscalar(np.array([3.5]))": 3.5,
    "np.asfarray([1, 2]).dtype": np.dtype("float64"),
    "np.cast['float32'](1).dtype": np.dtype("float32"),
    "np.find_common_type([np.float32], [np.int64, np.float64])": np.dtype("float32"),
    "np.in1d([1, 5], [5]).tolist()": [False, True],
    "np.random.random_integers(4, 4)": 4,
    "np.trapz([0.0, 1.0, 2.0])": 2.0,
    "issubclass(list, collections.Iterable)": True,
    "inspect.getargspec(lambda a, b=1: 0).args": ["a", "b"],
    "time.clock() >= 0": True,
    "scipy.misc.factorial(4, exact=True)": 24,
    "abs(scipy.misc.derivative(lambda x: x ** 3, 2.0, dx=1e-3) - 12.0) < 1e-5": True,
    "abs(scipy.misc.derivative(lambda x: x ** 4, 1.0, dx=0.1, n=2, order=5) - 12.0) < 1e-8": True,
    "float(scipy.integrate.simps([0.0, 1.0, 4.0]))": 8 / 3,
    "scipy.signal.hann(3).tolist()": [0.0, 1.0, 0.0],
    "round(scipy.stats.binom_test(3, 10), 9)": 0.34375,
    "round(scipy.stats.median_absolute_deviation([1.0, 2.0, 4.0]), 4)": 1.4826,
    "abs(scipy.special.sph_harm(0, 1, 0.3, 0.0) - 0.4886025119) < 1e-9": True,
    "scipy.exp(0.0) + scipy.pi": 1 + np.pi,
    "[scipy.randn(2, 3).shape, scipy.rand(4).shape, scipy.newaxis, scipy.histogram([1.0], 1)[0].tolist()]": [
        (2, 3),
        (4,),
        None,
        [1],
    ],
    "[complex(scipy.sqrt(-1)), float(scipy.sqrt(4)), float(scipy.log10(100.0)), scipy.Inf, scipy.product([2, 3])]": [
        1j,
        2.0,
        2.0,
        np.inf,
        6,
    ],
    "scipy.r_[scipy.polyfit([0, 1], [1, 3], 1).round(6), scipy.ones(1)].tolist()": [2.0, 1.0, 1.0],
    "importlib.import_module('numpy.testing.utils').assert_allclose is np.testing.assert_allclose": True,
    "hasattr(importlib.import_module('imp'), 'load_source')": True,
    "np.vstack([i, i] for i in (1, 2)).tolist()": [[1, 1], [2, 2]],
    "np.hstack({'a': [1], 'b': [2]}.values()).tolist()": [1, 2],
    "np.column_stack(zip([1, 2], [3, 4])).tolist() == np.column_stack([[1, 2], [3, 4]]).T.tolist()": True,
    "[np.stack(map(np.atleast_1d, (1, 2))).shape, np.dstack(iter([[1], [2]])).shape]": [(2, 1), (1, 1, 2)],
    "np.vstack(np.arange(4).reshape(2, 2)).tolist()": [[0, 1], [2, 3]],
    "np.linspace(0, 1, 3.0).tolist()": [0.0, 0.5, 1.0],
    "[f(None, *a).shape for f, *a in ((np.ones,), (np.zeros,), (np.empty,), (np.full, 2.0))]": [()] * 4,
    "np.zeros(shape=(1, 2), dtype='int8').dtype.name": "int8",
    "float(np.percentile([1, 2], 50, interpolation='lower'))": 1.0,
    "np.histogram([0.0, 1.0], bins=2, normed=True)[0].tolist()": [1.0, 1.0],
    "[n.tolist() for n in np.histogram([1.0, np.nextafter(1, 2)], 4)]": [[0, 0, 1, 1], [1.0] * 3 + [1 + 2.0**-52] * 2],
    "np.reshape([1, 2], newshape=(2, 1)).tolist()": [[1], [2]],
    "[np.math.factorial(3), np.lib.pad([1], 1, 'constant').tolist()]": [6, [0, 1, 0]],
    "[len(importlib.import_module('platform').linux_distribution()), importlib.import_module('platform').dist()[0] == "
    "importlib.import_module('platform').linux_distribution()[0]]": [3, True],
    "[own := np.bool, setattr(np, 'bool', bool), np.dtype(bool).name, setattr(np, 'bool', own)][2]": "bool",
    "type(importlib.import_module('numpy.distutils').__config__.blas_opt_info)": dict,
    "repr([np.array([[1, 2], [3]]), np.asarray([[1], 2], None), np.array([[1], 2], ndmin=2).shape])": (
        "[array([list([1, 2]), list([3])], dtype=object), array([list([1]), 2], dtype=object), (1, 2)]"
    ),
    "[said(lambda: np.array([[1, 2], [3]], float)), said(lambda: np.array([np.ones((2, 3)), np.ones((2, 4))]))]": [
        "ValueError",
        "ValueError",
    ],
    "[np.sum(n for n in (1, 2.5)), np.sum(np.ones(2) * n for n in (1, 2)).tolist(), int(np.sum([[1, 2]]))]": [
        3.5,
        [3.0, 3.0],
        3,
    ],
    "[scipy.optimize.minimize(lambda x: ((x - np.arange(4)) ** 2).sum(), start).x.round(3).tolist() "
    "for start in (np.ones((2, 2)), [1.0] * 4)]": [[0.0, 1.0, 2.0, 3.0]] * 2,
    "inspect.formatargspec(*inspect.getfullargspec(marked))": "(a: int, b=1, *c, d, e='f', **g) -> str",
    "inspect.formatargspec(*inspect.getargspec(lambda a, b=2: 0)), inspect.formatargspec(['x'], kwonlyargs=['z'], "
    "formatarg=str.upper)": ("(a, b=2)", "(X, *, Z)"),
    "[repr(pytest.fixture(*args, **more)).partition(', autouse')[0] for args, more in ((('module', [1]), {}), "
    "((), {'scope': 'module', 'params': [1]}))]": ["FixtureFunctionMarker(scope='module', params=(1,)"] * 2,
    "importlib.import_module('distutils.version').LooseVersion('1.10') > '1.9'": True,
}
SLOW_VALUES = {
    "[a := plt.figure().add_subplot(projection='3d'), a.w_xaxis is a.xaxis, a.w_zaxis is a.zaxis][1:]": [True, True],
    "(f := plt.figure(), f.gca(), f.colorbar(plt.cm.ScalarMappable(cmap='jet')), len(f.axes))[-1]": 2,
    "[list(map(str, pd.to_datetime([v, 'x'], format=f, errors='coerce'))) for f, v in (('%Y/%m/%d', '1988-02-03'), "
    "('%Y-%m-%d', '19880203 12:30'), ('%Y-%m', '1988'), ('%Y%m%d', '1988-02-03'), ('%d/%m/%Y', '1988-02-03'))]": [
        ["1988-02-03 00:00:00", "NaT"],
        ["1988-02-03 12:30:00", "NaT"],
        ["1988-01-01 00:00:00", "NaT"],
        ["NaT", "NaT"],
        ["NaT", "NaT"],
    ],
    "(lambda legend: legend.legendHandles is legend.legend_handles and len(legend.legendHandles))"
    "(plt.gca().legend(handles=plt.plot([1, 2], label='a')))": 1,
    # a column is written to with its frame, as long as it is that frame's
    "changed(lambda d: d.a.__setitem__(d.a > 1, 0.0))": [1.0, 0.0, 0.0],
    "changed(lambda d: d['a'].__setitem__(slice(1, None), np.nan) or d['a'].fillna(7.0, inplace=True))": [
        1.0,
        7.0,
        7.0,
    ],
    "changed(lambda d: d['a'].replace(3.0, 4.0, inplace=True))": [1.0, 4.0, 5.0],
    "changed(lambda d: [d.a.iloc.__setitem__(0, 2.0), d.a.loc.__setitem__('y', 4.0), d.a.at.__setitem__('z', 6.0)])": [
        2.0,
        4.0,
        6.0,
    ],
    "changed(lambda d: d.copy().a.__setitem__('x', 9.0))": [1.0, 3.0, 5.0],
    "changed(lambda d: [old := d.a, d.__setitem__('a', d.b), old.__setitem__('x', 9.0)])": [2.0, 4.0, 6.0],
    "changed(lambda d: [s := d.b, setattr(d, 'columns', ['b', 'a']), s.__setitem__('x', 9.0)])": [2.0, 4.0, 6.0],
    "changed(lambda d: [s := d.a, s.__setitem__('x', 9.0), s.sort_values(inplace=True, ignore_index=True)])": [
        9.0,
        3.0,
        5.0,
    ],
    "changed(lambda d: d[d.a > 1].a.__setitem__('y', 9.0))": [1.0, 3.0, 5.0],
    "changed(lambda d: d.a.copy().__setitem__('x', 9.0))": [1.0, 3.0, 5.0],
    "changed(lambda d: [old := d.a, d.__setitem__('a', 0.0), old.__setitem__('x', 9.0)])": [0.0, 0.0, 0.0],
    "changed(lambda d: d.a.sort_values(ascending=False).reset_index(drop=True).__setitem__(0, 9.0))": [1.0, 3.0, 5.0],
    "plt.rc('text.latex', preamble=['a', 'b']) or matplotlib.rcParams['text.latex.preamble']": "a\nb",
    "matplotlib.rcParams.__setitem__('pgf.preamble', ('a',)) or matplotlib.rcParams['pgf.preamble']": "a",
    "plt.hist([1.0, 2.0], bins=1, normed=True)[0].tolist()": [1.0],
    "plt.figure().add_subplot(111, axisbg='k').get_facecolor()": (0.0, 0.0, 0.0, 1.0),
    "[str(w.message) for w in said(lambda: plt.contour(np.eye(3), N=4))]": [
        "The following kwargs were not used by contour: 'N'"
    ],
    "plt.savefig(io.BytesIO(), figsize=(5, 5), rasterized=True)": None,
    "len(plt.contour(np.eye(3), N=4).get_paths()) == len(plt.contour(np.eye(3)).get_paths())": True,
    "plt.grid(b=True) is plt.gca().grid(b=False)": True,
    "[set(plt.figure().gca().boxplot([1, 2, 9], vert=v)['medians'][0].get_xdata()) == {2.0} for v in (False, True)]": [
        True,
        False,
    ],
    "[set(plt.figure().gca().bxp(matplotlib.cbook.boxplot_stats([1, 2, 9], whis=w), vert=False)['caps'][1]"
    ".get_xdata()) == {9.0} for w in ('range', 1.5)]": [True, True],
    "float(matplotlib.cbook.boxplot_stats([0, 1, 2, 3, 99], whis='range')[0]['whishi'])": 99.0,
    "[t.get_text() for t in plt.boxplot([1, 2], labels=['a'])['boxes'][0].axes.get_xticklabels()][:1]": ["a"],
    "(lambda tick: tick.label is tick.label1)(plt.figure().gca().xaxis.get_major_ticks()[0])": True,
    "len(plt.stem([1, 2], [1, 2], use_line_collection=True))": 3,
    "[type(plt.figure().gca(projection='3d')).__name__, type(plt.gca()).__name__]": ["Axes3D", "Axes3D"],
    "len(plt.figure().gca().plot([1, 2], hold=True))": 1,
    "[next(plt.figure().gca()._get_lines.prop_cycler)['color'], plt.gca().plot([1, 2])[0].get_color()] == "
    "plt.rcParams['axes.prop_cycle'].by_key()['color'][:2]": True,
    "[spine.set_smart_bounds(True) or spine._get_bounds_or_viewLim() for plot in [plt.figure().gca()] "
    "if plot.plot([1.0, 3.5], [0, 1]) and plot.set_xlim(0, 6) and not plot.set_xticks([0, 2, 4, 6]) == 0 "
    "for spine in [plot.spines['bottom']]]": [(0.0, 4.0)],
    "[plt.subplot(panel) is plt.gca() for panel in plt.subplots(2)[1]]": [True, True],
    "scipy.sparse.linalg.cg(np.eye(2), np.ones(2), tol=1e-8)[0].tolist()": [1.0, 1.0],
    "scipy.linalg.eigh(np.diag([1.0, 2.0, 3.0]), eigvals=(0, 1), turbo=True)[0].tolist()": [1.0, 2.0],
    "scipy.linalg.solve(np.eye(2), np.ones(2), sym_pos=True).tolist()": [1.0, 1.0],
    "[round(float(x), 4) for x in scipy.stats.norm.interval(alpha=0.9)]": [-1.6449, 1.6449],
    "[round(float(x), 4) for x in scipy.stats.norm(0, 1).interval(alpha=0.9)]": [-1.6449, 1.6449],
    "float(scipy.stats.norm.moment(n=2)) + float(scipy.stats.norm.moment(2))": 2.0,
    "sorted(random.sample({1, 2, 3}, 3)) == sorted(random.sample([1, 2, 3], k=3))": True,
    "[random.shuffle(row, lambda: 0.0) or row for row in [[1, 2, 3]]]": [[2, 3, 1]],
    "pd.DataFrame({'a': [1]}).to_csv(line_terminator='|')": ",a|0,1|",
    "pd.DataFrame({'a': [1]}).append(pd.DataFrame({'a': [2]}), ignore_index=True)['a'].tolist()": [1, 2],
    "pd.DataFrame({'a': [1]}).append({'a': 3}, ignore_index=True)['a'].tolist()": [1, 3],
    "pd.DataFrame().append([pd.Series({'a': 1, 'b': 2}), {'b': 3}])[['a', 'b']].fillna(0).values.tolist()": [
        [1, 2],
        [0, 3],
    ],
    "[k for k, _ in pd.DataFrame({'a': [1]}).iteritems()]": ["a"],
    "pd.Series([1, 2]).as_matrix().tolist()": [1, 2],
    "pd.DataFrame({'a': [1.0, 3.0]}).mad()['a']": 1.0,
    "[str(v.date()) for v in pd.date_range('2000-01-01', periods=2, freq='M')]": ["2000-01-31", "2000-02-29"],
    "[v.hour for v in pd.date_range('2000-01-01', periods=2, freq='6H')]": [0, 6],
    "ts.resample('15T').mean().tolist()[0], ts.asfreq('2D').tolist(), ts.shift(1, freq='A').index[0].year": (
        0.0,
        [0.0, 2.0],
        2000,
    ),
    "ts.groupby(pd.TimeGrouper('M')).sum().tolist()": [6.0],
    "pd.rolling_mean(ts, 2).tolist()[1:]": [0.5, 1.5, 2.5],
    "df.ix['y'].tolist(), float(df.ix[0, 'a']), df.ix['x':'y', 1].tolist(), df.ix[:2, ['a']].shape, "
    "df.ix[df.a > 1].shape": ([3.0, 4.0], 1.0, [2.0, 4.0], (2, 1), (2, 2)),
    "df.T.T.reset_index(drop=True).ix[0:1, 'b'].tolist()": [2.0, 4.0],
    "changed(lambda d: d.ix.__setitem__(('x', 'a'), 7.0)), changed(lambda d: d.ix.__setitem__(('w', 'a'), 7.0))": (
        [7.0, 3.0, 5.0],
        [1.0, 3.0, 5.0, 7.0],
    ),
    "changed(lambda d: d['a'].values.__setitem__(0, 9.0)), changed(lambda d: d.values.__setitem__((1, 0), 9.0)), "
    "df.rename(columns=str.upper).values.flags.writeable, pd.Series([1.0]).values.flags.writeable": (
        [9.0, 3.0, 5.0],
        [1.0, 9.0, 5.0],
        False,
        True,
    ),
    "float(df.a[0]), float(df.mean()[1]), df.a[[0, 2]].tolist()": (1.0, 4.0, [1.0, 5.0]),
    "list(df.drop('a', 1)), pd.concat([df, df], 1).shape, df.set_index('a', False).shape, df.sort('a', "
    "ascending=False).a[0]": (["b"], (3, 4), (3, 2), 5.0),
    "holes.fillna(method='ffill').tolist(), holes.fillna(None, 'bfill').tolist(), holes.fillna(0).tolist()": (
        [1.0, 1.0, 2.0],
        [1.0, 2.0, 2.0],
        [1.0, 0.0, 2.0],
    ),
    "pd.read_csv(io.StringIO('1 2'), delim_whitespace=True, header=None).shape": (1, 2),
    "pd.read_csv(io.StringIO('a;b'), ';').columns.tolist(), pd.read_csv(io.StringIO('a\\n1'), squeeze=True).tolist()": (
        ["a", "b"],
        [1],
    ),
    "pd.DataFrame.from_items([('a', [1])]).shape, "
    "pd.DataFrame.from_csv(io.StringIO('i,a\\n2000-01-01,1')).index[0].year": ((1, 1), 2000),
    "df.lookup(['x'], ['b']).tolist(), df.get_value('x', 'a'), df.a.get_values().tolist(), df.a.order().tolist()": (
        [2.0],
        1.0,
        [1.0, 3.0, 5.0],
        [1.0, 3.0, 5.0],
    ),
    "df.index[:0].astype(int).dtype_str, pd.Index([1.5]).dtype_str": ("int64", "float64"),
    "df.clip_lower(2).a[0], df.clip_upper(2).a[1], df.index.is_monotonic, df.a.nonzero()[0].tolist(), "
    "df.swapaxes(0, 1).shape": (2.0, 2.0, True, [0, 1, 2], (2, 3)),
    "ts.index.weekday_name[0], ts.index.week[0], pd.value_counts([1, 1]).tolist(), df.a.reshape(3, 1).shape": (
        "Saturday",
        52,
        [2],
        (3, 1),
    ),
    "pd.DataFrame({'i': [1], 'c': ['k'], 'v': [9]}).pivot('i', 'c', 'v').k[1], df.groupby('a', axis=0).sum().shape": (
        9,
        (3, 1),
    ),
    "pd.Series(['a,b,c']).str.split(',', 1)[0], df.reindex_axis(['b'], 1).shape, df.set_value('x', 'a', 1.0).shape": (
        ["a", "b,c"],
        (3, 1),
        (3, 2),
    ),
    "matplotlib.cm.get_cmap('viridis').name": "viridis",
    "[Ellipse((0, 0), 1, 2, 30.0).angle, Rectangle((0, 0), 1, 2, 40.0).angle,"
    " Ellipse((0, 0), 1, 2, angle=5.0).angle]": [
        30.0,
        40.0,
        5.0,
    ],
    "matplotlib.style.reload_library() or ('seaborn-whitegrid' in matplotlib.style.available, "
    "plt.style.use('seaborn-whitegrid'))": (True, None),
    "df.assign(k=[1, 1, 2]).groupby('k')['a', 'b'].mean().values.tolist(), df.groupby('a')['b'].sum().tolist()": (
        [[2.0, 3.0], [5.0, 6.0]],
        [2.0, 4.0, 6.0],
    ),
    "[pd.Timedelta(1, 'Y').total_seconds(), (ts.index[1] - ts.index[0]) / pd.Timedelta(value=1, unit='M') > 0.03, "
    "pd.Timedelta('1 days') == pd.Timedelta(24, 'h') == pd.Timedelta(days=1)]": [31556952.0, True, True],
    "np.less.outer(df.a, np.array([2.0, 4.0])).tolist(), (df.a + 1).tolist()": (
        [[True, True], [False, True], [False, False]],
        [2.0, 4.0, 6.0],
    ),
    "list(df.assign(s=['u', 'v', 'w']).corr()), list(df.assign(s='u').mean().index), "
    "df.assign(s=['u', 'v', 'w'], k=[1, 1, 2]).groupby('k').mean().shape": (["a", "b"], ["a", "b"], (2, 2)),
    "df.loc['y',].tolist(), df.loc[['x'],].shape, df.loc[df.a > 1,].shape, df.loc(axis=1)['a'].tolist(), "
    "df.set_index(['a', 'b'], drop=False).loc[(1.0,)].shape": ([3.0, 4.0], (1, 2), (2, 2), [1.0, 3.0, 5.0], (1, 2)),
    "[list(g.agg([np.mean, 'std']).iloc[0]) for t in [df.assign(s=['u', 'v', 'w'], k=[1, 1, 2])] for g in "
    "(t.groupby('k'), t.groupby('k')[['s', 'b']], t.groupby(t.k < 3)[['b', 's']])]": (  # as pandas 0.25
        [[2.0, 2.0**0.5, 3.0, 2.0**0.5], [3.0, 2.0**0.5], [4.0, 2.0]]
    ),
    "[made.dtype.kind for made in (pd.Series(['u', 'v']).replace({'u': 0, 'v': 1}), "
    "pd.DataFrame({'k': ['u', 'v']}).replace('u', 1.0).replace('v', 2).k, pd.Series([1.0, 2.0]).replace(1.0, 3.0))]": (
        ["i", "f", "f"]
    ),
    "(kinds.k.cat.add_categories(['w'], inplace=True), kinds.k.cat.set_categories(['v', 'w'], ordered=True, "
    "inplace=True), list(kinds['k'].cat.categories), kinds.k.cat.ordered, kinds.k.isna().tolist(), "
    "len(kinds.k.cat.add_categories('x').cat.categories))": (None, None, ["v", "w"], True, [True, False], 3),
    "changed(lambda d: d.at.__setitem__((['x', 'z'], 'a'), [8.0, 9.0]))": [8.0, 3.0, 9.0],
    "[changed(lambda d: indexer(d).__setitem__(key, np.array(['k'])), dtype=object)[0].upper() for indexer, key in "
    "((lambda d: d.loc, ('x', 'a')), (lambda d: d.iloc, (0, 0)))]": ["K", "K"],
    "pd.DataFrame([pd.Categorical(['u', 'v'])], index=['p', 'q'], columns=['k']).k.cat.codes.tolist()": [0, 1],
    "[changed(lambda d: d.__setitem__(key, value)) for key, value in ((['a'], np.array([7.0, 8.0, 9.0])), "
    "('a', np.array([[7.0], ['u'], [9.0]], dtype=object)))]": [[7.0, 8.0, 9.0], [7.0, "u", 9.0]],
    "(df.assign(a=0).__setitem__(['new'], np.arange(3)), df.assign(k=df[['a']].values * 2).k.tolist())": (
        None,
        [2.0, 6.0, 10.0],
    ),
    "[repr(changed(lambda d: d.at.__setitem__(('x', 'a'), value), dtype=kind)[0]) for value, kind in "
    "((np.array([5]), object), (np.array([5, 6]), object), (np.array([5]), float), (7, object))]": (
        ["array([5])", "array([5, 6])", "5.0", "7"]
    ),
    "(lambda i: (pd.Series([False, True], index=i) & pd.Series([True, True], index=i.add_categories('z'))).to_dict())("
    "pd.CategoricalIndex(['v', 'u']))": {"v": False, "u": True},
    "(lambda i: (pd.Series([False, True], index=i) & pd.Series([True, True], index=i.add_categories('z'))).tolist())("
    "pd.CategoricalIndex(['v', 'u']))": [False, True],
    "df.a[:, None].tolist(), df.a[None, ::2].tolist()": ([[1.0], [3.0], [5.0]], [[1.0, 5.0]]),
    "[changed(lambda d: d.loc.__setitem__((slice(None), 'a'), value)) for value in "
    "(df.a.astype('category'), np.array([1, 2, 3]), df.a.astype(str)[::-1])], (lambda d: (d.loc.__setitem__("
    "(slice(None), 'a'), d.a.astype('category')), str(d.a.dtype)))(df.copy())[1]": (
        [[1.0, 3.0, 5.0], [1, 2, 3], ["1.0", "3.0", "5.0"]],
        "category",
    ),
    "[pd.set_option('display.line_width', 91, 'display.mpl_style', 'default'), pd.get_option('display.width'), "
    "setattr(pd.options.display, 'mpl_style', 'default'), setattr(pd.options.display, 'height', 17), "
    "pd.options.display.max_rows, refused(lambda: pd.set_option('display.nothing', 1)), "
    "refused(lambda: setattr(pd.options.display, 'nothing', 1))]": [
        None,
        91,
        None,
        None,
        17,
        "OptionError",
        "OptionError",
    ],
    "[(plt.rcParams.update({'axes.color_cycle': value, 'text.latex.unicode': True}), "
    "plt.rcParams['axes.prop_cycle'].by_key()['color'])[1] for value in (['r', 'b'], 'c, m')], "
    "refused(lambda: plt.rcParams.update({'text.latex.unicode': False}))": ([["r", "b"], ["c", "m"]], "KeyError"),
    "[plt.text(0, 0, 'a', rotation=by).get_rotation() for by in ('90', 45, 'vertical')], "
    "refused(lambda: plt.text(0, 0, 'a', rotation='up'))": ([90.0, 45.0, 90.0], "ValueError"),
    "[bars[2][0].get_segments()[0][:, 1].tolist() for bars in (plt.errorbar([1], [2.0], [0.5]), "
    "plt.errorbar([1], [2.0], np.full((1, 1, 1), 0.5)), plt.errorbar([1], [2.0], yerr=np.full((1, 2, 1), 0.5)), "
    "plt.errorbar(1, 2.0, yerr=[[np.array([0.25, -0.5])]]))]": [[1.5, 2.5]] * 4,
    "[t.get_text() for labels in (['a'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c']) for axes in [plt.figure().gca()] "
    "if axes.set_yticks([0, 1, 2]) and axes.set_yticklabels(labels) for t in axes.get_yticklabels()]": (
        ["a", "", "", "a", "b", "c", "a", "b", "c"]
    ),
    "[line.get_ydata().tolist() for line in plt.plot([0, 0], [np.array([0.25]), 0.5], 'k-', [0, 1], "
    "(1, np.array([[3]])))]": [[0.25, 0.5], [1, 3]],
    "[plt.bar([0, 1], [np.array([2.0]), 1])[0].get_height(), len(plt.vlines([np.array([2.0]), 1], 0, 1).get_paths()), "
    "[line.get_ydata().tolist() for line in plt.plot([[1], [2]], [np.array([2.0]), np.array([3.0])])]]": (
        [2.0, 2, [[2.0, 3.0]]]
    ),
    "len(plt.violinplot(np.eye(3), positions=pd.Series([4, 5, 6]), quantiles=[[0.5]] * 3)['bodies'])": 3,
    "[ax := plt.figure().gca(), ax.set_xticks([0.1, 0.7], True), [ax.get_xticks(minor=m).size for m in (0, 1)]][2]": [
        6,
        2,
    ],
    "plt.scatter('a', 'b', s=[1, 2], data={'a': [1, 2, 3], 'b': [1, 2, 3]}).get_sizes().tolist()": [1, 2, 1],
    "refused(lambda: plt.scatter(['p', 'q', 'r'], [1, 2, 3], c=[1, 2]))": "ValueError",
    "[plt.scatter([1, 2, 3], [1, 2, 3], s=sizes).get_sizes().tolist() for sizes in ([4, 5], [4, 5, 6, 7], 8)]": (
        [[4, 5, 4], [4, 5, 6], [8]]
    ),
    "(lambda dots: [dots.get_array().tolist(), dots.get_sizes().tolist(), dots.get_offsets()[:, 0].tolist()])("
    "plt.scatter([1, np.nan, 3], [1, 2, 3], s=[4, 5, 6], c=[0.5, 1.5]))": [[0.5, 1.5], [4, 6], [1.0, 3.0]],
    "len(plt.scatter([1, np.nan, 3], [1, 2, 3], color=np.eye(4)[:2]).get_offsets())": 2,
    "[refused(lambda: plt.scatter([1, 2], [3, 4], c=[0.5, 1.5, 2.5])), refused(lambda: plt.scatter([1, 2], [3]))]": (
        ["ValueError", "ValueError"]
    ),
    # what stands on axes: the values are those of matplotlib 2.1 and 3.1
    "(lambda ax: [ax.boxplot([[1, 2, 3, 9]], patch_artist=True) and counts(ax), type(ax.artists[0]).__name__, "
    "ax.artists[0].remove(), counts(ax)])(plt.figure().gca())": (
        [[1, 0, 0, 6, 0, 0, 0], "PathPatch", None, [0, 0, 0, 6, 0, 0, 0]]
    ),
    "(lambda ax: [ax.plot([1]) + ax.plot([2]) and ax.lines.pop(0).get_ydata().tolist(), counts(ax), "
    "ax.lines.append(plt.Line2D([], [])), ax.lines.__delitem__(0), ax.lines[0].get_xdata(), counts(ax), "
    "ax.lines.sort(key=id), ax.lines.clear(), counts(ax)])(plt.figure().gca())": (
        [[1], [0, 0, 0, 1, 0, 0, 0], None, None, [], [0, 0, 0, 1, 0, 0, 0], None, None, [0] * 7]
    ),
    "(lambda ax, text: [counts(ax), setattr(ax, 'texts', []), counts(ax), ax.texts.append(text), counts(ax)])("
    "*(lambda ax: (ax, ax.text(0, 0, 'a')))(plt.figure().gca()))": (
        [[0, 0, 0, 0, 0, 0, 1], None, [0] * 7, None, [0, 0, 0, 0, 0, 0, 1]]
    ),
    "(lambda ax: [ax.bar([0, 1], [1, 2]) and ax.patches.reverse(), [p.get_x() + 0.4 for p in ax.patches], "
    "len(ax.patches + ax.lines), ax.add_artist(plt.Circle((0, 0), 1)) and counts(ax)])(plt.figure().gca())": (
        [None, [1.0, 0.0], 2, [1, 0, 0, 0, 2, 0, 0]]
    ),
    "(plt.rcParams.update({'text.latex.preamble': ['a', 'b']}), plt.rcParams['text.latex.preamble'])": (None, "a\nb"),
    "[matplotlib.lines.Line2D._alias_map['linewidth'], 'width' in matplotlib.text.Text._alias_map]": [["lw"], False],
    "[ts.argmax(), ts.argmin(), df.a.idxmin()]": [3, 0, "x"],
    "'seaborn-darkgrid' in matplotlib.style.library": True,
    "float(matplotlib.mlab.normpdf(0.0, 0.0, 1.0))": 0.3989422804014327,
}
PANDAS_OF_3_8 = {
    "[df.b.argmax(), df.b.argmin(), df.a[::-1].idxmax(), df.a[::-1].idxmin()]": ["z", "x", "z", "x"],
    "[df.idxmin().tolist(), df.a.groupby([1, 1, 2]).idxmax().tolist(), holes.argmin()]": [["x", "x"], ["y", "z"], 0],
}
IMPORTS = """import collections, importlib, inspect, pytest, time
import numpy as np
def marked(a: int, b=1, *c, d, e="f", **g) -> str: pass
def said(act):
    try:
        return act()
    except Exception as error:
        return type(error).__name__
"""
SCIPY = "import scipy, scipy.misc, scipy.optimize, scipy.integrate, scipy.signal, scipy.stats, scipy.special\n"
PLOTS = """import pandas as pd, matplotlib
matplotlib.use("agg")
import matplotlib.cm, matplotlib.mlab, matplotlib.style
from matplotlib.patches import Ellipse, Rectangle
import io, random, numpy as np, matplotlib.pyplot as plt, scipy.linalg, scipy.sparse.linalg, scipy.stats
df = pd.DataFrame({'a': [1.0, 3.0, 5.0], 'b': [2.0, 4.0, 6.0]}, index=list('xyz'))
ts = pd.Series(np.arange(4.0), pd.date_range('2000-01-01', periods=4))
holes = pd.Series([1.0, np.nan, 2.0])
kinds = pd.DataFrame({'k': pd.Categorical(['u', 'v'], ['u', 'v'])})
def said(act):
    import warnings

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        act()
    return told


def refused(act):
    try:
        act()
    except Exception as error:
        return type(error).__name__


def counts(ax):
    names = "artists collections images lines patches tables texts".split()
    return [len(getattr(ax, name)) for name in names]


def changed(act, dtype=float):
    d = df.astype(dtype).copy()
    act(d)
    return d.a.tolist()
"""


def values_in_a_fresh_process(fresh_python, imports: str, expressions: dict) -> dict:
    code = f"import compat, warnings\ncompat.install()\nwarnings.simplefilter('ignore')\n{imports}"
    code += "import pickle, sys\nwith warnings.catch_warnings():\n"
    code += f"    answer = {{e: eval(e, globals()) for e in {list(expressions)!r}}}\n"
    code += "sys.stdout.buffer.write(pickle.dumps(answer).hex().encode())"
    import pickle

    return pickle.loads(bytes.fromhex(fresh_python("-c", code).stdout))


@pytest.mark.slow
def test_values(fresh_python):
    assert values_in_a_fresh_process(fresh_python, IMPORTS + SCIPY, VALUES) == VALUES


@pytest.mark.slow
def test_writes_that_change_a_type(fresh_python):
    pytest.importorskip("pandas")
    assert values_in_a_fresh_process(fresh_python, f"import pandas as pd\n{WRITES}", UPCASTS) == UPCASTS


@pytest.mark.slow
def test_values_of_plotting_libraries(fresh_python):
    for library in ("pandas", "matplotlib"):
        pytest.importorskip(library)
    assert values_in_a_fresh_process(fresh_python, PLOTS, SLOW_VALUES) == SLOW_VALUES
    then = "import theano\ntheano.config.emulate = '3.8'\n"
    assert values_in_a_fresh_process(fresh_python, then + PLOTS, PANDAS_OF_3_8) == PANDAS_OF_3_8


WRITES = """
def into(series, at, value):
    series[at] = value
    return series.tolist(), series.dtype.name
def within(frame, by, at, value):
    getattr(frame, by)[at] = value
    return frame.values.tolist(), [kind.name.replace('str', 'object') for kind in frame.dtypes]
def masked(series, how, *arguments):
    getattr(series, how)(*arguments, inplace=True)
    return series.tolist()
def frame():
    return pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
"""
UPCASTS = {  # what pandas 1.5.3 gives; 1.3.5 cut 0.5 off where `series[1]` or `at` was set among integers
    "[into(pd.Series([1, 2, 3]), 1, value) for value in (0.5, 'n', 7)]": [
        ([1.0, 0.5, 3.0], "float64"),
        ([1, "n", 3], "object"),
        ([1, 7, 3], "int64"),
    ],
    "[into(pd.Series([1.0, 2.0]), 0, 'n'), into(pd.Series([True, False]), 0, 3)]": [
        (["n", 2.0], "object"),
        ([3, False], "object"),
    ],
    "into(pd.Series(['a', 'b']), 0, 5)": ([5, "b"], "object"),
    "into(pd.to_datetime(pd.Series(['2000'])), 0, 'never')": (["never"], "object"),
    "[within(frame(), by, (0, column), 2.5) for by, column in (('loc', 'a'), ('iloc', 0), ('at', 'a'), ('iat', 0))]": (
        [([[2.5, "x"], [2.0, "y"]], ["float64", "object"])] * 4
    ),
    "[within(frame(), by, (0, at), 2.5)[0] for by, at in (('loc', 'b'), ('iloc', 1), ('at', 'b'), ('iat', 1))]": (
        [[[1, 2.5], [2, "y"]]] * 4
    ),
    "within(pd.DataFrame(index=['u'], columns=list('pqr'), dtype=float), 'at', 'u', (1, True, 'log'))[0]": (
        [[1.0, True, "log"]]
    ),
    "[masked(pd.Series([1, 2]), 'where', [True, False], 0.5), masked(pd.Series([1, 2]), 'mask', [True, False], 'n')]": [
        [1.0, 0.5],
        ["n", 2],
    ],
    "masked(pd.Series(['a', 'b']), 'mask', [True, False], 4)": [4, "b"],
}
COLUMNS_OF_3_4 = ["WAIC", "pWAIC", "dWAIC", "weight", "SE", "dSE", "var_warn"]
ARVIZ = {
    "plt.style.use('seaborn-darkgrid')": None,  # ArviZ has reloaded the library of styles
    "list(az.from_dict({'z': np.ones((2, 5)), 'b': np.ones((2, 5))}).posterior)": ["z", "b"],
    "list(az.convert_to_dataset({'z': [1.0], 'b': [2.0]}))": ["z", "b"],
    "az.plot_pair(draws, kind='kde', contour=True, fill_last=False).get_xlabel()": "a",
    "[len(plot(draws, var_names=['a', 'b'], kind=kind)) for plot, kind in ((az.plot_joint, 'kde'), "
    "(pm.plot_joint, 'scatter'))]": [3, 3],
    "list(az.summary(draws, credible_interval=0.5).columns[2:9]), "
    "az.plot_forest(draws, credible_interval=0.5)[0].get_title()": (
        ["hpd_25%", "hpd_75%", "mcse_mean", "mcse_sd", "ess_mean", "ess_sd", "ess_bulk"],
        "50.0% HDI",
    ),
    "float(az.effective_sample_size(draws)['a']) == float(az.ess(draws, method='mean')['a'])": True,
    "list(az.summary(np.random.RandomState(1).randn(400), credible_interval=0.5).columns[2:4])": ["hpd_25%", "hpd_75%"],
    "az.plot_hpd([0.0, 1.0], np.ones((9, 2)), credible_interval=0.5) is plt.gca()": True,
    "az.hpd(np.arange(101.0), credible_interval=0.5).tolist() == az.hdi(np.arange(101.0), hdi_prob=0.5).tolist()": True,
    "[float(az.gelman_rubin(draws)['a']) == float(az.rhat(draws)['a']), len(az.forestplot(draws)), "
    "az.traceplot(draws).shape]": [True, 1, (2, 2)],
    "len(az.plot_forest(draws, eff_n=True))": 2,
    "__import__('IPython.display').display.set_matplotlib_formats('svg')": None,
    "(lambda pair, one: [type(pair[0]).__name__, pair[1].shape, type(one[0]).__name__, pair[0] is one[0].figure])("
    "*(lambda forest: (two(forest), forest))(az.plot_forest(draws)))": (["Figure", (1,), "Axes", True]),
    "[len(az.plot_forest(draws)), [type(axes).__name__ for axes in az.plot_forest(draws, ess=True)]]": (
        [1, ["Axes", "Axes"]]
    ),
    "type(az.plot_ppc(checked)).__name__": "Axes",
    "(lambda density, low, high: [density.shape, low, high])(*az._fast_kde(np.arange(101.0)))": [(200,), 0.0, 100.0],
    "az.plots._fast_kde is az._fast_kde": True,
    "[az.plot_kde(draws['a'][0], plot_kwargs={'lw': 4}).lines[-1].get_linewidth(), "
    "az.plot_ess(checked, lw=3).lines[0].get_linewidth()]": [4, 3],
    "[[np.array_equal(*(az.kde(d)[i] for d in (data, data.values.ravel()))) for i in (0, 1)] for data in "
    "[checked.posterior['a']]]": [[True, True]],
    "type(az.plot_kde(checked.posterior['a'])).__name__": "Axes",
    "[np.isnan(az.kde(1 + 2.3e-16 * np.arange(n))[1]).all() for n in (1, 2, 3, 4)]": [True] * 4,
    "[np.isfinite(az.kde(np.arange(9.0) * width)[1]).all() for width in (1e-9, 1.0, 1e9)]": [True] * 3,
    "[found.waic == found.elpd_waic, found.waic_se == found.se, found.waic_scale, az.loo(checked).loo_scale]": (
        [True, True, "log", "log"]
    ),
    "[found['waic'] == found['elpd_waic'], found['waic_se'] == found.se]": [True, True],
    "pm.loo(checked)['loo'] == az.stats.loo(checked).loo == az.loo(checked).elpd_loo": True,
    "str(found).splitlines()[2:]": [
        "          Estimate       SE",
        "elpd_waic    -8.01     0.02",
        "p_waic        0.08        -",
    ],
    "[(refitted[old] == refitted[new], old in first) for old, new in (('loo', 'elpd_loo'), ('loo_se', 'se'))]": (
        [(True, True)] * 2
    ),
    "[refitted['loo'] < first['loo'] - 1, first['loo'] == first['elpd_loo'], copy.deepcopy(refitted).loo_scale]": (
        [True, True, "log"]
    ),
    "[len(az.plot_compare(table).get_yticks()) for table in (three, three.rename(columns=of_then))]": [3, 5],
    "pd.DataFrame().append([first, refitted]).sort_values('loo')['loo'].tolist() == [refitted.loo, first.loo]": True,
    "list(az.compare({'u': checked, 'v': checked}, ic='waic').columns[:4])": [
        "rank",
        "elpd_waic",
        "p_waic",
        "elpd_diff",
    ],
    "[three['loo'].equals(three.elpd_loo), three.d_loo.name, list(three[['loo', 'weight']]), 'loo' in three]": (
        [True, "d_loo", ["loo", "weight"], False]
    ),
    "[three.head(1)['loo_scale'].tolist(), three.sort_values('se')['loo'].name, list(three)[1]]": (
        [["log"], "loo", "elpd_loo"]
    ),
    "[az.rcParams['stats.credible_interval'], az.rcParams.get('stats.credible_interval')]": [0.94, 0.94],
    "(lambda context: [context.__enter__() and None, az.rcParams['stats.hdi_prob'], context.__exit__(*[None] * 3)])("
    "az.rc_context({'stats.credible_interval': 0.8}))": [None, 0.8, None],
    "[az.geweke(np.arange(100.0)).shape, type(az.kdeplot(draws['a'][0])).__name__]": [(20, 2), "Axes"],
    "az.geweke(np.arange(100.0), intervals=2).round(3).tolist()": [[0.0, -4.684], [49.0, -4.651]],
    "sorted(set(az.from_pymc3(trace).sample_stats) & stats)": ["acceptance_rate", "n_steps", "tree_depth"],
    "[list(pm.trace_to_dataframe(trace, hide_transformed_vars=one)) for one in (True, False)]": (
        [["s"], ["s_log__", "s"]]
    ),
    "az.hpd(np.arange(101.0), hdi_prob=0.5).tolist() == az.hdi(np.arange(101.0), hdi_prob=0.5).tolist()": True,
}


ARVIZ_OF_3_8 = {
    "[type(axes).__name__ for axes in az.plot_ppc(checked)]": ["Axes"],
    "list(az.summary(draws).columns[2:4])": ["hpd_3%", "hpd_97%"],
    "list(az.compare({'u': checked, 'v': checked}, ic='waic').columns)": (
        ["waic", "p_waic", "d_waic", "weight", "se", "dse", "warning", "waic_scale"]
    ),
    "[list(az.compare({'u': checked, 'v': checked}, *more, **named).columns)[0] for more, named in "
    "((['loo'], {}), ([], {'ic': 'loo'}), ([None], {}))]": ["loo", "loo", "loo"],
    "sorted(set(az.from_pymc3(trace).sample_stats) & stats)": ["depth", "mean_tree_accept", "tree_size"],
    "[found.waic_scale, az.waic(checked, scale='log').waic * -2 == found.waic]": ["deviance", True],
    "type(az.plot_compare(az.compare({'u': checked, 'v': checked}))).__name__": "Axes",
    # as ArviZ 0.7, its scale doubled: the errors of the sorted models by the order in which these were given
    "az.compare(given, 'loo', seed=2).round({'weight': 2, 'se': 1})[['weight', 'se']].T.to_dict('list')": {
        "good": [0.89, 2.3],
        "c": [0.11, 13.8],
        "bad": [0.0, 6.5],
    },
    # ArviZ's own weights of deviances that are so far apart are NaN
    "az.compare({'good': given['good'], 'far': model(-90.0, 1.0, 4)}).round(2)[['weight', 'waic_scale']].T.to_dict("
    "'list')": {"good": [1.0, "deviance"], "far": [0.0, "deviance"]},
}


@pytest.mark.slow
def test_values_of_arviz(fresh_python):
    pytest.importorskip("arviz")
    imports = (
        "import matplotlib; matplotlib.use('agg')\nimport copy, numpy as np, pandas as pd, arviz as az, pymc3 as pm\n"
        "import matplotlib.pyplot as plt\n"
        "draws = {name: np.random.RandomState(1).randn(2, 50) for name in 'ab'}\n"
        "normal = np.random.RandomState(1).randn\n"
        "checked = az.from_dict({'a': normal(2, 50)}, posterior_predictive={'y': normal(2, 50, 8)}, "
        "log_likelihood={'y': 0.1 * normal(2, 50, 8) - 1}, observed_data={'y': normal(8)})\n"
        "found = az.waic(checked)\n"
        "def model(level, spread, seed):\n"
        "    rng = np.random.RandomState(seed)\n"
        "    x, y = rng.normal(size=(2, 200)), rng.normal(level, 0.3, (2, 200, 40)) + spread * rng.normal(size=40)\n"
        "    return az.from_dict({'x': x}, log_likelihood={'y': y})\n"
        "given = {'c': model(-1.6, 0.5, 1), 'bad': model(-2.0, 0.2, 2), 'good': model(-1.0, 1.0, 3)}\n"
        "class Wrapper(az.SamplingWrapper):\n"
        "    def sel_observations(self, at): return at, at\n"
        "    def sample(self, kept): return checked\n"
        "    def get_inference_data(self, drawn): return drawn\n"
        "    def log_likelihood__i(self, left, drawn): return drawn.log_likelihood['y'][..., 0] - 1\n"
        "three = az.compare({'u': checked, 'v': checked, 'w': checked})\n"
        "of_then = {'elpd_loo': 'loo', 'elpd_diff': 'd_loo', 'scale': 'loo_scale'}\n"
        "first = az.loo(checked, pointwise=True)\n"
        "refitted = az.reloo(Wrapper(None, idata_orig=checked), loo_orig=first, k_thresh=-10, verbose=False)\n"
        "stats = {'depth', 'mean_tree_accept', 'tree_size', 'acceptance_rate', 'n_steps', 'tree_depth'}\n"
        "with pm.Model():\n    pm.HalfNormal('s', 1)\n"
        "    trace = pm.sample(9, tune=9, chains=1, progressbar=False, return_inferencedata=False)\n"
        "def two(forest):\n    figure, axes = forest\n    return figure, axes\n"
    )
    assert values_in_a_fresh_process(fresh_python, imports, ARVIZ) == ARVIZ
    then = "import theano\ntheano.config.emulate = '3.8'\n"
    assert values_in_a_fresh_process(fresh_python, then + imports, ARVIZ_OF_3_8) == ARVIZ_OF_3_8
    compared = {"list(pm.compare({'u': checked, 'v': checked}).columns)": COLUMNS_OF_3_4}
    assert values_in_a_fresh_process(fresh_python, then.replace("3.8", "3.4") + imports, compared) == compared


BOOTSTRAPPED = """
import warnings, compat
compat.install()
warnings.simplefilter("ignore")
import arviz as az, numpy as np
from theano_compat.settings import config
rng, means = np.random.default_rng(1), dict(zip("abc", (-3.0, -2.0, -1.0)))
of_rows = {name: mean - rng.exponential(2.0 ** k, size=40) for k, (name, mean) in enumerate(means.items())}
data = {name: az.from_dict(posterior={"x": rng.normal(size=(2, 500))},
                           log_likelihood={"y": rows + 0.01 * rng.normal(size=(2, 500, 40))})
        for name, rows in of_rows.items()}
own = {name: 2 * np.sqrt(40) * rows.std() for name, rows in of_rows.items()}
for release in ("3.4", "3.7", "3.8"):
    with config.change_flags(emulate=release):
        se = az.compare(data, "waic", "BB-pseudo-BMA", scale="deviance")["se"]
    print(*(abs(se[name] / own[name] - 1) < 0.1 for name in "abc"))
"""


def test_bootstrapped_errors_are_of_their_models_until_3_7(fresh_python):
    """As PyMC3 3.4.1 has them, run; ArviZ 0.3 to 0.18, which is 3.8's, had those of other models."""
    pytest.importorskip("arviz")
    first, second, third = fresh_python("-c", BOOTSTRAPPED).stdout.splitlines()
    assert first == second == "True True True" != third


ROW_WRITES = """
import compat, warnings; compat.install(); warnings.simplefilter("ignore")
import numpy as np, pandas as pd
f = pd.DataFrame(index=list("uvw"), columns=["a", "b", "c"], dtype=float)
for i in range(3):
    f.iloc[i]["a"] = i
    f.iloc[i][["b", "c"]] = [i + 0.25, i + 0.5]
f.loc["v"]["a"] = 9.0
f.loc["w"].loc["b"] = 7.0
f.xs("u")["c"] = 5.0
print(f.values.tolist())
mixed = pd.DataFrame({"a": [1, 2], "b": [1.5, 2.5]})
mixed.iloc[0]["b"], mixed.loc[1]["a"] = 9, 4
print(mixed.values.tolist())
row, before = f.iloc[0], f.copy()
row["a"] = 77.0
alone = f.iloc[1].copy()
alone["a"] = -1.0
print(f.iloc[0, 0], before.iloc[0, 0], f.iloc[1, 0])
"""


@pytest.mark.slow
def test_a_row_writes_through_to_its_frame(fresh_python):
    """As pandas 0.23 and 2.0 print: a row of a frame of one kind of values was a part of it."""
    pytest.importorskip("pandas")
    assert fresh_python("-c", ROW_WRITES).stdout.splitlines() == [
        "[[0.0, 0.25, 5.0], [9.0, 1.25, 1.5], [2.0, 7.0, 2.5]]",
        "[[1.0, 1.5], [2.0, 2.5]]",
        "77.0 0.0 9.0",
    ]


def test_keywords_of_pairs():
    """`plot_kwargs=` of ArviZ 0.6 go to the kind of picture."""
    taken = plotting_arguments._of_a_kind(lambda **given: given)
    assert taken(kind="kde", plot_kwargs={"c": 1}, contour=False) == {
        "kind": "kde",
        "kde_kwargs": {"contour": False, "c": 1},
    }
    assert taken(plot_kwargs={"c": 1}) == {"scatter_kwargs": {"c": 1}} and taken(kind=["hexbin"]) == {
        "kind": ["hexbin"]
    }


H5PY = {
    "[file['text'][()], file['text'].value, file['many'][:].tolist(), file['many'][1]]": [
        "abc",
        "abc",
        ["x", "yz"],
        "yz",
    ],
    "[file['text'].asstr()[()], file['many'].asstr()[1:].tolist(), file['bytes'].asstr()[()]]": ["abc", ["yz"], "abc"],
    "[type(file['bytes'][()]).__name__, file['numbers'][1:].tolist(), file.mode]": ["bytes_", [1, 2], "r+"],
}


@pytest.mark.slow
def test_values_of_h5py(fresh_python):
    pytest.importorskip("h5py")
    imports = (
        "import h5py, numpy as np\nfile = h5py.File('new.h5')\nfile['text'] = 'abc'\n"
        "file['many'] = np.array(['x', 'yz'], h5py.special_dtype(vlen=str))\n"
        "file['bytes'] = np.bytes_(b'abc')\nfile['numbers'] = np.arange(3)\n"
    )
    assert values_in_a_fresh_process(fresh_python, imports, H5PY) == H5PY


STAND_IN = """
def jointplot(data=None, *, x=None, y=None, kind="scatter", **kwargs): return x, y, kwargs
def kdeplot(data=None, *, x=None, y=None, hue=None, **kwargs): return data, x, y, kwargs
def boxplot(data=None, *, x=None, y=None, hue=None, **kwargs): return data, x, y, hue
def regplot(data=None, *, x=None, y=None, **kwargs): return data, x, y
def catplot(data=None, *, x=None, y=None, kind="strip", height=5, **kwargs): return data, x, kind, height, kwargs
def pointplot(data=None, *, x=None, y=None, hue=None, **kwargs): return x, kwargs
class FacetGrid:
    def __init__(self, data, *, row=None, height=3): self.height = height
class PairGrid(FacetGrid): pass
class JointGrid(FacetGrid): pass
"""
SEABORN = {
    "[sns.kdeplot([1], [2]), sns.kdeplot([1]), sns.kdeplot([1], [2], True)]": [
        (None, [1], [2], {}),
        ([1], None, None, {}),
        (None, [1], [2], {"shade": True}),
    ],
    "[sns.boxplot('x', 'y', 'h', 'frame'), sns.boxplot('frame', x='a'), sns.regplot('x', 'y', 'frame')]": [
        ("frame", "x", "y", "h"),
        ("frame", "a", None, None),
        ("frame", "x", "y"),
    ],
    "[sns.catplot(x='a', size=4), sns.factorplot('x', 'y', data='frame'), sns.FacetGrid(0, size=2).height]": [
        (None, "a", "strip", 4, {}),
        ("frame", "x", "point", 5, {}),
        2,
    ],
    "sns.pointplot(x='a', kind='bar', size=2)": ("a", {}),
    "sns.jointplot('x', 'y', stat_func=None, alpha=0.1)": ("x", "y", {"alpha": 0.1}),
    "sns is importlib.import_module('seaborn')": True,
}


def test_values_of_seaborn(fresh_python, tmp_path):
    """The signatures of seaborn 0.13, in a stand-in."""
    (tmp_path / "seaborn").mkdir()
    (tmp_path / "seaborn" / "__init__.py").write_text(STAND_IN)
    imports = "import importlib, seaborn.apionly as sns\n"
    assert values_in_a_fresh_process(fresh_python, imports, SEABORN) == SEABORN


BOKEH = {
    "models": """
class HasProps:
    def __init__(self, **kwargs): self.given = kwargs
for name in ("BoxAnnotation", "Label", "LabelSet", "Span", "Title"):
    globals()[name] = type(name, (HasProps,), {})
""",
    "plotting/_renderer": """
def update_legend(plot, legend_kwarg, legend_name, glyph_renderer): plot.told = legend_kwarg
def create_renderer(plot, **kwargs): update_legend(plot, kwargs, None, plot)
""",
    "plotting/glyph_api": """
class GlyphAPI:
    def circle(self, *args, **kwargs): return "circle"
    def scatter(self, *args, **kwargs): return "marker", kwargs
""",
    "plotting/__init__": """
from ..models import HasProps
from . import _renderer
from .glyph_api import GlyphAPI
class figure(HasProps, GlyphAPI):
    column_names = ["kind"]
    data_source = property(lambda self: self)
    def line(self, **kwargs):
        _renderer.create_renderer(self, **kwargs)
        return self.told
""",
    "__init__": "",
}
OF_BOKEH = {
    "[bokeh.models.Label(x=1, render_mode='css').given, bokeh.models.Span(render_mode='canvas').given]": [{"x": 1}, {}],
    "bokeh.plotting.figure(title='t', plot_width=3, plot_height=2).given": {"title": "t", "width": 3, "height": 2},
    "[plot.line(legend=given) for given in ('a line', 'kind', {'field': 'a'})], plot.line(legend_label='kind')": (
        [{"legend_label": "a line"}, {"legend_field": "kind"}, {"legend_field": "a"}],
        {"legend_label": "kind"},
    ),
    "[plot.circle([1], [2]), plot.circle(1, 2, size=3), plot.circle(1, 2, 3), plot.circle(1, 2, radius=3)]": [
        ("marker", {}),
        ("marker", {"size": 3}),
        "circle",
        "circle",
    ],
}


@pytest.mark.parametrize("given", ["legend_kwarg, legend_name, glyph_renderer", "legend_kwarg, glyph_renderer"])
def test_values_of_bokeh(given, fresh_python, tmp_path):
    """The classes of bokeh 3.8, and of 3.0 with fewer arguments of update_legend, in a stand-in."""
    (tmp_path / "bokeh" / "plotting").mkdir(parents=True)
    called = "kwargs, None, plot" if "name" in given else "kwargs, plot"
    for name, text in BOKEH.items():
        text = text.replace("legend_kwarg, legend_name, glyph_renderer", given).replace("kwargs, None, plot", called)
        (tmp_path / "bokeh" / f"{name}.py").write_text(text)
    imports = "import bokeh.models, bokeh.plotting\nplot = bokeh.plotting.figure()\n"
    assert values_in_a_fresh_process(fresh_python, imports, OF_BOKEH) == OF_BOKEH


def test_pyplot_needs_no_import(fresh_python):
    asked = {"matplotlib.pyplot.Figure is matplotlib.figure.Figure": True, "hasattr(matplotlib, 'nothing')": False}
    assert values_in_a_fresh_process(fresh_python, "import matplotlib.figure\n", asked) == asked


def test_breaks_of_plotnine_are_a_series(fresh_python, tmp_path):
    """As mizani 0.14 asks for the last, in a stand-in."""
    (tmp_path / "mizani").mkdir()
    (tmp_path / "mizani" / "__init__.py").touch()
    (tmp_path / "mizani" / "breaks.py").write_text(
        "class minor_breaks:\n    def __call__(self, major, limits=None, n=None):\n        return float(major[-1])\n"
    )
    asked = {"mizani.breaks.minor_breaks()(pandas.Series([1.0, 2.0]))": 2.0, "mizani.breaks.minor_breaks()([3.0])": 3.0}
    assert values_in_a_fresh_process(fresh_python, "import mizani.breaks, pandas\n", asked) == asked


def test_plots_of_dabest(fresh_python, tmp_path):
    """The signature of dabest 2025, in a stand-in."""
    (tmp_path / "dabest").mkdir()
    (tmp_path / "dabest" / "__init__.py").write_text("from ._effsize_objects import EffectSizeDataFrame")
    (tmp_path / "dabest" / "_effsize_objects.py").write_text(
        "class EffectSizeDataFrame:\n"
        "    def plot(self, raw_label=None, contrast_alpha=0.8, fig_size=None):\n"
        "        return raw_label, contrast_alpha, fig_size\n"
    )
    asked = {
        "dabest.EffectSizeDataFrame().plot(swarm_label='a', halfviolin_alpha=0.5, fig_size=(8, 6))": ("a", 0.5, (8, 6))
    }
    assert values_in_a_fresh_process(fresh_python, "import dabest\n", asked) == asked


YAML = {
    "yaml.load('a: [1, 2.5]')": {"a": [1, 2.5]},
    "yaml.load('a: 1', Loader=yaml.BaseLoader)": {"a": "1"},
    "list(yaml.load_all('1\\n---\\n2'))": [1, 2],
}


@pytest.mark.slow
def test_yaml_without_a_loader(fresh_python):
    pytest.importorskip("yaml")
    assert values_in_a_fresh_process(fresh_python, "import yaml\n", YAML) == YAML


NAMED_TUPLES = """
import collections, pickle, sys, typing
from collections import namedtuple

Mine = namedtuple("Mine", "a b")
Typed = typing.NamedTuple("Typed", [("a", int), ("b", int)])
Said = namedtuple("Said", "a b", module="somewhere")
sys.path.insert(0, "")
from module_of_mine import Its
from pymc3.blocking import VarMap

print([kind.__module__ for kind in (Mine, Typed, Said, Its)], VarMap.__module__.endswith("modelling.blocking"))
values = [Mine(1, 2), Typed(1, 2), Its(1, 2), VarMap("a", slice(2), (2,), "float64")]
print(pickle.loads(pickle.dumps(values)) == values, type(Mine(1, 2)._asdict()) is collections.OrderedDict)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("flags", "ordered"), [("", False), ("emulate=3.8", True)])
def test_named_tuples_belong_to_the_module_that_makes_them(flags, ordered, fresh_python, tmp_path):
    """So pickle finds their class, in a child process too."""
    (tmp_path / "module_of_mine.py").write_text("import collections\nIts = collections.namedtuple('Its', 'a b')\n")
    (tmp_path / "script.py").write_text(NAMED_TUPLES)
    done = fresh_python("-W", "ignore", "-m", "theano_compat", "run", "script.py", flags=flags)
    modules = ["__main__", "__main__", "somewhere", "module_of_mine"]
    assert done.stdout == f"{modules} True\nTrue {ordered}\n"


@pytest.mark.wide(17)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.full_name)
def test_row(row: Removed):
    """Made when its library is here; its note is a sentence for the report."""
    assert row.note
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on their way out: scipy.misc, cgi, np.str
            owner = importlib.import_module(row.module)
            if ":" not in row.owner and hasattr(owner, row.name):
                pytest.skip("this release still has it")
    except ImportError:
        pytest.skip(f"{row.module} is not installed or left the standard library")
    assert row.make() is not None or row.name == "newaxis"


def test_no_name_twice():
    names = [row.full_name for row in ROWS]
    assert len(names) == len(set(names))


@pytest.mark.wide(11)
@pytest.mark.parametrize("row", narrowed(), ids=lambda row: f"{row.full_name} {row.note}")
def test_what_takes_less_than_it_took(row):
    assert row.note and not row.note.endswith(".")
    if row.module != "numpy":
        pytest.importorskip(row.module)
    owner = importlib.import_module(row.module)
    real = getattr(operator.attrgetter(row.owner.partition(":")[2])(owner) if ":" in row.owner else owner, row.name)
    wider = row.widen(real)
    assert wider is None or wider.__doc__ == real.__doc__
    assert wider is None or isinstance(real, property) or wider.__name__ == real.__name__


def test_old_frequencies():
    told = {"M": "ME", "24H": "24h", "15T": "15min", "A-DEC": "YE-DEC", "D": "D", "W-SUN": "W-SUN", "2h30T": "2h30min"}
    assert {old: translated(old) for old in told} == told
    assert [str(former(new)).upper() for new in told.values()] == [old.upper() for old in told]


@pytest.mark.slow
def test_what_was_widened_is_reported_and_taken_away(fresh_python):
    pytest.importorskip("pandas")
    fresh_python(
        "-c",
        """
import numpy as np, pandas as pd
stack, drop, offset = np.vstack, pd.DataFrame.drop, pd.tseries.frequencies.to_offset
inherited = "any" in vars(pd.Series)
import compat
compat.install()
assert np.vstack is not stack and pd.date_range("2000", periods=2, freq="3T")[1].minute == 3
said = compat.legacy_environment.report()
assert said["pandas frequency '3T'"] == "is '3min'" and "numpy.vstack" in said and "pandas.DataFrame.drop" in said
assert repr(np.float64(1.5)) == "1.5" and pd.Series(["a"]).dtype == object and "numpy.set_printoptions" in said
compat.uninstall()
assert repr(np.float64(1.5)) == "np.float64(1.5)" and str(pd.Series(["a"]).dtype) == "str"
assert np.vstack is stack and pd.DataFrame.drop is drop and pd.tseries.frequencies.to_offset is offset
assert ("any" in vars(pd.Series)) == inherited and not compat.legacy_environment.report()
""",
    )


def test_every_row_is_reached_by_its_package():
    roots = {root: package for package, several in patching.ROOTS.items() for root in several}
    for name in {name for names in patching.WHEN_IMPORTED.values() for name in names.split()}:
        table = importlib.import_module(f"compat.legacy_environment.{name}").TABLE
        found = {row.module.partition(".")[0].removesuffix("_base") for row in table}  # arviz imports arviz_base
        packages = {roots.get(one, one) for one in found}
        assert packages == {package for package, names in patching.WHEN_IMPORTED.items() if name in names.split()}


def test_nothing_is_replaced(fresh_python):
    """A name that its library still has stays the library's, but for what takes less than it took."""
    code = (
        "import numpy as np\nbefore = dict(vars(np))\n"
        "import compat\ncompat.install()\n"
        "from compat.legacy_environment.patching import narrowed\n"
        "wider = {row.name for row in narrowed() if row.owner == 'numpy'}\n"
        "assert all(vars(np)[name] is value for name, value in before.items() if name not in wider)\n"
    )
    fresh_python("-c", code)


def test_libraries_of_today_get_todays_meaning():
    """A call of xarray's own is told from one of the program by the module that it stands in."""
    inverse = _flat_inverse(np.unique)
    shapes = {}
    for module in ("__main__", "users.model", "xarray.core.groupby", "theano_compat.pymc3_api.stats"):
        space = {"__name__": module, "unique": inverse, "x": np.array([[3, 1], [1, 2]])}
        exec("shape = unique(x, return_inverse=True)[1].shape", space)
        shapes[module] = space["shape"]
    assert list(shapes.values()) == [(4,), (4,), (2, 2), (2, 2)]


def test_batched_products():
    from theano_environment.old_modules.umath_tests import inner1d, matrix_multiply

    a = np.arange(12.0).reshape(2, 2, 3)
    assert np.array_equal(inner1d(a, a), (a * a).sum(axis=-1))
    assert np.array_equal(matrix_multiply(a, a.transpose(0, 2, 1))[1], a[1] @ a[1].T)
