"""Translating a series: a client that sends numbered lines and hopes, and Reelbridge, against a model with faults."""
