"use strict";
/* A file of answers: sent, looked at, put right by choosing, stored; with and
 * without scripts, at a desk and on a phone. */
const fs = require("node:fs");
const path = require("node:path");
const site = require("./site.js");
const {assert} = site;

function write(s) {
    const rows = ["nama,Tanggal,layanan,u1,u2,Kecepatan kami,u4,u5,u6,u7,u8,u9,saran"];
    for (let i = 1; i < 41; i++) {
        rows.push(`Budi ${i},2025-04-${String(i % 28 + 1).padStart(2, "0")},KTP,`
            + `3,4,${i === 7 ? 5 : 3},3,3,3,3,4,3,saran ke-${i}`);
    }
    const file = path.join(s.folder, "april.csv");
    fs.writeFileSync(file, rows.join("\n"));
    return file;
}

for (const [name, size] of [["desktop", site.desktop], ["phone", site.phone]]) {
    for (const scripts of [true, false]) {
        site.test(`a file is stored; ${name}, scripts ${scripts}`, async (t, s) => {
            const file = write(s);
            const page = await s.page({role: "analis", size,
                                       javaScriptEnabled: scripts});
            const look = async (picture) => {
                if (!scripts) {
                    return;
                }
                await s.check(page);
                await s.valid(await page.content());
                await s.picture(page, `${name}-${picture}`);
            };
            await s.open(page, "/unggah");
            await look("unggah");
            await page.setInputFiles("[name=berkas]", file);
            await page.getByRole("button", {name: "Unggah"}).click();
            await page.waitForURL(/\/unggah\/./);
            await look("unggah-judul");
            assert.equal(await page.getByRole("button", {name: "Simpan"}).count(), 0);
            await page.selectOption("[name=k5]", "waktu");
            await page.selectOption("[name=unit]", "kec-01");
            await page.getByRole("button", {name: "Periksa lagi"}).first().click();
            await page.waitForURL(/periksa/);
            assert.ok(await page.getByText("1 kesalahan.").isVisible());
            await look("unggah-salah");
            await page.check("[name=lewati]");
            await page.getByRole("button", {name: "Periksa lagi"}).first().click();
            await page.getByRole("button", {name: "Simpan"}).click();
            await page.waitForURL(/impor/);
            assert.ok(await page.getByText("39 respons disimpan").isVisible());
            await look("unggah-hasil");
            await s.open(page, "/respons?cari=saran");
            assert.equal(await page.locator("tbody tr").count(), 39);
        });
    }
}
