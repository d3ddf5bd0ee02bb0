"use strict";
/* Posters, table cards and tickets, as they come out of the printer; the rules
 * of an office; leaving a kiosk with its PIN. */
const child = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const site = require("./site.js");
const {assert} = site;

/* The QR codes of a picture, by zbarimg. */
function read_codes(file) {
    const done = child.spawnSync("zbarimg", ["-q", "--raw", "-Sdisable",
        "-Sqrcode.enable", file], {encoding: "utf-8"});
    return done.stdout.trim().split("\n").filter(Boolean).sort();
}

/* What the printer would get: the page in print, and how many sheets. */
async function print(page, s, name) {
    const file = path.join(s.folder, `${name}.png`);
    await page.emulateMedia({media: "print"});
    await page.setViewportSize({width: 794, height: 1123});
    await page.screenshot({path: file, fullPage: true});
    if (process.env.IKM_PICTURES) {
        fs.copyFileSync(file, path.join(process.env.IKM_PICTURES, `${name}.png`));
    }
    const pdf = (await page.pdf({preferCSSPageSize: true})).toString("latin1");
    await page.emulateMedia({media: "screen"});
    return {codes: read_codes(file), n_sheets: pdf.match(/\/Type\s*\/Page\b/g).length};
}

for (const colorScheme of ["light", "dark"]) {
    site.test(`sheets to print, ${colorScheme}`, async (t, s) => {
        const page = await s.page({role: "petugas", colorScheme});
        await s.open(page, "/poster?unit=kec-01");
        await s.check(page);
        await s.valid(await page.content());
        await s.picture(page, `poster-pilih-${colorScheme}`);
        for (const [link, name, n] of [["Poster A4", "poster", 1],
                                       ["Kartu meja", "kartu", 4]]) {
            await page.locator("tr", {hasText: "KTP"}).getByText(link).click();
            await page.waitForURL(/cetak/);
            await s.check(page);
            await s.valid(await page.content());
            const got = await print(page, s, `${name}-${colorScheme}`);
            assert.deepEqual(got.codes, Array(n).fill(`${s.address}/isi/kec-01/KTP`));
            assert.equal(got.n_sheets, 1);
            await page.goBack();
        }
        await page.fill("#jumlah", "12");
        await page.selectOption("#layanan", "KTP");
        await page.getByText("Buat dan cetak tiket").click();
        await page.waitForSelector(".tiket");
        await s.check(page);
        const codes = await page.locator(".kode").allTextContents();
        const got = await print(page, s, `tiket-${colorScheme}`);
        assert.equal(got.n_sheets, 2);
        assert.deepEqual(got.codes, codes.map((one) => `${s.address}/t?k=${one}`).sort());
        const phone = await s.page({size: site.phone, colorScheme});
        await s.open(phone, `/t?k=${codes[0]}`);
        await s.check(phone);
        for (let i = 1; i <= 9; i++) {
            await phone.click(`label[for=u${i}-3]`);
        }
        await phone.click("button.kirim");
        await phone.waitForURL(/terima-kasih/);
        await s.open(phone, `/t?k=${codes[0]}`);
        await phone.getByText("sudah dipakai").waitFor();
        await s.check(phone);
        await s.valid(await phone.content());
        await s.picture(phone, `tiket-dipakai-${colorScheme}`);
    });
}

site.test("an admin sets the rules, and a kiosk is left with its PIN", async (t, s) => {
    const admin = await s.page({role: "admin"});
    await s.open(admin, "/poster?unit=kec-01");
    await s.check(admin);
    await s.picture(admin, "poster-aturan");
    await admin.selectOption("#perlu", "ya");
    await admin.getByRole("button", {name: "Simpan"}).click();
    await admin.getByText("Aturan sudah diubah").waitFor();
    await admin.fill("#pin", "135790");
    await admin.getByText("Pasang PIN").click();
    await admin.getByText("PIN kios sudah dipasang").waitFor();

    const phone = await s.page({size: site.phone, javaScriptEnabled: false});
    await s.open(phone, "/isi/kec-01");
    await s.valid(await phone.content());
    await phone.fill("#k", "salah");
    await phone.click(".tombol");
    await phone.getByText("tidak dikenal").waitFor();
    await s.picture(phone, "tiket-salah");

    const tablet = await s.page({size: {width: 1024, height: 768}});
    await s.open(tablet, "/kios/kec-01/KTP");
    await tablet.click("#petugas");
    await tablet.fill("#pin", "111111");
    await tablet.click("#buka");
    await tablet.getByText("PIN tidak cocok").waitFor();
    assert.ok(await tablet.isHidden("#keluar-kios"));
    await tablet.fill("#pin", "135790");
    await tablet.press("#pin", "Enter");
    await tablet.waitForSelector("#keluar-kios");
    await s.check(tablet);
    await s.picture(tablet, "kios-terbuka");
    await tablet.click("#keluar-kios");
    await tablet.waitForURL((url) => url.pathname === "/");
});
