"""What has a log density: the random variables of a model, and the part of the model that is their sum."""
