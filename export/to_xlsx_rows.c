#include <inttypes.h>
#include <string.h>

#include "data/store_verify.h"
#include "export/to_xlsx_internal.h"

/* One way through the responses. */
struct pass {
    struct xlsx_book *book;
    struct scope scope;
    struct form_run run;
    struct keyed services;  /* const char * by service_id */
    struct keyed operators; /* the same by operator_id */
    struct keyed reasons;   /* the same by key_of_id() */
    struct ikm_tally tally; /* of what was written */
    uint32_t n_written;
};

/* Ids are random: 64 bits of a hash tell them apart. */
static int64_t key_of_id(const char *id)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const char *p = id; *p; p++)
        hash = (hash ^ (unsigned char)*p) * UINT64_C(1099511628211);
    return (int64_t)(hash >> 1);
}

static enum ikm_status changed_meanwhile(struct ikm_error *err)
{
    return ikm_fail(err, IKM_BUSY,
                    "isi berkas survei berubah selama buku kerja disusun; "
                    "ulangi ekspor",
                    "the survey file changed while the workbook was made; "
                    "export again");
}

/* What the figures rest on: who can tell a workbook from another of the same
 * data, can tell whether the data are still the same. */
static void add_to_digest(struct xlsx_book *book, const struct xlsx_row *row)
{
    const struct ikm_response *response = row->response;
    const unsigned char state = (unsigned char)row->state;
    ikm_hasher_add(&book->hasher, &state, 1);
    if (!response)
        return;
    ikm_hasher_add(&book->hasher, row->id, strlen(row->id) + 1);
    ikm_hasher_add(&book->hasher, response->answer,
                   ikm_form_n_asked(book->form));
    ikm_hasher_add(&book->hasher, response->field, sizeof response->field);
}

static enum ikm_status write_row(struct pass *pass, const struct xlsx_row *row,
                                 struct ikm_error *err)
{
    struct xlsx_book *book = pass->book;
    if (pass->n_written == book->places.n_rows)
        return changed_meanwhile(err);
    xlsx_data_row(book, pass->n_written, row);
    xlsx_process_row(book, pass->n_written, row);
    xlsx_comments_row(book, pass->n_written, row);
    add_to_digest(book, row);
    pass->n_written++;
    /* an error of the library is told by the caller, but told early */
    return book->failure == 0 ? IKM_OK : IKM_IO;
}

static const struct ikm_unit *unit_of(const struct pass *pass, int64_t unit_id)
{
    const uint32_t at = scope_unit(&pass->scope, unit_id);
    return at == NO_UNIT ? NULL : &pass->scope.units.unit[at];
}

/* Services of one name are one group, under one name: formulas compare it. */
static enum ikm_status service_of(struct pass *pass, int64_t service_id,
                                  const char **ret_name, struct ikm_error *err)
{
    const struct service_place *place = scope_service(&pass->scope, service_id);
    *ret_name = place ? pass->scope.service_name[place->group] : NULL;
    return place
               ? IKM_OK
               : keyed_name(&pass->services, pass->book->store,
                            ikm_store_service_name, service_id, ret_name, err);
}

static enum ikm_status visit_response(void *context, int64_t seq,
                                      const struct ikm_response *response,
                                      struct ikm_error *err)
{
    struct pass *pass = context;
    struct ikm_store *store = pass->book->store;
    char id[IKM_UUID_TEXT_BYTES];
    struct xlsx_row row = {.state = response->state,
                           .id = id,
                           .unit = unit_of(pass, response->unit_id),
                           .date = response->date,
                           .response = response};
    if (!scope_holds(&pass->scope, response))
        return IKM_OK;
    enum ikm_status status = ikm_store_response_id(store, seq, id, err);
    if (status == IKM_OK)
        status = service_of(pass, response->service_id, &row.service, err);
    if (status == IKM_OK)
        status = keyed_name(&pass->operators, pass->book->store,
                            ikm_store_operator_name, response->operator_id,
                            &row.operator_name, err);
    if (status != IKM_OK)
        return status;
    if (!row.service)
        row.service = ikm_say(pass->book->lang, "tidak diisi", "not filled in");
    if (response->state != IKM_RESPONSE_USED) {
        const char **reason = keyed_find(&pass->reasons, key_of_id(id));
        row.note = reason ? *reason : NULL;
    }
    ikm_tally_add(&pass->tally, response, pass->run.element_of,
                  pass->book->form->scale_max);
    return write_row(pass, &row, err);
}

