"use strict";
/* Respondents on their own phone: /isi. */
const site = require("./site.js");
const {assert} = site;

async function answer(page, scores = "343434343") {
    for (let i = 0; i < scores.length; i++) {
        if (scores[i] !== "0") {
            await page.click(`label[for=u${i + 1}-${scores[i]}]`);
        }
    }
}

/* Everything that the browser loaded for the page. */
async function weight(page, s, address) {
    let bytes = 0;
    const responses = [];
    page.on("response", (response) => responses.push(response));
    await s.open(page, address);
    await page.waitForLoadState("networkidle");
    for (const response of responses) {
        bytes += (await response.body()).length +
            JSON.stringify(await response.allHeaders()).length;
    }
    return bytes;
}

function n_stored(s) {
    return s.sql("SELECT count(*) AS n FROM response")[0].n;
}

for (const [name, size] of [["desktop", site.desktop], ["phone", site.phone]]) {
    for (const colorScheme of ["light", "dark"]) {
        site.test(`the questionnaire, ${name}, ${colorScheme}`, async (t, s) => {
            const page = await s.page({size, colorScheme});
            assert.ok(await weight(page, s, "/isi/kec-01/KTP") < 50000);
            await s.check(page);
            await s.valid(await page.content());
            await s.picture(page, `isi-${name}-${colorScheme}`);
            await page.click("label[for=u3-1]");
            await page.selectOption("#s3", {label: "Antrean panjang"});
            await page.click("button.kirim");
            await page.waitForSelector("#kesalahan");
            await s.check(page);
            await s.valid(await page.content());
            await s.picture(page, `isi-${name}-${colorScheme}-kurang`);
            assert.equal(await page.locator("#kesalahan li").count(), 8);
            assert.ok(await page.isChecked("#u3-1"));
            assert.equal(await page.inputValue("#s3"), "1");
            await answer(page);
            await page.fill("#saran", "Loket <b>ditambah</b>");
            await page.click("button.kirim");
            await page.waitForURL(/terima-kasih/);
            await s.check(page);
            await s.valid(await page.content());
            await s.picture(page, `isi-${name}-${colorScheme}-terima`);
            assert.equal(n_stored(s), 1);
            await s.open(page, "/isi");
            await s.check(page);
            await s.open(page, "/isi/kec-01");
            await s.check(page);
            await s.picture(page, `isi-${name}-${colorScheme}-layanan`);
        });
    }
}

site.test("without scripts, on a phone", async (t, s) => {
    const page = await s.page({size: site.phone, javaScriptEnabled: false});
    await s.open(page, "/isi/kec-01");
    await page.check("#layanan-2", {force: true});
    assert.ok(await page.isHidden("#s2"));
    await answer(page, "312434343");
    assert.ok(await page.isVisible("#s2"));
    await page.selectOption("#s2", "3");
    await page.selectOption("#usia", {label: "30-39 tahun"});
    await page.click("button.kirim");
    assert.match(page.url(), /terima-kasih/);
    assert.equal(n_stored(s), 1);
    const [row] = s.sql("SELECT * FROM response");
    assert.deepEqual([row.channel, row.age, row.operator_id], [3, 123, 0]);
    assert.deepEqual(s.sql("SELECT element, code FROM response_cause"),
        [{element: 2, code: 3}]);
    await page.goBack(); // and sent once more
    await page.click("button.kirim");
    assert.ok(n_stored(s) <= 2);
});

site.test("with the keyboard alone, and in English", async (t, s) => {
    const page = await s.page({size: site.phone});
    await s.open(page, "/isi/kec-01/KTP");
    await page.click("a.bahasa");
    await page.waitForSelector("html[lang=en]");
    assert.equal(new URL(page.url()).pathname, "/isi/kec-01/KTP");
    await s.check(page);
    await page.focus("#u1-1");
    for (let i = 0; i < 9; i++) {
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("Tab");
    }
    await page.focus("button.kirim");
    await page.keyboard.press("Enter");
    await page.waitForURL(/terima-kasih/);
    assert.equal(s.sql("SELECT hex(answers) AS a FROM response")[0].a.slice(0, 9),
        "333333333");
});

site.test("the network is away while sending", async (t, s) => {
    const page = await s.page({size: site.phone});
    await s.open(page, "/isi/kec-01/KTP");
    await answer(page);
    await page.context().setOffline(true);
    await page.click("button.kirim");
    await page.waitForSelector("#kiriman:has-text('tersimpan di ponsel')");
    await s.picture(page, "isi-tanpa-jaringan");
    await page.context().setOffline(false);
    await page.waitForURL(/terima-kasih/, {timeout: 30000});
    assert.equal(n_stored(s), 1);
});

site.test("the server dies after it stored, and the phone sends again", async (t, s) => {
    const page = await s.page({size: site.phone});
    await s.open(page, "/isi/kec-01/KTP");
    await answer(page);
    // the answer of the server is lost on its way
    let n = 0;
    await page.route("**/isi.json", async (route) => {
        n += 1;
        if (n === 1) {
            await route.fetch();
            await s.stop("SIGKILL");
            await route.abort();
            return;
        }
        await route.continue();
    });
    await page.click("button.kirim");
    await page.waitForSelector("#kiriman:has-text('tersimpan di ponsel')");
    const again = await page.context().newPage(); // the page itself is gone as well
    await page.close();
    await s.start();
    await s.open(again, "/isi/kec-01/KTP");
    await again.waitForSelector("#kiriman:has-text('sudah terkirim')");
    assert.equal(n_stored(s), 1);
    assert.equal(n, 1);
});
