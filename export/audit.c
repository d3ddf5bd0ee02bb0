#include "export/audit.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/identity.h"
#include "data/base/hash.h"
#include "data/base/utf8.h"
#include "data/respondent.h"
#include "data/store_registers.h"
#include "data/store_respondents.h"
#include "data/store_responses.h"
#include "export/of_service.h"

enum {
    FOLDED_BYTES = 4096,
    DAY_SECONDS = 86400,
    DAYS_A_MONTH = 32, /* moments are compared, not counted */
};
/* Of one office: a million responses take about 150 MB. */
#define UNIT_LIMIT_BYTES ((size_t)4 * 1024 * 1024 * 1024)

_Static_assert(IKM_QUALITY_BLOCK == (int)IKM_FIELD_CHANNEL,
               "the block is all fields before the channel");

struct ikm_audit_id {
    struct ikm_uuid_base base;
    uint32_t counter;
};

const char *ikm_audit_id_text(const struct ikm_audit_unit *unit, size_t row,
                              char buffer[IKM_UUID_TEXT_BYTES])
{
    return ikm_uuid_text(&unit->id[row].base, unit->id[row].counter, buffer);
}

/* A row with its number, while rows are gathered. */
struct gathered {
    int64_t seq;
    struct ikm_quality_row row;
};

struct gathering {
    const struct ikm_audit_query *query;
    const struct ikm_of_service *of_service;
    struct ikm_arena *arena;
    size_t n, room;
    struct gathered *item; /* [n] */
};

/* ---- one response ---- */

/* "19.30": the first clock time of a text, in seconds; -1: none. */
static int32_t clock_of(const char *text)
{
    int hour = 0;
    int n = 0;
    for (; *text >= '0' && *text <= '9' && n < 3; text++, n++)
        hour = hour * 10 + (*text - '0');
    if (n == 0 || n > 2 || hour > 24 || (*text != '.' && *text != ':'))
        return -1;
    const char tens = text[1];
    if (tens < '0' || tens > '5' || text[2] < '0' || text[2] > '9')
        return -1;
    return (hour * 60 + (tens - '0') * 10 + (text[2] - '0')) * 60;
}

/* The time of service: what stands in its own column goes before the time that
 * stands beside the date. Midnight sharp is a date without a time. */
static int32_t second_of(const struct ikm_response *r)
{
    const uint8_t hour = r->field[IKM_FIELD_HOUR];
    const char *said = r->other[IKM_FIELD_HOUR];
    const int32_t clock = said ? clock_of(said) : -1;
    if (clock >= 0)
        return clock;
    if (r->second <= 0 || said ||
        (hour != 0 && hour != ikm_respondent_hour(r->second)))
        return -1;
    return r->second;
}

static int64_t moment_of(const struct ikm_response *r)
{
    if (r->second <= 0 || r->date.day == 0)
        return -1;
    const int64_t day =
        (int64_t)ikm_date_month_index(r->date) * DAYS_A_MONTH + r->date.day;
    return (day * DAY_SECONDS + r->second) * 1000;
}

static void take_comment(const char *comment, struct ikm_quality_row *row)
{
    char folded[FOLDED_BYTES];
    if (!comment || !comment[0])
        return;
    const size_t length = ikm_fold_spaces(comment, folded, sizeof folded);
    const uint64_t hash = ikm_hash(0, folded, length);
    row->comment_hash = hash ? hash : 1;
    row->comment_length = (uint32_t)ikm_utf8_width(folded);
    row->has_identity = (uint8_t)ikm_looks_like_identity(comment);
}

static int make_room(struct gathering *g)
{
    if (g->n < g->room)
        return 1;
    const size_t room = g->room ? g->room * 2 : 256;
    struct gathered *grown = ikm_arena_take(g->arena, room, sizeof *grown);
    if (!grown)
        return 0;
    if (g->n > 0)
        memcpy(grown, g->item, g->n * sizeof *grown);
    g->item = grown;
    g->room = room;
    return 1;
}

