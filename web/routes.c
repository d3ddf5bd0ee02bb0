#include "web/routes.h"

#include <string.h>

/* A POST without any protection does not compile. */
#define PROTECTED(kind)                                                        \
    ((enum web_token)(WEB_TOKEN_##kind +                                       \
                      0 * sizeof(struct {                                      \
                          _Static_assert(WEB_TOKEN_##kind != WEB_TOKEN_NONE,   \
                                         "a change needs protection");         \
                          int unused;                                          \
                      })))
/* clang-format off */
#define GET(pattern, roles, flags, menu, run)                                  \
    {pattern, WEB_GET, roles, WEB_TOKEN_NONE, flags, {menu}, web_page_##run,   \
     NULL}
#define POST(pattern, roles, token, flags, run)                                \
    {pattern, WEB_POST, roles, PROTECTED(token), flags, {NULL, NULL},          \
     web_page_##run, NULL}
/* with a quick way through: web/page.h */
#define QUICK(pattern, flags, run, quick)                                      \
    {pattern, WEB_POST, WEB_OPEN, PROTECTED(ORIGIN), flags, {NULL, NULL},      \
     web_page_##run, web_page_##quick}
#define HIDDEN NULL, NULL
#define MENU(id, en) id, en
/* clang-format on */

/* In the order of the navigation. The first pattern that fits counts. */
static const struct web_route routes[] = {
    GET("/", WEB_OPEN, 0, HIDDEN, home),
    GET("/loket", WEB_CLERK | WEB_ADMIN, WEB_TWIN, MENU("Loket", "Desk"), desk),
    POST("/loket", WEB_CLERK | WEB_ADMIN, SESSION, WEB_TWIN, desk_save),
    POST("/loket/draf", WEB_CLERK | WEB_ADMIN, SESSION, WEB_TWIN, desk_draft),
    GET("/loket/cari", WEB_CLERK | WEB_ADMIN, 0, HIDDEN, desk_find),
    GET("/loket/lembar/{id}", WEB_CLERK | WEB_ADMIN, 0, HIDDEN, desk_sheet),
    POST("/loket/batal/{id}", WEB_CLERK | WEB_ADMIN, SESSION, 0, desk_void),
    POST("/loket/perbaiki/{id}", WEB_CLERK | WEB_ADMIN, SESSION, 0,
         desk_correct),
    GET("/loket/kertas", WEB_CLERK | WEB_ADMIN, 0, HIDDEN, paper),
    POST("/loket/kertas", WEB_CLERK | WEB_ADMIN, SESSION, 0, paper_do),
    GET("/loket/kertas/{cetakan}", WEB_CLERK | WEB_ADMIN, 0, HIDDEN,
        paper_sheets),
    GET("/loket/ulang", WEB_CLERK | WEB_ADMIN, 0, HIDDEN, again),
    GET("/loket/ulang/{nomor}", WEB_CLERK | WEB_ADMIN, 0, HIDDEN, again_one),
    POST("/loket/ulang/{nomor}", WEB_CLERK | WEB_ADMIN, SESSION, 0, again_do),
    GET("/ketelitian", WEB_ANALYST | WEB_ADMIN, WEB_TWIN,
        MENU("Ketelitian", "Accuracy"), accuracy),
    POST("/ketelitian", WEB_ADMIN, SESSION, 0, accuracy_do),
    GET("/ketelitian/{nama}", WEB_ANALYST | WEB_ADMIN, 0, HIDDEN, accuracy_one),
    POST("/ketelitian/{nama}/putusan", WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         accuracy_judge),
    POST("/ketelitian/{nama}/betulkan", WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         accuracy_mend),

    GET("/respons", WEB_ANYONE, WEB_TWIN | WEB_LONG,
        MENU("Respons", "Responses"), responses),
    GET("/respons/{id}", WEB_ANYONE, WEB_TWIN, HIDDEN, response),
    POST("/respons/{id}/batal", WEB_CLERK | WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         response_void),
    POST("/respons/{id}/ubah", WEB_CLERK | WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         response_amend),
    POST("/respons/{id}/tanda", WEB_CLERK | WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         response_tag),

    GET("/unggah", WEB_ANALYST | WEB_ADMIN, WEB_TWIN, MENU("Unggah", "Upload"),
        upload),
    POST("/unggah", WEB_ANALYST | WEB_ADMIN, SESSION, WEB_FILES, upload_do),
    GET("/unggah/{kunci}", WEB_ANALYST | WEB_ADMIN, 0, HIDDEN, upload_look),
    POST("/unggah/{kunci}/periksa", WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         upload_look),
    POST("/unggah/{kunci}/impor", WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         upload_store),
    POST("/unggah/{kunci}/buang", WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         upload_drop),

    GET("/dasbor", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, WEB_TWIN | WEB_LONG,
        MENU("Dasbor", "Dashboard"), dashboard),
    GET("/rencana", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, WEB_TWIN | WEB_LONG,
        MENU("Rencana", "Plan"), plan),
    POST("/rencana", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, SESSION, WEB_LONG,
         plan_add),
    GET("/rencana/usul", WEB_LEADER | WEB_ANALYST | WEB_ADMIN,
        WEB_TWIN | WEB_LONG, HIDDEN, plan_draft),
    GET("/rencana/baru", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, WEB_LONG, HIDDEN,
        plan_new),
    GET("/rencana/{nomor}", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, 0, HIDDEN,
        plan_item),
    POST("/rencana/{nomor}", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, SESSION, 0,
         plan_change),
    GET("/terbit", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, WEB_TWIN | WEB_LONG,
        MENU("Terbit", "Publish"), publish),
    POST("/terbit", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, SESSION, WEB_LONG,
         publish_do),
    GET("/unduh", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, WEB_TWIN | WEB_LONG,
        MENU("Unduh", "Downloads"), downloads),
    GET("/unduh/{jenis}", WEB_LEADER | WEB_ANALYST | WEB_ADMIN, WEB_LONG,
        HIDDEN, download),
    GET("/kelola", WEB_ADMIN, WEB_TWIN, MENU("Kelola", "Manage"), admin),
    POST("/kelola/pengguna", WEB_ADMIN, SESSION, 0, admin_add),
    GET("/kelola/pengguna/{nama}", WEB_ADMIN, 0, HIDDEN, admin_user),
    POST("/kelola/pengguna/{nama}/peran", WEB_ADMIN, SESSION, 0, admin_place),
    POST("/kelola/pengguna/{nama}/sandi", WEB_ADMIN, SESSION, 0, admin_reset),
    POST("/kelola/pengguna/{nama}/tutup", WEB_ADMIN, SESSION, 0, admin_close),
    POST("/kelola/unit", WEB_ADMIN, SESSION, 0, admin_unit),
    POST("/kelola/layanan", WEB_ADMIN, SESSION, 0, admin_service),
    GET("/pengaturan", WEB_ANALYST | WEB_ADMIN, WEB_TWIN,
        MENU("Pengaturan", "Settings"), settings),
    POST("/pengaturan", WEB_ANALYST | WEB_ADMIN, SESSION, 0, settings_do),

    GET("/poster", WEB_CLERK | WEB_ADMIN, 0,
        MENU("Poster dan tiket", "Posters and tickets"), poster),
    GET("/poster/cetak", WEB_CLERK | WEB_ADMIN, 0, HIDDEN, poster_print),
    POST("/poster/tiket", WEB_CLERK | WEB_ADMIN, SESSION, 0, poster_tickets),
    POST("/poster/aturan", WEB_ADMIN, SESSION, 0, poster_rule),
    POST("/poster/pin", WEB_ADMIN, SESSION, 0, poster_pin),

    GET("/isi", WEB_OPEN, 0, HIDDEN, fill),
    GET("/isi/{unit}", WEB_OPEN, 0, HIDDEN, fill),
    GET("/isi/{unit}/{layanan}", WEB_OPEN, 0, HIDDEN, fill),
    QUICK("/isi", WEB_TWIN, fill_do, fill_quick),
    GET("/t", WEB_OPEN, 0, HIDDEN, ticket),
    GET("/terima-kasih", WEB_OPEN, 0, HIDDEN, thanks),
    GET("/kios", WEB_OPEN, 0, HIDDEN, kiosk),
    GET("/kios/{unit}", WEB_OPEN, 0, HIDDEN, kiosk),
    GET("/kios/{unit}/{layanan}", WEB_OPEN, 0, HIDDEN, kiosk),
    QUICK("/kios", WEB_TWIN, kiosk_do, kiosk_quick),
    POST("/kios/pin", WEB_OPEN, ORIGIN, WEB_TWIN, kiosk_pin),

    GET("/masuk", WEB_OPEN, 0, HIDDEN, sign_in),
    POST("/masuk", WEB_OPEN, VISITOR, 0, sign_in_do),
    POST("/keluar", WEB_ANYONE, SESSION, WEB_UNSETTLED, sign_out),
    POST("/keluar/semua", WEB_ANYONE, SESSION, WEB_UNSETTLED, everywhere),
    GET("/sandi", WEB_ANYONE, WEB_UNSETTLED, HIDDEN, password),
    POST("/sandi", WEB_ANYONE, SESSION, WEB_UNSETTLED, password_do),
    GET("/awal", WEB_OPEN, 0, HIDDEN, first),
    POST("/awal", WEB_OPEN, VISITOR, 0, first_do),

    GET("/bahasa/{kode}", WEB_OPEN, WEB_UNSETTLED, HIDDEN, language),
    GET("/sehat", WEB_OPEN, WEB_UNSETTLED, HIDDEN, health),
    GET("/metrik", WEB_OPEN, WEB_UNSETTLED, HIDDEN, metrics),
    GET("/statis/{sidik}/{nama}", WEB_OPEN, WEB_UNSETTLED, HIDDEN, static),
};

_Static_assert(IKM_COUNT(routes) > 0, "there is something to serve");
_Static_assert(WEB_ANYONE == ((2 << IKM_ROLE_ADMIN) - (1 << IKM_ROLE_CLERK)),
               "every role belongs to WEB_ANYONE");

size_t web_route_count(void)
{
    return IKM_COUNT(routes);
}

const struct web_route *web_route(size_t i)
{
    return &routes[i];
}

/* The path without the ".json" of a twin. */
static size_t without_json(const char *path, size_t path_bytes)
{
    static const char ending[] = ".json";
    const size_t length = sizeof ending - 1;
    return path_bytes > length &&
                   memcmp(path + path_bytes - length, ending, length) == 0
               ? path_bytes - length
               : 0;
}

static int n_parts_of(const struct web_route *route, const char *path,
                      size_t path_bytes, struct web_match *match)
{
    const size_t twin_bytes =
        route->flags & WEB_TWIN ? without_json(path, path_bytes) : 0;
    match->is_json = twin_bytes > 0;
    return web_path_fits(route->pattern, path,
                         twin_bytes > 0 ? twin_bytes : path_bytes, match->part);
}

struct web_match web_route_find(const char *method, const char *path,
                                size_t path_bytes)
{
    const int is_post = strcmp(method, "POST") == 0;
    const int is_get =
        strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
    int other_method = 0;
    for (size_t i = 0; i < IKM_COUNT(routes); i++) {
        struct web_match match = {.route = &routes[i]};
        match.n_parts = n_parts_of(&routes[i], path, path_bytes, &match);
        if (match.n_parts < 0)
            continue;
        if (routes[i].method == WEB_POST ? is_post : is_get)
            return match;
        other_method = 1;
    }
    return (struct web_match){.other_method = other_method};
}
