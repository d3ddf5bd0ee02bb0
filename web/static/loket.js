/* Keyed entry ("/loket"): fields that jump, sheets that are saved while the
 * next one begins, nothing typed that is lost. Without this script the page is
 * a plain form. Sentences come from the page (data-t-...). */
"use strict";
(() => {
  const form = document.getElementById("lembar");
  if (!form) return;
  const again = form.dataset.ulang === "1";
  const scale = Number(form.dataset.skala);
  const low = Number(form.dataset.batas);
  const news = document.getElementById("kabar");
  const store = "ikm-loket:" + form.dataset.pengguna + ":" + form.unit.value + ":" + form.formulir.value;
  const fields = [...form.querySelectorAll("[data-jenis]")].filter(
    (field) => field.dataset.jenis !== "sebab" && field.dataset.jenis !== "nomor");
  const causes = [...form.querySelectorAll("[data-jenis=sebab]")];
  const number = form.elements.nomor || null;
  const waits = [1000, 2000, 5000, 10000];

  let queue = [];       // sheets typed and not yet acknowledged
  let failed = [];      // sheets that the server wants mended
  let dirty = false;    // typed since the draft was sent
  let timer = 0;        // of the next draft
  let running = false;  // one request at a time: order stays
  let over = false;     // the session ended
  let asked = "";       // element whose cause may be typed
  let moved = false;    // service or date changed: the count beside is of another
  let scolded = false;  // the sentence shown is about a wrong key

  const text = (name, value = "") => (form.dataset["t" + name] || "").replace("%", value);
  function say(sentence, link) {
    scolded = false;
    if (!news) return;
    news.textContent = sentence + " ";
    if (!link) return;
    const a = document.createElement("a");
    a.href = link;
    a.textContent = text("Keluar").split(": ").pop();
    news.append(a);
  }

  /* ---- what is typed ---- */

  const body = () => {
    const all = new URLSearchParams(new FormData(form));
    all.delete("csrf");
    return all.toString();
  };
  /* A scanned code is an address that ends in the number. */
  const clean_number = () => {
    if (number) number.value = number.value.split("nomor=").pop().split("&")[0].trim();
  };
  const is_empty = () => fields.every((field) => field.value === "");
  /* its time first: collect/hand_in.h */
  const new_key = () => `${Date.now().toString(16).padStart(11, "0")}-${
    [...crypto.getRandomValues(new Uint8Array(16))].map(
      (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  const short_name = (field) => {
    const label = form.querySelector(`label[for="${field.id}"]`);
    return (label.querySelector("b") || label).textContent;
  };

  /* Kept in the browser too: what the server does not have yet. */
  function keep() {
    if (again) return;
    try {
      if (queue.length === 0 && failed.length === 0 && !dirty) localStorage.removeItem(store);
      else localStorage.setItem(store, JSON.stringify({queue, failed, now: dirty ? body() : null}));
    } catch { /* the server has the draft */ }
  }

  function fill(encoded) {
    const all = new URLSearchParams(encoded);
    for (const field of form.elements) {
      if (!field.name || field.name === "csrf" || field.tagName === "BUTTON") continue;
      if (field.type === "checkbox") field.checked = all.has(field.name);
      else field.value = all.get(field.name) || "";
      field.dataset.lama = field.value;
    }
  }

  function focus(field) {
    field.focus();
    if (field.select) field.select();
    field.dataset.lama = field.value;
  }

  function first_field() {
    if (number && form.mulai.checked) return number;
    return fields[0];
  }

  function next(field) {
    const at = fields.indexOf(field);
    if (at + 1 < fields.length) focus(fields[at + 1]);
  }

  function before(field) {
    const at = fields.indexOf(field);
    if (at > 0) focus(fields[at - 1]);
    else if (at === 0 && number) focus(number);
  }

  function show_causes(element) {
    asked = element;
    for (const list of form.querySelectorAll(".daftarsebab"))
      list.classList.toggle("tampak", list.id === `sebab-${element}-daftar`);
  }

  /* The lowest score of an element still allows a cause? */
  function drop_cause(element) {
    const cause = form.elements["sebab-" + element];
    if (!cause) return;
    const lowest = fields.filter((field) => field.dataset.sebab === element)
      .map((field) => Number(field.value)).filter((score) => score > 0);
    if (Math.min(...lowest, Infinity) > low) cause.value = "";
  }

  function typed_answer(field, key) {
    const digits = key.replace(/\D/g, "");
    const score = Number(digits);
    if (digits === "" || score > scale) {
      field.value = field.dataset.lama || "";
      say(text("Hanya"));
      scolded = true;
      return;
    }
    field.value = String(score);
    const element = field.dataset.sebab;
    if (element) drop_cause(element);
    show_causes(element && score > 0 && score <= low ? element : "");
    if (scale < 10 || score !== 1) next(field);
  }

  function typed_choice(field, key) {
    const most = Number(field.dataset.banyak);
    const letters = {l: 1, p: 2};
    let code = "0123456789abcdef".indexOf(key);
    if (field.id === "jenis_kelamin" && key in letters) code = letters[key];
    if (key === "" || code < 0 || code > most) {
      field.value = field.dataset.lama || "";
      say(text("Hanya"));
      scolded = true;
      return;
    }
    field.value = code < 10 ? String(code) : "abcdef"[code - 10];
    show_causes("");
    next(field);
  }

  function typed_age(field) {
    const digits = field.value.replace(/\D/g, "");
    if (digits !== field.value) {
      field.value = digits;
      say(text("Hanya"));
      scolded = true;
    }
    show_causes("");
    if (!form.tahun.checked && digits !== "") typed_choice(field, digits.slice(-1));
    else if (digits.length >= 2) next(field);
  }

  /* A letter after a low score is its cause: no key when there is none. */
  function typed_cause(field, key) {
    const cause = asked && form.elements["sebab-" + asked];
    const places = cause ? document.getElementById(`sebab-${asked}-daftar`).children.length : 0;
    const at = "abcdefghi".indexOf(key);
    if (!cause || at < 0 || at >= places || key === "") return false;
    field.value = field.dataset.lama || "";
    cause.value = key;
    return true;
  }

  function typed(field) {
    const key = field.value.slice(-1).toLowerCase();
    if (scolded) say("");
    if (field === number) {
      const long = Number(number.dataset.panjang);
      if (long > 0 && number.value.length >= long && /^\d+$/.test(number.value)) focus(fields[0]);
    } else if (field.value === "") show_causes("");
    else if (field.dataset.jenis !== "teks" && field.dataset.jenis !== "sebab" &&
             !typed_cause(field, key)) {
      if (field.dataset.jenis === "jawab") typed_answer(field, scale > 9 ? field.value : key);
      else if (field.dataset.jenis === "pilih") typed_choice(field, key);
      else if (field.dataset.jenis === "usia") typed_age(field);
    }
    field.dataset.lama = field.value;
    later();
  }

  /* ---- a sheet is finished ---- */

  function empty() {
    for (const field of [...fields, ...causes]) {
      field.value = "";
      field.dataset.lama = "";
      field.removeAttribute("aria-invalid");
    }
    form.kunci.value = new_key();
    if (number) {
      number.dataset.panjang = String(number.value.length);
      const digits = number.value.match(/^(.*?)(\d+)$/);
      if (digits) {
        const grown = String(BigInt(digits[2]) + 1n).padStart(digits[2].length, "0");
        number.value = digits[1] + grown;
      } else number.value = "";
    }
    dirty = false;
    show_causes("");
  }

  function name_of(encoded) {
    const one = new URLSearchParams(encoded).get("nomor");
    return one ? text("Lembar", one.split("nomor=").pop()) : text("Lembar", "").trim();
  }
  const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

  function mend_next() {
    if (failed.length === 0 || !is_empty()) return;
    const one = failed.shift();
    fill(one.body);
    form.kunci.value = one.key || new_key();
    say(capital(text("Perbaiki", name_of(one.body))) + one.error);
    const field = one.field && form.elements[one.field];
    if (field) {
      field.setAttribute("aria-invalid", "true");
      focus(field);
    }
    dirty = true;
    keep();
  }

  function save() {
    const missing = fields.find((field) => field.dataset.jenis === "jawab" && field.value === "");
    if (missing) {
      say(text("Kosong", short_name(missing)));
      scolded = true;
      focus(missing);
      return;
    }
    if (fields.every((field) => field.dataset.jenis !== "jawab" || field.value === "0")) {
      say(text("Nihil"));
      focus(fields[0]);
      return;
    }
    if (again) {
      form.submit();
      return;
    }
    clearTimeout(timer);
    timer = 0;
    clean_number();
    queue.push(body());
    say(text("Simpan", name_of(queue[queue.length - 1])));
    empty();
    keep();
    focus(first_field());
    pump();
  }

  /* ---- to the server, one after the other ---- */

  async function send(address, encoded) {
    const all = new URLSearchParams(encoded);
    all.set("csrf", form.csrf.value);
    const answer = await fetch(address, {method: "POST", body: all, redirect: "error",
                                         headers: {Accept: "application/json"}});
    let json = {};
    try { json = await answer.json(); } catch { /* a page of an error */ }
    return {status: answer.status, json};
  }

  /* The count beside the form is of the service and date of the draft. */
  async function refresh() {
    const place = new URLSearchParams({unit: form.unit.value, formulir: form.formulir.value});
    try {
      const answer = await fetch("/loket.json?" + place);
      if (answer.ok) show_state(await answer.json());
    } catch { /* later */ }
  }

  async function pump() {
    if (running || over) return;
    running = true;
    let tries = 0;
    while (!over && (queue.length > 0 || (dirty && timer === 0))) {
      const is_sheet = queue.length > 0;
      const sent = is_sheet ? queue[0] : body();
      if (!is_sheet) dirty = false;
      let got = {status: 0, json: {}};
      try { got = await send(is_sheet ? "/loket.json" : "/loket/draf.json", sent); } catch { /* no answer */ }
      if (got.status === 200) {
        tries = 0;
        if (is_sheet) {
          queue.shift();
          show_state(got.json);
          say(capital(text("Tersimpan", name_of(sent))));
        } else if (moved) {
          moved = false;
          await refresh();
        }
      } else if (got.status === 401 || got.status === 403) {
        if (!is_sheet) dirty = true;
        over = true;
        say(text("Keluar"), "/masuk?ke=/loket");
      } else if (is_sheet && (got.status === 422 || got.status === 409)) {
        queue.shift();
        const fault = (got.json.faults || [])[0] || {};
        failed.push({body: sent, key: got.json.key, field: fault.field, error: got.json.error || ""});
        say(capital(text("Perbaiki", name_of(sent))) + (got.json.error || ""));
      } else {
        if (!is_sheet) dirty = true;
        if (queue.length > 0) say(text("Coba", String(queue.length)));
        await new Promise((done) => setTimeout(done, waits[Math.min(tries++, waits.length - 1)]));
      }
      keep();
    }
    running = false;
    mend_next();
  }

  /* The draft: 400 ms after the last key. */
  function later() {
    if (again) return;
    dirty = true;
    keep();
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; pump(); }, 400);
  }

  /* ---- beside the form: texts change in place, nothing moves ---- */

  function show_state(state) {
    const put = (id, value) => {
      const at = document.getElementById(id);
      if (at) at.textContent = String(value);
    };
    put("hari-ini", state.today);
    put("menunggu", state.waiting);
    put("sasaran", state.sample_words);
    const bar = document.getElementById("batang");
    if (bar) {
      bar.max = state.sample ? state.sample.required : 1;
      bar.value = state.sample ? Math.min(state.sample.n, state.sample.required) : 0;
    }
    put("belum-ada", "");
    const list = document.getElementById("terakhir");
    if (!list) return;
    while (list.children.length < state.last.length) {
      const item = document.createElement("li");
      item.append(document.createElement("a"), " ", document.createElement("span"));
      list.append(item);
    }
    state.last.forEach((sheet, i) => {
      const [link, rest] = [list.children[i].querySelector("a"), list.children[i].querySelector("span")];
      link.href = "/loket/lembar/" + sheet.id;
      link.textContent = sheet.sheet ? text("Lembar", sheet.sheet) : text("Ke", String(sheet.place));
      rest.textContent = sheet.at + (sheet.service ? ", " + sheet.service : "") +
        (sheet.void ? ", " + text("Batal") : "");
    });
  }

  /* ---- keys ---- */

  form.addEventListener("input", (event) => {
    if (event.target.dataset.jenis) typed(event.target);
    else later();
  });
  form.addEventListener("change", (event) => {
    if (event.target.dataset.jenis) return;
    moved = true;
    later();
  });
  form.addEventListener("focusin", (event) => {
    if (event.target.dataset.jenis) event.target.dataset.lama = event.target.value;
  });

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    const kind = field.dataset.jenis;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Enter" && field.tagName !== "BUTTON") {
      event.preventDefault();
      if (event.repeat) return;
      if (!kind) focus(first_field());
      else if (field === number) {
        clean_number();
        focus(fields[0]);
      } else save();
    } else if (event.key === "Backspace" && fields.includes(field) &&
               (kind !== "teks" || field.value === "")) {
      event.preventDefault();
      before(field);
    } else if (event.key === "ArrowDown" && fields.includes(field)) {
      event.preventDefault();
      next(field);
    } else if (event.key === "ArrowUp" && fields.includes(field)) {
      event.preventDefault();
      before(field);
    } else if (scale > 9 && kind === "jawab" && field.value === "1" && /^[1-9]$/.test(event.key) &&
               field.selectionStart === field.selectionEnd) {
      event.preventDefault(); /* "1" was whole: this key is the next answer */
      next(field);
      document.activeElement.value = event.key;
      typed(document.activeElement);
    }
  });
  document.addEventListener("keydown", (event) => {
    const to = {F2: "layanan", F8: "ke-ulang"}[event.key];
    const at = to && document.getElementById(to);
    if (!at) return;
    event.preventDefault();
    if (event.key === "F8") at.click();
    else at.focus();
  });

  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.name === "buang") {
      event.preventDefault();
      const sent = body() + "&buang=1";
      const kept = number ? number.value : "";
      clearTimeout(timer);
      timer = 0;
      empty();
      if (number) number.value = kept;
      keep();
      say(text("Dikosongkan"));
      focus(fields[0]);
      send("/loket/draf.json", sent).catch(() => { dirty = true; keep(); });
      return;
    }
    event.preventDefault();
    save();
  });

  /* What was typed in the last moment. */
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || again || over || !dirty || queue.length > 0) return;
    const all = new URLSearchParams(body());
    all.set("csrf", form.csrf.value);
    navigator.sendBeacon("/loket/draf.json", all);
  });
  window.addEventListener("online", () => pump());

  /* ---- begin ---- */

  form.classList.add("cepat");
  for (const cause of causes) cause.tabIndex = -1;
  show_causes("");
  if (!again) {
    try {
      const kept = JSON.parse(localStorage.getItem(store) || "null");
      if (kept) {
        queue = kept.queue || [];
        failed = kept.failed || [];
        if (kept.now) {
          fill(kept.now);
          dirty = true;
        }
      }
    } catch { /* nothing is kept */ }
  }
  const wrong = form.querySelector("[aria-invalid=true]");
  const open = fields.find((field) => field.value === "");
  if (wrong) focus(wrong);
  else if (is_empty()) focus(first_field());
  else if (open) focus(open);
  if (!again) pump();
})();
