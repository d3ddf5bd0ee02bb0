"use strict";
/* Dashboard, plan and publications, as leaders meet them. */
const fs = require("node:fs");
const path = require("node:path");
const site = require("./site.js");
const {assert} = site;

/* Two quarters of two offices; a plan and a publication. */
function fill(s) {
    const lines = ["unit,layanan,tanggal,jenis_kelamin," +
                   [1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => `u${i}`).join()];
    for (let n = 0; n < 40; n++) {
        for (const [unit, month] of [["kec-01", "02"], ["kec-01", "05"], ["kec-02", "05"]]) {
            const scores = Array.from({length: 9}, (_, i) => 3 + (n + i) % 2);
            scores[2] = 2 + n % 2;
            lines.push(`${unit},${n % 2 ? "KTP" : "KK"},2025-${month}-${String(n % 27 + 1)
                .padStart(2, "0")},${n < 3 ? "P" : "L"},${scores.join()}`);
        }
    }
    fs.writeFileSync(path.join(s.folder, "a.csv"), lines.join("\n") + "\n");
    s.ikm("import", "a.csv", "--create");
    s.ikm("target", "set", "kec-01", "2025", "85");
    s.ikm("plan", "draft", "--unit", "kec-01", "--period", "2025-TW1", "--save");
    s.ikm("publish", "add", "kec-01", "2025-TW2", "--medium", "situs web",
          "--date", "2025-07-10");
}

const of = "?unit=kec-01&periode=2025-TW2";
const pages = ["/dasbor" + of, "/dasbor?unit=kab&periode=2025-TW2", "/rencana" + of,
               "/rencana/usul" + of, "/rencana/baru" + of, "/rencana/1", "/terbit" + of];

for (const [name, size] of [["desktop", site.desktop], ["phone", site.phone]]) {
    for (const colorScheme of ["light", "dark"]) {
        site.test(`pages of a leader, ${name}, ${colorScheme}`, async (t, s) => {
            fill(s);
            const page = await s.page({role: "pimpinan", size, colorScheme});
            for (const address of pages) {
                await s.open(page, address);
                await s.check(page);
                await s.valid(await page.content());
                await s.picture(page, `${name}-${colorScheme}` +
                                address.replaceAll(/[^a-z0-9]+/g, "-"));
            }
        });
    }
}

site.test("four questions, answered within one screen", async (t, s) => {
    fill(s);
    const page = await s.page({role: "pimpinan"});
    await s.open(page, "/dasbor" + of);
    const brief = page.locator(".ringkas > li");
    assert.equal(await brief.count(), 4);
    const box = await page.locator(".ringkas").boundingBox();
    assert.ok(box.y + box.height <= 900, `the answers end at ${box.y + box.height} px`);
    await page.locator(".ringkas a").first().click();
    assert.equal(new URL(page.url()).hash, "#tanya-1");
    const about = page.locator("details.about").first();
    await about.locator("summary").click();
    assert.ok(await about.locator("p").isVisible());
});

site.test("the printed dashboard fits A4", async (t, s) => {
    fill(s);
    const page = await s.page({role: "pimpinan"});
    await s.open(page, "/dasbor" + of);
    await page.emulateMedia({media: "print"});
    // 17 cm between the margins, at 96 px an inch
    await page.setViewportSize({width: 642, height: 900});
    const wide = await page.evaluate(() => [...document.querySelectorAll("main *")]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.tagName, one.className, one.getBoundingClientRect().right])
        .filter(([, , right]) => right > 644));
    assert.deepEqual(wide.slice(0, 5), []);
    const pdf = await page.pdf({preferCSSPageSize: true});
    assert.match(pdf.toString("latin1"), /\/MediaBox \[0 0 59[45]\.?\d* 84[12]/);
});

site.test("a plan is drafted, saved and done", async (t, s) => {
    fill(s);
    const page = await s.page({role: "analis"});
    await s.open(page, "/rencana/usul" + of);
    await page.locator("a", {hasText: /^Pakai/}).first().click();
    assert.match(await page.inputValue("[name=program]"), /\[/);
    await page.fill("[name=program]", "Antrean dengan nomor");
    await page.click("main button");
    await page.waitForURL(/rencana-disimpan/);
    await s.check(page);
    await page.locator("tbody a").last().click();
    await page.selectOption("[name=status]", "sudah");
    await page.fill("[name=tanggal]", "2025-08-01");
    await page.fill("[name=bukti]", "foto.jpg");
    await page.click("main button");
    await page.waitForURL(/rencana-disimpan/);
    assert.equal(await page.inputValue("[name=bukti]"), "foto.jpg");
    await s.check(page);
});
