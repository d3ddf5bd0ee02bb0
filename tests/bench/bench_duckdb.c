/* bench_duckdb LIBRARY FILE make CSV
 * bench_duckdb LIBRARY FILE group REPETITIONS THREADS open|warm
 *
 * DuckDB, asked the same as bench_groups. "make" puts the CSV into a native
 * database, offices and quarters as small whole numbers: the easiest form for
 * it. "group" prints the result to stdout and the seconds of each repetition to
 * stderr: "open" from opening the file to the finished text, "warm" the query
 * alone on an open connection that has run it before.
 *
 * The library comes out of an npm package, without a header: what is needed of
 * its C interface (stable since 0.3) is declared here. */
#include <dlfcn.h>
#include <time.h>

#include "tests/bench/lines.h"

struct duckdb_result {
    uint64_t unused_counts[3];
    void *unused_columns;
    char *unused_message;
    void *internal;
};
enum { GROUP_COLUMNS = 12, MAX_SQL_BYTES = 8192 };

struct duckdb {
    int (*create_config)(void **ret_config);
    int (*set_config)(void *config, const char *name, const char *value);
    int (*open_ext)(const char *path, void **ret_database, void *config,
                    char **ret_message);
    int (*connect)(void *database, void **ret_connection);
    int (*query)(void *connection, const char *sql, struct duckdb_result *ret);
    const char *(*result_error)(struct duckdb_result *result);
    uint64_t (*row_count)(struct duckdb_result *result);
    int64_t (*value_int64)(struct duckdb_result *result, uint64_t column,
                           uint64_t row);
    void (*destroy_result)(struct duckdb_result *result);
    void (*disconnect)(void **connection);
    void (*close)(void **database);
    const char *(*version)(void);
};

static const char group_sql[] =
    "SELECT unit, quarter, count(*)::BIGINT, sum(u1)::BIGINT, sum(u2)::BIGINT,"
    " sum(u3)::BIGINT, sum(u4)::BIGINT, sum(u5)::BIGINT, sum(u6)::BIGINT,"
    " sum(u7)::BIGINT, sum(u8)::BIGINT, sum(u9)::BIGINT"
    " FROM r GROUP BY unit, quarter ORDER BY unit, quarter";

static void stop(const char *what, const char *why)
{
    (void)fprintf(stderr, "bench_duckdb: %s: %s\n", what, why ? why : "?");
    exit(74);
}

/* ISO C has no cast from an object's address to a function's. */
static void find(void *library, const char *name, void *ret_function)
{
    void *address = dlsym(library, name);
    if (!address)
        stop(name, "not in the library");
    memcpy(ret_function, &address, sizeof address);
}

static struct duckdb load(const char *path)
{
    struct duckdb duckdb;
    void *library = dlopen(path, RTLD_NOW);
    if (!library)
        stop(path, dlerror());
    find(library, "duckdb_create_config", &duckdb.create_config);
    find(library, "duckdb_set_config", &duckdb.set_config);
    find(library, "duckdb_open_ext", &duckdb.open_ext);
    find(library, "duckdb_connect", &duckdb.connect);
    find(library, "duckdb_query", &duckdb.query);
    find(library, "duckdb_result_error", &duckdb.result_error);
    find(library, "duckdb_row_count", &duckdb.row_count);
    find(library, "duckdb_value_int64", &duckdb.value_int64);
    find(library, "duckdb_destroy_result", &duckdb.destroy_result);
    find(library, "duckdb_disconnect", &duckdb.disconnect);
    find(library, "duckdb_close", &duckdb.close);
    find(library, "duckdb_library_version", &duckdb.version);
    return duckdb;
}

struct session {
    void *database, *connection;
};

static struct session open_session(const struct duckdb *duckdb,
                                   const char *path, const char *n_threads)
{
    struct session session = {NULL, NULL};
    void *config = NULL;
    char *message = NULL;
    if (duckdb->create_config(&config) != 0 ||
        duckdb->set_config(config, "threads", n_threads) != 0 ||
        duckdb->open_ext(path, &session.database, config, &message) != 0 ||
        duckdb->connect(session.database, &session.connection) != 0)
        stop(path, message);
    return session;
}

static void close_session(const struct duckdb *duckdb, struct session *session)
{
    duckdb->disconnect(&session->connection);
    duckdb->close(&session->database);
}

