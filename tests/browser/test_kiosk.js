"use strict";
/* The tablet at the counter: /kios. */
const site = require("./site.js");
const {assert} = site;
const tablet = {width: 1024, height: 768};

function n_stored(s) {
    return s.sql("SELECT count(*) AS n FROM response")[0].n;
}

async function start(page) {
    await page.click("#ayo");
    await page.waitForSelector("#u1.kini, #layanan.kini");
}

/* From the first question to the end; scores as typed, 0 is skipped. */
async function answer(page, scores = "343434343") {
    for (let i = 0; i < scores.length; i++) {
        await page.waitForSelector(`#u${i + 1}.kini`);
        if (scores[i] === "0") {
            await page.click("#lanjut");
        } else {
            await page.click(`label[for=u${i + 1}-${scores[i]}]`);
        }
        if ("12".includes(scores[i])) {
            await page.waitForSelector(`#u${i + 1}.ke-sebab`);
            await page.click("#lanjut");
        }
    }
}

async function rest(page) {
    for (const key of ["jenis_kelamin", "usia", "pendidikan", "pekerjaan",
                       "disabilitas"]) {
        await page.waitForSelector(`#${key}.kini`);
        await page.click("#lanjut");
    }
    await page.waitForSelector("#saran");
    await page.click("#lanjut");
    await page.waitForSelector("#selesai:not([hidden])");
}

/* Everything that can be touched is large enough for a hand in a hurry. */
async function check_targets(page) {
    const small = await page.evaluate(() => [...document.querySelectorAll(
        "button, a[href], .pilih + label, textarea, input:not(.pilih)")].filter(
        (one) => one.offsetParent && !one.classList.contains("lompat")).map(
        (one) => [one.textContent || one.id, one.getBoundingClientRect()]).filter(
        ([, box]) => box.height < 88 || box.width < 88).map(
        ([text, box]) => `${text} ${box.width}x${box.height}`));
    assert.deepEqual(small, []);
}

for (const colorScheme of ["light", "dark"]) {
    site.test(`every screen, ${colorScheme}`, async (t, s) => {
        const page = await s.page({size: tablet, colorScheme, hasTouch: true});
        const look = async (name) => {
            await page.waitForTimeout(200);
            await s.check(page);
            await check_targets(page);
            const n = await page.locator("form .langkah:visible").count();
            assert.ok(n <= 1, `${n} questions on a screen`);
            const tall = await page.evaluate(() =>
                document.documentElement.scrollHeight - window.innerHeight);
            assert.ok(tall <= 0 || name === "sebab", `${name}: ${tall} px to scroll`);
            await s.picture(page, `kios-${colorScheme}-${name}`);
        };
        await s.open(page, "/kios/kec-01");
        await look("mulai");
        await s.valid(await page.content());
        await start(page);
        await look("layanan");
        await page.click("label[for=layanan-2]");
        await page.waitForSelector("#u1.kini");
        await look("pertanyaan");
        await page.click("label[for=u1-2]");
        await page.waitForSelector("#u1.ke-sebab");
        await look("sebab");
        await page.click("label[for=s1-3]");
        await page.waitForSelector("#u2.kini");
        await page.click("#kembali");
        await page.waitForSelector("#u1.kini");
        assert.ok(await page.isChecked("#u1-2"));
        await page.click("label[for=u1-3]");
        await page.waitForSelector("#u2.kini");
        for (let i = 2; i <= 9; i++) {
            await page.click(`label[for=u${i}-4]`);
            await page.waitForSelector(`#u${i}.kini`, {state: "hidden"});
        }
        await look("tentang");
        await page.click("label[for=jenis_kelamin-2]");
        await page.waitForSelector("#usia.kini");
        for (let i = 0; i < 4; i++) {
            await page.click("#lanjut");
        }
        await page.fill("#saran", "Baik");
        await look("saran");
        await page.click("#lanjut");
        await page.waitForSelector("#selesai:not([hidden])");
        await look("terima");
        await page.click("#baru");
        await page.waitForFunction(() => document.getElementById("antrean").textContent === "");
        await page.click("#petugas");
        await look("petugas");
        const rows = s.sql("SELECT r.*, o.name, s.name AS service FROM response r " +
            "JOIN operator o USING (operator_id) JOIN service s USING (service_id)");
        assert.equal(rows.length, 1);
        assert.deepEqual([rows[0].channel, rows[0].gender, rows[0].name, rows[0].service],
            [2, 2, "kios kec-01", "KTP"]);
        assert.deepEqual(s.sql("SELECT * FROM response_cause"), []);
    });
}