static enum ikm_status add_response(void *context, int64_t seq,
                                    const struct ikm_response *r,
                                    struct ikm_error *err)
{
    struct gathering *g = context;
    if (r->state != IKM_RESPONSE_USED ||
        !ikm_of_service_holds(g->of_service, r->service_id) ||
        !ikm_period_holds(&g->query->period, r->date))
        return IKM_OK;
    const size_t n_answers = (size_t)r->n_answers + r->n_more;
    uint8_t *answer = ikm_arena_take(g->arena, n_answers, 1);
    if (!answer || !make_room(g) || g->n == UINT32_MAX)
        return ikm_fail_memory(err);
    memcpy(answer, r->answer, n_answers);
    struct gathered *item = &g->item[g->n++];
    *item = (struct gathered){
        .seq = seq,
        .row = {.at_ms = moment_of(r),
                .service_id = r->service_id,
                .operator_id = r->operator_id,
                .date = r->date,
                .second = second_of(r),
                .channel = r->field[IKM_FIELD_CHANNEL],
                .at_own_device =
                    r->field[IKM_FIELD_CHANNEL] == IKM_CHANNEL_SELF,
                .n_answers = r->n_answers,
                .n_more = r->n_more,
                .answer = answer}};
    memcpy(item->row.block, r->field, sizeof item->row.block);
    take_comment(r->comment, &item->row);
    return IKM_OK;
}

/* ---- one office ---- */

struct run {
    struct ikm_store *store;
    const struct ikm_audit_query *query;
    struct ikm_of_service of_service;
    enum ikm_lang lang;
    ikm_audit_visitor *visit;
    void *context;
    struct ikm_audit_totals totals;
};

static int compare_seq(const void *left, const void *right)
{
    const int64_t a = ((const struct gathered *)left)->seq;
    const int64_t b = ((const struct gathered *)right)->seq;
    return (a > b) - (a < b);
}

/* Gathered rows in order of arrival, with their ids and moments. */
static enum ikm_status arrange(struct run *run, struct gathering *g,
                               struct ikm_audit_unit *unit,
                               struct ikm_error *err)
{
    struct ikm_quality_row *row = ikm_arena_take(g->arena, g->n, sizeof *row);
    struct ikm_audit_id *id = ikm_arena_take(g->arena, g->n, sizeof *id);
    struct ikm_arrival arrival = {0};
    if (!row || !id)
        return ikm_fail_memory(err);
    qsort(g->item, g->n, sizeof *g->item, compare_seq);
    for (size_t i = 0; i < g->n; i++) {
        const int64_t seq = g->item[i].seq;
        if (seq >= arrival.first_seq + arrival.n_responses) {
            const enum ikm_status status =
                ikm_store_arrival(run->store, seq, &arrival, err);
            if (status != IKM_OK)
                return status;
        }
        row[i] = g->item[i].row;
        /* a kiosk hands in later what it kept while the network was away */
        if (!arrival.from_file &&
            !(row[i].channel == IKM_CHANNEL_KIOSK && row[i].at_ms >= 0))
            row[i].at_ms = arrival.unix_ms;
        if (row[i].at_own_device) {
            int device = 0;
            const enum ikm_status status =
                ikm_store_hasty(run->store, seq, &device, err);
            if (status != IKM_OK)
                return status;
            row[i].hasty_device = device;
        }
        id[i] = (struct ikm_audit_id){arrival.base,
                                      (uint32_t)(seq - arrival.first_seq)};
    }
    unit->rows.n_rows = g->n;
    unit->rows.row = row;
    unit->id = id;
    return IKM_OK;
}

static enum ikm_status tell_comment(const struct run *run,
                                    const struct ikm_audit_unit *unit,
                                    size_t row, struct ikm_arena *arena,
                                    const char **ret_comment,
                                    struct ikm_error *err)
{
    char id[IKM_UUID_TEXT_BYTES];
    struct ikm_response response;
    int64_t seq = 0;
    const enum ikm_status status =
        ikm_store_get_response(run->store, ikm_audit_id_text(unit, row, id),
                               arena, &seq, &response, err);
    if (status == IKM_OK)
        *ret_comment = response.comment;
    return status;
}