static void run(const struct duckdb *duckdb, const struct session *session,
                const char *sql)
{
    struct duckdb_result result;
    if (duckdb->query(session->connection, sql, &result) != 0)
        stop(sql, duckdb->result_error(&result));
    duckdb->destroy_result(&result);
}

static void group(const struct duckdb *duckdb, const struct session *session,
                  struct lines *lines)
{
    struct duckdb_result result;
    if (duckdb->query(session->connection, group_sql, &result) != 0)
        stop(group_sql, duckdb->result_error(&result));
    const uint64_t n_rows = duckdb->row_count(&result);
    for (uint64_t row = 0; row < n_rows; row++) {
        const int64_t office = duckdb->value_int64(&result, 0, row);
        const char code[8] = {'o',
                              'p',
                              'd',
                              '-',
                              (char)('0' + office / 1000 % 10),
                              (char)('0' + office / 100 % 10),
                              (char)('0' + office / 10 % 10),
                              (char)('0' + office % 10)};
        lines_put(lines, code, sizeof code);
        for (uint64_t column = 1; column < GROUP_COLUMNS; column++)
            lines_number(lines, duckdb->value_int64(&result, column, row));
        lines_put(lines, "\n", 1);
    }
    duckdb->destroy_result(&result);
}

static void make(const struct duckdb *duckdb, const char *path, const char *csv)
{
    static const char form[] =
        "CREATE TABLE r AS SELECT substr(unit, 5)::SMALLINT AS unit,"
        " (year(tanggal) * 4 + quarter(tanggal) - 1)::SMALLINT AS quarter,"
        " layanan, tanggal, jam, kanal, petugas, jenis_kelamin, usia,"
        " pendidikan, pekerjaan, disabilitas,"
        " ifnull(u1, 0)::UTINYINT AS u1, ifnull(u2, 0)::UTINYINT AS u2,"
        " ifnull(u3, 0)::UTINYINT AS u3, ifnull(u4, 0)::UTINYINT AS u4,"
        " ifnull(u5, 0)::UTINYINT AS u5, ifnull(u6, 0)::UTINYINT AS u6,"
        " ifnull(u7, 0)::UTINYINT AS u7, ifnull(u8, 0)::UTINYINT AS u8,"
        " ifnull(u9, 0)::UTINYINT AS u9, saran"
        " FROM read_csv('%s', header = true, sample_size = 200000)";
    char sql[MAX_SQL_BYTES];
    if (strchr(csv, '\'') ||
        snprintf(sql, sizeof sql, form, csv) >= (int)sizeof sql)
        stop(csv, "a path with an apostrophe, or too long");
    struct session session = open_session(duckdb, path, "2");
    run(duckdb, &session, sql);
    run(duckdb, &session, "CHECKPOINT");
    close_session(duckdb, &session);
}

static double now_s(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double once(const struct duckdb *duckdb, const char *path,
                   const char *n_threads, struct session *warm,
                   struct lines *lines)
{
    const double start = now_s();
    lines->length_bytes = 0;
    if (warm)
        group(duckdb, warm, lines);
    else {
        struct session session = open_session(duckdb, path, n_threads);
        group(duckdb, &session, lines);
        close_session(duckdb, &session);
    }
    return now_s() - start;
}

int main(int n_args, char **args)
{
    if (n_args < 5)
        return 64;
    const struct duckdb duckdb = load(args[1]);
    const char *path = args[2];
    if (strcmp(args[3], "make") == 0) {
        make(&duckdb, path, args[4]);
        (void)puts(duckdb.version());
        return 0;
    }
    if (n_args < 7)
        return 64;
    struct lines lines = {.bytes = malloc(LINES_MAX_BYTES)};
    if (!lines.bytes)
        return 71;
    const long n_times = strtol(args[4], NULL, 10);
    const int is_warm = strcmp(args[6], "warm") == 0;
    struct session session = {NULL, NULL};
    if (is_warm) {
        session = open_session(&duckdb, path, args[5]);
        (void)once(&duckdb, path, args[5], &session, &lines);
    }
    for (long i = 0; i < n_times; i++)
        (void)fprintf(
            stderr, "%.6f\n",
            once(&duckdb, path, args[5], is_warm ? &session : NULL, &lines));
    if (is_warm)
        close_session(&duckdb, &session);
    (void)fwrite(lines.bytes, 1, lines.length_bytes, stdout);
    free(lines.bytes);
    return 0;
}
