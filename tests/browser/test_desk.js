"use strict";
/* Keyed entry at "/loket", as a clerk does it: keyboard alone. */
const child = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const site = require("./site.js");
const {assert} = site;

const sheet = "343434343" + "12341"; // nine answers, five of the respondent

/* The desk of kec-01 with KTP chosen, without touching the mouse. */
async function desk(s, settings = {}) {
    const page = await s.page({role: "petugas", ...settings});
    await s.open(page, "/loket?unit=kec-01");
    await page.keyboard.press("F2");
    await page.keyboard.type("KT");
    await page.keyboard.press("Enter");
    return page;
}

const active = (page) => page.evaluate(() => document.activeElement.id);
const news = (page) => page.textContent("#kabar");

async function saved(page, n) {
    await page.waitForFunction((want) =>
        document.getElementById("hari-ini").textContent === String(want), n);
}

function count(s) {
    return s.sql("SELECT count(*) AS n FROM response WHERE state = 0")[0].n;
}

site.test("a typist: at most 20 keys a sheet, never waits, nothing moves",
    async (t, s) => {
        s.ikm("volume", "set", "kec-01", "2026", "900", "--service", "KTP");
        const page = await desk(s);
        await page.evaluate(() => {
            globalThis.shifts = [];
            new PerformanceObserver((list) => globalThis.shifts.push(
                ...list.getEntries().map((one) => one.sources.map((source) =>
                    source.node && source.node.parentElement.outerHTML.slice(0, 200)))))
                .observe({type: "layout-shift", buffered: false});
        });
        const times = [];
        page.on("requestfinished", (request) => {
            if (request.method() === "POST" && request.url().endsWith("/loket.json")) {
                times.push(request.timing().responseEnd);
            }
        });
        const n = site.long ? 200 : 25;
        for (let i = 1; i <= n; i++) {
            // a low score with its cause now and then
            const keys = i % 5 === 0 ? "342c" + sheet.slice(3) : sheet;
            assert.ok(keys.length + 1 <= 20);
            for (const key of keys) {
                await page.keyboard.press(key);
            }
            await page.keyboard.press("Enter");
            assert.equal(await active(page), "j1", "the next sheet begins at once");
        }
        await saved(page, n);
        assert.equal(count(s), n);
        assert.equal(s.sql("SELECT count(*) AS n FROM response_cause")[0].n,
                     Math.floor(n / 5));
        assert.equal(await page.textContent("#sasaran"),
                     `KTP, Tahun 2026: ${n} dari sasaran 269 responden`);
        assert.equal((await page.$$("#terakhir li")).length, 10);
        assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
        times.sort((a, b) => a - b);
        t.diagnostic(`p95 of saving ${times[Math.floor(0.95 * times.length)]} ms`);
        assert.equal(times.length, n);
        if (site.long) { // a busy machine says nothing about the page
            assert.ok(times[Math.floor(0.95 * times.length)] < 50);
        }
        await s.check(page);
        await s.picture(page, "loket-desktop");
    });

site.test("keys: back, zero, wrong ones, causes, Enter", async (t, s) => {
    const page = await desk(s);
    const value = (id) => page.inputValue("#" + id);
    assert.equal(await active(page), "j1");
    await page.keyboard.type("35");
    assert.equal(await active(page), "j2");
    assert.equal(await value("j2"), "");
    await page.keyboard.press("Backspace");
    assert.equal(await active(page), "j1");
    await page.keyboard.type("2");
    assert.equal(await value("j1"), "2");
    await page.keyboard.type("b");
    assert.equal(await value("sebab-persyaratan"), "b");
    assert.equal(await active(page), "j2");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("3"); // no longer low: no cause
    assert.equal(await value("sebab-persyaratan"), "");
    await page.keyboard.type("0");
    await page.keyboard.press("Enter");
    assert.equal(await active(page), "j3");
    assert.match(await news(page), /^U3 belum diisi/);
    await page.keyboard.type("3333333");
    assert.equal(await active(page), "jenis_kelamin");
    await page.keyboard.type("p");
    assert.equal(await value("jenis_kelamin"), "2");
    await page.keyboard.type("7"); // no band: it stays
    assert.equal(await active(page), "usia");
    await page.keyboard.type("0");
    assert.equal(await active(page), "pendidikan");
    await page.keyboard.press("Enter"); // the rest stays empty
    await saved(page, 1);
    await page.keyboard.press("Enter"); // twice: an empty sheet is none
    await page.keyboard.press("Enter");
    assert.equal(count(s), 1);
    await page.keyboard.type("000000000");
    await page.keyboard.press("Enter");
    assert.match(await news(page), /Tidak satu pun/);
    assert.equal(count(s), 1);
    await s.check(page);
});

