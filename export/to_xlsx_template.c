#include "export/template.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "data/base/text.h"
#include "data/base/utf8.h"
#include "data/respondent.h"
#include "export/rows.h"

enum {
    ARENA_LIMIT_BYTES = 32 << 20,
    STANDARD_ROWS = 500,
    ACCENT = 0x0B6E6E,
    MESSAGE_CHARACTERS = 255, /* of Excel, in a message of a cell */
    FIELD_COLUMN = 3          /* the first of the respondent block */
};

/* Lists stand in columns of Daftar: unit, layanan, then the fields. */
enum { LIST_UNIT, LIST_SERVICE, LIST_FIELD, LIST_COUNT = 2 + IKM_FIELD_COUNT };

static const enum ikm_field fields[] = {
    IKM_FIELD_HOUR,      IKM_FIELD_GENDER,     IKM_FIELD_AGE,
    IKM_FIELD_EDUCATION, IKM_FIELD_OCCUPATION, IKM_FIELD_DISABILITY};

struct template_book {
    const struct ikm_template_options *options;
    const struct ikm_form *form;
    enum ikm_lang lang;
    struct ikm_arena *arena;
    lxw_workbook *workbook;
    lxw_worksheet *entry, *help, *lists;
    lxw_format *head, *open, *open_date, *wrap, *bold, *title;
    uint32_t n_rows;
    uint32_t n_listed[LIST_COUNT];
    lxw_error failure;
};

static void note(struct template_book *book, lxw_error failure)
{
    if (book->failure == LXW_NO_ERROR)
        book->failure = failure;
}

static lxw_format *new_format(struct template_book *book)
{
    lxw_format *format = workbook_add_format(book->workbook);
    if (!format)
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return format;
}

static void make_formats(struct template_book *book)
{
    book->head = new_format(book);
    book->open = new_format(book);
    book->open_date = new_format(book);
    book->wrap = new_format(book);
    book->bold = new_format(book);
    book->title = new_format(book);
    if (book->failure != LXW_NO_ERROR)
        return;
    format_set_bold(book->head);
    format_set_font_color(book->head, 0xFFFFFF);
    format_set_bg_color(book->head, ACCENT);
    format_set_pattern(book->head, LXW_PATTERN_SOLID);
    format_set_text_wrap(book->head);
    format_set_align(book->head, LXW_ALIGN_CENTER);
    format_set_align(book->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(book->head, LXW_BORDER_THIN);
    format_set_unlocked(book->open);
    format_set_border(book->open, LXW_BORDER_HAIR);
    format_set_unlocked(book->open_date);
    format_set_border(book->open_date, LXW_BORDER_HAIR);
    format_set_num_format(book->open_date, "dd/mm/yyyy");
    format_set_text_wrap(book->wrap);
    format_set_align(book->wrap, LXW_ALIGN_VERTICAL_TOP);
    format_set_bold(book->bold);
    format_set_bold(book->title);
    format_set_font_size(book->title, 16);
    format_set_font_color(book->title, ACCENT);
}

static void put(struct template_book *book, lxw_worksheet *sheet, uint32_t row,
                uint16_t column, const char *text, lxw_format *format)
{
    note(book, worksheet_write_string(sheet, row, column, text, format));
}

/* ---- Daftar ---- */

static void list(struct template_book *book, size_t which, const char *text)
{
    put(book, book->lists, ++book->n_listed[which], (uint16_t)which, text,
        NULL);
}

/* The same name in several offices is listed once. */
static enum ikm_status list_services(struct template_book *book,
                                     struct ikm_store *store,
                                     const struct ikm_units *units,
                                     struct ikm_error *err)
{
    size_t n = 0, n_listed = 0;
    const struct ikm_service *service = NULL;
    const enum ikm_status status =
        ikm_store_services(store, 0, book->arena, &n, &service, err);
    const char **listed = ikm_arena_take(book->arena, n + 1, sizeof *listed);
    if (status != IKM_OK)
        return status;
    if (!listed)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        int is_new = 1, is_inside = 0;
        for (size_t u = 0; u < units->n_units; u++)
            is_inside |= units->unit[u].unit_id == service[i].unit_id;
        for (size_t k = 0; k < n_listed; k++)
            is_new &= strcmp(listed[k], service[i].name) != 0;
        if (!is_inside || !is_new)
            continue;
        listed[n_listed++] = service[i].name;
        list(book, LIST_SERVICE, service[i].name);
    }
    return IKM_OK;
}