static enum ikm_status tell_more(const struct run *run,
                                 struct ikm_audit_unit *unit,
                                 struct ikm_arena *arena, struct ikm_error *err)
{
    const size_t n = unit->findings.n_findings;
    struct ikm_audit_more *more = ikm_arena_take(arena, n + 1, sizeof *more);
    enum ikm_status status = IKM_OK;
    if (!more)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        const struct ikm_finding *finding = &unit->findings.finding[i];
        const struct ikm_quality_row *row = &unit->rows.row[finding->row[0]];
        const int is_of_operator = finding->kind == IKM_FINDING_RUN ||
                                   finding->kind == IKM_FINDING_BURST ||
                                   finding->kind == IKM_FINDING_OPERATOR;
        if (is_of_operator && row->operator_id != 0)
            status = ikm_store_operator_name(run->store, row->operator_id,
                                             arena, &more[i].who, err);
        else if (finding->kind == IKM_FINDING_CHANNEL)
            more[i].who = ikm_respondent_label(IKM_FIELD_CHANNEL, row->channel,
                                               run->lang);
        else if (finding->reason == IKM_FINDING_REASON_REPEATED)
            status = tell_comment(run, unit, finding->row[0], arena,
                                  &more[i].comment, err);
    }
    unit->more = more;
    return status;
}

static enum ikm_status look_at(struct run *run, struct gathering *g,
                               struct ikm_audit_unit *unit,
                               struct ikm_error *err)
{
    uint8_t element_of[IKM_MAX_QUESTIONS] = {0};
    for (size_t q = 0; q < unit->form->n_questions; q++)
        element_of[q] = (uint8_t)unit->form->questions[q].element;
    unit->rows = (struct ikm_quality_rows){
        .element_of = element_of,
        .n_elements = unit->form->n_elements,
        .scale_max = unit->form->scale_max,
        .today = run->query->today,
    };
    enum ikm_status status = arrange(run, g, unit, err);
    if (status == IKM_OK)
        status = ikm_quality_look(&unit->rows, unit->settings, g->arena,
                                  &unit->findings, err);
    if (status == IKM_OK)
        status = tell_more(run, unit, g->arena, err);
    if (status == IKM_OK)
        status = run->visit(run->context, unit, err);
    run->totals.n_responses += (int64_t)g->n;
    run->totals.n_findings += (int64_t)unit->findings.n_findings;
    return status;
}

static enum ikm_status run_unit(struct run *run, const struct ikm_unit *place,
                                int64_t form_id, const struct ikm_form *form,
                                size_t *ret_n, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(UNIT_LIMIT_BYTES);
    struct gathering g = {
        .query = run->query, .of_service = &run->of_service, .arena = &arena};
    struct ikm_audit_unit unit = {.code = place->code,
                                  .name = place->name,
                                  .form = form,
                                  .settings = &run->query->settings};
    struct ikm_slice slice = {
        .form_id = form_id, .n_units = 1, .unit_ids = &place->unit_id};
    if (run->query->period.kind != IKM_PERIOD_ALL) {
        slice.month_from = ikm_date_month_index(run->query->period.from);
        slice.month_to = ikm_date_month_index(run->query->period.to);
    }
    enum ikm_status status =
        ikm_store_each_response(run->store, &slice, 1, add_response, &g, err);
    if (status == IKM_OK && g.n > 0)
        status = look_at(run, &g, &unit, err);
    *ret_n = g.n;
    ikm_arena_release(&arena);
    return status;
}

/* ---- all of them ---- */

/* Forms to look at: answered, and asked for. */
struct audit_forms {
    size_t n;
    int64_t *form_id;
    const struct ikm_form **form;
};

