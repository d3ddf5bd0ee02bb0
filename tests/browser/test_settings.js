"use strict";
/* Letterhead and signer: read, changed, faults at their fields. */
const site = require("./site.js");
const {assert} = site;

for (const [name, size] of [["desktop", site.desktop], ["phone", site.phone]]) {
    for (const scripts of [true, false]) {
        site.test(`settings; ${name}, scripts ${scripts}`, async (t, s) => {
            s.ikm("setting", "set", "address", "Jalan Raya Binangun 1, Rekaan 53200");
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
            await s.open(page, "/pengaturan");
            await page.selectOption("[name=unit]", "kec-01");
            await page.getByRole("button", {name: "Tampilkan"}).click();
            await page.waitForURL(/unit=kec-01/);
            assert.ok(await page.getByText("Bila dikosongkan: Jalan Raya").isVisible());
            await look("pengaturan");
            await page.getByLabel("Nama penanda tangan").fill("Sari Rekaan, S.Sos");
            await page.getByLabel("NIP penanda tangan").fill("123");
            await page.getByRole("button", {name: "Simpan"}).click();
            assert.ok(await page.locator("#kesalahan").isVisible());
            assert.equal(await page.getByLabel("Nama penanda tangan").inputValue(),
                         "Sari Rekaan, S.Sos");
            await look("pengaturan-salah");
            await page.getByLabel("NIP penanda tangan").fill("19700101 199003 1 001");
            await page.getByRole("button", {name: "Simpan"}).click();
            assert.ok(await page.getByText("Pengaturan sudah disimpan.").isVisible());
            assert.match(s.ikm("setting", "list", "--unit", "kec-01"),
                         /signer_nip +197001011990031001/);
            await s.open(page, "/bahasa/en?ke=/pengaturan");
            await look("pengaturan-en");
        });
    }
}