static enum ikm_status write_lists(struct template_book *book,
                                   struct ikm_store *store,
                                   struct ikm_error *err)
{
    struct ikm_unit unit = {0};
    struct ikm_units units = {0};
    enum ikm_status status = IKM_OK;
    if (book->options->unit)
        status = ikm_store_find_unit(store, book->options->unit, book->arena,
                                     &unit, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, unit.unit_id, book->arena, &units,
                                       err);
    if (status != IKM_OK)
        return status;
    put(book, book->lists, 0, LIST_UNIT, ikm_say(book->lang, "Unit", "Unit"),
        book->bold);
    put(book, book->lists, 0, LIST_SERVICE,
        ikm_say(book->lang, "Layanan", "Service"), book->bold);
    for (size_t u = 0; u < units.n_units; u++)
        list(book, LIST_UNIT, units.unit[u].code);
    for (size_t f = 0; f < IKM_COUNT(fields); f++) {
        const uint8_t n = ikm_respondent_group_count(fields[f]);
        put(book, book->lists, 0, (uint16_t)(LIST_FIELD + f),
            ikm_field_name(fields[f], book->lang), book->bold);
        /* in the words of the import, whatever the language */
        for (uint8_t group = 1; group < n; group++)
            list(book, LIST_FIELD + f,
                 ikm_respondent_group_label(fields[f], group, IKM_LANG_ID));
    }
    return list_services(book, store, &units, err);
}

/* ---- Isian ---- */

/* Excel refuses longer messages. */
static char *message(struct template_book *book, const char *text)
{
    struct ikm_text cut = IKM_TEXT(book->arena);
    struct ikm_error ignored = {0};
    const char *done = "";
    size_t n = 0;
    for (const char *p = text; *p && n < MESSAGE_CHARACTERS; n++) {
        size_t length = 1;
        while (((unsigned char)p[length] & 0xC0U) == 0x80U)
            length++;
        ikm_text_bytes(&cut, p, length);
        p += length;
    }
    if (ikm_text_done(&cut, &done, &ignored) != IKM_OK)
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    char *copy = ikm_arena_copy(book->arena, done, strlen(done));
    if (!copy)
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return copy;
}

static void validate(struct template_book *book, uint16_t column,
                     lxw_data_validation *rule)
{
    rule->ignore_blank = LXW_VALIDATION_ON;
    note(book, worksheet_data_validation_range(book->entry, 1, column,
                                               book->n_rows, column, rule));
}

/* `must`: nothing else is taken; else it is asked whether it is meant. */
static void choose(struct template_book *book, uint16_t column, size_t which,
                   int must)
{
    struct ikm_text formula = IKM_TEXT(book->arena);
    char range[64];
    if (book->n_listed[which] == 0)
        return;
    lxw_rowcol_to_range_abs(range, 1, (lxw_col_t)which, book->n_listed[which],
                            (lxw_col_t)which);
    ikm_text_printf(&formula, "=%s!%s", ikm_say(book->lang, "Daftar", "Lists"),
                    range);
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                .error_type =
                                    must ? LXW_VALIDATION_ERROR_TYPE_STOP
                                         : LXW_VALIDATION_ERROR_TYPE_WARNING};
    struct ikm_error ignored = {0};
    const char *done = "";
    if (ikm_text_done(&formula, &done, &ignored) != IKM_OK)
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    rule.value_formula = message(book, done);
    validate(book, column, &rule);
}

static void ask_date(struct template_book *book, uint16_t column)
{
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_DATE,
        .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
        .minimum_datetime = {.year = 2000, .month = 1, .day = 1},
        .maximum_datetime = {.year = 2199, .month = 12, .day = 31},
        .error_message = message(
            book, ikm_say(book->lang, "Tulis tanggal, misalnya 24/02/2025.",
                          "Write a date, such as 24/02/2025."))};
    validate(book, column, &rule);
}

static void ask_score(struct template_book *book, uint16_t column, size_t q)
{
    const struct ikm_question *question = &book->form->questions[q];
    struct ikm_text error = IKM_TEXT(book->arena);
    struct ikm_error ignored = {0};
    const char *done = "";
    ikm_text_say(&error, book->lang,
                 "Skor 1 sampai %d; kosongkan bila tidak dijawab.",
                 "A score of 1 to %d; leave empty what was not answered.",
                 book->form->scale_max);
    if (ikm_text_done(&error, &done, &ignored) != IKM_OK)
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_INTEGER,
                                .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                                .minimum_number = 1,
                                .maximum_number = book->form->scale_max,
                                .input_message = message(book, question->text),
                                .error_message = message(book, done)};
    validate(book, column, &rule);
}

