#include <assert.h>
#include <string.h>

#include "data/store/internal.h"

enum { FORM_LIMIT_BYTES = 4 * 1024 * 1024 };

/* form.tables: name, NUL, length as text, NUL, bytes; one table after another.
 */
static enum ikm_status join_tables(const struct ikm_form_source *source,
                                   struct ikm_text *text, struct ikm_error *err)
{
    for (int t = 0; t < IKM_FORM_TABLE_COUNT; t++) {
        if (!source->table[t].bytes)
            continue;
        ikm_text_put(text, ikm_form_table_name((enum ikm_form_table)t));
        ikm_text_bytes(text, "\0", 1);
        ikm_text_printf(text, "%zu", source->table[t].length_bytes);
        ikm_text_bytes(text, "\0", 1);
        ikm_text_bytes(text, source->table[t].bytes,
                       source->table[t].length_bytes);
    }
    return text->status == IKM_OK ? IKM_OK : ikm_fail_memory(err);
}

/* One NUL-ended word at *at; NULL when there is none. */
static const char *next_word(const char *bytes, size_t length, size_t *at)
{
    const char *word = bytes + *at;
    const char *end = memchr(word, '\0', length - *at);
    if (!end)
        return NULL;
    *at += (size_t)(end - word) + 1;
    return word;
}

static bool split_tables(const char *bytes, size_t length,
                         struct ikm_form_source *source)
{
    *source = (struct ikm_form_source){0};
    for (size_t at = 0; at < length;) {
        const char *name = next_word(bytes, length, &at);
        const char *digits = name ? next_word(bytes, length, &at) : NULL;
        size_t n_bytes = 0;
        for (const char *d = digits; d && *d >= '0' && *d <= '9'; d++)
            n_bytes = n_bytes * 10 + (size_t)(*d - '0');
        if (!digits || n_bytes > length - at)
            return false;
        for (int t = 0; t < IKM_FORM_TABLE_COUNT; t++)
            if (strcmp(name, ikm_form_table_name((enum ikm_form_table)t)) ==
                0) {
                source->table[t].bytes = bytes + at;
                source->table[t].length_bytes = n_bytes;
            }
        at += n_bytes;
    }
    return true;
}

static enum ikm_status parse(const struct ikm_form_source *source,
                             struct ikm_arena *arena,
                             const struct ikm_form **ret_form,
                             struct ikm_error *err)
{
    struct ikm_faults *faults = ikm_arena_take(arena, 1, sizeof *faults);
    if (!faults)
        return ikm_fail_memory(err);
    faults->arena = arena;
    faults->lang = err->lang;
    return ikm_form_load(source, arena, faults, ret_form, err);
}

static enum ikm_status fail_damaged(struct ikm_error *err)
{
    return ikm_fail(err, IKM_INPUT,
                    "kuesioner di berkas survei rusak; jalankan: ikm verify",
                    "a form in the survey file is damaged; run: ikm verify");
}

/* The form in the current row of a statement giving form_id and tables. */
static enum ikm_status parse_row(sqlite3_stmt *row, struct ikm_arena *arena,
                                 const struct ikm_form **ret_form,
                                 struct ikm_error *err)
{
    struct ikm_form_source source;
    const void *blob = sqlite3_column_blob(row, 1);
    const size_t length = (size_t)sqlite3_column_bytes(row, 1);
    /* the form's texts point into the bytes */
    const char *bytes = blob ? ikm_arena_copy(arena, blob, length) : NULL;
    if (!bytes)
        return ikm_fail_memory(err);
    if (!split_tables(bytes, length, &source))
        return fail_damaged(err);
    return parse(&source, arena, ret_form, err);
}

static enum ikm_status fail_unknown(struct ikm_store *store, const char *id,
                                    struct ikm_arena *arena,
                                    struct ikm_error *err)
{
    size_t n_forms = 0;
    const struct ikm_form_entry *forms = NULL;
    struct ikm_text list = IKM_TEXT(arena);
    const char *text = "";
    enum ikm_status status =
        ikm_store_forms(store, arena, &n_forms, &forms, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < ikm_builtin_form_count(); i++)
        ikm_text_printf(&list, "%s%s", i ? ", " : "", ikm_builtin_form(i)->id);
    for (size_t i = 0; i < n_forms; i++)
        if (!ikm_builtin_form_find(forms[i].id))
            ikm_text_printf(&list, ", %s", forms[i].id);
    status = ikm_text_done(&list, &text, err);
    if (status != IKM_OK)
        return status;
    return ikm_fail(err, IKM_INPUT,
                    "kuesioner \"%s\" tidak dikenal; yang ada: %s",
                    "there is no form \"%s\"; there are: %s", id, text);
}

