/* "/kios": a tablet at the counter. Without script it is the questionnaire in
 * large letters; kios.js shows one question at a time and keeps what cannot be
 * sent yet. */
#include <stdio.h>
#include <string.h>

#include "web/clock.h"
#include "web/fill.h"
#include "web/server.h"

/* Everything that the script shows; nothing of it leads out of the page. */
static void write_start(struct web_page *page, const struct fill *fill)
{
    html_say(&page->html,
             "<div id=\"mulai\" class=\"layar\" hidden><p class=\"ajakan\">"
             "Bagaimana pelayanan kami?</p><p>%zu pertanyaan, sekitar 2 menit. "
             "Nama Anda tidak ditanyakan.</p><button type=\"button\" "
             "class=\"tombol utama\" id=\"ayo\">Mulai</button>"
             "<button type=\"button\" class=\"tombol biasa\" id=\"petugas\">"
             "Petugas</button></div>",
             "<div id=\"mulai\" class=\"layar\" hidden><p class=\"ajakan\">"
             "How did we serve you?</p><p>%zu questions, about 2 minutes. Your "
             "name is not asked.</p><button type=\"button\" "
             "class=\"tombol utama\" id=\"ayo\">Begin</button>"
             "<button type=\"button\" class=\"tombol biasa\" id=\"petugas\">"
             "Staff</button></div>",
             ikm_form_n_asked(fill->form));
}

static void write_end(struct web_page *page)
{
    html_say(&page->html,
             "<div id=\"selesai\" class=\"layar\" hidden role=\"status\">"
             "<p class=\"ajakan\">Terima kasih</p><p>Jawaban Anda sudah kami "
             "terima.</p><button type=\"button\" class=\"tombol utama\" "
             "id=\"baru\">Responden berikutnya</button></div>"
             "<div id=\"masih\" class=\"layar\" hidden role=\"alert\">"
             "<p class=\"ajakan\">Masih di sini?</p><p>Tanpa sentuhan, isian "
             "ini dihapus sebentar lagi.</p><button type=\"button\" "
             "class=\"tombol utama\" id=\"ya\">Ya, lanjut</button></div>",
             "<div id=\"selesai\" class=\"layar\" hidden role=\"status\">"
             "<p class=\"ajakan\">Thank you</p><p>We have received your "
             "answers.</p><button type=\"button\" class=\"tombol utama\" "
             "id=\"baru\">Next person</button></div>"
             "<div id=\"masih\" class=\"layar\" hidden role=\"alert\">"
             "<p class=\"ajakan\">Still here?</p><p>Without a touch these "
             "answers are cleared in a moment.</p><button type=\"button\" "
             "class=\"tombol utama\" id=\"ya\">Yes, go on</button></div>");
}

static void write_staff(struct web_page *page)
{
    struct html *out = &page->html;
    html_say(out, "<div id=\"ruang\" class=\"layar\" hidden><h2>Petugas</h2>",
             "<div id=\"ruang\" class=\"layar\" hidden><h2>Staff</h2>");
    html_say(out,
             "<div id=\"kunci-layar\"><label for=\"pin\">PIN kios</label>"
             "<input id=\"pin\" type=\"password\" inputmode=\"numeric\" "
             "autocomplete=\"off\" maxlength=\"12\"><p id=\"pin-kata\" "
             "role=\"alert\" data-salah=\"PIN tidak cocok.\" "
             "data-jauh=\"Server belum dapat dihubungi; PIN diperiksa di "
             "sana.\"></p><button type=\"button\" class=\"tombol utama\" "
             "id=\"buka\">Buka</button></div>",
             "<div id=\"kunci-layar\"><label for=\"pin\">PIN of the kiosk"
             "</label><input id=\"pin\" type=\"password\" "
             "inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"12\">"
             "<p id=\"pin-kata\" role=\"alert\" data-salah=\"The PIN does not "
             "match.\" data-jauh=\"The server cannot be reached; it checks the "
             "PIN.\"></p><button type=\"button\" class=\"tombol utama\" "
             "id=\"buka\">Open</button></div>");
    html_say(
        out,
        "<div id=\"terbuka\" hidden><p id=\"isi-antrean\"></p><button "
        "type=\"button\" class=\"tombol biasa\" id=\"kirim-antrean\">Kirim "
        "sekarang</button><button type=\"button\" class=\"tombol bahaya\" "
        "id=\"keluar-kios\">Keluar dari kios</button></div>"
        "<button type=\"button\" class=\"tombol biasa\" id=\"tutup\">"
        "Kembali</button></div>",
        "<div id=\"terbuka\" hidden><p id=\"isi-antrean\"></p><button "
        "type=\"button\" class=\"tombol biasa\" id=\"kirim-antrean\">Send "
        "now</button><button type=\"button\" class=\"tombol bahaya\" "
        "id=\"keluar-kios\">Leave the kiosk</button></div>"
        "<button type=\"button\" class=\"tombol biasa\" id=\"tutup\">"
        "Back</button></div>");
}