static void column(struct template_book *book, uint16_t at, const char *heading,
                   double width, lxw_format *format)
{
    note(book, worksheet_set_column(book->entry, at, at, width, NULL));
    put(book, book->entry, 0, at, heading, book->head);
    for (uint32_t row = 1; row <= book->n_rows; row++)
        note(book, worksheet_write_blank(book->entry, row, at, format));
}

static int is_only_question(const struct ikm_form *form, size_t q)
{
    for (size_t i = 0; i < form->n_questions; i++)
        if (i != q && form->questions[i].element == form->questions[q].element)
            return 0;
    return q < form->n_questions;
}

/* By its name, which means the same in every order of the form. */
static const char *heading_of(const struct ikm_form *form, size_t q,
                              char room[IKM_ROW_HEADING_BYTES])
{
    return is_only_question(form, q)
               ? form->elements[form->questions[q].element].name
               : ikm_row_heading(form, q, room);
}

static void write_entry(struct template_book *book)
{
    char room[IKM_ROW_HEADING_BYTES];
    uint16_t at = 0;
    column(book, at, "unit", 14, book->open);
    choose(book, at++, LIST_UNIT, 1);
    column(book, at, "layanan", 24, book->open);
    choose(book, at++, LIST_SERVICE, 0);
    column(book, at, "tanggal", 13, book->open_date);
    ask_date(book, at++);
    for (size_t f = 0; f < IKM_COUNT(fields); f++, at++) {
        column(book, at, ikm_field_key(fields[f]), 15, book->open);
        if (fields[f] != IKM_FIELD_AGE)
            choose(book, at, LIST_FIELD + f, 0);
    }
    for (size_t q = 0; q < ikm_form_n_asked(book->form); q++, at++) {
        column(book, at, heading_of(book->form, q, room), 14, book->open);
        ask_score(book, at, q);
    }
    column(book, at, "saran", 50, book->open);
    worksheet_freeze_panes(book->entry, 1, FIELD_COLUMN);
    worksheet_set_landscape(book->entry);
    worksheet_set_paper(book->entry, 9); /* A4 */
    worksheet_fit_to_pages(book->entry, 1, 0);
    note(book, worksheet_repeat_rows(book->entry, 0, 0));
    note(book, worksheet_set_row(book->entry, 0, 62, NULL));
}

/* ---- Petunjuk ---- */

static void write_help(struct template_book *book)
{
    static const char *const lines[][2] = {
        {"Isi satu baris untuk satu responden pada lembar Isian, lalu: ikm "
         "import BERKAS.xlsx",
         "Fill in a row for each respondent on the sheet Entry, then: ikm "
         "import FILE.xlsx"},
        {"Skor yang tidak dijawab dikosongkan. Jangan menulis nama, NIK, nomor "
         "telepon, atau alamat.",
         "Leave empty what was not answered. Write no names, identity numbers, "
         "phone numbers or addresses."},
        {"Judul kolom jangan diubah. Usia boleh ditulis dalam tahun.",
         "Do not change the headings. Ages may be written in years."}};
    uint32_t row = 0;
    put(book, book->help, row++, 0, book->form->name, book->title);
    for (size_t i = 0; i < IKM_COUNT(lines); i++)
        put(book, book->help, row++, 0,
            ikm_say(book->lang, lines[i][0], lines[i][1]), NULL);
    row++;
    for (size_t q = 0; q < ikm_form_n_asked(book->form); q++) {
        const struct ikm_question *question = &book->form->questions[q];
        put(book, book->help, row, 0, question->text, book->wrap);
        for (int s = 1; s <= book->form->scale_max; s++) {
            struct ikm_text text = IKM_TEXT(book->arena);
            struct ikm_error ignored = {0};
            const char *done = "";
            ikm_text_printf(&text, "%d = %s", s,
                            question->label[s] ? question->label[s] : "");
            if (ikm_text_done(&text, &done, &ignored) != IKM_OK)
                note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
            put(book, book->help, row, (uint16_t)s, done, book->wrap);
        }
        row++;
    }
    note(book, worksheet_set_column(book->help, 0, 0, 70, NULL));
    note(book, worksheet_set_column(
                   book->help, 1, (lxw_col_t)book->form->scale_max, 22, NULL));
    worksheet_set_landscape(book->help);
    worksheet_set_paper(book->help, 9);
    worksheet_fit_to_pages(book->help, 1, 0);
}