site.test("the sheet number goes on, ages in years, a scanned code", async (t, s) => {
    const page = await desk(s);
    await page.press("#j1", "Backspace");
    assert.equal(await active(page), "nomor");
    await page.keyboard.type("http://127.0.0.1/loket/cari?nomor=10007");
    await page.keyboard.press("Enter");
    await page.press("#mulai", "Space");
    await page.press("#tahun", "Space");
    await page.focus("#j1");
    await page.keyboard.type("343434343" + "1" + "35" + "341");
    await page.keyboard.press("Enter");
    await saved(page, 1);
    assert.equal(await active(page), "nomor");
    await page.reload();
    assert.equal(await page.inputValue("#nomor"), "10008");
    assert.equal(await active(page), "nomor");
    await page.keyboard.type("10021"); // as long as the last one: on it goes
    assert.equal(await active(page), "j1");
    await page.keyboard.type("343434343" + "2" + "61" + "341");
    await page.keyboard.press("Enter");
    await saved(page, 2);
    assert.deepEqual(s.sql("SELECT sheet, age FROM response ORDER BY seq"),
                     [{sheet: "10007", age: 35}, {sheet: "10021", age: 61}]);
});

site.test("a killed server: nothing typed is lost, nothing is stored twice",
    async (t, s) => {
        const page = await desk(s);
        await page.keyboard.type(sheet);
        await page.keyboard.press("Enter");
        await saved(page, 1);
        await page.keyboard.type("34");
        await s.stop("SIGKILL");
        await page.keyboard.type(sheet.slice(2)); // she goes on
        await page.keyboard.press("Enter");
        await page.keyboard.type("1111");
        await page.waitForFunction(() => /belum tersimpan/.test(
            document.getElementById("kabar").textContent));
        await s.start();
        await saved(page, 2);
        assert.equal(count(s), 2);
        await page.waitForTimeout(900); // the draft
        await s.stop("SIGKILL");
        await s.start();
        await page.reload();
        assert.equal(await page.inputValue("#j4"), "1");
        assert.equal(await active(page), "j5");
        // another browser of hers finds it too: it is kept on the server
        const other = await s.page({role: "petugas"});
        await s.open(other, "/loket?unit=kec-01");
        assert.equal(await other.inputValue("#j4"), "1");
        assert.equal(await active(other), "j5");
        assert.match(await news(other), /belum selesai/);
    });

site.test("a browser closed with sheets that were not sent", async (t, s) => {
    const page = await desk(s);
    await s.stop("SIGKILL");
    for (let i = 0; i < 3; i++) {
        await page.keyboard.type(sheet);
        await page.keyboard.press("Enter");
    }
    await page.keyboard.type("34");
    const context = page.context();
    await page.close();
    await s.start();
    const again = await context.newPage();
    await s.open(again, "/loket?unit=kec-01");
    await saved(again, 3);
    assert.equal(count(s), 3);
    assert.equal(await again.inputValue("#j2"), "4");
    assert.equal(await active(again), "j3");
});

site.test("a session that ends in the middle", async (t, s) => {
    const page = await desk(s);
    await page.keyboard.type("343434");
    await page.waitForTimeout(800);
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.context().addCookies(cookies.filter((one) => one.name !== "ikm_sesi"));
    await page.keyboard.type("343" + "12341");
    await page.keyboard.press("Enter");
    await page.keyboard.type("11");
    await page.waitForSelector("#kabar a");
    await page.click("#kabar a");
    await page.fill("[name=nama]", "petugas");
    await page.fill("[name=sandi]", site.password);
    await page.press("[name=sandi]", "Enter");
    await page.waitForURL(/\/loket/);
    await s.open(page, "/loket?unit=kec-01");
    await saved(page, 1);
    assert.equal(count(s), 1);
    assert.equal(await page.inputValue("#j2"), "1");
});

