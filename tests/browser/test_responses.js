"use strict";
/* Looking for responses, one with its history, voiding, correcting, tagging. */
const fs = require("node:fs");
const path = require("node:path");
const site = require("./site.js");
const {assert} = site;

function fill(s) {
    const say = (date, answers, comment, ...more) => s.ikm("--as", "sari", "record",
        "--unit", "kec-01", "--service", "KTP", "--date", date, "--answers", answers,
        "--comment", comment, ...more);
    say("2025-02-24", "343434343", "Antrean terlalu lama dan kursi kurang, apalagi "
        + "hari Senin ketika semua orang datang bersamaan", "--sheet", "A-17",
        "--gender", "P", "--age", "34", "--education", "SMA");
    say("2025-03-01", "142444444", "Petugas ramah", "--channel", "kios");
    const rows = ["unit,layanan,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9,saran"];
    for (let i = 1; i < 61; i++) {
        rows.push(`kec-01,KTP,2025-04-${String(i % 28 + 1).padStart(2, "0")},`
            + `3,4,3,3,3,3,3,4,3,kata ${i}`);
    }
    fs.writeFileSync(path.join(s.folder, "a.csv"), rows.join("\n"));
    s.ikm("import", "a.csv");
}

for (const [name, size] of [["desktop", site.desktop], ["phone", site.phone]]) {
    for (const scripts of [true, false]) {
        site.test(`search, one response, void; ${name}, scripts ${scripts}`,
            async (t, s) => {
                fill(s);
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
                await s.open(page, "/respons");
                assert.equal(await page.locator("tbody tr").count(), 50);
                await look("respons");
                await page.getByText("Yang lebih lama").click();
                assert.equal(await page.locator("tbody tr").count(), 12);
                await page.fill("[name=cari]", "antr kursi");
                await page.press("[name=cari]", "Enter");
                await page.waitForURL(/cari=antr/);
                assert.equal(await page.locator("tbody tr").count(), 1);
                await look("respons-cari");
                await page.locator("tbody a").click();
                await look("satu");
                await page.check("#unsur-waktu");
                await page.getByRole("button", {name: "Simpan tanda"}).click();
                assert.ok(await page.getByText("Tanda sudah disimpan.").isVisible());
                await page.selectOption("[name=isian]", "U1");
                await page.fill("[name=nilai]", "9");
                await page.fill("[name=alasan]", "lembar dibaca ulang");
                await page.getByRole("button", {name: "Simpan koreksi"}).click();
                assert.ok(await page.locator("#kesalahan").isVisible());
                await look("satu-salah");
                await page.fill("[name=nilai]", "2");
                await page.getByRole("button", {name: "Simpan koreksi"}).click();
                assert.ok(await page.getByText("lembar dibaca ulang").isVisible());
                await page.fill("[name=alasan-batal]", "terisi dua kali");
                await page.getByRole("button", {name: "Batalkan respons"}).click();
                assert.ok(await page.getByText("Respons sudah dibatalkan.").isVisible());
                await look("satu-batal");
                await s.open(page, "/respons?unsur=waktu&status=batal");
                assert.equal(await page.locator("tbody tr").count(), 1);
                await s.open(page, "/respons?periode=2025-13");
                await look("respons-salah");
            });
    }
}
