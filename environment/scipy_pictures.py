"""Pictures of `scipy.misc` and `scipy.ndimage`, which SciPy 1.2 and 1.3 dropped, by Pillow as then.

`imshow` is left out: it started a program that shows pictures.
"""

from __future__ import annotations

from typing import Any

import numpy as np

CHANNELS = {"RGB": 3, "YCbCr": 3, "RGBA": 4, "CMYK": 4}
INTERPOLATION = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "cubic": 3}  # as Pillow numbers them
FILTERS = "blur contour detail edge_enhance edge_enhance_more emboss find_edges smooth smooth_more sharpen".split()


def bytescale(data: Any, cmin: Any = None, cmax: Any = None, high: int = 255, low: int = 0) -> np.ndarray:
    """Return an array as bytes from `low` to `high`, for values from `cmin` to `cmax`; bytes as they are."""
    data = np.asarray(data)
    if data.dtype == np.uint8:
        return data
    for wrong, said in (
        (high > 255, "`high` should be less than or equal to 255."),
        (low < 0, "`low` should be greater than or equal to 0."),
        (high < low, "`high` should be greater than or equal to `low`."),
    ):
        if wrong:
            raise ValueError(said)
    cmin = data.min() if cmin is None else cmin
    cmax = data.max() if cmax is None else cmax
    if cmax < cmin:
        raise ValueError("`cmax` should be larger than `cmin`.")
    width = float(cmax) - float(cmin)
    scaled = (data * 1.0 - cmin) * ((high - low) / (width or 1.0)) + low
    with np.errstate(invalid="ignore"):  # NaN is 0
        return (np.nan_to_num(scaled.clip(low, high), nan=0.0) + 0.5).astype(np.uint8)


def toimage(
    arr: Any,
    high: int = 255,
    low: int = 0,
    cmin: Any = None,
    cmax: Any = None,
    pal: Any = None,
    mode: str | None = None,
    channel_axis: int | None = None,
) -> Any:
    """Return a Pillow image of a matrix, or of three or four of them along the first axis of such a length."""
    from PIL import Image

    data = np.asarray(arr)
    if np.iscomplexobj(data):
        raise ValueError("Cannot convert a complex-valued array.")
    if data.ndim == 2:
        return _of_matrix(data, high, low, cmin, cmax, pal, mode)
    if data.ndim != 3 or not {3, 4}.intersection(data.shape):
        raise ValueError("'arr' does not have a suitable array shape for any mode.")
    if channel_axis is None:
        channel_axis = data.shape.index(3 if 3 in data.shape else 4)
    channels = data.shape[channel_axis]
    if channels not in (3, 4):
        raise ValueError("Channel axis dimension is not valid.")
    mode = mode or ("RGB" if channels == 3 else "RGBA")
    if mode not in CHANNELS:
        raise ValueError("Mode is unknown or incompatible with input array shape.")
    if CHANNELS[mode] != channels:
        raise ValueError("Invalid array shape for mode.")
    pixels = np.moveaxis(bytescale(data, cmin, cmax, high, low), channel_axis, 2)
    return Image.frombytes(mode, pixels.shape[1::-1], pixels.tobytes())


def _of_matrix(data: np.ndarray, high: int, low: int, cmin: Any, cmax: Any, pal: Any, mode: str | None) -> Any:
    from PIL import Image

    size = data.shape[::-1]
    if mode == "F":
        return Image.frombytes("F", size, data.astype(np.float32).tobytes())
    if mode in (None, "L", "P"):
        image = Image.frombytes("L", size, bytescale(data, cmin, cmax, high, low).tobytes())
        if pal is not None or mode == "P":
            image.putpalette((np.arange(256).repeat(3) if pal is None else np.asarray(pal)).astype(np.uint8).tobytes())
        return image
    if mode == "1":
        raise NotImplementedError('toimage(mode="1") read bytes as bits: write Image.fromarray(arr > 255).')
    if mode != "I":
        raise ValueError("Mode is unknown or incompatible with input array shape.")
    cmin, cmax = data.min() if cmin is None else cmin, data.max() if cmax is None else cmax
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled = np.nan_to_num((data * 1.0 - cmin) * (high - low) / np.float64(cmax - cmin) + low, nan=0.0)
    return Image.frombytes("I", size, scaled.astype(np.int32).tobytes())


def fromimage(im: Any, flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """Return a Pillow image as an array, of channels along the last axis; flatten: grey, in float32."""
    from PIL import Image

    if not isinstance(im, Image.Image):
        raise TypeError("Input is not a PIL image.")
    if mode is not None:
        im = im if mode == im.mode else im.convert(mode)
    elif im.mode == "P":
        im = im.convert("RGBA" if "transparency" in im.info else "RGB")
    if flatten:
        im = im.convert("F")
    elif im.mode == "1":
        im = im.convert("L")
    return np.array(im)


def imread(name: Any, flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """Read a picture, by its path or an open file; see `fromimage`."""
    from PIL import Image

    with Image.open(name) as image:
        return fromimage(image, flatten, mode)


def imread_of_ndimage(fname: Any, flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """Read a picture, by its path or an open file; see `fromimage`."""
    return imread(fname, flatten, mode)


def imsave(name: Any, arr: Any, format: str | None = None) -> None:
    """Write an array, its channels along the last axis, as a picture of values from its smallest to its largest."""
    toimage(arr, channel_axis=2).save(name, format)


def imresize(arr: Any, size: Any, interp: str = "bilinear", mode: str | None = None) -> np.ndarray:
    """Return a picture of another size: a percentage (a whole number), a share (a float), or (rows, columns)."""
    image = toimage(arr, mode=mode)
    if np.ndim(size) == 0:
        share = size / 100.0 if isinstance(size, int | np.integer) else size
        shape = tuple((np.array(image.size) * share).astype(int).tolist())
    else:
        shape = (int(size[1]), int(size[0]))
    return fromimage(image.resize(shape, resample=INTERPOLATION[interp]))


def imrotate(arr: Any, angle: float, interp: str = "bilinear") -> np.ndarray:
    """Return a picture rotated by degrees, against the clock, of the same size."""
    return fromimage(toimage(arr).rotate(angle, resample=INTERPOLATION[interp]))


def imfilter(arr: Any, ftype: str) -> np.ndarray:
    """Return a picture filtered by one of Pillow's filters, such as "blur"."""
    from PIL import ImageFilter

    if ftype not in FILTERS:
        raise ValueError("Unknown filter type.")
    return fromimage(toimage(arr).filter(getattr(ImageFilter, ftype.upper())))
