"""Runs `examples/mnist.py` of Lasagne, unchanged, on drawn digits: `mnist_curve.py examples/mnist.py MODEL EPOCHS`.

The four files that the example would fetch are made in a folder of the moment: 5,000 images to train on (10 batches an
epoch), 10,000 to validate, 1,000 to test, each the picture of its digit, shifted, under noise. The loss of each step of
training is written to $CLIENT_NUMBERS. It runs beside the real library too, under Python 3.7.
"""

import gzip
import json
import os
import runpy
import struct
import sys
import tempfile

import lasagne
import numpy as np
import theano

SIDE = 28


def digits(number, random):
    """Return images and labels as bytes of the files in which MNIST is published."""
    pictures = np.random.RandomState(7).uniform(size=(10, SIDE // 4, SIDE // 4)) > 0.6
    pictures = pictures.repeat(4, axis=1).repeat(4, axis=2) * 160.0
    labels = random.randint(10, size=number).astype(np.uint8)
    images = np.stack([np.roll(pictures[d], tuple(random.randint(-2, 3, size=2)), axis=(0, 1)) for d in labels])
    images += random.uniform(0, 95, size=images.shape)
    head = struct.pack(">4i", 2051, number, SIDE, SIDE), struct.pack(">2i", 2049, number)
    return head[0] + images.astype(np.uint8).tobytes(), head[1] + labels.tobytes()


def write_digits():
    """Write the four files here."""
    random = np.random.RandomState(2014)
    for name, number in (("train", 15000), ("t10k", 1000)):
        images, labels = digits(number, random)
        for file, content in ((name + "-images-idx3", images), (name + "-labels-idx1", labels)):
            with gzip.open(file + "-ubyte.gz", "wb", compresslevel=1) as opened:
                opened.write(content)


losses = []
compiled = theano.function


def function(*args, **kwargs):
    """Compile as `theano.function` does; keep what a function returns that trains."""
    made = compiled(*args, **kwargs)
    if not kwargs.get("updates"):
        return made

    def step(*values):
        losses.append(float(made(*values)))
        return losses[-1]

    return step


def main():
    """Run the example."""
    example = os.path.abspath(sys.argv[1])
    sys.argv = [example] + sys.argv[2:]
    theano.function = function
    np.random.seed(1234)
    lasagne.random.set_rng(np.random.RandomState(1234))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_digits()
        runpy.run_path(example, run_name="__main__")
        os.chdir(os.path.dirname(example))
    with open(os.environ["CLIENT_NUMBERS"], "w") as file:
        json.dump({"training losses": losses}, file, indent=1)


main()