enum ikm_status ikm_store_find_form(struct ikm_store *store, const char *id,
                                    struct ikm_arena *arena,
                                    const struct ikm_form **ret_form,
                                    int64_t *ret_form_id, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_FORM_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(find, 1, id);
    status = store_step(store, find, &row, err);
    if (status != IKM_OK)
        return status;
    if (row) {
        *ret_form_id = sqlite3_column_int64(find, 0);
        status = parse_row(find, arena, ret_form, err);
        sqlite3_reset(find);
        return status;
    }
    const struct ikm_builtin_form *builtin = ikm_builtin_form_find(id);
    if (!builtin)
        return fail_unknown(store, id, arena, err);
    *ret_form_id = 0;
    return parse(&builtin->source, arena, ret_form, err);
}

enum ikm_status ikm_store_find_form_source(struct ikm_store *store,
                                           const char *id,
                                           struct ikm_arena *arena,
                                           int64_t *ret_form_id,
                                           struct ikm_form_source *ret_source,
                                           struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_FORM_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(find, 1, id);
    status = store_step(store, find, &row, err);
    if (status != IKM_OK)
        return status;
    if (row) {
        const void *blob = sqlite3_column_blob(find, 1);
        const size_t length = (size_t)sqlite3_column_bytes(find, 1);
        const char *bytes = blob ? ikm_arena_copy(arena, blob, length) : NULL;
        *ret_form_id = sqlite3_column_int64(find, 0);
        sqlite3_reset(find);
        if (!bytes)
            return ikm_fail_memory(err);
        return split_tables(bytes, length, ret_source) ? IKM_OK
                                                       : fail_damaged(err);
    }
    const struct ikm_builtin_form *builtin = ikm_builtin_form_find(id);
    if (!builtin)
        return fail_unknown(store, id, arena, err);
    *ret_form_id = 0;
    *ret_source = builtin->source;
    return IKM_OK;
}

enum ikm_status ikm_store_form(struct ikm_store *store, int64_t form_id,
                               struct ikm_arena *arena,
                               const struct ikm_form **ret_form,
                               struct ikm_error *err)
{
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_FORM_GET, &get, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(get, 1, form_id);
    status = store_step(store, get, &row, err);
    if (status == IKM_OK && !row)
        return ikm_fail(err, IKM_BUG, "kuesioner nomor %lld tidak ada",
                        "there is no form number %lld", (long long)form_id);
    if (status == IKM_OK)
        status = parse_row(get, arena, ret_form, err);
    sqlite3_reset(get);
    return status;
}

