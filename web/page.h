/* web/page.h - what a page is made with. Read this to add one; CONTRIBUTING.md
 * has a worked example.
 *
 * A page is a row of the table in web/routes.c and a handler:
 *
 *     enum ikm_status web_page_sample(struct web_page *page,
 *                                     struct ikm_error *err)
 *     {
 *         struct ikm_store *store = NULL;
 *         struct ikm_units units = {0};
 *         enum ikm_status status = web_store(page, &store, err);
 *         if (status == IKM_OK)
 *             status = web_units(page, &units, err);  // what this account sees
 *         if (status != IKM_OK)
 *             return status;                          // becomes an error page
 *         if (page->is_json)
 *             return write_json(web_json(page), &units);
 *         struct html *out =
 *             web_open(page, &(struct web_frame){.title = {"Contoh",
 * "Sample"}}); html_say(out, "<p>Ada %zu unit.</p>", "<p>%zu offices.</p>",
 *                  units.n_units);
 *         return web_close(page, err);
 *     }
 *
 * Before the handler runs, the guard has seen to it that the account may open
 * the page, that a change carries its token and comes from this site, and that
 * body and query are well-formed. What a handler returns other than IKM_OK is
 * shown as an error page with the sentence in *err (IKM_INPUT 422, IKM_NO_FILE
 * 404, IKM_DENIED 403, IKM_BUSY 503, IKM_IO 503, IKM_LIMIT 413, else 500); all
 * that was written before is thrown away.
 *
 * A change of the survey goes to the writer, and is acknowledged only when it
 * is on the disk:
 *
 *     static enum ikm_status put(void *context, struct ikm_store *store,
 *                                struct ikm_act *act, struct ikm_error *err)
 *     {
 *         const struct words *w = context;      // may be called twice: changes
 *         return ikm_void(store, w->id, act, err);  // only its own results
 *     }
 *     ...
 *     status = web_change(page, &(struct web_change){
 *         .kind = WEB_CHANGE_OWN, .action = "void", .subject = words.id,
 *         .reason = words.why, .run = put, .context = &words}, err);
 *     if (status == IKM_INPUT)                  // say it at the field, ask
 * again return form_again(page, err->text, err); if (status == IKM_OK) return
 * web_see_other(page, "/respons", "dibatalkan", err);
 *
 * New responses use WEB_CHANGE_SHARED with action "record" and
 * ikm_record_inside() (collect/record.h): the writer groups them. */
#ifndef IKM_WEB_PAGE_H
#define IKM_WEB_PAGE_H

#include "data/store_registers.h"
#include "data/store_users.h"
#include "web/fields.h"
#include "web/html.h"
#include "web/stores.h"
#include "web/writer.h"

struct web_route;
struct web_inside;

/* One text in both languages. */
struct web_pair {
    const char *id, *en;
};

/* A file that came with the form, in a temporary place until the page ends. */
struct web_upload {
    const char *field;     /* of the form */
    const char *file_name; /* as the browser called it, without folders */
    const char *path;
    int64_t size_bytes;
};

/* What is wrong with a field: shown on top with a link, and at the field. */
enum { WEB_MAX_FAULTS = 32 };
struct web_fault {
    const char *field; /* its name, which is also its id */
    const char *text;
};

struct web_page {
    /* ---- what was asked ---- */
    const struct web_route *route;
    int is_post;
    int is_json;                     /* the .json twin */
    const char *path;                /* decoded part by part, for links back */
    const char *part[WEB_MAX_PARTS]; /* {..} of the pattern; NULL beyond */
    struct web_fields query;         /* behind the ? */
    struct web_fields form;          /* of a POST */
    const struct web_upload *upload; /* NULL: no file came */
    enum ikm_lang lang;
    const struct ikm_account *account; /* NULL: nobody is signed in */

    /* ---- to work with ---- */
    struct ikm_arena *arena; /* 64 MB, until the answer is sent */
    struct html html;        /* the page in the making; from web_open() */
    size_t n_faults;
    struct web_fault fault[WEB_MAX_FAULTS];
    struct web_inside *inside; /* the server's */
};

typedef enum ikm_status web_handler(struct web_page *page,
                                    struct ikm_error *err);

/* A way of a POST, open to everyone, that never waits: it runs on the thread
 * that serves all sockets. It looks whether the change can be made out of what
 * is kept in memory alone; NULL: no, the handler runs as any other. `told` then
 * writes the answer once the change is on the disk, on the writer's thread, and
 * must not wait either. If the change fails, or `seen` is outdated, all of this
 * is forgotten and the handler runs. */
struct web_quick_change {
    struct web_change change;
    int64_t seen; /* web_writer_registers() */
    enum ikm_status (*told)(struct web_page *page,
                            struct web_quick_change *quick);
    struct ikm_error err;
    struct web_job job;
};
typedef struct web_quick_change *web_quick(struct web_page *page);

/* ---- the survey ---- */

/* A reading handle, lent until the handler returns or web_change() is called
 * (which gives it back: ask again). What it reads into page->arena stays. */
IKM_MUST_CHECK enum ikm_status web_store(struct web_page *page,
                                         struct ikm_store **ret_store,
                                         struct ikm_error *err);

/* Hands a change to the writer and waits until it is durable. `actor` NULL: the
 * account's login. */
IKM_MUST_CHECK enum ikm_status web_change(struct web_page *page,
                                          const struct web_change *change,
                                          struct ikm_error *err);

