#include <string.h>

#include "collect/merge_internal.h"
#include "data/base/utf8.h"

enum { KEY_BYTES = 256 };

static bool same_words(const char *a, const char *b)
{
    char one[KEY_BYTES], two[KEY_BYTES];
    (void)ikm_fold_spaces(a, one, sizeof one);
    (void)ikm_fold_spaces(b, two, sizeof two);
    return strcmp(one, two) == 0;
}

/* ---- forms ---- */

static bool same_tables(const struct ikm_form_source *a,
                        const struct ikm_form_source *b)
{
    for (int t = 0; t < IKM_FORM_TABLE_COUNT; t++) {
        const bool there = a->table[t].bytes != NULL;
        if (there != (b->table[t].bytes != NULL) ||
            a->table[t].length_bytes != b->table[t].length_bytes)
            return false;
        if (there && memcmp(a->table[t].bytes, b->table[t].bytes,
                            a->table[t].length_bytes) != 0)
            return false;
    }
    return true;
}

static enum ikm_status take_form(struct merge_job *job,
                                 const struct ikm_form_entry *form,
                                 size_t n_own, const struct ikm_form_entry *own,
                                 struct ikm_error *err)
{
    struct ikm_form_source there = {0}, here = {0};
    int64_t form_id = 0;
    enum ikm_status status = ikm_store_form_source(job->other, form->form_id,
                                                   job->arena, &there, err);
    for (size_t i = 0; i < n_own && form_id == 0; i++)
        if (strcmp(own[i].id, form->id) == 0)
            form_id = own[i].form_id;
    if (status == IKM_OK && form_id != 0)
        status =
            ikm_store_form_source(job->store, form_id, job->arena, &here, err);
    if (status == IKM_OK && form_id != 0 && !same_tables(&there, &here)) {
        ikm_fault_add(job->faults, 0, 0,
                      "%s: kuesioner %s di sana lain isinya daripada di sini; "
                      "jawabannya tidak dapat disatukan",
                      "%s: form %s has other tables there than here; their "
                      "answers cannot be put together",
                      job->path, form->id);
        return IKM_OK;
    }
    if (status == IKM_OK && form_id == 0) {
        status =
            ikm_store_add_form(job->store, &there, form->id, &form_id, err);
        job->file->n_forms++;
    }
    return status == IKM_OK
               ? merge_map_set(job, &job->forms, form->form_id, form_id, err)
               : status;
}

static enum ikm_status take_forms(struct merge_job *job, struct ikm_error *err)
{
    size_t n_forms = 0, n_own = 0;
    const struct ikm_form_entry *forms = NULL, *own = NULL;
    enum ikm_status status =
        ikm_store_forms(job->other, job->arena, &n_forms, &forms, err);
    if (status == IKM_OK)
        status = ikm_store_forms(job->store, job->arena, &n_own, &own, err);
    for (size_t i = 0; i < n_forms && status == IKM_OK; i++)
        status = take_form(job, &forms[i], n_own, own, err);
    return status;
}

/* ---- offices ---- */

/* The office of this very code here; unit_id 0: none. */
static enum ikm_status find_unit(struct merge_job *job, const char *code,
                                 struct ikm_unit *ret_unit,
                                 struct ikm_error *err)
{
    *ret_unit = (struct ikm_unit){0};
    const enum ikm_status status =
        ikm_store_find_unit(job->store, code, job->arena, ret_unit, err);
    if (status == IKM_INPUT ||
        (status == IKM_OK && !same_words(ret_unit->code, code))) {
        *ret_unit = (struct ikm_unit){0};
        return IKM_OK;
    }
    return status;
}

/* A name that is only the code was made by an import and says nothing. */
static bool names_agree(const struct ikm_unit *a, const struct ikm_unit *b)
{
    return same_words(a->name, b->name) || same_words(a->name, a->code) ||
           same_words(b->name, b->code);
}