static enum ikm_status list_forms(struct ikm_store *store,
                                  const struct ikm_audit_query *query,
                                  struct ikm_arena *arena,
                                  struct audit_forms *ret_forms,
                                  struct ikm_error *err)
{
    size_t n = 0;
    int64_t asked = 0;
    const struct ikm_form_entry *entry = NULL;
    const struct ikm_form *form = NULL;
    struct audit_forms forms = {0};
    enum ikm_status status = IKM_OK;
    if (query->form)
        status =
            ikm_store_find_form(store, query->form, arena, &form, &asked, err);
    if (status == IKM_OK)
        status = ikm_store_forms(store, arena, &n, &entry, err);
    if (status != IKM_OK)
        return status;
    forms.form_id = ikm_arena_take(arena, n + 1, sizeof *forms.form_id);
    forms.form = ikm_arena_take(arena, n + 1, sizeof(const struct ikm_form *));
    if (!forms.form_id || !forms.form)
        return ikm_fail_memory(err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        if (entry[i].n_cells == 0 || (query->form && entry[i].form_id != asked))
            continue;
        forms.form_id[forms.n] = entry[i].form_id;
        status = ikm_store_form(store, entry[i].form_id, arena,
                                &forms.form[forms.n++], err);
    }
    *ret_forms = forms;
    return status;
}

static enum ikm_status run_all(struct run *run, const struct ikm_units *units,
                               const struct audit_forms *forms,
                               struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t u = 0; u < units->n_units && status == IKM_OK; u++) {
        int has_rows = 0;
        for (size_t f = 0; f < forms->n && status == IKM_OK; f++) {
            size_t n = 0;
            status = run_unit(run, &units->unit[u], forms->form_id[f],
                              forms->form[f], &n, err);
            has_rows |= n > 0;
        }
        run->totals.n_units += has_rows;
    }
    return status;
}

static enum ikm_status fail_empty(const struct ikm_audit_query *query,
                                  const char *unit, struct ikm_error *err)
{
    char period[IKM_PERIOD_WORDS_BYTES];
    const char *all = ikm_say(err->lang, "semua", "all");
    return ikm_fail(err, IKM_INPUT,
                    "tidak ada respons yang dapat diperiksa (unit: %s; "
                    "layanan: %s; periode: %s; kuesioner: %s); pilih unit, "
                    "layanan, atau periode lain",
                    "there are no responses to look at (unit: %s; service: %s; "
                    "period: %s; form: %s); choose another unit, service or "
                    "period",
                    unit ? unit : all, query->service ? query->service : all,
                    ikm_period_words(&query->period, err->lang, period),
                    query->form ? query->form : all);
}

enum ikm_status ikm_audit(struct ikm_store *store,
                          const struct ikm_audit_query *query,
                          enum ikm_lang lang, struct ikm_arena *arena,
                          ikm_audit_visitor *visit, void *context,
                          struct ikm_audit_totals *ret_totals,
                          struct ikm_error *err)
{
    struct run run = {.store = store,
                      .query = query,
                      .lang = lang,
                      .visit = visit,
                      .context = context};
    struct ikm_unit unit = {0};
    struct ikm_units units = {0};
    struct audit_forms forms = {0};
    enum ikm_status status = ikm_store_begin_read(store, err);
    if (status != IKM_OK)
        return status;
    if (query->unit)
        status = ikm_store_find_unit(store, query->unit, arena, &unit, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(store, unit.unit_id, arena, &units, err);
    if (status == IKM_OK)
        status = ikm_of_service_find(store, query->service, arena,
                                     &run.of_service, err);
    if (status == IKM_OK)
        status = list_forms(store, query, arena, &forms, err);
    if (status == IKM_OK)
        status = run_all(&run, &units, &forms, err);
    if (status == IKM_OK && run.totals.n_responses == 0)
        status = fail_empty(query, unit.name, err);
    ikm_store_end_read(store);
    *ret_totals = run.totals;
    return status;
}