site.test("many in a row while the network is away, then each once", async (t, s) => {
    const page = await s.page({size: tablet});
    await s.open(page, "/kios/kec-01/KTP");
    await page.context().setOffline(true);
    for (let i = 0; i < 3; i++) {
        await start(page);
        await answer(page);
        await rest(page);
        await page.click("#baru");
        await page.waitForSelector(`#antrean:has-text("${i + 1} jawaban menunggu")`);
    }
    await s.picture(page, "kios-antrean");
    assert.equal(n_stored(s), 0);
    assert.deepEqual(await page.evaluate(() => [{key: "F5"}, {key: "r", ctrlKey: true},
        {key: "r"}].map((key) => document.body.dispatchEvent(new KeyboardEvent("keydown",
        {...key, bubbles: true, cancelable: true})))), [false, false, true]);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement)
        .overscrollBehaviorY), "none");
    await page.context().setOffline(false);
    await page.waitForFunction(() => document.getElementById("antrean").textContent === "",
        null, {timeout: 40000});
    assert.equal(n_stored(s), 3);
    assert.match(s.ikm("verify"), /Semuanya cocok/);
});

site.test("killed server, killed page: nothing is lost, nothing is there twice", async (t, s) => {
    const page = await s.page({size: tablet});
    await s.open(page, "/kios/kec-01/KTP");
    await page.route("**/kios.json", async (route) => {
        await route.fetch(); // it is stored, but the tablet never hears of it
        await s.stop("SIGKILL");
        await route.abort();
    }, {times: 1});
    await start(page);
    await answer(page, "341404343");
    await rest(page);
    await page.waitForSelector('#antrean:has-text("1 jawaban menunggu")');
    await page.close();
    await s.start();
    const again = await page.context().newPage();
    await s.open(again, "/kios/kec-01/KTP");
    await again.waitForFunction(() => localStorage.getItem("ikm-kios-antrean") === "[]");
    assert.equal(n_stored(s), 1);
    assert.equal(s.sql("SELECT hex(answers) AS a FROM response")[0].a.slice(0, 9),
        "341404343");
});

site.test("a page that is loaded again in the middle goes on where it was", async (t, s) => {
    const page = await s.page({size: tablet});
    await s.open(page, "/kios/kec-01/KTP");
    await start(page);
    await page.click("label[for=u1-4]");
    await page.waitForSelector("#u2.kini");
    await page.reload();
    await page.waitForSelector("#u2.kini");
    assert.ok(await page.isChecked("#u1-4"));
});

site.test("nobody touches it: asked, then begun anew", async (t, s) => {
    const page = await s.page({size: tablet});
    await page.clock.install(); // half a minute need not be waited for
    await s.open(page, "/kios/kec-01/KTP?diam=40");
    await start(page);
    await page.click("label[for=u1-4]");
    await page.waitForSelector("#u2.kini");
    assert.ok(await page.isHidden("#masih"));
    await page.clock.fastForward(26000);
    await page.waitForSelector("#masih:not([hidden])");
    await s.check(page);
    await s.picture(page, "kios-masih");
    await page.click("#ya");
    await page.waitForSelector("#u2.kini");
    await page.clock.fastForward(41000);
    await page.waitForSelector("#mulai:not([hidden])");
    await start(page);
    assert.equal(await page.locator(".pilih:checked").count(), 0);
    assert.equal(n_stored(s), 0);
});

site.test("without scripts", async (t, s) => {
    const page = await s.page({size: tablet, javaScriptEnabled: false});
    await s.open(page, "/kios/kec-01");
    await page.check("#layanan-1", {force: true});
    for (let i = 1; i <= 9; i++) {
        await page.click(`label[for=u${i}-3]`);
    }
    await page.click("button.kirim");
    assert.match(page.url(), /terima-kasih/);
    await s.picture(page, "kios-tanpa-skrip");
    await page.click("a.tombol");
    assert.match(page.url(), /\/kios\/kec-01/);
    assert.equal(n_stored(s), 1);
});
