"use strict";
/* The folder of `export site`, as a visitor's browser shows it: valid, axe-clean,
 * fits a phone; the same for the folder of evidence. */
const fs = require("node:fs");
const path = require("node:path");
const site = require("./site.js");

function fill(s) {
    const lines = ["unit,layanan,tanggal,jenis_kelamin,u1,u2,u3,u4,u5,u6,u7,u8,u9"];
    for (let i = 0; i < 60; i += 1) {
        const month = i < 30 ? "2024-11" : "2025-02";
        const scores = Array.from({length: 9}, (_, j) => (i + j) % 3 + 2);
        lines.push(["kec-01", i % 3 ? "KTP" : "KK", month + "-10",
                    "LP"[i % 2], ...scores].join(","));
    }
    fs.writeFileSync(path.join(s.folder, "isi.csv"), lines.join("\n") + "\n");
    s.ikm("import", "isi.csv", "--create");
}

for (const name of ["situs/index.html", "situs/arsip/2024-TW4.html",
                    "situs/kartu.html", "situs/cms.html", "bukti/index.html"]) {
    site.test(`${name} is valid and fits`, async (t, s) => {
        fill(s);
        s.ikm("export", name.startsWith("situs") ? "site" : "evidence",
              "--unit", "kec-01", "-o", path.dirname(name).split("/")[0]);
        const file = path.join(s.folder, name);
        await s.valid(fs.readFileSync(file, "utf-8"));
        const page = await s.page({size: site.phone});
        await page.goto("file://" + file);
        await s.check(page);
        await s.picture(page, name.replace(/\W/g, "-"));
    });
}
