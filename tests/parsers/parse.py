"""Reads an exposition from stdin with prometheus_client's parsers, and writes what it holds as JSON.

usage: parse.py text|openmetrics
"""

import json
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as text


def exemplar(sample):
    e = sample.exemplar
    return e and [e.labels, repr(float(e.value)), e.timestamp and float(e.timestamp)]


def main():
    parse = {"text": text, "openmetrics": openmetrics}[sys.argv[1]]
    body = sys.stdin.buffer.read().decode("utf-8")
    families = [
        {
            "name": family.name,
            "type": family.type,
            "unit": family.unit,
            "help": family.documentation,
            # repr keeps every digit, and tells infinities and NaN.
            "samples": [[s.name, s.labels, repr(float(s.value)), exemplar(s)] for s in family.samples],
        }
        for family in parse(body)
    ]
    json.dump(families, sys.stdout)


main()
