/* What a questionnaire is about: office, service, form, rules. */
#include "web/fill.h"
#include "web/forms_kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/respondent.h"

const enum ikm_field fill_fields[FILL_FIELDS] = {
    IKM_FIELD_GENDER, IKM_FIELD_AGE, IKM_FIELD_EDUCATION, IKM_FIELD_OCCUPATION,
    IKM_FIELD_DISABILITY};

/* In the words of whoever answers; other groups as everywhere. */
static const struct {
    enum ikm_field field;
    uint8_t group;
    struct web_pair words;
} plain_words[] = {
    {IKM_FIELD_GENDER, 1, {"Laki-laki", "Man"}},
    {IKM_FIELD_GENDER, 2, {"Perempuan", "Woman"}},
    {IKM_FIELD_AGE, 1, {"Di bawah 20 tahun", "Under 20"}},
    {IKM_FIELD_AGE, 2, {"20-29 tahun", "20 to 29"}},
    {IKM_FIELD_AGE, 3, {"30-39 tahun", "30 to 39"}},
    {IKM_FIELD_AGE, 4, {"40-49 tahun", "40 to 49"}},
    {IKM_FIELD_AGE, 5, {"50-59 tahun", "50 to 59"}},
    {IKM_FIELD_AGE, 6, {"60 tahun ke atas", "60 or over"}},
    {IKM_FIELD_EDUCATION, 8, {"Lainnya", "Other"}},
    {IKM_FIELD_OCCUPATION, 1, {"PNS/ASN", "Civil servant"}},
    {IKM_FIELD_OCCUPATION, 4, {"Pegawai swasta", "Private employee"}},
    {IKM_FIELD_OCCUPATION, 8, {"Ibu rumah tangga", "Homemaker"}},
    {IKM_FIELD_OCCUPATION, 10, {"Lainnya", "Other"}},
    {IKM_FIELD_DISABILITY, 1, {"Tidak ada", "None"}},
    {IKM_FIELD_DISABILITY, 2, {"Fisik", "Physical"}},
    {IKM_FIELD_DISABILITY, 3, {"Intelektual", "Intellectual"}},
    {IKM_FIELD_DISABILITY, 4, {"Mental", "Mental"}},
    {IKM_FIELD_DISABILITY,
     5,
     {"Penglihatan, pendengaran, atau bicara", "Sight, hearing or speech"}},
    {IKM_FIELD_DISABILITY, 6, {"Lainnya", "Other"}},
};

size_t fill_group_count(enum ikm_field field)
{
    const size_t n = ikm_respondent_group_count(field);
    /* nobody is "another" age or gender when there is a list */
    return field == IKM_FIELD_AGE || field == IKM_FIELD_GENDER ? n - 1 : n;
}

const char *fill_group_words(enum ikm_field field, uint8_t group,
                             enum ikm_lang lang)
{
    for (size_t i = 0; i < IKM_COUNT(plain_words); i++)
        if (plain_words[i].field == field && plain_words[i].group == group)
            return ikm_say(lang, plain_words[i].words.id,
                           plain_words[i].words.en);
    return ikm_respondent_group_label(field, group, lang);
}

const char *fill_pin_secret(const char *pin, char room[FILL_PIN_SECRET_BYTES])
{
    (void)snprintf(room, FILL_PIN_SECRET_BYTES, "pin-kios-%.16s", pin);
    return room;
}

/* ---- addresses ---- */

static int is_part(const char *text)
{
    return text[0] && !strchr(text, '/') && strcmp(text, ".") != 0 &&
           strcmp(text, "..") != 0;
}

const char *fill_address(struct web_page *page, const char *root,
                         const char *unit, const char *service)
{
    struct ikm_text text = IKM_TEXT(page->arena);
    struct ikm_error ignored = {.lang = page->lang};
    const char *address = "/";
    const char *unit_part = web_part_encode(unit, page->arena);
    const char *service_part = web_part_encode(service, page->arena);
    if (!unit_part || !service_part)
        return address;
    if (is_part(unit) && (!service[0] || is_part(service)))
        ikm_text_printf(&text, "%s/%s%s%s", root, unit_part,
                        service[0] ? "/" : "", service_part);
    else
        ikm_text_printf(&text, "%s?unit=%s%s%s", root, unit_part,
                        service[0] ? "&layanan=" : "", service_part);
    return ikm_text_done(&text, &address, &ignored) == IKM_OK ? address : "/";
}