static void write_bar(struct web_page *page, const struct fill *fill)
{
    struct html *out = &page->html;
    char idle[16];
    (void)snprintf(idle, sizeof idle, "%d", fill->idle_s);
    html_say(out,
             "<div id=\"kendali\" hidden data-diam=\"%s\" "
             "data-tunggu=\"# jawaban menunggu dikirim\" "
             "data-kosong=\"Tidak ada jawaban yang menunggu.\" "
             "data-tolak=\"# jawaban ditolak server; panggil admin\" "
             "data-penuh=\"Penyimpanan tablet penuh. Panggil petugas.\" "
             "data-langkah=\"Langkah # dari ##\" "
             "data-lewati=\"Lewati\" data-lanjut=\"Lanjut\" "
             "data-kirim=\"Kirim\">"
             "<button type=\"button\" class=\"tombol biasa\" id=\"kembali\">"
             "Kembali</button><div class=\"maju\"><p id=\"langkah\"></p>"
             "<progress id=\"kemajuan\" max=\"1\" value=\"0\" "
             "aria-labelledby=\"langkah\"></progress></div>"
             "<button type=\"button\" class=\"tombol biasa\" id=\"lanjut\">"
             "Lewati</button></div>",
             "<div id=\"kendali\" hidden data-diam=\"%s\" "
             "data-tunggu=\"# answers wait to be sent\" "
             "data-kosong=\"No answers are waiting.\" "
             "data-tolak=\"# answers were refused by the server; call an "
             "admin\" "
             "data-penuh=\"The tablet's storage is full. Please call the "
             "staff.\" "
             "data-langkah=\"Step # of ##\" "
             "data-lewati=\"Skip\" data-lanjut=\"Next\" data-kirim=\"Send\">"
             "<button type=\"button\" class=\"tombol biasa\" id=\"kembali\">"
             "Back</button><div class=\"maju\"><p id=\"langkah\"></p>"
             "<progress id=\"kemajuan\" max=\"1\" value=\"0\" "
             "aria-labelledby=\"langkah\"></progress></div>"
             "<button type=\"button\" class=\"tombol biasa\" id=\"lanjut\">"
             "Skip</button></div>",
             idle);
    html(out, "<p id=\"antrean\" role=\"status\"></p>");
}

static enum ikm_status no_unit(struct ikm_error *err)
{
    return ikm_fail(err, IKM_NO_FILE,
                    "Alamat kios adalah /kios/UNIT atau /kios/UNIT/LAYANAN. "
                    "Admin menemukannya di halaman Kelola.",
                    "The address of a kiosk is /kios/OFFICE or "
                    "/kios/OFFICE/SERVICE. An admin finds it on the page "
                    "Manage.");
}

enum ikm_status web_page_kiosk(struct web_page *page, struct ikm_error *err)
{
    struct fill fill;
    const enum ikm_status status = fill_read(page, 1, &fill, err);
    if (status != IKM_OK)
        return status;
    if (fill.unit.unit_id == 0)
        return no_unit(err);
    (void)fill_open(
        page,
        (struct web_pair){"Bagaimana pelayanan kami?", "How did we serve you?"},
        &fill, "kios.js");
    write_start(page, &fill);
    fill_write(page, &fill);
    write_bar(page, &fill);
    write_end(page);
    write_staff(page);
    return web_close(page, err);
}

enum ikm_status web_page_kiosk_do(struct web_page *page, struct ikm_error *err)
{
    return fill_take(page, 1, err);
}

struct web_quick_change *web_page_kiosk_quick(struct web_page *page)
{
    return fill_quick(page, 1);
}

/* ---- the PIN ---- */

struct guess {
    const char *name;
    int has_failed;
};

static enum ikm_status note(void *context, struct ikm_store *store,
                            struct ikm_act *act, struct ikm_error *err)
{
    const struct guess *guess = context;
    (void)act;
    return ikm_store_note_attempt(store, guess->name, NULL, guess->has_failed,
                                  err);
}

static enum ikm_status count(struct web_page *page, const char *name,
                             int has_failed, struct ikm_error *err)
{
    struct guess guess = {name, has_failed};
    const struct web_change change = {.kind = WEB_CHANGE_QUIET,
                                      .actor = "kios",
                                      .action = "",
                                      .run = note,
                                      .context = &guess};
    return web_change(page, &change, err);
}

static enum ikm_status answer_pin(struct web_page *page, const char *state,
                                  int64_t wait_s)
{
    ikm_text_printf(web_json(page),
                    "{\"schema\":\"ikm.kiosk/1\",\"pin\":\"%s\",\"wait\":%lld}"
                    "\n",
                    state, (long long)wait_s);
    return IKM_OK;
}

/* Is it the kiosk's PIN? A guess counts before it is looked at. */
enum ikm_status web_page_kiosk_pin(struct web_page *page, struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    struct fill fill;
    char name[40];
    char secret[FILL_PIN_SECRET_BYTES];
    int64_t n_failed = 0;
    int64_t last_ms = 0;
    enum ikm_status status = fill_read(page, 1, &fill, err);
    if (status == IKM_OK)
        status = web_store(page, &store, err);
    if (status != IKM_OK)
        return status;
    /* no login holds a slash */
    (void)snprintf(name, sizeof name, "kios/%lld",
                   (long long)fill.unit.unit_id);
    if (!fill.rules.kiosk_pin[0])
        return answer_pin(page, "none", 0);
    status = ikm_store_attempts(store, name, NULL, &n_failed, &last_ms, err);
    if (status != IKM_OK)
        return status;
    const int64_t wait_s = web_guard_wait_s(n_failed, last_ms, web_now_ms());
    if (wait_s > 0)
        return answer_pin(page, "wait", wait_s);
    status = count(page, name, 1, err);
    if (status != IKM_OK)
        return status;
    status = web_hashing_enter(page->inside->server, err);
    if (status != IKM_OK)
        return status;
    const int fits = ikm_password_fits(
        fill_pin_secret(web_value(&page->form, "pin"), secret),
        fill.rules.kiosk_pin);
    web_hashing_leave(page->inside->server);
    if (!fits)
        return answer_pin(page, "wrong", 0);
    status = count(page, name, 0, err);
    return status == IKM_OK ? answer_pin(page, "right", 0) : status;
}
