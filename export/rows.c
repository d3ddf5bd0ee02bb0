#include "export/rows.h"

#include <stdio.h>
#include <string.h>

#include "data/base/text.h"
#include "data/respondent.h"
#include "export/assemble_internal.h"

_Static_assert(sizeof((struct ikm_export_row *)0)->id >= IKM_UUID_TEXT_BYTES,
               "an id fits");

static enum ikm_status fail_several(const struct ikm_form_entry *entry,
                                    size_t n, struct ikm_arena *arena,
                                    struct ikm_error *err)
{
    struct ikm_text list = IKM_TEXT(arena);
    const char *names = "";
    for (size_t i = 0; i < n; i++)
        if (entry[i].n_cells > 0)
            ikm_text_printf(&list, "%s%s", list.length_bytes > 0 ? ", " : "",
                            entry[i].id);
    const enum ikm_status status = ikm_text_done(&list, &names, err);
    if (status != IKM_OK)
        return status;
    return ikm_fail(err, IKM_INPUT,
                    "ada beberapa kuesioner (%s), yang kolomnya berlainan: "
                    "pilih dengan --form",
                    "there are several forms (%s), with other columns each: "
                    "choose with --form",
                    names);
}

static enum ikm_status find_form(struct ikm_store *store,
                                 const struct ikm_rows_query *query,
                                 struct ikm_arena *arena,
                                 const struct ikm_form **ret_form,
                                 int64_t *ret_form_id, struct ikm_error *err)
{
    size_t n = 0, n_answered = 0;
    const struct ikm_form_entry *entry = NULL;
    if (query->form)
        return ikm_store_find_form(store, query->form, arena, ret_form,
                                   ret_form_id, err);
    const enum ikm_status status =
        ikm_store_forms(store, arena, &n, &entry, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        n_answered += entry[i].n_cells > 0;
        *ret_form_id = entry[i].n_cells > 0 ? entry[i].form_id : *ret_form_id;
    }
    if (n_answered == 0)
        return ikm_fail(err, IKM_INPUT, "belum ada respons",
                        "there are no responses yet");
    if (n_answered > 1)
        return fail_several(entry, n, arena, err);
    return ikm_store_form(store, *ret_form_id, arena, ret_form, err);
}

enum ikm_status ikm_rows_form(struct ikm_store *store,
                              const struct ikm_rows_query *query,
                              struct ikm_arena *arena,
                              const struct ikm_form **ret_form,
                              struct ikm_error *err)
{
    int64_t form_id = 0;
    return find_form(store, query, arena, ret_form, &form_id, err);
}

/* One way through the responses. */
struct pass {
    struct ikm_store *store;
    struct scope scope;
    struct keyed services, operators; /* const char * by number */
    struct ikm_arrival arrival;
    ikm_row_visitor *visit;
    void *context;
    int64_t n;
};

/* Those that came in together share all but the last part. */
static enum ikm_status put_id(struct pass *pass, int64_t seq,
                              struct ikm_export_row *row, struct ikm_error *err)
{
    struct ikm_arrival *arrival = &pass->arrival;
    if (seq < arrival->first_seq ||
        seq >= arrival->first_seq + arrival->n_responses) {
        const enum ikm_status status =
            ikm_store_arrival(pass->store, seq, arrival, err);
        if (status != IKM_OK)
            return status;
    }
    (void)ikm_uuid_text(&arrival->base, (uint32_t)(seq - arrival->first_seq),
                        row->id);
    return IKM_OK;
}

static enum ikm_status visit_response(void *context, int64_t seq,
                                      const struct ikm_response *response,
                                      struct ikm_error *err)
{
    struct pass *pass = context;
    const uint32_t at = scope_unit(&pass->scope, response->unit_id);
    struct ikm_export_row row = {.response = response};
    if (response->state != IKM_RESPONSE_USED ||
        !scope_holds(&pass->scope, response))
        return IKM_OK;
    row.unit = &pass->scope.units.unit[at];
    enum ikm_status status = put_id(pass, seq, &row, err);
    if (status == IKM_OK)
        status =
            keyed_name(&pass->services, pass->store, ikm_store_service_name,
                       response->service_id, &row.service, err);
    if (status == IKM_OK)
        status =
            keyed_name(&pass->operators, pass->store, ikm_store_operator_name,
                       response->operator_id, &row.operator_name, err);
    if (status != IKM_OK)
        return status;
    row.service = row.service ? row.service : "";
    row.operator_name = row.operator_name ? row.operator_name : "";
    pass->n++;
    return pass->visit(pass->context, &row, err);
}

enum ikm_status ikm_rows_each(struct ikm_store *store,
                              const struct ikm_rows_query *query,
                              struct ikm_arena *arena, ikm_row_visitor *visit,
                              void *context, int64_t *ret_n,
                              struct ikm_error *err)
{
    const struct ikm_query asked = {.unit = query->unit,
                                    .service = query->service,
                                    .period = query->period};
    const struct keyed names = {.arena = arena,
                                .item_bytes = sizeof(const char *)};
    struct pass pass = {.store = store,
                        .visit = visit,
                        .context = context,
                        .services = names,
                        .operators = names};
    const struct ikm_form *form = NULL;
    int64_t form_id = 0;
    enum ikm_status status = ikm_store_begin_read(store, err);
    if (status != IKM_OK)
        return status;
    status = find_form(store, query, arena, &form, &form_id, err);
    if (status == IKM_OK)
        status = scope_make(store, &asked, arena, &pass.scope, err);
    if (status == IKM_OK && form_id != 0) {
        const struct ikm_slice slice = scope_slice(&pass.scope, form_id);
        status = ikm_store_each_response(store, &slice, 1, visit_response,
                                         &pass, err);
    }
    ikm_store_end_read(store);
    if (ret_n)
        *ret_n = pass.n;
    return status;
}

const char *ikm_row_field(const struct ikm_response *response,
                          enum ikm_field field, char room[IKM_FIELD_TEXT_BYTES])
{
    const uint8_t code = response->field[field];
    if (code == 0)
        return "";
    if (response->other[field])
        return response->other[field];
    if (field == IKM_FIELD_AGE && code <= IKM_AGE_BAND) {
        (void)snprintf(room, IKM_FIELD_TEXT_BYTES, "%u", code);
        return room;
    }
    return ikm_respondent_label(field, code, IKM_LANG_ID);
}

const char *ikm_row_heading(const struct ikm_form *form, size_t question,
                            char room[IKM_ROW_HEADING_BYTES])
{
    char column[IKM_QUESTION_COLUMN_BYTES];
    const size_t element = form->questions[question].element;
    size_t n_before = 0, n_all = 0;
    if (question >= form->n_questions) {
        (void)snprintf(room, IKM_ROW_HEADING_BYTES, "%s",
                       ikm_question_column(form, question, column));
        return room;
    }
    for (size_t q = 0; q < form->n_questions; q++)
        if (form->questions[q].element == element) {
            n_all++;
            n_before += q < question;
        }
    if (n_all == 1)
        (void)snprintf(room, IKM_ROW_HEADING_BYTES, "%s",
                       form->elements[element].code);
    else
        (void)snprintf(room, IKM_ROW_HEADING_BYTES, "%s.%zu",
                       form->elements[element].code, n_before + 1);
    return room;
}
