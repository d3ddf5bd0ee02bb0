/* data/store/internal.h - what the files of the store share. SQLite is named in
 * this folder only. */
#ifndef IKM_DATA_STORE_INTERNAL_H
#define IKM_DATA_STORE_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>

#include "data/base/text.h"
#include "data/store.h"
#include "data/store_find.h"
#include "data/store_merge.h"
#include "data/store_registers.h"
#include "data/store_responses.h"
#include "data/store_sources.h"
#include "data/store_tallies.h"
#include "data/store_users.h"
#include "data/store_verify.h"
#include "sql_ids.h" /* enum ikm_sql, from data/sql/q_*.sql */

/* Registers were added as ikm grew: records of earlier versions digest the
 * first ones only, at least FIRST_REGISTERS. */
enum { FIRST_REGISTERS = 8, N_REGISTERS = 14, REGISTER_BYTES = 16 };

struct pending;    /* responses of the open change, not yet in their table */
struct cell_cache; /* cells of the open change and what it adds to them */
struct kept;       /* responses of slices that are asked for again and again */

/* One change under way: what will be its record. */
struct change {
    bool open;
    struct ikm_act act;
    int64_t record_id;
    struct ikm_digest previous;
    unsigned char registers[N_REGISTERS * REGISTER_BYTES];
    bool touched;              /* anything at all was changed */
    bool registers_touched;    /* a register was: digest it again */
    struct ikm_uuid_base base; /* of the batch under way */
    int64_t first_seq;         /* of that batch; 0: no response yet */
    int64_t n_responses;       /* in it */
    int64_t new_seq;           /* first response of the change; 0: none */
    int64_t next_seq;          /* after the batches before it; 0: not known */
    int64_t n_excluded, n_revisions, n_merged, n_tags;
    struct ikm_hasher responses; /* each in canonical encoding */
    struct ikm_hasher excluded;
    struct ikm_hasher revisions;
    struct ikm_hasher sources;
    struct ikm_hasher merged;
    struct ikm_hasher tags;
};

/* Room for pages. A report touches most pages once, and fresh memory costs more
 * than the page; an import comes back to its indexes again and again. */
#define STORE_READ_CACHE  "PRAGMA cache_size = -2000;"
#define STORE_WRITE_CACHE "PRAGMA cache_size = -24000;"

struct ikm_store {
    struct change change;
    sqlite3 *db;
    sqlite3_stmt *prepared[SQL_COUNT]; /* each made at first use */
    bool writable;
    bool keeps_nothing;       /* rollups could not be written: a full disk */
    struct cell_cache *cells; /* NULL outside a change */
    struct pending *pending;
    struct kept *kept;      /* NULL: nobody asked for it */
    struct ikm_arena forms; /* parsed forms, for the life of the store */
    struct form_cache *first_form;
};

/* ---- statements (statements.c) ---- */

/* Whether rollups may be written just now. */
bool store_may_keep(const struct ikm_store *store);
/* What comes of writing them: without room, or while another writes, figures
 * are counted and not kept, and nothing is wrong. */
enum ikm_status store_kept(struct ikm_store *store, enum ikm_status status);

/* The sentence for what SQLite just said, with the status it means. */
enum ikm_status store_fail(const struct ikm_store *store,
                           struct ikm_error *err);

/* Lends a clean statement, owned by the store. */
IKM_MUST_CHECK enum ikm_status store_sql(struct ikm_store *store,
                                         enum ikm_sql id,
                                         sqlite3_stmt **ret_statement,
                                         struct ikm_error *err);
/* The same for writing what leaves no record: inside the open change. */
IKM_MUST_CHECK enum ikm_status store_lend(struct ikm_store *store,
                                          enum ikm_sql id,
                                          sqlite3_stmt **ret_statement,
                                          struct ikm_error *err);
/* One step; *ret_row tells whether there is a row. After the last row the
 * statement is reset, so that it pins no snapshot. */
IKM_MUST_CHECK enum ikm_status store_step(struct ikm_store *store,
                                          sqlite3_stmt *statement,
                                          bool *ret_row, struct ikm_error *err);
/* Steps a statement that gives no rows, and resets it. */
IKM_MUST_CHECK enum ikm_status store_run(struct ikm_store *store,
                                         sqlite3_stmt *statement,
                                         struct ikm_error *err);
