"use strict";
/* The kiosk: one question at a time; whatever is finished is first kept on the
 * tablet and then sent, and stays until the server has said that it is stored.
 * The key of each questionnaire lets it in once, however often it is sent. */
(function () {
    var form = document.getElementById("lembar");
    var bar = document.getElementById("kendali");
    var text = bar.dataset;
    var QUEUE = "ikm-kios-antrean";
    var DRAFT = "ikm-kios-isian";
    var IDLE_MS = Number(text.diam) * 1000;
    var WARN_MS = Math.min(15000, IDLE_MS / 2);
    var THANKS_MS = 6000;
    var steps = [].slice.call(form.querySelectorAll(".langkah"));
    var at = -1;           // -1: the start
    var in_cause = false;
    var touched = Date.now();
    var timer = null;
    var advance = null;
    var sending = false;
    var wait_s = 2;

    function by_id(id) {
        return document.getElementById(id);
    }

    function say(sentence, n, of) {
        return sentence.replace("##", of).replace("#", n);
    }

    /* ---- what waits on the tablet ---- */

    function read(name, none) {
        try {
            return JSON.parse(localStorage.getItem(name)) || none;
        } catch (error) {
            return none;
        }
    }

    function write(name, value) {
        try {
            localStorage.setItem(name, JSON.stringify(value));
            return true;
        } catch (error) {
            return false;
        }
    }

    function waiting() {
        return read(QUEUE, []).filter(function (entry) { return !entry.why; });
    }

    function show_queue() {
        var n = waiting().length;
        var n_refused = read(QUEUE, []).length - n;
        var told = n > 0 ? say(text.tunggu, n) : "";
        if (n_refused > 0) {
            told += (told ? " - " : "") + say(text.tolak, n_refused);
        }
        by_id("antrean").textContent = told;
        by_id("isi-antrean").textContent = told || text.kosong;
    }

    /* Keeps all but this one, or with `why` keeps it as refused. */
    function settle(entry, why) {
        var list = read(QUEUE, []);
        write(QUEUE, list.filter(function (other) {
            if (other.key === entry.key && why) {
                other.why = why;
            }
            return other.key !== entry.key || why;
        }));
    }

    function post(address, body) {
        var control = window.AbortController ? new AbortController() : null;
        var late = setTimeout(function () {
            if (control) {
                control.abort();
            }
        }, 20000);
        return fetch(address, {
            method: "POST", body: body, credentials: "same-origin",
            signal: control ? control.signal : undefined,
            headers: {"Content-Type": "application/x-www-form-urlencoded"}
        }).then(function (answer) {
            clearTimeout(late);
            return answer.json().then(function (content) {
                return {status: answer.status, content: content};
            });
        });
    }

    function later() {
        clearTimeout(timer);
        timer = setTimeout(flush, wait_s * 1000);
        wait_s = Math.min(30, wait_s * 2);
    }

    function flush() {
        var entry = waiting()[0];
        clearTimeout(timer);
        show_queue();
        if (!entry || sending) {
            return;
        }
        var age = Math.max(0, Math.round((Date.now() - entry.at) / 1000));
        sending = true;
        post("/kios.json", entry.body + "&umur=" + age).then(function (answer) {
            sending = false;
            if (answer.status === 200 && answer.content.stored) {
                settle(entry, "");
                wait_s = 2;
                flush();
            } else if (answer.status >= 500 || answer.status === 429 ||
                       answer.status === 200) {
                later();
            } else {
                settle(entry, String(answer.status));
                flush();
            }
        }, function () {
            sending = false;
            later();
        });
    }

    /* its time first: collect/hand_in.h */
    function new_key() {
        var bytes = new Uint8Array(16);
        crypto.getRandomValues(bytes);
        return ("00" + Date.now().toString(16)).slice(-11) + "-" +
            [].map.call(bytes, function (one) {
                return ("0" + one.toString(16)).slice(-2);
            }).join("");
    }

    /* ---- one step ---- */

    function chosen(step) {
        return step.querySelector(".pilih:checked");
    }

    function cause_of(step) {
        var answer = step.querySelector(":scope > .pilih:checked");
        var cause = step.querySelector(".sebab");
        return answer && cause && answer.classList.contains("rendah") ? cause : null;
    }

    function is_filled(step) {
        var area = step.querySelector("textarea");
        return in_cause ? step.querySelector(".sebab :checked") !== null
            : area ? area.value !== "" : chosen(step) !== null;
    }

    function show_screen(id) {
        ["mulai", "selesai", "masih", "ruang"].forEach(function (one) {
            by_id(one).hidden = one !== id;
        });
        form.hidden = id !== "";
        bar.hidden = id !== "";
        document.querySelector(".unit").hidden = id === "masih" || id === "ruang";
        if (id) {
            var button = by_id(id).querySelector("input, button");
            if (button && id !== "mulai") {
                button.focus();
            }
        }
    }

    function show() {
        var last = at === steps.length - 1;
        steps.forEach(function (step, i) {
            step.classList.toggle("kini", i === at);
            step.classList.toggle("ke-sebab", i === at && in_cause);
        });
        if (at < 0) {
            show_screen("mulai");
            return;
        }
        show_screen("");
        by_id("langkah").textContent = say(text.langkah, at + 1, steps.length);
        by_id("kemajuan").value = (at + 1) / steps.length;
        by_id("lanjut").textContent = last ? text.kirim
            : is_filled(steps[at]) ? text.lanjut : text.lewati;
        window.scrollTo(0, 0);
        keep_draft();
    }

    /* For readers of screens: the new question is where one is. */
    function focus_step() {
        var target = at < 0 ? null : steps[at].querySelector("legend, label");
        if (target) {
            target.setAttribute("tabindex", "-1");
            target.focus({preventScroll: true});
        }
    }

    function forward() {
        clearTimeout(advance);
        if (!in_cause && cause_of(steps[at])) {
            in_cause = true;
        } else if (at === steps.length - 1) {
            finish();
            return;
        } else {
            in_cause = false;
            at += 1;
        }
        show();
        focus_step();
    }

    function back() {
        clearTimeout(advance);
        if (in_cause) {
            in_cause = false;
        } else {
            at -= 1;
        }
        show();
        focus_step();
    }

    /* ---- a questionnaire from start to end ---- */

    function reset() {
        clearTimeout(advance);
        form.reset();
        // what the server filled in again after a fault goes as well
        steps.forEach(function (step) {
            [].forEach.call(step.querySelectorAll("input, textarea"), function (one) {
                if (one.type === "radio") {
                    one.checked = false;
                } else {
                    one.value = "";
                }
            });
        });
        form.elements.kunci.value = new_key();
        at = -1;
        in_cause = false;
        localStorage.removeItem(DRAFT);
        show();
    }

    function body() {
        return new URLSearchParams(new FormData(form)).toString();
    }

    function is_blank() {
        return !steps.some(function (step) {
            return step.id[0] === "u" && step.querySelector(":scope > .pilih:checked");
        });
    }

    function finish() {
        var list = read(QUEUE, []);
        if (is_blank()) {
            reset(); // nothing was said
            return;
        }
        list.push({key: form.elements.kunci.value, at: Date.now(),
                   body: body() + "&apa-adanya=1"});
        if (!write(QUEUE, list)) {
            by_id("antrean").textContent = text.penuh;
            return;
        }
        wait_s = 2;
        flush();
        reset();
        show_screen("selesai");
        advance = setTimeout(show, THANKS_MS);
    }

    /* ---- a page that was closed in the middle ---- */

    function keep_draft() {
        write(DRAFT, {page: location.pathname + location.search, at: at,
                      cause: in_cause, body: body(), touched: Date.now()});
    }

    function resume() {
        var draft = read(DRAFT, null);
        if (!draft || draft.page !== location.pathname + location.search ||
            !(Date.now() - draft.touched < IDLE_MS) || draft.at >= steps.length) {
            return false;
        }
        new URLSearchParams(draft.body).forEach(function (value, name) {
            [].forEach.call(form.querySelectorAll("[name]"), function (one) {
                if (one.name !== name || name === "formulir") {
                    return;
                }
                if (one.type === "radio") {
                    one.checked = one.value === value;
                } else {
                    one.value = value;
                }
            });
        });
        at = draft.at;
        in_cause = draft.cause === true;
        return true;
    }

    /* ---- nobody is there any more ---- */

    function watch() {
        var quiet = Date.now() - touched;
        if (at < 0 && by_id("ruang").hidden) {
            return;
        }
        if (quiet >= IDLE_MS) {
            leave_room();
            reset();
        } else if (quiet >= IDLE_MS - WARN_MS && by_id("ruang").hidden &&
                   by_id("masih").hidden) {
            show_screen("masih");
        }
    }

    /* ---- staff ---- */

    function leave_room() {
        by_id("pin").value = "";
        by_id("pin-kata").textContent = "";
        by_id("kunci-layar").hidden = false;
        by_id("terbuka").hidden = true;
    }

    function try_pin() {
        var told = by_id("pin-kata");
        var asked = "unit=" + encodeURIComponent(form.elements.unit.value) +
            "&pin=" + encodeURIComponent(by_id("pin").value);
        told.textContent = "";
        post("/kios/pin.json", asked).then(function (answer) {
            by_id("pin").value = "";
            if (answer.content.pin === "right") {
                by_id("kunci-layar").hidden = true;
                by_id("terbuka").hidden = false;
                by_id("kirim-antrean").focus();
            } else {
                told.textContent = answer.content.text || told.dataset.salah;
            }
        }, function () {
            told.textContent = told.dataset.jauh;
        });
    }

    function full_screen() {
        var whole = document.documentElement;
        if (whole.requestFullscreen && !document.fullscreenElement) {
            whole.requestFullscreen().catch(function () { /* not allowed here */ });
        }
    }

    /* The language is the server's: asked for first, so that a lost network
     * does not leave the tablet on an empty page. */
    function switch_language(event) {
        var link = event.currentTarget.href;
        event.preventDefault();
        fetch(link, {credentials: "same-origin"}).then(function (answer) {
            if (answer.ok) {
                location.reload();
            }
        }, function () { /* stays as it is */ });
    }

    function on(id, run) {
        by_id(id).addEventListener("click", run);
    }

    on("ayo", function () {
        full_screen();
        reset();
        at = 0;
        show();
        focus_step();
    });
    on("baru", function () { clearTimeout(advance); show(); });
    on("ya", function () { show(); });
    on("kembali", back);
    on("lanjut", forward);
    on("petugas", function () { show_screen("ruang"); });
    on("tutup", function () { leave_room(); show(); });
    on("buka", try_pin);
    on("kirim-antrean", function () { wait_s = 2; flush(); });
    on("keluar-kios", function () { location.href = "/"; });
    by_id("pin").addEventListener("keydown", function (event) {
        if (event.key === "Enter") {
            try_pin();
        }
    });
    form.addEventListener("submit", function (event) {
        event.preventDefault();
        forward();
    });
    /* A touch on an answer goes on by itself, a moment after it is seen. */
    form.addEventListener("change", function (event) {
        if (event.target.type === "radio") {
            show();
        }
    });
    form.addEventListener("click", function (event) {
        var label = event.target.closest("label");
        var meant = label && by_id(label.htmlFor);
        if (meant && meant.type === "radio" && event.detail > 0) {
            clearTimeout(advance);
            advance = setTimeout(forward, 350);
        }
    });
    ["pointerdown", "keydown", "input"].forEach(function (name) {
        document.addEventListener(name, function () { touched = Date.now(); }, true);
    });
    document.addEventListener("contextmenu", function (event) { event.preventDefault(); });
    /* loaded again while the network is away, the tablet would show nothing */
    document.addEventListener("keydown", function (event) {
        var control = event.ctrlKey || event.metaKey;
        if (event.key === "F5" || (control && event.key.toLowerCase() === "r")) {
            event.preventDefault();
        }
    });
    document.querySelector(".bahasa").addEventListener("click", switch_language);
    window.addEventListener("online", function () { wait_s = 2; flush(); });
    document.body.classList.add("bertahap");
    if (!resume()) {
        reset();
    } else {
        show();
    }
    setInterval(watch, 1000);
    flush();
})();
