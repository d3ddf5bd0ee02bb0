"""What the tests of keyed entry share."""
import html
import json
import re

import site_tools as site

BLOCK = {"layanan": "KTP", "tanggal": "2026-01-05", "jam": "08.00-12.00"}
PERSON = {"jenis_kelamin": "1", "usia": "2", "pendidikan": "3", "pekerjaan": "4",
          "disabilitas": "1"}


class Case(site.Case):
    def desk(self, browser, place="?unit=kec-01", **fields):
        """The fields of a sheet, with nine answers."""
        page = browser.open("/loket" + place)
        self.assertEqual(page.status, 200, page.text)
        return {**hidden(page), **answers("343434343"), **BLOCK, **PERSON, **fields}

    def save(self, browser, fields, status=200):
        page = browser.open("/loket.json", fields)
        self.assertEqual(page.status, status, page.text)
        self.check_headers(page)
        return json.loads(page.text)


def hidden(page):
    """Hidden fields of the form of a sheet."""
    form = re.search(r'<form method="post"[^>]*id="lembar".*?</form>', page.text,
                     re.S).group()
    return {m.group(1): html.unescape(m.group(2)) for m in re.finditer(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)}


def answers(digits):
    return {f"j{i}": digit for i, digit in enumerate(digits, 1)}


def value(page, name):
    """What stands in a field of a page."""
    match = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page.text)
    return html.unescape(match.group(1)) if match else None