/* Runs a text of several statements (migrations, pragmas, BEGIN). */
IKM_MUST_CHECK enum ikm_status
store_exec(struct ikm_store *store, const char *sql, struct ikm_error *err);
/* The first column of the first row; `none` when there is no row. Resets. */
IKM_MUST_CHECK enum ikm_status store_one(struct ikm_store *store,
                                         sqlite3_stmt *statement, int64_t none,
                                         int64_t *ret_value,
                                         struct ikm_error *err);

/* A text column copied into the arena; NULL stays NULL. */
IKM_MUST_CHECK enum ikm_status store_text(sqlite3_stmt *statement, int column,
                                          struct ikm_arena *arena,
                                          const char **ret_text,
                                          struct ikm_error *err);
void store_bind_text(sqlite3_stmt *statement, int parameter, const char *text);
void store_bind_digest(sqlite3_stmt *statement, int parameter,
                       const struct ikm_digest *digest);
/* False when the column is not a digest. */
bool store_column_digest(sqlite3_stmt *statement, int column,
                         struct ikm_digest *ret_digest);

/* The first column of all rows. Resets. */
IKM_MUST_CHECK enum ikm_status
store_numbers(struct ikm_store *store, sqlite3_stmt *rows,
              struct ikm_arena *arena, size_t *ret_n,
              const int64_t **ret_numbers, struct ikm_error *err);
/* The period in a column; what the store wrote it can read. */
IKM_MUST_CHECK enum ikm_status store_read_period(sqlite3_stmt *row, int column,
                                                 struct ikm_period *ret_period,
                                                 struct ikm_error *err);

/* Runs the migrations after number `from`, inside a transaction. */
IKM_MUST_CHECK enum ikm_status store_migrate(struct ikm_store *store, int from,
                                             struct ikm_error *err);
int store_newest_schema(void);

/* ---- the audit chain (chain.c) ---- */

