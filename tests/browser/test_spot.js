"use strict";
/* Sheets keyed a second time, and what is decided about them. */
const site = require("./site.js");
const {assert} = site;

for (const [name, size] of [["desktop", site.desktop], ["phone", site.phone]]) {
    site.test(`keyed twice, judged: ${name}`, async (t, s) => {
        const admin = await s.page({role: "admin", size});
        await s.open(admin, "/ketelitian");
        await s.check(admin);
        await admin.fill("#porsi", "100");
        await admin.press("#porsi", "Enter");
        await admin.waitForSelector(".pesan");
        const page = await s.page({role: "petugas", size});
        await s.open(page, "/loket?unit=kec-01");
        for (let i = 0; i < 11; i++) {
            await page.keyboard.type("34343434312341");
            await page.keyboard.press("Enter");
        }
        await page.waitForFunction(() =>
            document.getElementById("menunggu").textContent === "1");
        await page.keyboard.press("F8");
        await page.waitForURL(/\/loket\/ulang$/);
        await s.check(page);
        await s.valid(await page.content());
        await page.click("main ul a");
        assert.equal(await page.evaluate(() => document.activeElement.id), "j1");
        await page.keyboard.type("343134343" + "1");
        assert.equal(await page.evaluate(() => document.activeElement.id), "usia");
        await page.keyboard.type("2341");
        await s.check(page);
        await s.valid(await page.content());
        await s.picture(page, `ulang-${name}`);
        await page.keyboard.press("Enter");
        await page.waitForURL(/pesan=ketikan-kedua/);
        await s.open(admin, "/ketelitian");
        await s.check(admin);
        await s.valid(await admin.content());
        await s.picture(admin, `ketelitian-${name}`);
        await admin.click("table a");
        await s.check(admin);
        await s.valid(await admin.content());
        await s.picture(admin, `ketelitian-petugas-${name}`);
        await admin.click("text=Pakai yang kedua");
        await admin.waitForSelector("text=sudah dibetulkan");
        await admin.click("text=Ketik ulang semuanya");
        await admin.waitForSelector("#kesalahan");
        await s.check(admin);
        await admin.click("text=Terima 11 lembar");
        await admin.waitForURL(/putusan-terima/);
        assert.deepEqual(s.sql("SELECT count(*) AS n FROM revision"), [{n: 1}]);
    });
}
