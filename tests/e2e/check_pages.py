"""Published tables as offices lay them out: other labels, other places, decoys
beside them."""
from fractions import Fraction

import check_books
from check_books import Number, fixed, grade_of, half_up

WORDS = {
    "sum": ["Jumlah Nilai per Unsur", "Jumlah", "JUMLAH NILAI/UNSUR",
            "Nilai / Unsur", "Total", "Jumlah Nilai", "Σ Nilai/Unsur",
            "Total Skor", "Nilai Per Unsur", "JML NILAI PER UNSUR"],
    "nrr": ["NRR per Unsur", "NRR", "Nilai Rata-Rata", "Rata-rata", "Rerata",
            "NRR / Unsur", "Nilai rata rata per unsur", "Rata - rata",
            "NRR per Unsur = Jumlah nilai per unsur : Jumlah kuesioner yang "
            "terisi", "Nilai Rata-rata (NRR)"],
    "weighted": ["NRR Tertimbang per Unsur", "NRR Tertimbang",
                 "NRR tertbg/unsur", "Nilai Rata-rata Tertimbang",
                 "NRR tertimbang = NRR x bobot", "NRR Tertimbang Unsur",
                 "Bobot Nilai Rata-rata Tertimbang"],
    "index": ["Jumlah NRR Tertimbang", "Nilai Indeks", "Indeks",
              "Jumlah NRR IKM tertimbang", "Total NRR Tertimbang"],
    "ikm": ["IKM Unit Pelayanan", "IKM", "Nilai IKM", "NILAI IKM",
            "Indeks Kepuasan Masyarakat", "IKM (Konversi)", "IKM = Indeks x 25",
            "Nilai SKM", "IKM UNIT PELAYANAN :", "IKM Konversi",
            "Nilai Indeks Kepuasan Masyarakat (IKM)",
            "Nilai IKM setelah dikonversi"],
    "grade": ["Mutu Pelayanan", "Mutu", "MUTU PELAYANAN", "Mutu Pelayanan (x)",
              "Nilai Mutu", "Mutu Layanan", "Mutu Pelayanan :"],
    "label": ["Kinerja Unit Pelayanan", "Kinerja", "KINERJA UNIT PELAYANAN",
              "Kategori", "Predikat", "Kinerja Unit Pelayanan (y)"],
    "n": ["Jumlah Responden", "Responden", "Jumlah Kuesioner Terisi",
          "Jumlah Responden (orang)", "Total Responden"],
    "n_line": ["Jumlah Jawaban", "Jumlah responden yang menjawab", "n",
               "Jumlah Responden", "Banyak Jawaban", "Jumlah Pengisi"],
    "value": ["Nilai Konversi", "Nilai x 25", "IKM per Unsur", "NRR x 25"],
}
TITLES = [["PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT"],
          ["PER RESPONDEN DAN PER UNSUR PELAYANAN"],
          ["KECAMATAN BINANGUN KABUPATEN CILACAP"],
          ["Periode : Januari s.d. Juni 2025"], ["Tahun 2025"],
          ["ALAMAT : Jl. Raya No. 12"], ["Tlp/Fax. (0282) 123456"]]
FRONT = ["No", "Tanggal", "Jenis Kelamin", "Usia", "Pendidikan"]
SIGNATURE = [[], ["", "Binangun, 30 Juni 2025"], ["", "Camat Binangun"], [],
             ["", "Dra. SITI AMINAH, M.Si"], ["", "NIP. 196801011990032001"]]


def classes_one():
    rows = [("1,00 - 2,5996", "25,00 - 64,99", "D", "Tidak baik"),
            ("2,60 - 3,064", "65,00 - 76,60", "C", "Kurang baik"),
            ("3,0644 - 3,532", "76,61 - 88,30", "B", "Baik"),
            ("3,5324 - 4,00", "88,31 - 100,00", "A", "Sangat baik")]
    return [["Nilai Persepsi", "Nilai Interval (NI)",
             "Nilai Interval Konversi (NIK)", "Mutu Pelayanan (x)",
             "Kinerja Unit Pelayanan (y)"],
            *([Number(i), *row] for i, row in enumerate(rows, 1))]


def classes_two(k):
    return [["Keterangan :"], [f"U1 s.d. U{k} = unsur-unsur pelayanan"],
            ["NRR = Nilai rata-rata"], ["IKM = Indeks Kepuasan Masyarakat"],
            ["*) = Jumlah NRR IKM tertimbang"],
            ["**) = Jumlah NRR Tertimbang x 25"],
            ["NRR tertimbang = NRR per unsur x bobot"],
            ["A (Sangat Baik) : 88,31 - 100,00"], ["B (Baik) : 76,61 - 88,30"],
            ["C (Kurang Baik) : 65,00 - 76,60"],
            ["D (Tidak Baik) : 25,00 - 64,99"]]


def classes_three():
    return [["Mutu Pelayanan:"], ["A", "Sangat Baik", "88,31 - 100,00"],
            ["B", "Baik", "76,61 - 88,30"], ["C", "Kurang Baik", "65,00 - 76,60"],
            ["D", "Tidak Baik", "25,00 - 64,99"]]