/* Notes that the open change changes something. IKM_BUG without a change. */
IKM_MUST_CHECK enum ikm_status
store_touch(struct ikm_store *store, bool is_register, struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
store_digest_registers(struct ikm_store *store,
                       unsigned char registers[N_REGISTERS * REGISTER_BYTES],
                       struct ikm_error *err);
const char *store_register_name(int i);
/* How many registers a record's column of so many bytes digests; 0: it is
 * damaged. */
size_t store_count_registers(int length_bytes);

struct record_fields {
    int64_t record_id, at_ms;
    const char *actor, *action, *subject, *reason;
    struct ikm_digest changed;
    const unsigned char *registers; /* [n_registers * REGISTER_BYTES] */
    size_t n_registers;
    struct ikm_digest previous;
};
struct ikm_digest store_record_hash(const struct record_fields *fields);
/* What record.changed is made of. */
struct record_parts {
    const struct ikm_hasher *responses, *excluded, *revisions, *sources;
    const struct ikm_hasher *merged; /* NULL: no file was merged, no tag */
    const struct ikm_hasher *tags;   /* NULL: no comment was tagged */
};
struct ikm_digest store_changed(const struct record_parts *parts);
void store_hash_number(struct ikm_hasher *hasher, int64_t number);
void store_hash_text(struct ikm_hasher *hasher, const char *text);
void store_hash_bytes(struct ikm_hasher *hasher, const void *bytes,
                      size_t length_bytes);
/* What a revision, an excluded row, a source, a merged file add to their part:
 * used when they are made and when they are verified. */
void store_hash_revision(struct ikm_hasher *hasher, int64_t seq,
                         const void *before, size_t before_bytes,
                         const void *after, size_t after_bytes);
/* After it, when a merge brought it: who made it in its own file. */
void store_hash_maker(struct ikm_hasher *hasher, const struct ikm_maker *maker);
/* Of an excluded row or a source; NULL adds nothing. */
void store_hash_origin(struct ikm_hasher *hasher,
                       const struct ikm_digest *origin);
void store_hash_merged(struct ikm_hasher *hasher, const char *name,
                       int64_t n_records, const struct ikm_digest *head);
void store_hash_excluded(struct ikm_hasher *hasher,
                         const struct ikm_excluded *excluded);
void store_hash_source(struct ikm_hasher *hasher, const struct ikm_source *s);
/* at_ms and actor count only when a merge brought it: actor not NULL. */
void store_hash_tag(struct ikm_hasher *hasher, const struct ikm_tag *tag);
/* The current row: seq, element, is_set, at_ms, actor (borrowed). */
void store_read_tag(sqlite3_stmt *row, struct ikm_tag *ret_tag);

/* Writes the batch under way, if it has responses. */
IKM_MUST_CHECK enum ikm_status store_close_batch(struct ikm_store *store,
                                                 struct ikm_error *err);

/* ---- responses (encode.c, scan.c, kept.c, texts.c) ---- */

/* ikm_store_each_response() out of the file. */
IKM_MUST_CHECK enum ikm_status store_scan(struct ikm_store *store,
                                          const struct ikm_slice *slice,
                                          int with_texts,
                                          ikm_response_visitor *visit,
                                          void *context, struct ikm_error *err);
/* The same, without texts, out of memory where the slice is kept. */
IKM_MUST_CHECK enum ikm_status store_each_kept(struct ikm_store *store,
                                               const struct ikm_slice *slice,
                                               ikm_response_visitor *visit,
                                               void *context,
                                               struct ikm_error *err);
void store_kept_close(struct ikm_store *store);

/* The canonical encoding: what digests are made of and revisions keep. */
/* Appends to `text` (cleared by the caller); bytes, not characters. */
void store_encode(const struct ikm_response *response, struct ikm_text *text);
/* The way back; texts in `arena`.
 * IKM_INPUT  it is no such encoding */
IKM_MUST_CHECK enum ikm_status
store_decode(const void *bytes, size_t length_bytes, struct ikm_arena *arena,
             struct ikm_response *ret_response, struct ikm_error *err);

/* Answers in four bits each. n_bytes = (n_answers + 1) / 2. */
enum { IKM_PACKED_BYTES = IKM_MAX_QUESTIONS / 2 };
void store_pack(const uint8_t *answer, size_t n_answers,
                unsigned char packed[IKM_PACKED_BYTES]);
void store_unpack(const unsigned char *packed, size_t n_answers,
                  uint8_t *ret_answer);

/* The packed answers in a column: n_answers, n_more and answer. False, and
 * answer untouched, when the blob is of another size than the form's. */
struct form_cache;
bool store_read_answers(sqlite3_stmt *row, int column,
                        const struct form_cache *form,
                        struct ikm_response *response);
/* Reads columns of a response row, in the order of RESPONSE_COLUMNS in
 * q_responses.sql, starting at `column`. */
void store_read_response(sqlite3_stmt *row, int column,
                         const struct form_cache *form,
                         struct ikm_response *ret_response);
/* Adds texts and causes of response `seq`. */
IKM_MUST_CHECK enum ikm_status
store_read_texts(struct ikm_store *store, int64_t seq, struct ikm_arena *arena,
                 struct ikm_response *response, struct ikm_error *err);

/* The same for all responses in order of their numbers: two queries beside
 * theirs instead of two for each of them (texts.c). */
struct text_walk {
    sqlite3_stmt *rows[2]; /* texts, causes */
    int64_t seq[2];        /* whose the current row is; INT64_MAX: no more */
};
IKM_MUST_CHECK enum ikm_status store_walk_texts(struct ikm_store *store,
                                                struct text_walk *walk,
                                                struct ikm_error *err);
/* `seq` only ever grows. */
IKM_MUST_CHECK enum ikm_status
store_take_walked(struct ikm_store *store, struct text_walk *walk, int64_t seq,
                  struct ikm_arena *arena, struct ikm_response *response,
                  struct ikm_error *err);
void store_end_walk(struct text_walk *walk);

/* Response `seq` as it stands now, texts in `arena`, and its cell.
 * IKM_INPUT  it is gone */
IKM_MUST_CHECK enum ikm_status
store_read_seq(struct ikm_store *store, int64_t seq, struct ikm_arena *arena,
               struct ikm_response *ret_response, int64_t *ret_cell_id,
               struct ikm_error *err);
/* Puts a response in the place of another; `maker` NULL: the open change. */
IKM_MUST_CHECK enum ikm_status
store_replace(struct ikm_store *store, int64_t seq,
              const struct ikm_response *response,
              const struct ikm_maker *maker, struct ikm_error *err);
/* `origin` NULL: the open change. */
IKM_MUST_CHECK enum ikm_status
store_put_excluded(struct ikm_store *store, const struct ikm_excluded *excluded,
                   const struct ikm_digest *origin, struct ikm_error *err);
/* The current row of a query on excluded rows; the reason is borrowed. */
void store_read_excluded(sqlite3_stmt *row, struct ikm_excluded *ret_excluded);

/* ---- words of comments (find.c) ---- */

/* Whether the open change brought this response. */
bool store_is_new(const struct ikm_store *store, int64_t seq);
/* Takes the comments of these responses into the index: those that the open
 * change brought all at once, before it is committed. */
IKM_MUST_CHECK enum ikm_status store_index_comments(struct ikm_store *store,
                                                    int64_t first_seq,
                                                    int64_t last_seq,
                                                    struct ikm_error *err);
/* Takes one out, before its text is; NULL: it has none. Nothing is done about
 * responses that the open change brought. */
IKM_MUST_CHECK enum ikm_status store_forget_comment(struct ikm_store *store,
                                                    int64_t seq,
                                                    const char *comment,
                                                    struct ikm_error *err);

/* ---- sources (sources.c) ---- */

/* The current row of a source query; texts borrowed, no sketch. */
void store_read_source(sqlite3_stmt *row, struct ikm_source *s);
/* Its sketch, into room for IKM_SKETCH_ENTRIES. */
void store_read_sketch(sqlite3_stmt *row, struct ikm_sketch_entry *entry,
                       struct ikm_sketch *sketch);
/* `origin` NULL: the open change. */
IKM_MUST_CHECK enum ikm_status store_put_source(struct ikm_store *store,
                                                const struct ikm_source *s,
                                                const struct ikm_digest *origin,
                                                struct ikm_error *err);

/* ---- responses on their way in (pending.c) ---- */

/* Of a response that is in its table, or about to be (responses.c). */
IKM_MUST_CHECK enum ikm_status store_add_text(struct ikm_store *store,
                                              int64_t seq, int field,
                                              const char *text,
                                              struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
store_add_cause(struct ikm_store *store, int64_t seq,
                const struct ikm_low_cause *cause, struct ikm_error *err);

IKM_MUST_CHECK enum ikm_status store_pending_open(struct ikm_store *store,
                                                  struct ikm_error *err);
void store_pending_close(struct ikm_store *store);
/* Texts are copied. */
IKM_MUST_CHECK enum ikm_status
store_pending_add(struct ikm_store *store, int64_t seq, int64_t cell_id,
                  const struct ikm_response *response, struct ikm_error *err);
/* Before responses are read, and before commit. */
IKM_MUST_CHECK enum ikm_status store_pending_flush(struct ikm_store *store,
                                                   struct ikm_error *err);
void store_pending_forget(struct ikm_store *store);
/* Waits until nobody else uses the connection. Fails with what went wrong
 * there: the open change is lost then. */
IKM_MUST_CHECK enum ikm_status store_settle(struct ikm_store *store,
                                            struct ikm_error *err);

/* ---- forms (forms.c) ---- */

/* What the store itself needs of a form, parsed once per open store. */
struct form_cache {
    struct form_cache *next;
    int64_t form_id;
    size_t n_questions; /* of satisfaction */
    size_t n_more;      /* of other kinds, behind them */
    size_t n_elements;
    int scale_max;
    uint8_t element_of[IKM_MAX_QUESTIONS]; /* [n_questions] */
};
IKM_MUST_CHECK enum ikm_status
store_form_facts(struct ikm_store *store, int64_t form_id,
                 const struct form_cache **ret_form, struct ikm_error *err);

/* ---- cells and rollups (cells.c, rollup.c) ---- */

/* The cell of a response inside a change, made when new; adds the response to
 * what the change adds to the cell. */
IKM_MUST_CHECK enum ikm_status
store_cell_add(struct ikm_store *store, const struct ikm_response *response,
               const struct form_cache *form, int64_t *ret_cell_id,
               struct ikm_error *err);
/* Marks a cell as changed in a way that its rollup does not follow. */
IKM_MUST_CHECK enum ikm_status store_cell_stale(struct ikm_store *store,
                                                int64_t cell_id,
                                                struct ikm_error *err);
/* Writes what the change added into versions and rollups; frees the cache. */
IKM_MUST_CHECK enum ikm_status store_cells_flush(struct ikm_store *store,
                                                 struct ikm_error *err);
void store_cells_forget(struct ikm_store *store);

/* The cell (made when new) of an office, form and month, inside a change. */
IKM_MUST_CHECK enum ikm_status
store_cell_id(struct ikm_store *store, int64_t unit_id, int64_t form_id,
              int32_t month, int64_t *ret_cell_id, struct ikm_error *err);

/* Months of a slice for SQL; both ends wide open when the slice says all. */
void store_slice_months(const struct ikm_slice *slice, int32_t *ret_from,
                        int32_t *ret_to);
/* 1 when the slice asks for this office. */
bool store_slice_has_unit(const struct ikm_slice *slice, int64_t unit_id);

/* Keeps a cross as the rollup of an office and quarter. Inside a transaction.
 */
IKM_MUST_CHECK enum ikm_status
store_keep_cross(struct ikm_store *store, int64_t unit_id, int32_t quarter,
                 int64_t version, const struct form_cache *form,
                 struct ikm_cross *cross, struct ikm_error *err);
/* Where many offices are asked for and many of their crosses are stale, all
 * stale ones of those months are counted in one pass and kept. */
IKM_MUST_CHECK enum ikm_status
store_refresh_many_crosses(struct ikm_store *store,
                           const struct ikm_slice *slice,
                           struct ikm_error *err);
/* Adds to *n how many crosses of the slice are stale or missing. */
IKM_MUST_CHECK enum ikm_status
store_count_stale_crosses(struct ikm_store *store,
                          const struct ikm_slice *slice, size_t *n,
                          struct ikm_error *err);

/* Cross-products of an office, form and quarter, counted from the rows. */
IKM_MUST_CHECK enum ikm_status
store_count_cross(struct ikm_store *store, int64_t unit_id, int32_t quarter,
                  const struct form_cache *form, struct ikm_cross *ret_cross,
                  struct ikm_error *err);
/* Reads a blob of rollup_quarter; false when it has another size. */
bool store_unpack_cross(const void *bytes, size_t length_bytes,
                        size_t n_elements, struct ikm_cross *ret_cross);

/* The numbers of a cell counted from its rows, added to `numbers`. */
IKM_MUST_CHECK enum ikm_status
store_count_cell(struct ikm_store *store, const struct form_cache *form,
                 int64_t cell_id, int64_t *numbers, struct ikm_error *err);

/* A cell's tally as a flat row of numbers, as rollups keep it: n_used,
 * n_partial, n_void, n_excluded, n_all_best, n_straight, then how often each
 * score was given, [n_elements * scale_max] for all used rows and again for
 * complete ones. In the file LEB128 each: most are small. */
size_t rollup_n_numbers(const struct form_cache *form);
void rollup_add(int64_t *numbers, const struct ikm_response *response,
                const struct form_cache *form);
void rollup_to_tally(const int64_t *numbers, const struct form_cache *form,
                     struct ikm_tally *ret_tally);
/* Returns how many bytes; at most ROLLUP_NUMBER_BYTES a number. */
size_t rollup_pack(const int64_t *numbers, size_t n_numbers,
                   unsigned char *bytes);
/* False when the blob does not hold exactly so many numbers. */
bool rollup_unpack(const void *bytes, size_t length_bytes, int64_t *numbers,
                   size_t n_numbers);
enum {
    ROLLUP_MAX_NUMBERS = 6 + 2 * IKM_MAX_ELEMENTS * IKM_MAX_SCALE,
    ROLLUP_NUMBER_BYTES = 10
};

/* ---- accounts (accounts.c) ---- */

/* The current row of an account query: its first seven columns. */
IKM_MUST_CHECK enum ikm_status
store_read_account(sqlite3_stmt *row, struct ikm_arena *arena,
                   struct ikm_account *ret_account, struct ikm_error *err);

/* ---- verify (verify_rollups.c) ---- */

IKM_MUST_CHECK enum ikm_status store_verify_rollups(struct ikm_store *store,
                                                    struct ikm_faults *faults,
                                                    struct ikm_verified *found,
                                                    struct ikm_error *err);
/* Frozen figures against their digests. */
IKM_MUST_CHECK enum ikm_status
store_verify_publications(struct ikm_store *store, struct ikm_faults *faults,
                          struct ikm_error *err);
/* Images of annexes against their digests. */
IKM_MUST_CHECK enum ikm_status store_verify_annexes(struct ikm_store *store,
                                                    struct ikm_faults *faults,
                                                    struct ikm_error *err);

#endif