/* ---- the file ---- */

static void open_book(struct template_book *book, const char *path)
{
    lxw_protection may = {
        .format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .sort = LXW_TRUE};
    lxw_doc_properties properties = {.created =
                                         (time_t)book->options->now_unix_s};
    book->workbook = workbook_new(path);
    if (!book->workbook) {
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    note(book, workbook_set_properties(book->workbook, &properties));
    book->entry = workbook_add_worksheet(book->workbook,
                                         ikm_say(book->lang, "Isian", "Entry"));
    book->help = workbook_add_worksheet(
        book->workbook, ikm_say(book->lang, "Petunjuk", "Help"));
    book->lists = workbook_add_worksheet(
        book->workbook, ikm_say(book->lang, "Daftar", "Lists"));
    make_formats(book);
    if (!book->entry || !book->help || !book->lists) {
        note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    worksheet_protect(book->entry, NULL, &may);
    worksheet_protect(book->help, NULL, &may);
    worksheet_protect(book->lists, NULL, &may);
}

static enum ikm_status fail_library(lxw_error failure, const char *path,
                                    struct ikm_error *err)
{
    if (failure == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return ikm_fail_memory(err);
    return ikm_fail(err, IKM_IO, "%s: tidak dapat ditulis: %s",
                    "%s: cannot be written: %s", path, lxw_strerror(failure));
}

static enum ikm_status write_book(struct template_book *book,
                                  struct ikm_store *store, const char *beside,
                                  const char *path, struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    open_book(book, beside);
    if (book->failure == LXW_NO_ERROR)
        status = write_lists(book, store, err);
    if (book->failure == LXW_NO_ERROR && status == IKM_OK) {
        write_entry(book);
        write_help(book);
    }
    if (book->workbook && (book->failure != LXW_NO_ERROR || status != IKM_OK))
        lxw_workbook_free(book->workbook);
    else if (book->workbook)
        note(book, workbook_close(book->workbook));
    if (book->failure != LXW_NO_ERROR)
        return fail_library(book->failure, path, err);
    if (status == IKM_OK && rename(beside, path) != 0)
        return ikm_fail(err, IKM_EXISTS, "%s: tidak dapat dibuat: %s",
                        "%s: cannot be made: %s", path, strerror(errno));
    return status;
}

static enum ikm_status make_beside(const char *path, struct ikm_arena *arena,
                                   const char **ret_beside,
                                   struct ikm_error *err)
{
    struct ikm_text name = IKM_TEXT(arena);
    ikm_text_printf(&name, "%s.%ld.baru", path, (long)getpid());
    const enum ikm_status status = ikm_text_done(&name, ret_beside, err);
    if (status != IKM_OK)
        return status;
    const int number = open(*ret_beside, O_CREAT | O_EXCL | O_WRONLY, 0666);
    if (number >= 0 && close(number) == 0)
        return IKM_OK;
    return ikm_fail(err, IKM_EXISTS, "%s: tidak dapat dibuat: %s",
                    "%s: cannot be made: %s", path, strerror(errno));
}

static enum ikm_status find_form(struct template_book *book,
                                 struct ikm_store *store, struct ikm_error *err)
{
    const char *id = book->options->form;
    int64_t form_id = 0;
    enum ikm_status status = IKM_OK;
    if (!id)
        status = ikm_store_setting(store, "form", book->arena, &id, err);
    if (status == IKM_OK)
        status = ikm_store_find_form(store, id[0] ? id : IKM_DEFAULT_FORM,
                                     book->arena, &book->form, &form_id, err);
    return status;
}

enum ikm_status ikm_to_template(struct ikm_store *store,
                                const struct ikm_template_options *options,
                                const char *path, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ARENA_LIMIT_BYTES);
    struct template_book book = {.options = options,
                                 .lang = options->lang,
                                 .arena = &arena,
                                 .n_rows = options->n_rows > 0
                                               ? (uint32_t)options->n_rows
                                               : (uint32_t)STANDARD_ROWS};
    const char *beside = NULL;
    enum ikm_status status = find_form(&book, store, err);
    if (status == IKM_OK)
        status = make_beside(path, &arena, &beside, err);
    if (status == IKM_OK) {
        status = write_book(&book, store, beside, path, err);
        if (status != IKM_OK)
            (void)unlink(beside);
    }
    ikm_arena_release(&arena);
    return status;
}