/* ---- reading ---- */

/* Of a part of the address, or a field by that name. */
static const char *asked(const struct web_page *page, int part,
                         const char *name)
{
    if (page->part[part])
        return page->part[part];
    return web_value(page->is_post ? &page->form : &page->query, name);
}

static enum ikm_status read_unit(struct web_page *page, struct fill *fill,
                                 struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    const char *code = asked(page, 0, "unit");
    enum ikm_status status = IKM_OK;
    if (!code[0] && !page->is_post)
        return IKM_OK;
    status = web_store(page, &store, err);
    if (status == IKM_OK)
        status =
            ikm_store_find_unit(store, code, page->arena, &fill->unit, err);
    if (status == IKM_INPUT)
        return ikm_fail(err, IKM_NO_FILE,
                        "Unit \"%s\" tidak ada. Periksa alamatnya, atau "
                        "tanyakan kepada petugas.",
                        "There is no office \"%s\". Check the address, or ask "
                        "the staff.",
                        code);
    if (status == IKM_OK)
        status = ikm_store_services(store, fill->unit.unit_id, page->arena,
                                    &fill->n_services, &fill->service, err);
    if (status == IKM_OK)
        status = ikm_store_self_fill(store, fill->unit.unit_id, page->arena,
                                     &fill->rules, err);
    return status;
}

static void set_service(struct fill *fill, int64_t service_id)
{
    for (size_t i = 0; i < fill->n_services; i++)
        if (fill->service[i].service_id == service_id) {
            fill->service_id = service_id;
            fill->service_name = fill->service[i].name;
        }
}

static enum ikm_status read_service(struct web_page *page, struct fill *fill,
                                    struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    int64_t service_id = 0;
    const char *name = asked(page, 1, "layanan");
    fill->is_service_fixed =
        page->is_post ? web_has(&page->form, "tetap") : name[0] != '\0';
    if (!name[0] || (page->is_post && strcmp(name, "-") == 0))
        return IKM_OK;
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_find_service(store, fill->unit.unit_id, name,
                                        &service_id, err);
    if (status != IKM_OK)
        return status;
    if (service_id == 0)
        return ikm_fail(err, IKM_NO_FILE,
                        "Layanan \"%s\" tidak ada di %s. Periksa alamatnya, "
                        "atau tanyakan kepada petugas.",
                        "There is no service \"%s\" at %s. Check the address, "
                        "or ask the staff.",
                        name, fill->unit.name);
    set_service(fill, service_id);
    return IKM_OK;
}

/* A page that was opened before the form was succeeded hands in its own. */
static enum ikm_status read_form(struct web_page *page, struct fill *fill,
                                 struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    const char *own = "";
    const char *sent = page->is_post ? web_value(&page->form, "formulir") : "";
    enum ikm_status status = web_store(page, &store, err);
    if (status == IKM_OK)
        status = ikm_store_setting(store, "form", page->arena, &own, err);
    if (!own[0])
        own = IKM_DEFAULT_FORM;
    const char *id = sent[0] ? sent : own;
    if (status == IKM_OK)
        status = web_find_form(page, id, &fill->form, &fill->form_id, err);
    if (status == IKM_INPUT ||
        (status == IKM_OK && fill->form_id == 0 && strcmp(id, own) != 0))
        return ikm_fail(err, IKM_INPUT,
                        "Kuesioner ini sudah diganti. Muat ulang halamannya.",
                        "This questionnaire was replaced. Load the page "
                        "again.");
    return status;
}

static int idle_seconds(const struct web_page *page)
{
    const long wanted = strtol(web_value(&page->query, "diam"), NULL, 10);
    return wanted >= 5 && wanted <= 600 ? (int)wanted : 60;
}

enum ikm_status fill_read(struct web_page *page, int is_kiosk,
                          struct fill *ret_fill, struct ikm_error *err)
{
    *ret_fill = (struct fill){.is_kiosk = is_kiosk,
                              .service_name = "",
                              .rules = {.kiosk_pin = ""},
                              .idle_s = idle_seconds(page)};
    ret_fill->ticket =
        web_value(page->is_post ? &page->form : &page->query, "tiket");
    enum ikm_status status = read_unit(page, ret_fill, err);
    if (status != IKM_OK || ret_fill->unit.unit_id == 0)
        return status;
    status = read_service(page, ret_fill, err);
    return status == IKM_OK ? read_form(page, ret_fill, err) : status;
}