/* The offices that the account sees: its own with all below, or all. Parents
 * before children. Takes a store. */
IKM_MUST_CHECK enum ikm_status web_units(struct web_page *page,
                                         struct ikm_units *ret_units,
                                         struct ikm_error *err);
/* The office of this code, if the account sees it. Pages open to everyone see
 * all.
 * IKM_NO_FILE  there is no such office
 * IKM_DENIED   not hers */
IKM_MUST_CHECK enum ikm_status web_unit(struct web_page *page, const char *code,
                                        struct ikm_unit *ret_unit,
                                        struct ikm_error *err);
/* The same for a number: a page that got one from elsewhere (a response's
 * unit_id) asks before it shows or changes anything. IKM_DENIED: not hers. */
IKM_MUST_CHECK enum ikm_status
web_may_see(struct web_page *page, int64_t unit_id, struct ikm_error *err);

/* ---- the answer: one of these ---- */

struct web_frame {
    struct web_pair title;
    const char *script;  /* a file of static/, loaded after the page; NULL */
    const char *style;   /* another stylesheet of static/; NULL */
    const char *body;    /* class of the body: "kios" has no navigation; NULL */
    const char *address; /* public address of this page; NULL */
    int is_bare; /* no header, navigation, footer: kiosk, self-fill, paper */
};

/* Begins an HTML page: head, skip link, navigation by role, heading, message
 * and error summary. Between this and web_close() write with html(). */
struct html *web_open(struct web_page *page, const struct web_frame *frame);
/* Ends it. IKM_BUG: markup was not whole. */
IKM_MUST_CHECK enum ikm_status web_close(struct web_page *page,
                                         struct ikm_error *err);

/* Begins a JSON answer; write with ikm_text_json() and ikm_text_printf(). */
struct ikm_text *web_json(struct web_page *page);
/* Begins a plain text answer of this type (a literal). */
struct ikm_text *web_plain(struct web_page *page, const char *content_type);

/* Sends the browser on with GET (303). `message` is a code of web/messages.c,
 * shown there once; NULL: none. `address` is local.
 * IKM_BUG  it is not */
IKM_MUST_CHECK enum ikm_status web_see_other(struct web_page *page,
                                             const char *address,
                                             const char *message,
                                             struct ikm_error *err);

/* Sends a file: `file` is open for reading and belongs to the server now.
 * `name` is offered for saving. */
IKM_MUST_CHECK enum ikm_status web_send_file(struct web_page *page, int file,
                                             int64_t size_bytes,
                                             const char *content_type,
                                             const char *name,
                                             struct ikm_error *err);

/* Another status than 200: 422 for a form with faults. */
void web_status(struct web_page *page, unsigned status);
/* One more header; value without control characters. */
void web_header(struct web_page *page, const char *name, const char *value);
/* The page may be kept by the browser for so long; else it is not stored. */
void web_keep(struct web_page *page, int seconds);
/* Sets or (value "") takes back a cookie: HttpOnly, SameSite=Lax, Path=/,
 * Secure where the page came encrypted. seconds 0: until the browser is closed.
 */
void web_set_cookie(struct web_page *page, const char *name, const char *value,
                    int64_t seconds);

/* ---- links ---- */

/* Address of a file in static/, with its hash: kept by browsers for ever. */
const char *web_static(struct web_page *page, const char *name);
/* "/isi/kec%2001" out of "/isi/" and a part; "#" without memory. */
const char *web_link(struct web_page *page, const char *prefix,
                     const char *part);
/* The address under which others reach this server: --address, else the Host
 * that was asked for: "https://skm.example.go.id". For QR codes. */
const char *web_base_address(struct web_page *page);

/* A QR code of this text as a picture of the page (class "qr", its size is the
 * stylesheet's); `label` says to screen readers where it leads.
 * IKM_INPUT  the text is too long (export/qr.h) */
IKM_MUST_CHECK enum ikm_status web_qr(struct web_page *page, const char *text,
                                      const char *label, struct ikm_error *err);

/* ---- forms ---- */

/* <form method="post"> with its token; end with html(out, "</form>").
 * `with_file`: it sends a file. */
void web_form(struct web_page *page, const char *action, int with_file);
/* The token alone, for a form of another shape, or data-csrf of a script (sent
 * back as field "csrf" or header X-Ikm-Csrf). */
const char *web_csrf(struct web_page *page);

/* Notes a fault of a field; both formats take the same arguments. */
void web_fault(struct web_page *page, const char *field, const char *id_format,
               const char *en_format, ...) IKM_PRINTF(3, 5) IKM_PRINTF(4, 5);

/* What is wrong with a field; NULL: nothing. */
const char *web_fault_of(const struct web_page *page, const char *field);

struct web_input {
    const char *name; /* also its id */
    struct web_pair label;
    struct web_pair hint;     /* NULL: none */
    const char *type;         /* a literal: "text", "password", "date" ... */
    const char *value;        /* NULL: empty */
    const char *autocomplete; /* a literal; NULL: "off" */
    int is_required;
};
/* Label, hint, fault and field, tied together for screen readers. */
void web_input(struct web_page *page, const struct web_input *input);

struct web_choice {
    const char *value;
    const char *label; /* already in the page's language */
};
/* The same as a list to choose from. */
void web_select(struct web_page *page, const struct web_input *input,
                size_t n_choices, const struct web_choice *choices);
/* <button>; kind "utama" (main), "biasa", "bahaya". */
void web_button(struct web_page *page, const char *kind, const char *id,
                const char *en);

#endif
