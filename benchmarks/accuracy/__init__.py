"""How right the facts are: scores against hand-made gold, baselines, and the fit of the confidences.

    python -m benchmarks.accuracy [--write]      the report (`make accuracy`)
    python -m benchmarks.accuracy.errors KIND    each error of a kind of fact, one by one
    python -m benchmarks.accuracy.fitting        fits the confidences again (`make calibrate`)
    python -m benchmarks.accuracy.annotations    keeps an annotated file as spans

The corpora, their gold and the tools that judge lie beside the checkout, in ../shared, and are used in place.
"""
