"""A network of 100 hidden units for digits."""

from bench.posteriordb.models.networks._one_layer import network


def model(data):
    return network(data, J=100)