/* A row of a file that never became a response. */
static enum ikm_status visit_excluded(void *context,
                                      const struct ikm_excluded *excluded,
                                      struct ikm_error *err)
{
    struct pass *pass = context;
    struct xlsx_row row = {.state = IKM_RESPONSE_EXCLUDED,
                           .unit = unit_of(pass, excluded->unit_id),
                           .date = excluded->date};
    if (group_key_of_excluded(&pass->scope, excluded) == KEY_NONE)
        return IKM_OK;
    enum ikm_status status =
        service_of(pass, excluded->service_id, &row.service, err);
    struct ikm_text *note = xlsx_scratch(pass->book);
    ikm_text_say(note, pass->book->lang, "baris %" PRId64 " berkas impor: %s",
                 "row %" PRId64 " of the imported file: %s", excluded->row,
                 excluded->reason);
    row.note = xlsx_done(pass->book, note);
    if (status != IKM_OK)
        return status;
    pass->tally.n_excluded++;
    return write_row(pass, &row, err);
}

/* The audit chain knows why a response was withdrawn. */
static enum ikm_status visit_record(void *context,
                                    const struct ikm_record *record,
                                    struct ikm_error *err)
{
    struct pass *pass = context;
    if (strcmp(record->action, "void") != 0)
        return IKM_OK;
    char **kept = keyed_take(&pass->reasons, key_of_id(record->subject));
    if (!kept)
        return ikm_fail_memory(err);
    *kept = ikm_arena_copy(pass->book->arena, record->reason,
                           strlen(record->reason));
    return *kept ? IKM_OK : ikm_fail_memory(err);
}

static enum ikm_status prepare(struct pass *pass, struct ikm_error *err)
{
    struct xlsx_book *book = pass->book;
    const struct keyed names = {.arena = book->arena,
                                .item_bytes = sizeof(const char *)};
    pass->services = names;
    pass->operators = names;
    pass->reasons = names;
    enum ikm_status status = scope_make(book->store, &book->analysis->query,
                                        book->arena, &pass->scope, err);
    pass->run = (struct form_run){.scope = &pass->scope};
    if (status == IKM_OK)
        status = ikm_store_find_form(book->store, book->form->id, book->arena,
                                     &pass->run.form, &pass->run.form_id, err);
    if (status != IKM_OK)
        return status;
    for (size_t q = 0; q < pass->run.form->n_questions; q++)
        pass->run.element_of[q] = (uint8_t)pass->run.form->questions[q].element;
    if (book->result->ledger.n_void > 0)
        status = ikm_store_each_record(book->store, visit_record, pass, err);
    return status;
}

static enum ikm_status write_all(struct pass *pass, struct ikm_error *err)
{
    struct xlsx_book *book = pass->book;
    const struct ikm_tally *analysed = book->result->tally;
    enum ikm_status status = prepare(pass, err);
    if (status != IKM_OK)
        return status;
    const struct ikm_slice slice = scope_slice(&pass->scope, pass->run.form_id);
    xlsx_data_head(book);
    xlsx_process_head(book);
    xlsx_comments_head(book);
    status = ikm_store_each_response(book->store, &slice, 1, visit_response,
                                     pass, err);
    if (status == IKM_OK)
        status = ikm_store_each_excluded(book->store, &slice, visit_excluded,
                                         pass, err);
    if (status != IKM_OK)
        return status;
    /* what was written is what was analysed, answer by answer */
    if (memcmp(&pass->tally, analysed, sizeof *analysed) != 0)
        return changed_meanwhile(err);
    xlsx_process_foot(book);
    return IKM_OK;
}

enum ikm_status xlsx_write_rows(struct xlsx_book *book, struct ikm_error *err)
{
    struct pass pass = {.book = book};
    enum ikm_status status = ikm_store_begin_read(book->store, err);
    if (status != IKM_OK)
        return status;
    status = write_all(&pass, err);
    ikm_store_end_read(book->store);
    return status;
}
