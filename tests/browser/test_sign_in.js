"use strict";
/* Sign-in, password and management, as people meet them. */
const site = require("./site.js");
const {assert} = site;

for (const [name, size] of [["desktop", site.desktop], ["phone", site.phone]]) {
    for (const colorScheme of ["light", "dark"]) {
        site.test(`every page of an administrator, ${name}, ${colorScheme}`,
            async (t, s) => {
                const page = await s.page({size, colorScheme});
                for (const address of ["/", "/masuk", "/tidak-ada"]) {
                    await s.open(page, address);
                    await s.check(page);
                    await s.valid(await page.content());
                }
                await s.sign_in(page, "admin");
                for (const address of ["/", "/kelola", "/kelola/pengguna/petugas",
                                       "/sandi"]) {
                    await s.open(page, address);
                    await s.check(page);
                    await s.valid(await page.content());
                    await s.picture(page,
                        `${name}-${colorScheme}${address.replaceAll("/", "-")}`);
                }
            });
    }
}

site.test("with the keyboard alone", async (t, s) => {
    const page = await s.page();
    await s.open(page, "/masuk");
    const seen = [];
    for (let i = 0; i < 12 && !seen.includes("nama"); i++) {
        await page.keyboard.press("Tab");
        seen.push(await page.evaluate(() => document.activeElement.name || ""));
    }
    assert.ok(seen.includes("nama"), seen.join());
    await page.keyboard.type("petugas");
    await page.keyboard.press("Tab");
    await page.keyboard.type(site.password);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== "/masuk");
    await s.check(page);
});

site.test("without scripts, and in English", async (t, s) => {
    const page = await s.page({javaScriptEnabled: false});
    await s.sign_in(page, "admin", "/kelola");
    assert.equal(new URL(page.url()).pathname, "/kelola");
    await s.open(page, "/bahasa/en?ke=/kelola");
    assert.equal(await page.getAttribute("html", "lang"), "en");
});

site.test("a wrong password is told at its field", async (t, s) => {
    const page = await s.page();
    await s.open(page, "/masuk");
    await page.fill("[name=nama]", "petugas");
    await page.fill("[name=sandi]", "bukan-ini-sandinya");
    await page.press("[name=sandi]", "Enter");
    await page.waitForLoadState();
    assert.equal(new URL(page.url()).pathname, "/masuk");
    await s.check(page);
    await s.picture(page, "sandi-salah");
});
