"use strict";
/* What the browser tests share: a survey, its server, a real browser.
 *
 *   const site = require("./site.js");
 *   site.test("a clerk signs in", async (t, s) => {
 *       const page = await s.page({role: "petugas"});       // signed in
 *       await s.open(page, "/loket");
 *       await s.check(page);                                // axe, width, errors
 *       await s.picture(page, "loket");                     // for people to look at
 *   });
 *
 * Every test has a folder, a survey and a server of its own. Environment:
 *   IKM_PROGRAM      the program (default: build/release/ikm)
 *   IKM_BROWSER      folder with node_modules (default: build/browser)
 *   IKM_CHROMIUM     the browser (default: /usr/bin/chromium)
 *   IKM_PICTURES     folder to keep pictures in; without it none are made
 *   IKM_LONG         1: full counts
 */
const assert = require("node:assert/strict");
const child = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const runner = require("node:test");

const root = path.resolve(__dirname, "..", "..");
const program = path.resolve(process.env.IKM_PROGRAM || "build/release/ikm");
const modules = path.resolve(process.env.IKM_BROWSER || "build/browser",
                             "node_modules");
const chromium_path = process.env.IKM_CHROMIUM || "/usr/bin/chromium";
const long = process.env.IKM_LONG === "1";
const password = "rahasia-sekali";
const roles = ["petugas", "analis", "pimpinan", "admin"];
const desktop = {width: 1200, height: 800};
const phone = {width: 360, height: 740};

function module_of(name) {
    return require(path.join(modules, name));
}

/* Why the tests cannot run here; empty where they can. */
function missing() {
    if (!fs.existsSync(path.join(modules, "playwright-core"))) {
        return `playwright-core is not in ${modules}: ./run test installs it`;
    }
    if (!fs.existsSync(chromium_path)) {
        return `${chromium_path} is not there`;
    }
    return "";
}

let browser = null; // one for all tests of a file: starting it is slow
let validator = null; // likewise
let made = null;    // the survey file, made once: hashing passwords is slow

