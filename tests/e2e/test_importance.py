"""Importance that is stated, or derived from overall satisfaction; what was
expected: counted again in Python, in every face."""
import csv
import io
import random
import statistics

import survey

KEYS = ("waktu", "biaya", "ramah")


def draw(n, seed, k=3):
    """Rows of {column: answer}; two questions on what is expected of waktu."""
    generator = random.Random(seed)
    rows = []
    for _ in range(n):
        mood = generator.gauss(0, 0.6)
        row = {}
        for e, key in enumerate(KEYS[:k]):
            row[key] = round(min(4, max(1, 2.4 + 0.3 * e + mood +
                                        generator.gauss(0, 0.6))))
            row[f"{key}_kepentingan"] = generator.choice((3, 3, 4, 4, 2 + e))
            row[f"{key}_harapan"] = generator.choice((3, 4, 4))
        row["keseluruhan"] = round(min(4, max(1, 0.5 + 0.6 * row["waktu"] + 0.2
                                              * row["ramah"] +
                                              generator.gauss(0, 0.3))))
        for key in row:
            if key not in KEYS and generator.random() < 0.05:
                row[key] = 0
        rows.append(row)
    return rows


class Importance(survey.Case):
    def form(self, kinds):
        """A form that asks satisfaction and these kinds."""
        folder = self.path / "loket"
        folder.mkdir()
        asked = [(key, f"Bagaimana {key}?", "kepuasan") for key in KEYS]
        for kind in kinds:
            if kind == "keseluruhan":
                asked.append(("", "Puaskah Anda?", kind))
            else:
                asked += [(key, f"{key}: {kind}?", kind) for key in KEYS]
        tables = {
            "settings": "kunci,nilai\nid,loket-kami\nnama,Loket kami\nskala,4\n"
                        "resmi,tidak\nmutu,tidak\n",
            "elements": "unsur,kode,nama,bobot,tindakan\nwaktu,U1,Waktu,,b\n"
                        "biaya,U2,Biaya,,b\nramah,U3,Ramah,,a\n",
            "questions": "unsur,pertanyaan,jenis\n"
                         + "".join(",".join(row) + "\n" for row in asked),
            "choices": "pertanyaan,skor,label\n" + "".join(
                f"{q},{s},label {'abcd'[s - 1]}\n"
                for q in range(1, len(asked) + 1) for s in range(1, 5))}
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
        self.survey()
        self.ikm("form", "add", "loket")
        self.columns = list(KEYS)
        for kind in kinds:
            self.columns += [kind] if kind == "keseluruhan" else [
                f"{key}_{kind}" for key in KEYS]

    def read(self, rows, date="2025-02-03", unit="kec-01", channel="loket"):
        lines = ["tanggal,kanal," + ",".join(self.columns)]
        lines += [f"{date},{channel}," +
                  ",".join(str(row[c] or "") for c in self.columns)
                  for row in rows]
        name = f"{date}-{unit}-{channel}.csv"
        self.write(name, "\n".join(lines) + "\n")
        self.ikm("import", name, "--unit", unit, "--form", "loket-kami")

    def near(self, a, b):
        self.assertAlmostEqual(a, b, delta=1e-9 * max(1, abs(b)))

    def csv_rows(self, *ask):
        table = csv.DictReader(io.StringIO(self.ikm("analyze", "--csv", *ask)))
        return {row["element"]: row for row in table}

    def test_stated(self):
        self.form(("kepentingan", "keseluruhan"))
        rows = draw(80, 5)
        self.read(rows)
        result = self.result()
        told = result["importance"]
        self.assertEqual((told["source"], told["derived"], told["reason"]),
                         ("stated", False, None))
        stated = [statistics.fmean(row[f"{key}_kepentingan"] for row in rows
                                   if row[f"{key}_kepentingan"])
                  for key in KEYS]
        got = [statistics.fmean(row[key] for row in rows) for key in KEYS]
        self.near(told["tki"], 100 * sum(got) / sum(stated))
        self.near(told["csi"], sum(m / sum(stated) * x for m, x in
                                   zip(stated, got)) / 4)
        self.assertIsNone(told["gap"])
        table = self.csv_rows()
        self.near(float(table["ikm"]["tki"]), told["tki"])
        self.near(float(table["ikm"]["csi"]), told["csi"])
        axis = statistics.fmean(got)
        for m, x, element in zip(stated, got, result["elements"]):
            self.near(element["importance_mean"], m)
            self.near(element["importance"], m / sum(stated))
            self.near(element["tki"], 100 * x / m)
            low, high = element["importance_ci95"]
            self.assertLess(low, element["importance"])
            self.assertLess(element["importance"], high)
            self.assertEqual(element["quadrant"],
                             ("D" if m < sum(stated) / 3 else "B") if x >= axis
                             else "C" if m < sum(stated) / 3 else "A")
            row = table[element["key"]]
            self.assertEqual(row["importance_source"], "stated")
            self.near(float(row["importance_low"]), low)
            self.near(float(row["tki"]), element["tki"])
        text = " ".join(self.ikm("analyze").split())
        for words in ("Kepentingan dinyatakan oleh 80 responden",
                      "Tingkat kesesuaian (Tki): kinerja ",
                      "Indeks kepuasan (CSI): ", "Tki %"):
            self.assertIn(words, text)
        text = " ".join(self.ikm("--lang", "en", "analyze").split())
        self.assertIn("The importance was stated by 80 respondents", text)

    def test_relative_weights(self):
        self.form(("keseluruhan",))
        self.read(draw(120, 6))
        result = self.result()
        told = result["importance"]
        self.assertEqual((told["source"], told["derived"], told["reason"],
                          told["tki"], told["csi"]),
                         ("relative-weights", True, None, None, None))
        shares = [e["importance"] for e in result["elements"]]
        self.near(sum(shares), 1)
        self.assertGreater(shares[0], shares[1])
        self.assertTrue(0 < told["r_squared"] < 1)
        self.assertTrue(all(e["importance_ci95"] for e in result["elements"]))
        text = " ".join(self.ikm("analyze").split())
        self.assertIn("tidak ditanyakan: bobot relatif terhadap kepuasan "
                      "keseluruhan", text)
        self.assertEqual(self.csv_rows()["waktu"]["importance_source"],
                         "relative-weights")

    def test_derived_is_undefined_with_a_reason(self):
        self.form(("keseluruhan",))
        self.read([{**row, "keseluruhan": 4} for row in draw(30, 7)])
        told = self.result()["importance"]
        self.assertEqual((told["source"], told["reason"]),
                         ("relative-weights", "no-spread"))
        twins = [{**row, "biaya": row["waktu"]} for row in draw(30, 8)]
        self.read(twins, "2025-05-03")
        told = self.result("--period", "2025-TW2")
        self.assertEqual(told["importance"]["reason"], "singular")
        self.assertEqual([e["importance"] for e in told["elements"]], [None] * 3)
        self.assertIn("selalu mengikuti unsur lain",
                      " ".join(self.ikm("analyze", "--period",
                                        "2025-TW2").split()))
        self.read(draw(3, 9), "2025-08-03")
        told = self.result("--period", "2025-TW3")
        self.assertEqual(told["importance"]["reason"], "too-few")

    def test_gaps(self):
        self.form(("harapan",))
        rows = draw(60, 10)
        self.read(rows)
        result = self.result()
        self.assertEqual(result["importance"]["source"], "r-rest")
        table = self.csv_rows()
        means = []
        for element in result["elements"]:
            key = element["key"]
            gaps = [row[key] - row[f"{key}_harapan"] for row in rows
                    if row[f"{key}_harapan"]]
            gap = element["gap"]
            means.append(statistics.fmean(gaps))
            self.assertEqual(gap["n"], len(gaps))
            self.near(gap["difference"], means[-1])
            self.near(gap["sd"], statistics.stdev(gaps))
            self.near(gap["perception"] - gap["expectation"],
                      gap["difference"])
            self.assertLessEqual(gap["p"], gap["p_holm"])
            self.near(float(table[key]["gap"]), gap["difference"])
            self.near(float(table[key]["gap_p_holm"]), gap["p_holm"])
        self.near(result["importance"]["gap"], statistics.fmean(means))
        text = " ".join(self.ikm("analyze").split())
        self.assertIn("Kinerja dan harapan", text)
        self.assertIn("nyata di bawah harapan; paling jauh U1 Waktu (-", text)
        text = " ".join(self.ikm("--lang", "en", "analyze").split())
        self.assertIn("the widest gap is U1 Waktu (-", text)

    def test_all_groups_and_periods_have_their_own(self):
        self.form(("kepentingan", "harapan", "keseluruhan"))
        first, second = draw(40, 11), draw(50, 12)
        self.read(first)
        self.read(second, "2025-05-03")
        self.read(draw(4, 13), "2025-05-03", channel="kios")
        whole = self.results("--by", "period")
        self.assertEqual([r["importance"]["n"] for r in whole], [40, 54])
        for rows, result in ((first, whole[0]),):
            m = statistics.fmean(row["biaya_kepentingan"] for row in rows
                                 if row["biaya_kepentingan"])
            self.near(result["elements"][1]["importance_mean"], m)
        hidden = self.results("--by", "channel", "--period", "2025-TW2")
        small = [r for r in hidden if r["group"] == "kios"][0]
        self.assertEqual((small["importance"]["n"], small["importance"]["tki"],
                          small["importance"]["gap"],
                          small["elements"][0]["gap"],
                          small["elements"][0]["importance_mean"]),
                         (None,) * 5)
        self.assertEqual(small["importance"]["source"], "stated")

    def test_nobody_said(self):
        self.form(("kepentingan", "harapan"))
        self.read([{**row, **{c: 0 for c in self.columns if c not in KEYS}}
                   for row in draw(20, 14)])
        result = self.result()
        self.assertEqual((result["importance"]["reason"],
                          result["importance"]["gap"]), ("no-answers", None))
        text = " ".join(self.ikm("analyze").split())
        self.assertIn("pertanyaan tentang kepentingan tidak dijawab", text)
        self.assertIn("Tidak seorang pun menjawab kinerja dan harapan", text)


if __name__ == "__main__":
    survey.unittest.main()
