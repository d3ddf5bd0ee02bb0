"use strict";
/* Comfort for whoever fills in on a phone: answers are kept on the phone until
 * the server has them, and sent again as often as needed; the key of the form
 * lets them in once. Written for old browsers; without it the form is sent as
 * any other. */
(function () {
    var form = document.getElementById("lembar");
    var said = document.getElementById("kiriman");
    var NAME = "ikm-isi";
    var WEEK_MS = 7 * 86400000;
    var timer = null;
    var wait_s = 4;

    function read() {
        try {
            var list = JSON.parse(localStorage.getItem(NAME) || "[]");
            return Array.isArray(list) ? list : [];
        } catch (error) {
            return [];
        }
    }

    /* False where the phone keeps nothing (private window, full). */
    function write(list) {
        try {
            localStorage.setItem(NAME, JSON.stringify(list));
            return true;
        } catch (error) {
            return false;
        }
    }

    if (!form || !said || !window.fetch || !window.URLSearchParams ||
        !window.FormData || !window.Promise || !write(read())) {
        return;
    }
    var key = form.elements.kunci.value;

    function say(text) {
        said.textContent = text;
        said.hidden = !text;
    }

    function drop(entry) {
        write(read().filter(function (other) { return other.key !== entry.key; }));
    }

    /* Resolves to the status and what was answered; 0: no answer came. */
    function send(entry) {
        var age = Math.max(0, Math.round((Date.now() - entry.at) / 1000));
        var late = new Promise(function (resolve) {
            setTimeout(function () { resolve({status: 0}); }, 20000);
        });
        var asked = fetch("/isi.json", {
            method: "POST", credentials: "same-origin", body: entry.body + "&umur=" + age,
            headers: {"Content-Type": "application/x-www-form-urlencoded"}
        }).then(function (answer) {
            return answer.json().then(function (content) {
                return {status: answer.status, content: content};
            }, function () { return {status: answer.status === 200 ? 0 : answer.status}; });
        }, function () { return {status: 0}; });
        return Promise.race([asked, late]);
    }

    function again() {
        clearTimeout(timer);
        timer = setTimeout(flush, wait_s * 1000);
        wait_s = Math.min(60, wait_s * 2);
    }

    function thank() {
        location.replace("/terima-kasih?unit=" +
            encodeURIComponent(form.elements.unit.value) +
            (form.elements.tetap ? "&layanan=" +
                encodeURIComponent(form.elements.layanan.value) : ""));
    }

    /* The server looked at it and said no: it says why on its own page. */
    function refused(entry, answer) {
        drop(entry);
        if (entry.key === key) {
            form.submit();
            return;
        }
        say(said.dataset.tolak + ((answer.content || {}).error || answer.status));
    }

    function flush() {
        var list = read().filter(function (entry) {
            return Date.now() - entry.at < WEEK_MS;
        });
        var entry = list[0];
        clearTimeout(timer);
        if (!entry) {
            return;
        }
        send(entry).then(function (answer) {
            if (answer.status === 200) {
                drop(entry);
                wait_s = 4;
                if (entry.key === key) {
                    thank();
                    return;
                }
                say(said.dataset.susul);
                flush();
            } else if (answer.status === 0 || answer.status === 429 ||
                       answer.status >= 500) {
                if (list.some(function (one) { return one.key === key; })) {
                    say(said.dataset.tunggu);
                    form.hidden = true;
                }
                again();
            } else {
                refused(entry, answer);
            }
        });
    }

    form.addEventListener("submit", function (event) {
        var list = read().filter(function (one) { return one.key !== key; });
        list.unshift({key: key, at: Date.now(),
            body: new URLSearchParams(new FormData(form)).toString()});
        if (!write(list)) {
            return; // sent as any form
        }
        event.preventDefault();
        say(said.dataset.kirim);
        said.scrollIntoView();
        wait_s = 4;
        flush();
    });
    window.addEventListener("online", function () {
        wait_s = 4;
        flush();
    });
    flush();
})();