class Site {
    constructor(t) {
        this.t = t;
        this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "ikm-browser-"));
        this.server = null;
        this.port = 0;
        this.contexts = [];
        this.faults = []; // what scripts and the policy complained of
    }

    /* Runs the program; it must succeed. Returns what it printed. */
    ikm(...args) {
        const options = typeof args[args.length - 1] === "object" ? args.pop() : {};
        const done = child.spawnSync(program, args, {
            cwd: this.folder, encoding: "utf-8", input: options.input || "",
            env: {PATH: process.env.PATH, HOME: this.folder}});
        assert.equal(done.status, 0, `${args.join(" ")}: ${done.stderr}`);
        return done.stdout;
    }

    /* The survey: kab over kec-01 (services KTP, KK) and kec-02, a user of every role. */
    make() {
        const file = path.join(this.folder, "ikm.db");
        if (made) {
            fs.writeFileSync(file, made);
            return;
        }
        this.ikm("init", "--name", "Kabupaten Rekaan");
        this.ikm("unit", "add", "kab", "Kabupaten Rekaan");
        this.ikm("unit", "add", "kec-01", "Kecamatan Binangun", "--parent", "kab");
        this.ikm("unit", "add", "kec-02", "Kecamatan Lain", "--parent", "kab");
        this.ikm("service", "add", "kec-01", "KTP");
        this.ikm("service", "add", "kec-01", "KK");
        for (const role of roles) {
            this.ikm("user", "add", role, "--role", role, {input: password + "\n"});
        }
        made = fs.readFileSync(file);
    }

    /* Starts the server, on the port it had before when it had one. */
    async start(...options) {
        this.server = child.spawn(program,
            ["serve", "--listen", `127.0.0.1:${this.port}`, ...options],
            {cwd: this.folder, stdio: ["ignore", "pipe", "pipe"],
             env: {PATH: process.env.PATH, HOME: this.folder}});
        this.said = "";
        this.server.stderr.on("data", (data) => { this.said += data; });
        await new Promise((resolve, reject) => {
            let line = "";
            this.server.stdout.on("data", (data) => {
                line += data;
                const match = line.match(/https?:\/\/127\.0\.0\.1:(\d+)\//);
                if (match) {
                    this.port = Number(match[1]);
                    resolve();
                }
            });
            this.server.on("exit", () => reject(new Error(
                `the server ended: ${line}${this.said}`)));
        });
        this.address = `http://127.0.0.1:${this.port}`;
    }

    /* Ends the server: SIGTERM must be clean, SIGKILL is a power cut. */
    async stop(signal = "SIGTERM") {
        const server = this.server;
        this.server = null;
        if (!server || server.exitCode !== null) {
            return;
        }
        const ended = new Promise((resolve) => server.on("exit", resolve));
        server.kill(signal);
        const code = await ended;
        if (signal === "SIGTERM") {
            assert.equal(code, 0, this.said);
        }
    }

    /* A page in a browser of its own (cookies, storage), signed in as `role`.
     * More settings go to Playwright: javaScriptEnabled, colorScheme, hasTouch ... */
    async page({role = null, size = desktop, ...settings} = {}) {
        const context = await browser.newContext(
            {viewport: size, locale: "id-ID", ...settings});
        this.contexts.push(context);
        const page = await context.newPage();
        page.setDefaultTimeout(15000);
        page.on("pageerror", (error) => this.faults.push(String(error)));
        page.on("console", (message) => {
            // the network is cut and pages are refused on purpose
            if (message.type() === "error" &&
                !/Failed to load resource/.test(message.text())) {
                this.faults.push(message.text());
            }
        });
        if (role) {
            await this.sign_in(page, role);
        }
        return page;
    }

    async open(page, address) {
        return page.goto(this.address + address);
    }

    async sign_in(page, name, ke = "/") {
        await this.open(page, "/masuk?ke=" + encodeURIComponent(ke));
        await page.fill("[name=nama]", name);
        await page.fill("[name=sandi]", password);
        await page.press("[name=sandi]", "Enter");
        await page.waitForURL((url) => url.pathname !== "/masuk");
    }

    /* No violation of WCAG 2.2 AA; no sideways scrolling; no error of a script
     * or of the content security policy so far. */
    async check(page) {
        if (!await page.evaluate(() => "axe" in globalThis)) {
            await page.evaluate(module_of("axe-core").source);
        }
        const found = await page.evaluate(async () => {
            const run = await globalThis.axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
                          "best-practice"],
                resultTypes: ["violations"]}); // the rest is counted, not told
            if (run.passes.length === 0) {
                return ["axe found nothing to look at"];
            }
            return run.violations.map((one) =>
                `${one.id}: ${one.help}: ` + one.nodes.slice(0, 5).map(
                    (node) => `${node.target} ${node.failureSummary}`).join("; "));
        });
        assert.deepEqual(found, [], page.url());
        const wide = await page.evaluate(() =>
            document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${page.url()} is ${wide} px too wide`);
        assert.deepEqual(this.faults, []);
    }

    /* Valid HTML, by html-validate's standard rules. `text`: the whole page. */
    async valid(text) {
        if (!validator) {
            const {HtmlValidate} = module_of("html-validate");
            validator = new HtmlValidate({
                extends: ["html-validate:standard"],
                rules: {"long-title": "off", "no-trailing-whitespace": "off",
                        "require-sri": "off"}});
        }
        const report = await validator.validateString(text);
        const said = report.results.flatMap((result) => result.messages.map(
            (one) => `${one.line}:${one.column} ${one.ruleId}: ${one.message}`));
        assert.deepEqual(said, []);
    }

    async picture(page, name) {
        const folder = process.env.IKM_PICTURES;
        if (folder) {
            fs.mkdirSync(folder, {recursive: true});
            await page.screenshot({path: path.join(folder, name + ".png"),
                                   fullPage: true});
        }
    }

    /* Rows of the survey file, by plain SQL, through the program sqlite3. */
    sql(query) {
        const done = child.spawnSync("sqlite3", ["-json", "-readonly",
            path.join(this.folder, "ikm.db"), query], {encoding: "utf-8"});
        assert.equal(done.status, 0, done.stderr);
        return done.stdout ? JSON.parse(done.stdout) : [];
    }

    async close() {
        for (const context of this.contexts) {
            await context.close();
        }
        try {
            await this.stop();
        } finally {
            fs.rmSync(this.folder, {recursive: true, force: true});
        }
    }
}

/* A test with a site of its own. `run(t, site)`; options: serve (of ikm serve). */
function test(name, run, options = {}) {
    runner.test(name, {skip: missing() || false, timeout: 120000}, async (t) => {
        const site = new Site(t);
        try {
            if (!browser) {
                browser = await module_of("playwright-core").chromium.launch({
                    executablePath: chromium_path,
                    args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
                           "--no-first-run", "--disable-background-networking",
                           "--disable-component-update", "--disable-sync"]});
            }
            site.make();
            await site.start(...(options.serve || []));
            await run(t, site);
        } finally {
            await site.close();
        }
    });
}

runner.after(async () => {
    if (browser) {
        await browser.close();
    }
});

module.exports = {test, assert, root, program, password, roles, desktop, phone, long,
                  module_of};