enum ikm_status ikm_store_form_source(struct ikm_store *store, int64_t form_id,
                                      struct ikm_arena *arena,
                                      struct ikm_form_source *ret_source,
                                      struct ikm_error *err)
{
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum ikm_status status = store_sql(store, SQL_FORM_GET, &get, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(get, 1, form_id);
    status = store_step(store, get, &row, err);
    const char *blob = row ? sqlite3_column_blob(get, 1) : NULL;
    const size_t length = row ? (size_t)sqlite3_column_bytes(get, 1) : 0;
    const char *bytes = blob ? ikm_arena_copy(arena, blob, length) : NULL;
    if (status == IKM_OK && blob && !bytes)
        status = ikm_fail_memory(err);
    else if (status == IKM_OK &&
             (!bytes || !split_tables(bytes, length, ret_source)))
        status = fail_damaged(err);
    sqlite3_reset(get);
    return status;
}

enum ikm_status store_form_facts(struct ikm_store *store, int64_t form_id,
                                 const struct form_cache **ret_form,
                                 struct ikm_error *err)
{
    for (const struct form_cache *f = store->first_form; f; f = f->next)
        if (f->form_id == form_id) {
            *ret_form = f;
            return IKM_OK;
        }
    const struct ikm_form *form = NULL;
    struct form_cache *made = ikm_arena_take(&store->forms, 1, sizeof *made);
    if (!made)
        return ikm_fail_memory(err);
    const enum ikm_status status =
        ikm_store_form(store, form_id, &store->forms, &form, err);
    if (status != IKM_OK)
        return status;
    assert(form);
    made->form_id = form_id;
    made->n_questions = form->n_questions;
    made->n_more = form->n_more;
    made->n_elements = form->n_elements;
    made->scale_max = form->scale_max;
    for (size_t q = 0; q < form->n_questions; q++)
        made->element_of[q] = (uint8_t)form->questions[q].element;
    made->next = store->first_form;
    store->first_form = made;
    *ret_form = made;
    return IKM_OK;
}

static enum ikm_status write_questions(struct ikm_store *store, int64_t form_id,
                                       const struct ikm_form *form,
                                       struct ikm_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum ikm_status status =
        store_sql(store, SQL_FORM_QUESTION_DROP, &statement, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(statement, 1, form_id);
    status = store_run(store, statement, err);
    for (size_t q = 0; q < ikm_form_n_asked(form) && status == IKM_OK; q++) {
        const struct ikm_question *question = &form->questions[q];
        const bool is_overall = question->element == IKM_NO_ELEMENT;
        char column[IKM_QUESTION_COLUMN_BYTES];
        status = store_sql(store, SQL_FORM_QUESTION_ADD, &statement, err);
        if (status != IKM_OK)
            return status;
        sqlite3_bind_int64(statement, 1, form_id);
        sqlite3_bind_int(statement, 2, (int)q + 1);
        store_bind_text(statement, 3,
                        question->kind == IKM_ASKS_SATISFACTION
                            ? form->elements[question->element].key
                            : ikm_question_column(form, q, column));
        store_bind_text(statement, 4,
                        is_overall ? ""
                                   : form->elements[question->element].code);
        store_bind_text(statement, 5, question->text);
        status = store_run(store, statement, err);
    }
    return status;
}

/* What is to be done with a form of an id that is there already. */
static enum ikm_status look_at_present(struct ikm_store *store,
                                       const struct ikm_text *tables,
                                       const char *id, int64_t *ret_form_id,
                                       bool *ret_same, struct ikm_error *err)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    int64_t answered = 0;
    enum ikm_status status = store_sql(store, SQL_FORM_FIND, &find, err);
    if (status != IKM_OK)
        return status;
    store_bind_text(find, 1, id);
    status = store_step(store, find, &row, err);
    if (status != IKM_OK || !row)
        return status;
    *ret_form_id = sqlite3_column_int64(find, 0);
    const void *blob = sqlite3_column_blob(find, 1);
    *ret_same = blob &&
                (size_t)sqlite3_column_bytes(find, 1) == tables->length_bytes &&
                memcmp(blob, tables->bytes, tables->length_bytes) == 0;
    sqlite3_reset(find);
    if (*ret_same)
        return IKM_OK;
    status = store_sql(store, SQL_FORM_ANSWERED, &find, err);
    if (status != IKM_OK)
        return status;
    sqlite3_bind_int64(find, 1, *ret_form_id);
    status = store_one(store, find, 0, &answered, err);
    if (status == IKM_OK && answered)
        return ikm_fail(err, IKM_INPUT,
                        "kuesioner %s sudah dipakai menjawab dan tidak diubah; "
                        "beri id baru dan tulis pengganti,%s di settings.csv",
                        "form %s has been answered and is never changed; give "
                        "the new one another id and write pengganti,%s in "
                        "settings.csv",
                        id, id);
    return status;
}

static enum ikm_status write_form(struct ikm_store *store, const char *id,
                                  const struct ikm_text *tables,
                                  int64_t *form_id, struct ikm_error *err)
{
    sqlite3_stmt *statement = NULL;
    const bool is_new = *form_id == 0;
    enum ikm_status status = store_sql(
        store, is_new ? SQL_FORM_ADD : SQL_FORM_REPLACE, &statement, err);
    if (status != IKM_OK)
        return status;
    if (is_new)
        store_bind_text(statement, 1, id);
    else
        sqlite3_bind_int64(statement, 1, *form_id);
    sqlite3_bind_blob(statement, 2, tables->bytes, (int)tables->length_bytes,
                      SQLITE_STATIC);
    status = store_run(store, statement, err);
    if (is_new)
        *form_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

enum ikm_status ikm_store_add_form(struct ikm_store *store,
                                   const struct ikm_form_source *source,
                                   const char *id, int64_t *ret_form_id,
                                   struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(FORM_LIMIT_BYTES);
    struct ikm_text tables = IKM_TEXT(&arena);
    const struct ikm_form *form = NULL;
    bool same = false;
    *ret_form_id = 0;
    enum ikm_status status = parse(source, &arena, &form, err);
    if (status == IKM_OK)
        status = join_tables(source, &tables, err);
    if (status == IKM_OK)
        status = look_at_present(store, &tables, id, ret_form_id, &same, err);
    if (status != IKM_OK || same)
        goto out;
    status = store_touch(store, true, err);
    if (status == IKM_OK)
        status = write_form(store, id, &tables, ret_form_id, err);
    if (status == IKM_OK)
        status = write_questions(store, *ret_form_id, form, err);
    /* a replaced form must be read anew */
    store->first_form = NULL;
    ikm_arena_release(&store->forms);
out:
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_store_forms(struct ikm_store *store,
                                struct ikm_arena *arena, size_t *ret_n_forms,
                                const struct ikm_form_entry **ret_forms,
                                struct ikm_error *err)
{
    enum { MAX_FORMS = 256 };
    struct ikm_form_entry *forms =
        ikm_arena_take(arena, MAX_FORMS, sizeof *forms);
    size_t n = 0;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    if (!forms)
        return ikm_fail_memory(err);
    enum ikm_status status = store_sql(store, SQL_FORM_EACH, &rows, err);
    if (status != IKM_OK)
        return status;
    while ((status = store_step(store, rows, &row, err)) == IKM_OK && row &&
           n < MAX_FORMS) {
        forms[n].form_id = sqlite3_column_int64(rows, 0);
        forms[n].n_cells = sqlite3_column_int64(rows, 2);
        status = store_text(rows, 1, arena, &forms[n].id, err);
        if (status != IKM_OK)
            break;
        n++;
    }
    sqlite3_reset(rows);
    *ret_n_forms = n;
    *ret_forms = forms;
    return status;
}
