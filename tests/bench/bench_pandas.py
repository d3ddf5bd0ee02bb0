#!/usr/bin/env python3
"""bench_pandas.py CSV REPETITIONS - pandas, asked the same as bench_groups.

The data are held in memory in the form that was quickest for pandas: keys as
small whole numbers, answers as wide ones, no sorting. Only the GROUP BY is
timed. The result goes to stdout, the seconds of each repetition to stderr.
"""
import sys
import time

import pandas

ANSWERS = [f"u{i}" for i in range(1, 10)]


def main():
    path, n_times = sys.argv[1], int(sys.argv[2])
    parts = []
    for part in pandas.read_csv(path, usecols=["unit", "tanggal", *ANSWERS],
                                dtype={"unit": "str", "tanggal": "str",
                                       **dict.fromkeys(ANSWERS, "float32")},
                                chunksize=500_000):
        for name in ANSWERS:
            part[name] = part[name].fillna(0).astype("int64")
        year = part["tanggal"].str[:4].astype("int16")
        month = part["tanggal"].str[5:7].astype("int16")
        part["quarter"] = (year * 4 + (month - 1) // 3).astype("int16")
        part["unit"] = part["unit"].str[4:].astype("int16")
        parts.append(part.drop(columns="tanggal"))
    data = pandas.concat(parts, ignore_index=True)

    for _ in range(n_times):
        start = time.perf_counter()
        groups = data.groupby(["unit", "quarter"], sort=False)[ANSWERS]
        sums = groups.sum()
        counts = groups.size()
        print(f"{time.perf_counter() - start:.6f}", file=sys.stderr)

    sums.insert(0, "n", counts)
    for (unit, quarter), row in sums.sort_index().iterrows():
        print(f"opd-{unit:04d},{quarter}," + ",".join(str(int(v)) for v in row))


main()