static void compare_units(struct merge_job *job, const struct ikm_unit *there,
                          const struct ikm_unit *here, int64_t parent_id)
{
    if (!names_agree(there, here)) {
        if (job->options->same_units)
            ikm_fault_add(job->notices, 0, 0,
                          "%s: unit %s di sana bernama \"%s\"; nama di sini, "
                          "\"%s\", tetap",
                          "%s: unit %s is named \"%s\" there; its name here, "
                          "\"%s\", stays",
                          job->path, there->code, there->name, here->name);
        else
            ikm_fault_add(job->faults, 0, 0,
                          "%s: kode unit %s di sana milik \"%s\", di sini "
                          "milik \"%s\"; bila memang unit yang sama, ulangi "
                          "dengan --same-units",
                          "%s: unit code %s is that of \"%s\" there, of \"%s\" "
                          "here; if they are one unit, repeat with "
                          "--same-units",
                          job->path, there->code, there->name, here->name);
    }
    if (parent_id != 0 && here->parent_id != parent_id)
        ikm_fault_add(job->notices, 0, 0,
                      "%s: unit %s di sana berada di bawah unit lain; letaknya "
                      "di sini tetap",
                      "%s: unit %s stands under another unit there; its place "
                      "here stays",
                      job->path, there->code);
}

static enum ikm_status take_unit(struct merge_job *job,
                                 const struct ikm_unit *there,
                                 int64_t top_parent_id, struct ikm_error *err)
{
    struct ikm_unit here;
    int64_t parent_id = 0;
    enum ikm_status status = find_unit(job, there->code, &here, err);
    if (status == IKM_OK)
        status =
            merge_map_get(job, &job->units, there->parent_id, &parent_id, err);
    if (status != IKM_OK)
        return status;
    int64_t unit_id = here.unit_id;
    if (unit_id != 0)
        compare_units(job, there, &here, parent_id);
    else {
        status = ikm_store_add_unit(job->store, there->code, there->name,
                                    parent_id ? parent_id : top_parent_id,
                                    &unit_id, err);
        job->file->n_units++;
    }
    return status == IKM_OK
               ? merge_map_set(job, &job->units, there->unit_id, unit_id, err)
               : status;
}

static enum ikm_status take_services(struct merge_job *job,
                                     struct ikm_error *err)
{
    size_t n = 0;
    const struct ikm_service *services = NULL;
    enum ikm_status status =
        ikm_store_services(job->other, 0, job->arena, &n, &services, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        int64_t unit_id = 0, service_id = 0;
        status =
            merge_map_get(job, &job->units, services[i].unit_id, &unit_id, err);
        if (status == IKM_OK)
            status = ikm_store_find_service(job->store, unit_id,
                                            services[i].name, &service_id, err);
        if (status == IKM_OK && service_id == 0) {
            status = ikm_store_add_service(job->store, unit_id,
                                           services[i].name, &service_id, err);
            job->file->n_services++;
        }
        if (status == IKM_OK)
            status = merge_map_set(job, &job->services, services[i].service_id,
                                   service_id, err);
    }
    return status;
}

/* ---- figures that stand beside the responses ---- */

static bool same_period(const struct ikm_period *a, const struct ikm_period *b)
{
    return a->kind == b->kind && ikm_date_compare(a->from, b->from) == 0 &&
           ikm_date_compare(a->to, b->to) == 0;
}

static void notice_figure(struct merge_job *job, const char *what,
                          const char *unit, const char *when, double there,
                          double here)
{
    ikm_fault_add(job->notices, 0, 0,
                  "%s: %s %s %s di sana %.10g, di sini %.10g; yang di sini "
                  "tetap",
                  "%s: %s %s %s is %.10g there, %.10g here; what is here stays",
                  job->path, what, unit, when, there, here);
}

static enum ikm_status take_volumes(struct merge_job *job,
                                    const struct ikm_unit *unit,
                                    int64_t unit_id, struct ikm_error *err)
{
    size_t n = 0, n_own = 0;
    const struct ikm_volume *there = NULL, *own = NULL;
    char text[IKM_PERIOD_TEXT_BYTES];
    enum ikm_status status = ikm_store_volumes(job->other, unit->unit_id,
                                               job->arena, &n, &there, err);
    if (status == IKM_OK)
        status = ikm_store_volumes(job->store, unit_id, job->arena, &n_own,
                                   &own, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        const struct ikm_volume *here = NULL;
        int64_t service_id = 0;
        status = merge_map_get(job, &job->services, there[i].service_id,
                               &service_id, err);
        for (size_t k = 0; k < n_own && !here; k++)
            if (own[k].service_id == service_id &&
                same_period(&own[k].period, &there[i].period))
                here = &own[k];
        if (status == IKM_OK && !here) {
            status =
                ikm_store_set_volume(job->store, unit_id, service_id,
                                     &there[i].period, there[i].n_served, err);
            job->file->n_figures++;
        } else if (here && here->n_served != there[i].n_served)
            notice_figure(
                job,
                ikm_say(err->lang, "jumlah yang dilayani", "people served"),
                unit->code, ikm_period_text(&there[i].period, text),
                (double)there[i].n_served, (double)here->n_served);
    }
    return status;
}

