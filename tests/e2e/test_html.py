"""The report as one web page: valid in what a parser can see, self-contained,
and with the figures of the JSON, also for a unit with blanks."""
import html.parser
import re

import survey

VOID = {"meta", "br", "hr", "img", "link", "input"}
SVG_VOID = {"line", "rect", "circle", "polygon", "polyline"}


class Page(html.parser.HTMLParser):
    """Balanced elements, single ids, references that lead somewhere."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.words = [], [], []
        self.ids, self.asked, self.seen = set(), set(), {}
        self.tables = []
        self.feed(text)
        self.close()
        self.faults += [f"not closed: {tag}" for tag in self.open]
        self.faults += [f"no id {i}" for i in self.asked - self.ids]

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.seen[tag] = self.seen.get(tag, 0) + 1
        if len(given) != len(attributes):
            self.faults.append(f"{tag}: an attribute twice")
        if "id" in given:
            if given["id"] in self.ids:
                self.faults.append(f"id {given['id']} twice")
            self.ids.add(given["id"])
        self.asked.update(given.get("aria-labelledby", "").split())
        for name, value in attributes:
            if name in ("src", "href", "style") or name.startswith("on"):
                self.faults.append(f"{tag} has {name}={value}")
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1].append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in SVG_VOID:
            self.faults.append(f"<{tag}/>")
        self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.words.append(data)
        if self.open and set(self.open) & {"td", "th"}:
            self.tables[-1][-1][-1] += data


class Html(survey.Case):
    def page(self, *options):
        self.ikm("export", "html", "-o", "r.html", *options)
        text = (self.path / "r.html").read_text("utf-8")
        page = Page(text)
        self.assertEqual(page.faults, [])
        self.assertTrue(text.startswith("<!doctype html>\n<html lang="))
        self.assertNotRegex(text, r"<script|https?://|@import|url\(")
        self.assertLess(len(text.encode()), 100_000)
        self.assertEqual(page.seen["style"], 1)
        return page

    def office(self):
        self.survey()
        for answers in ("343434343", "323434343", "342444434", "320444430",
                        "342-44434"):
            self.record(answers)

    def test_same_figures(self):
        self.office()
        page, result = self.page("--unit", "kec-01"), self.result("--unit",
                                                                  "kec-01")
        words = " ".join(page.words)

        def shown(value, decimals):
            return f"{value:.{decimals}f}".replace(".", ",")

        ikm = result["ikm"]
        self.assertIn(f"IKM {shown(ikm['value'], 2)}: mutu {ikm['grade']}",
                      words)
        by_code = {row[0]: row for table in page.tables for row in table
                   if len(row) > 6 and re.fullmatch(r"U\d", row[0])
                   and table[0][3] == "NRR"}
        self.assertEqual(len(by_code), 9)
        for element in result["elements"]:
            row = by_code[element["code"]]
            self.assertEqual(row[2], str(element["n"]))
            self.assertEqual(row[3], shown(element["nrr"], 3))
            self.assertEqual(row[4], shown(element["value"], 2))
            self.assertTrue(row[5].startswith(element["grade"] + " "))
            # drawn, wide and narrow, and in the twin
            label = f"{shown(element['value'], 2)} {element['grade']}"
            self.assertGreaterEqual(page.words.count(label), 2)
            twin = [r for t in page.tables for r in t
                    if r[0] == element["name"]
                    and shown(element["value"], 2) in r]
            self.assertTrue(twin, element["name"])
            counts = [r for t in page.tables for r in t
                      if r[0] == element["name"] and
                      r[1:] == [str(n) for n in
                                element["counts"] + [element["n"]]]]
            self.assertEqual(len(counts), 1, element["name"])

    def test_terminal_says_the_same(self):
        self.office()
        words = " ".join(" ".join(self.page().words).split())
        for line in self.ikm("analyze").split("\n\n")[1].splitlines()[1:2]:
            self.assertIn(" ".join(line.split()), words)
        for number in re.findall(r"\d+,\d\d\d?\b", self.ikm("analyze")):
            self.assertIn(number, words)

    def test_groups_english_and_nothing_defined(self):
        self.office()
        page = self.page("--by", "unit", "--lang", "en")
        self.assertIn("IKM by unit", " ".join(page.words))
        self.ikm("unit", "add", "kec-02", "Kec. <b>Miring</b> & \"Kutip\"")
        self.ikm("record", "--unit", "kec-02", "--date", "2025-02-24",
                 "--answers", "4--------")
        page = self.page("--unit", "kec-02")
        self.assertIn("Kec. <b>Miring</b> & \"Kutip\"", " ".join(page.words))
        self.assertIn("IKM belum dapat dihitung", " ".join(page.words))

    def test_refuses(self):
        self.office()
        self.fails(64, "export", "html", "--unit", "kec-01", said="--output")
        self.fails(64, "export", "html", "-o", "ikm.db", said="ikm.db")
        self.fails(65, "export", "html", "-o", "r.html", "--unit", "x",
                   said="x")
        self.fails(73, "export", "html", "-o", "no/r.html", said="no/r.html")
        self.assertFalse((self.path / "r.html").exists())
