"""Parses an exposition from stdin with prometheus_client, and writes its families as JSON.

With `verdicts`, it reads a list of OpenMetrics expositions instead, and writes the error of each, or null.

usage: parse.py text|openmetrics|verdicts
"""

import json
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as text


def exemplar(sample):
    e = sample.exemplar
    return e and [e.labels, repr(float(e.value)), e.timestamp and float(e.timestamp)]


def verdict(exposition):
    try:
        for _ in openmetrics(exposition):
            pass
    except Exception as error:
        return repr(error)


def main():
    if sys.argv[1] == "verdicts":
        expositions = json.load(sys.stdin.buffer)
        json.dump([verdict(it) for it in expositions], sys.stdout)
        return
    parse = {"text": text, "openmetrics": openmetrics}[sys.argv[1]]
    body = sys.stdin.buffer.read().decode("utf-8")
    families = [
        {
            "name": family.name,
            "type": family.type,
            "unit": family.unit,
            "help": family.documentation,
            # repr keeps all digits, and can represent infinities and NaN.
            "samples": [[s.name, s.labels, repr(float(s.value)), exemplar(s)] for s in family.samples],
        }
        for family in parse(body)
    ]
    json.dump(families, sys.stdout)


main()