static enum ikm_status take_history(struct merge_job *job,
                                    const struct ikm_unit *unit,
                                    int64_t unit_id, struct ikm_error *err)
{
    size_t n = 0, n_own = 0;
    const struct ikm_history *there = NULL, *own = NULL;
    char text[IKM_PERIOD_TEXT_BYTES];
    enum ikm_status status = ikm_store_history(job->other, unit->unit_id,
                                               job->arena, &n, &there, err);
    if (status == IKM_OK && n > 0)
        status = ikm_store_history(job->store, unit_id, job->arena, &n_own,
                                   &own, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        const struct ikm_history *here = NULL;
        for (size_t k = 0; k < n_own && !here; k++)
            if (strcmp(own[k].form_id, there[i].form_id) == 0 &&
                same_period(&own[k].period, &there[i].period))
                here = &own[k];
        if (!here) {
            status = ikm_store_add_history(
                job->store, unit_id, &there[i].period, there[i].form_id,
                there[i].ikm_hundredths, there[i].n_responses, err);
            job->file->n_figures++;
        } else if (here->ikm_hundredths != there[i].ikm_hundredths)
            notice_figure(
                job, ikm_say(err->lang, "IKM yang diumumkan", "published IKM"),
                unit->code, ikm_period_text(&there[i].period, text),
                (double)there[i].ikm_hundredths / 100,
                (double)here->ikm_hundredths / 100);
    }
    return status;
}

static enum ikm_status take_target(void *context, int64_t unit_there, int year,
                                   int64_t hundredths, struct ikm_error *err)
{
    struct merge_job *job = context;
    int64_t unit_id = 0, here = -1;
    enum ikm_status status =
        merge_map_get(job, &job->units, unit_there, &unit_id, err);
    if (status == IKM_OK)
        status = ikm_store_target(job->store, unit_id, year, &here, err);
    if (status == IKM_OK && here < 0) {
        job->file->n_figures++;
        return ikm_store_set_target(job->store, unit_id, year, hundredths, err);
    }
    if (status == IKM_OK && here != hundredths)
        ikm_fault_add(job->notices, 0, 0,
                      "%s: sasaran tahun %d sebuah unit di sana %.10g, di sini "
                      "%.10g; yang di sini tetap",
                      "%s: the target of a unit for %d is %.10g there, %.10g "
                      "here; what is here stays",
                      job->path, year, (double)hundredths / 100,
                      (double)here / 100);
    return status;
}

enum ikm_status merge_registers(struct merge_job *job, struct ikm_error *err)
{
    struct ikm_units units = {0};
    struct ikm_unit top = {0};
    const char *parent = job->options->parent;
    const size_t n_before = job->faults->n_total;
    enum ikm_status status = take_forms(job, err);
    if (status == IKM_OK && parent)
        status = ikm_store_find_unit(job->store, parent, job->arena, &top, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(job->other, 0, job->arena, &units, err);
    for (size_t i = 0; i < units.n_units && status == IKM_OK; i++)
        status = take_unit(job, &units.unit[i], top.unit_id, err);
    if (status != IKM_OK || job->faults->n_total > n_before)
        return status;
    status = take_services(job, err);
    for (size_t i = 0; i < units.n_units && status == IKM_OK; i++) {
        int64_t unit_id = 0;
        status = merge_map_get(job, &job->units, units.unit[i].unit_id,
                               &unit_id, err);
        if (status == IKM_OK)
            status = take_volumes(job, &units.unit[i], unit_id, err);
        if (status == IKM_OK)
            status = take_history(job, &units.unit[i], unit_id, err);
    }
    return status == IKM_OK
               ? ikm_store_each_target(job->other, take_target, job, err)
               : status;
}
