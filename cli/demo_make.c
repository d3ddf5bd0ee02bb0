#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/demo.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/import.h"
#include "collect/invented.h"
#include "collect/record.h"

/* ---- CSV ---- */

struct csv_file {
    FILE *file;
    const char *path;
};

static enum ikm_status into_file(void *context, const char *bytes,
                                 size_t length_bytes, struct ikm_error *err)
{
    const struct csv_file *csv = context;
    if (fwrite(bytes, 1, length_bytes, csv->file) == length_bytes)
        return IKM_OK;
    return ikm_fail(err, IKM_IO, "%s tidak dapat ditulis: %s",
                    "%s cannot be written: %s", csv->path, strerror(errno));
}

static enum ikm_status open_csv(const char *path, struct csv_file *ret,
                                struct ikm_error *err)
{
    const int number = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (number < 0)
        return ikm_fail(err, IKM_EXISTS, "%s tidak dapat dibuat: %s",
                        "%s cannot be made: %s", path, strerror(errno));
    *ret = (struct csv_file){fdopen(number, "wb"), path};
    if (ret->file)
        return IKM_OK;
    (void)close(number);
    return ikm_fail_memory(err);
}

static enum ikm_status close_csv(struct csv_file *csv, enum ikm_status status,
                                 struct ikm_error *err)
{
    if (fclose(csv->file) != 0 && status == IKM_OK)
        return ikm_fail(err, IKM_IO, "%s tidak dapat ditulis: %s",
                        "%s cannot be written: %s", csv->path, strerror(errno));
    return status;
}

enum ikm_status cli_demo_big(const char *path, uint64_t seed, int64_t n_rows,
                             int n_offices, struct ikm_error *err)
{
    const struct ikm_invented_size size = {seed, n_rows, n_offices};
    struct csv_file csv;
    enum ikm_status status = open_csv(path, &csv, err);
    if (status != IKM_OK)
        return status;
    status = ikm_invented_big(&size, into_file, &csv, err);
    return close_csv(&csv, status, err);
}

static enum ikm_status write_csv(const struct cli_call *call,
                                 struct ikm_store *store, const char *path,
                                 uint64_t seed, struct ikm_error *err)
{
    const struct ikm_form *form = NULL;
    struct csv_file csv;
    int64_t form_id = 0;
    enum ikm_status status = ikm_store_find_form(
        store, IKM_DEFAULT_FORM, call->arena, &form, &form_id, err);
    if (status == IKM_OK)
        status = open_csv(path, &csv, err);
    if (status != IKM_OK)
        return status;
    status = ikm_invented_kabupaten(form, seed, into_file, &csv, err);
    return close_csv(&csv, status, err);
}

/* ---- the survey file: inside a change ---- */

static enum ikm_status add_unit(struct ikm_store *store, uint64_t seed,
                                size_t i, int64_t *unit_ids,
                                struct ikm_error *err)
{
    const struct ikm_invented_unit *unit = ikm_invented_unit(i);
    int64_t parent_id = 0;
    int64_t service_id = 0;
    for (size_t above = 0; above < i && unit->parent; above++)
        if (strcmp(ikm_invented_unit(above)->code, unit->parent) == 0)
            parent_id = unit_ids[above];
    enum ikm_status status = ikm_store_add_unit(store, unit->code, unit->name,
                                                parent_id, &unit_ids[i], err);
    for (size_t s = 0; s < unit->n_services && status == IKM_OK; s++)
        status = ikm_store_add_service(store, unit_ids[i], unit->services[s],
                                       &service_id, err);
    if (unit->n_services == 0)
        return status;
    for (size_t q = 0; q < IKM_INVENTED_QUARTERS && status == IKM_OK; q++) {
        const struct ikm_period quarter = ikm_invented_quarter(q);
        status = ikm_store_set_volume(store, unit_ids[i], 0, &quarter,
                                      ikm_invented_served(seed, i, q), err);
    }
    return status;
}

static enum ikm_status set_up(const struct cli_call *call,
                              struct ikm_store *store, uint64_t seed,
                              struct ikm_error *err)
{
    int64_t unit_ids[IKM_INVENTED_UNITS] = {0};
    const struct ikm_form *form = NULL;
    int64_t form_id = 0;
    const char *name = ikm_invented_unit(0)->name;
    struct ikm_act act;
    enum ikm_status status = cli_act(call, "init", name, "", &act, err);
    if (status == IKM_OK)
        status = ikm_store_begin(store, &act, err);
    if (status != IKM_OK)
        return status;
    status = ikm_store_set_setting(store, "name", name, err);
    if (status == IKM_OK)
        status = ikm_store_set_setting(store, "form", IKM_DEFAULT_FORM, err);
    if (status == IKM_OK)
        status = ikm_use_form(store, IKM_DEFAULT_FORM, call->arena, &form,
                              &form_id, err);
    for (size_t i = 0; i < IKM_INVENTED_UNITS && status == IKM_OK; i++)
        status = add_unit(store, seed, i, unit_ids, err);
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    if (status != IKM_OK)
        ikm_store_rollback(store);
    return status;
}

static enum ikm_status take_in(const struct cli_call *call,
                               struct ikm_store *store, const char *path,
                               struct ikm_error *err)
{
    const struct ikm_import_options options = {.path = path};
    struct ikm_import_report report = {0};
    struct ikm_act act;
    struct ikm_faults *faults = cli_faults(call, path);
    if (!faults)
        return ikm_fail_memory(err);
    enum ikm_status status = cli_act(call, "import", path, "", &act, err);
    if (status == IKM_OK)
        status = ikm_import(store, &options, &act, call->arena, faults, &report,
                            err);
    if (status == IKM_OK)
        cli_say(call,
                "Contoh rekaan: %s, %d kecamatan, %d triwulan.\n"
                "%lld respons diimpor dari %s.\n\n",
                "An invented example: %s, %d districts, %d quarters.\n"
                "%lld responses imported from %s.\n\n",
                ikm_invented_unit(0)->name, IKM_INVENTED_UNITS - 1,
                IKM_INVENTED_QUARTERS, (long long)report.n_new, path);
    else
        cli_write_faults(call->messages, call->lang, faults);
    return status;
}

enum ikm_status cli_demo_make(const struct cli_call *call,
                              const struct cli_demo_files *files, uint64_t seed,
                              struct ikm_store **ret_store,
                              struct ikm_error *err)
{
    struct ikm_store *store = NULL;
    enum ikm_status status =
        ikm_store_open(files->db, IKM_STORE_CREATE, &store, err);
    if (status == IKM_OK)
        status = set_up(call, store, seed, err);
    if (status == IKM_OK)
        status = write_csv(call, store, files->csv, seed, err);
    if (status == IKM_OK)
        status = take_in(call, store, files->csv, err);
    if (status == IKM_OK)
        *ret_store = store;
    else
        ikm_store_close(store);
    return status;
}