def people(n):
    """A table of the respondents, which is none of figures."""
    def part(count):
        return [Number(count), Number(Fraction(count * 100, n), 2)]
    return [["Karakteristik Responden"],
            ["No", "Karakteristik", "Indikator", "Jumlah", "Persentase"],
            [Number(1), "Jenis Kelamin", "Laki-laki", *part(n // 2)],
            ["", "", "Perempuan", *part(n - n // 2)],
            [Number(2), "Pendidikan", "SD", *part(n // 5)],
            ["", "", "SMA", *part(n - n // 5)]]


class Page:
    """How one office lays its table out: chosen by the random generator `r`."""

    def __init__(self, r, layout, faults, blanks):
        self.r, self.layout = r, layout
        self.nrr_decimals = r.choice([2, 3, 3, 4])
        self.index_decimals = r.choice([3, 3, 4])
        self.has_weighted = r.random() < .7
        self.has_value = r.random() < .2
        self.has_index = self.has_weighted or r.random() < .7
        self.has_label = r.random() < .8 or "wrong-label" in faults
        self.front = r.randint(1, 5)
        self.n_titles = r.randint(0, 7)
        self.has_two_heads = r.random() < .4
        self.has_numbers = r.random() < .25
        self.has_classes = r.random() < .3
        self.has_people = r.random() < .3
        self.has_cover = r.random() < .4
        self.names = r.choice(["codes", "badan", "formulir", "unsur", "both"])
        self.has_row_totals = r.random() < .25
        self.is_turned = layout != "respondents" and r.random() < .5
        self.blank = r.choice(["", "", "-"]) if blanks else ""
        self.offset = r.choice([0, 0, 0, 1, 2])
        self.has_comments = r.random() < .3
        self.ikm_at = r.choice(["next", "end", "sentence", "below"])
        self.n_at = r.choice(["line", "both"] if blanks else
                             ["line", "scalar", "both"])
        self.is_raw = r.random() < .3
        self.numbers = r.choice(["format", "rounded"])
        self.word = {key: r.choice(words) for key, words in WORDS.items()}
        self.fit(set(faults))

    def fit(self, faults):
        """What must be shown for the faults to be seen."""
        weights = {fault for fault in faults if fault.startswith("weight")}
        if "blank-in-divisor" in faults or (
                "wrong-divisor" in faults and self.layout != "respondents"):
            self.n_at = "both"
        # two steps went wrong between the means and the IKM
        hidden = "rounded-early" in faults and (
            weights or "wrong-divisor" in faults)
        if hidden or ("wrong-sum" in faults and self.layout != "respondents"):
            self.has_weighted = self.has_index = True
        if weights and self.layout == "summary":
            self.nrr_decimals = max(3, self.nrr_decimals)

    # -- cells ----------------------------------------------------------------

    def number(self, value, decimals):
        if self.numbers == "raw":
            return Number(value)
        if self.numbers == "rounded":
            return Number(half_up(value, decimals), decimals)
        return Number(value, decimals)

    def whole(self, value):
        return Number(value, None if self.numbers == "raw" else 0)

    def heads(self, k):
        if k == 9 and self.names in ("badan", "formulir"):
            return check_books.FORMULIR if self.names == "formulir" else \
                check_books.BADAN
        if k == 9 and self.names == "both":
            return [f"U{e} {head}" for e, head in enumerate(check_books.BADAN, 1)]
        word = "Unsur " if self.names == "unsur" else "U"
        return [f"{word}{e + 1}" for e in range(k)]

    # -- parts ----------------------------------------------------------------

    def scalar(self, key, value, width):
        label = self.word[key]
        if self.ikm_at == "end":
            return [label] + [""] * (width - 2) + [value]
        return [label] + [""] * (self.front - 1) + [value]

    def closing(self, figures, width):
        rows = []
        if self.has_index and not self.has_weighted:
            rows.append(self.scalar("index", self.number(
                figures["index"], self.index_decimals), width))
        if self.ikm_at == "sentence":
            ikm = fixed(figures["ikm"], 2).replace(".", ",")
            label = f" ({figures['label']})" if self.has_label else ""
            return rows + [
                [f"{self.word['ikm'].rstrip(' :')} : {ikm}"],
                [f"Mutu Pelayanan : {figures['grade']}{label}"]]
        rows += [self.scalar("ikm", self.number(figures["ikm"], 2), width),
                 self.scalar("grade", figures["grade"], width)]
        if self.has_label:
            rows.append(self.scalar("label", self.r.choice(
                [figures["label"], figures["label"].upper()]), width))
        return rows

    def respondent(self, i, answers):
        r = self.r
        row = [Number(i), "2025-02-24", r.choice("LP"), Number(r.randint(17, 70)),
               r.choice(["SMA", "S1", "SMP"])][:self.front]
        row += [self.blank if a is None else Number(a) for a in answers]
        if self.has_row_totals:
            row.append(Number(sum(a for a in answers if a)))
        if self.has_comments:
            row.append(r.choice(["", "", "Pertahankan", "-",
                                 "Ruang tunggu ditambah, AC"]))
        return row

    def above(self, office, truth):
        """What stands between the heading and the figures."""
        if self.layout == "respondents":
            return [self.respondent(i, answers)
                    for i, answers in enumerate(office.rows, 1)]
        rows = []
        if self.n_at != "scalar":
            rows.append([self.word["n_line"]] + [""] * (self.front - 1)
                        + [Number(n) for n in truth["n"]])
        if self.n_at != "line":
            rows.append([self.word["n"]] + [""] * max(self.front - 2, 0)
                        + [Number(office.n)])
        return rows

    def in_columns(self, office, truth, figures):
        k, pad = office.k, [""] * (self.front - 1)
        is_data = self.layout == "respondents"
        front = (FRONT if is_data else ["Uraian", "", "", "", ""])[:self.front]
        tail = ["Jumlah"] * (is_data and self.has_row_totals) + \
            ["Saran"] * (is_data and self.has_comments)
        if self.has_two_heads:
            rows = [front + ["Nilai Unsur Pelayanan"] + [""] * (k - 1) + tail,
                    [""] * self.front + self.heads(k)]
        else:
            rows = [front + self.heads(k) + tail]
        if self.has_numbers:
            rows.append([Number(i + 1) for i in range(self.front + k)])
        rows += self.above(office, truth)
        if self.layout != "summary":
            rows.append([self.word["sum"]] + pad + list(map(
                self.whole, figures["sum"])) + (
                    [self.whole(sum(figures["sum"]))] * self.has_row_totals))
        for key, is_there, decimals in (
                ("nrr", True, self.nrr_decimals), ("value", self.has_value, 2),
                ("weighted", self.has_weighted, self.index_decimals)):
            if is_there:
                rows.append([self.word[key]] + pad + [
                    self.number(value, decimals) for value in figures[key]])
        if self.has_weighted:
            rows[-1].append(self.number(figures["index"], self.index_decimals))
        return rows + self.closing(figures, self.front + k)

    def in_rows(self, office, truth, figures):
        """Elements in rows, figures in columns."""
        heads, columns = ["No", "Unsur Pelayanan"], []

        def add(key, cells):
            heads.append(self.word[key])
            columns.append(list(cells))
        has_sums = self.layout != "summary"
        if has_sums:
            add("sum", map(self.whole, figures["sum"]))
            if self.n_at != "scalar":
                add("n_line", map(Number, truth["n"]))
        add("nrr", (self.number(v, self.nrr_decimals) for v in figures["nrr"]))
        if self.has_value:
            add("value", (self.number(v, 2) for v in figures["value"]))
        if self.has_weighted:
            add("weighted", (self.number(v, self.index_decimals)
                             for v in figures["weighted"]))
        if self.r.random() < .3:
            add("grade", (grade_of(half_up(v, 2)) for v in figures["value"]))
        rows = [heads] + [
            [Number(e + 1), head] + [column[e] for column in columns]
            for e, head in enumerate(self.heads(office.k))]
        if self.has_weighted:
            total = ["", self.r.choice(["Jumlah", "Total", "Indeks"])]
            total += [""] * len(columns)
            total[heads.index(self.word["weighted"])] = self.number(
                figures["index"], self.index_decimals)
            rows.append(total)
        if has_sums and self.n_at != "line":
            rows.insert(self.r.choice([0, len(rows)]),
                        [self.word["n"], Number(office.n)])
        self.front = 2
        return rows + self.closing(figures, len(heads))

    # -- the whole ------------------------------------------------------------

    def classes(self, k):
        return self.r.choice([classes_one(), classes_two(k), classes_three()])

    def sheets(self, office, truth, figures, is_book):
        """{name: rows} of the file. `is_book`: cells hold numbers, not texts."""
        r = self.r
        if self.is_raw and is_book:
            self.numbers = "raw"
        body = (self.in_rows if self.is_turned else self.in_columns)(
            office, truth, figures)
        rows = TITLES[:self.n_titles]
        if self.has_people and r.random() < .5:
            rows = rows + people(office.n) + [[]]
        rows = rows + [[""] * self.offset + row for row in body]
        if self.has_classes:
            rows += [[]] + self.classes(office.k)
        if self.has_people:
            rows += [[]] + people(office.n)
        if r.random() < .2:
            rows += SIGNATURE
        sheets = {"Sampul": [["LAPORAN SKM"], ["Tahun 2025"]]} if \
            self.has_cover else {}
        sheets["Data"] = rows
        if self.has_people:
            sheets["Karakteristik"] = people(office.n)
        if self.has_classes:
            sheets["Keterangan"] = self.classes(office.k)
        return sheets

    def allows(self, office, figures):
        """Means rounded before they were published: may some unrounded ones
        give the IKM? Then nothing can be told."""
        if self.layout != "summary":
            return False
        half = Fraction(1, 2 * 10 ** self.nrr_decimals)
        means = [half_up(mean, self.nrr_decimals) for mean in figures["nrr"]]
        right = sum(means) / office.k
        published = half_up(figures["ikm"], 2)
        slack = half * 25 + Fraction(1, 200)
        return abs(right * 25 - published) < slack
