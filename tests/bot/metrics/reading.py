"""Reads meters as Prometheus does."""

import urllib.request

from prometheus_client.parser import text_string_to_metric_families

Samples = dict[str, float]


def samples_at(port: int) -> Samples:
    """Returns every sample served there by its name and labels, as Prometheus writes them."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as response:
        text = response.read().decode()
    return {
        _name(sample.name, sample.labels): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def _name(name: str, labels: dict[str, str]) -> str:
    shown = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
    return f"{name}{{{shown}}}" if shown else name