site.test("a sheet that the server refuses comes back to be mended", async (t, s) => {
    const page = await desk(s);
    await page.fill("#tanggal", "2199-01-01");
    await page.focus("#j1");
    await page.keyboard.type(sheet);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "tanggal");
    assert.match(await news(page), /belum tiba/);
    assert.equal(await page.inputValue("#j9"), "3");
    await page.fill("#tanggal", "2026-01-05");
    await page.focus("#saran");
    await page.keyboard.press("Enter");
    await saved(page, 1);
    assert.equal(count(s), 1);
});

site.test("without scripts", async (t, s) => {
    const page = await s.page({role: "petugas", javaScriptEnabled: false});
    await s.open(page, "/loket?unit=kec-01");
    await page.selectOption("#layanan", "KTP");
    for (let i = 1; i <= 8; i++) {
        await page.fill("#j" + i, "3");
    }
    await page.press("#j8", "Enter");
    await page.waitForSelector("#kesalahan");
    assert.equal(await page.inputValue("#j8"), "3");
    await page.click("#kesalahan a");
    assert.match(page.url(), /#j9$/);
    await page.fill("#j9", "4");
    await page.press("#j9", "Enter");
    await page.waitForSelector(".pesan");
    assert.equal(count(s), 1);
    assert.equal(await page.inputValue("#layanan"), "KTP");
});

for (const [name, size] of [["desktop", site.desktop], ["phone", site.phone]]) {
    for (const colorScheme of ["light", "dark"]) {
        site.test(`looks: ${name}, ${colorScheme}`, async (t, s) => {
            const page = await desk(s, {size, colorScheme});
            await page.keyboard.type("342");
            await s.check(page);
            await s.valid(await page.content());
            await s.picture(page, `loket-${name}-${colorScheme}-sebab`);
            await page.keyboard.type(sheet.slice(3));
            await page.keyboard.press("Enter");
            await saved(page, 1);
            await page.click("#terakhir a");
            await s.check(page);
            await s.valid(await page.content());
            await s.picture(page, `loket-${name}-${colorScheme}-lembar`);
            await page.fill("#nilai", "9");
            await page.press("#nilai", "Enter");
            await page.waitForSelector("#kesalahan");
            await s.check(page);
            for (const address of ["/loket/cari?nomor=1", "/loket/kertas",
                                   "/loket?unit=kec-01&formulir=skm-daring-16"]) {
                await s.open(page, address);
                await s.check(page);
                await s.valid(await page.content());
                await s.picture(page, `loket-${name}-${colorScheme}` +
                    address.replace(/\W/g, "-"));
            }
        });
    }
}

site.test("paper: a sheet a page, A4 and F4, its code can be read", async (t, s) => {
    const page = await s.page({role: "petugas"});
    const a4 = "59[45].* x 84", f4 = "609.* x 935";
    for (const [form, size, points, more] of [
        ["permenpanrb-14-2017", "a4", a4, ""], ["permenpanrb-14-2017", "f4", f4, ""],
        ["permenpanrb-14-2017", "a4", a4, "?sebab=1"],
        ["kepmenpan-25-2004", "a4", a4, ""], ["skm-daring-16", "a4", a4, ""]]) {
        await s.open(page, `/loket/kertas?unit=kec-01&formulir=${form}`);
        await page.selectOption("#layanan", "KTP");
        await page.selectOption("#ukuran", size);
        await page.fill("#banyak", "2");
        await page.press("#banyak", "Enter");
        await page.waitForURL(/kertas\/\d+/);
        await s.open(page, new URL(page.url()).pathname + more);
        await s.check(page);
        await s.valid(await page.content());
        const file = path.join(s.folder, "kertas.pdf");
        fs.writeFileSync(file, await page.pdf({preferCSSPageSize: true}));
        const run = (...words) => child.execFileSync(words[0], words.slice(1),
            {cwd: s.folder, encoding: "utf-8"});
        const facts = run("pdfinfo", "kertas.pdf");
        assert.match(facts, /Pages: +2\n/, form + size);
        assert.match(facts, new RegExp("Page size: +" + points), facts);
        run("pdftoppm", "-r", "110", "-gray", "-png", "kertas.pdf", "kertas");
        const number = (await page.textContent(".nomor strong")).trim();
        assert.equal(run("zbarimg", "-q", "--raw", "kertas-1.png").trim(),
                     `${s.address}/loket/cari?nomor=${number}`);
        if (process.env.IKM_PICTURES) {
            fs.copyFileSync(path.join(s.folder, "kertas-1.png"),
                path.join(process.env.IKM_PICTURES, `kertas-${form}-${size}-${more.length}.png`));
        }
    }
});
