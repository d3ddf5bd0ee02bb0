/* Bytes as a workbook: whatever stands in it, the second opinion finds a table
 * or none, ends, and what it says keeps its promises.
 *
 * 0x1E parts sheets, a line break lines, ';' cells. A cell that begins with '#'
 * and a digit has a number format of so many decimals, with '%' one of percent.
 */
#include <stdlib.h>
#include <string.h>

#include "analyze/check/check.h"

enum {
    LIMIT_BYTES = 64 * 1024 * 1024,
    MOST_SHEETS = 3,
    MOST_LINES = 300,
    MOST_CELLS = 4000,
    MOST_LENGTH = 20000,
    SEPARATOR = 0x1E
};

static void must(int is_true)
{
    if (!is_true)
        abort();
}

/* ---- bytes -> grid ---- */

struct made {
    struct ikm_arena *arena;
    struct ikm_check_sheet *sheet;
    struct ikm_check_line *line;
    struct ikm_check_cell *cell;
    size_t n_sheets, n_lines, n_cells;
};

static void take_cell(struct made *made, const char *text, size_t length)
{
    struct ikm_check_cell *cell = &made->cell[made->n_cells];
    char *room = ikm_arena_take(made->arena, length + 2, 1);
    *cell = (struct ikm_check_cell){.text = "", .decimals = -1};
    made->n_cells++;
    if (length >= 2 && text[0] == '#' && text[1] >= '0' && text[1] <= '9') {
        cell->decimals = text[1] - '0';
        text += 2;
        length -= 2;
    }
    if (length >= 1 && text[0] == '%' && cell->decimals >= 0) {
        cell->is_percent = 1;
        text++;
        length--;
    }
    const char *copy = ikm_arena_copy(made->arena, text, length);
    must(room && copy);
    cell->text = ikm_check_cell_of_text(copy, room, length + 2, &cell->kind);
}

/* Where a part ends: the next `stop`, or the end. */
static size_t end_of(const char *bytes, size_t at, size_t end, char stop)
{
    const char *found = memchr(bytes + at, stop, end - at);
    return found ? (size_t)(found - bytes) : end;
}

static void take_line(struct made *made, const char *bytes, size_t from,
                      size_t to)
{
    struct ikm_check_line *line = &made->line[made->n_lines++];
    const size_t first = made->n_cells;
    for (size_t at = from; at <= to && made->n_cells < MOST_CELLS;) {
        const size_t end = end_of(bytes, at, to, ';');
        take_cell(made, bytes + at, end - at);
        at = end + 1;
    }
    *line = (struct ikm_check_line){(uint32_t)made->n_lines,
                                    made->n_cells - first, made->cell + first};
}

static void take_sheet(struct made *made, const char *bytes, size_t from,
                       size_t to)
{
    struct ikm_check_sheet *sheet = &made->sheet[made->n_sheets];
    const size_t first = made->n_lines;
    for (size_t at = from; at < to && made->n_lines < MOST_LINES;) {
        const size_t end = end_of(bytes, at, to, '\n');
        take_line(made, bytes, at, end);
        at = end + 1;
    }
    *sheet =
        (struct ikm_check_sheet){made->n_sheets ? "Pengolahan" : "",
                                 made->n_lines - first, made->line + first};
    made->n_sheets++;
}

static struct ikm_check_grid grid_of(const char *bytes, size_t length,
                                     struct ikm_arena *arena)
{
    struct made made = {.arena = arena};
    made.sheet = ikm_arena_take(arena, MOST_SHEETS, sizeof *made.sheet);
    made.line = ikm_arena_take(arena, MOST_LINES, sizeof *made.line);
    made.cell = ikm_arena_take(arena, MOST_CELLS, sizeof *made.cell);
    must(made.sheet && made.line && made.cell);
    for (size_t at = 0; at <= length && made.n_sheets < MOST_SHEETS;) {
        const size_t end = end_of(bytes, at, length, SEPARATOR);
        take_sheet(&made, bytes, at, end);
        at = end + 1;
    }
    return (struct ikm_check_grid){made.n_sheets, made.sheet};
}

/* ---- what is promised ---- */

static void is_figure(const char *text)
{
    must(text != NULL && strlen(text) < 200);
    must(strstr(text, "nan") == NULL && strstr(text, "inf") == NULL);
}

static void check_figures(const struct ikm_check_figures *figures, size_t n)
{
    is_figure(figures->n);
    is_figure(figures->index);
    is_figure(figures->ikm);
    must(figures->grade && figures->label && figures->exact && figures->low &&
         figures->high);
    for (size_t e = 0; e < n; e++) {
        const struct ikm_check_element *element = &figures->elements[e];
        must(element->name && element->grade);
        is_figure(element->sum);
        is_figure(element->n);
        is_figure(element->nrr);
        is_figure(element->weighted);
        is_figure(element->value);
    }
}

static void check_faults(const struct ikm_check_fault *faults, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        must((int)faults[i].kind >= 0 && faults[i].kind < IKM_CHECK_KIND_COUNT);
        must(faults[i].weight && faults[i].found && faults[i].expected &&
             faults[i].name);
        must(faults[i].explains == (faults[i].kind != IKM_CHECK_UNEXPLAINED));
    }
}

static void check_result(const struct ikm_check_result *result)
{
    must(result->n_elements >= IKM_CHECK_LEAST_ELEMENTS &&
         result->n_elements <= IKM_CHECK_MOST_ELEMENTS);
    must(result->sheet != NULL && result->form != NULL);
    check_figures(&result->published, result->n_elements);
    check_figures(&result->recomputed, result->n_elements);
    check_faults(result->faults, result->n_faults);
    check_faults(result->candidates, result->n_candidates);
    for (size_t i = 0; i < result->n_notes; i++)
        must((int)result->notes[i].kind >= 0 &&
             result->notes[i].kind < IKM_CHECK_NOTE_COUNT);
}

static const struct ikm_form *form_of(const char *id, struct ikm_arena *arena)
{
    struct ikm_faults faults = {.arena = arena};
    struct ikm_error err = {.lang = IKM_LANG_ID};
    const struct ikm_form *form = NULL;
    must(ikm_form_load(&ikm_builtin_form_find(id)->source, arena, &faults,
                       &form, &err) == IKM_OK);
    return form;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    static struct ikm_arena forms = {.limit_bytes = LIMIT_BYTES};
    static struct ikm_check_rules rules;
    struct ikm_check_result result = {.n_elements = 0};
    struct ikm_error err = {.lang = IKM_LANG_ID};
    if (!rules.now) /* once: most of the time would go into them */
        rules = (struct ikm_check_rules){form_of(IKM_DEFAULT_FORM, &forms),
                                         form_of("kepmenpan-25-2004", &forms)};
    const struct ikm_check_grid grid =
        grid_of((const char *)bytes,
                length < MOST_LENGTH ? length : MOST_LENGTH, &arena);
    const enum ikm_status status =
        ikm_check_grid(&grid, &rules, &arena, &result, &err);
    must(status == IKM_OK || status == IKM_UNDEFINED);
    if (status == IKM_OK)
        check_result(&result);
    ikm_arena_release(&arena);
    return 0;
}
