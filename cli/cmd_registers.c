/* unit, service, volume, history, target */
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/registers.h"

enum { MAX_DEPTH = 64, INDENT = 2, CODE_COLUMNS = 16 };

enum ikm_status cli_run_unit_add(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_act act;
    enum ikm_status status = cli_act(call, "unit", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_register_unit(call->store, call->word[0], call->word[1],
                                   cli_value(call, "parent"), &act, err);
    if (status == IKM_OK)
        cli_say(call, "Unit %s (%s) ditambahkan.\n",
                "The unit %s (%s) was added.\n", call->word[0], call->word[1]);
    return status;
}

enum ikm_status cli_run_unit_list(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_units units = {0};
    int64_t above[MAX_DEPTH];
    size_t depth = 0;
    const enum ikm_status status =
        ikm_store_units_below(call->store, 0, call->arena, &units, err);
    if (status != IKM_OK)
        return status;
    for (size_t i = 0; i < units.n_units; i++) {
        const struct ikm_unit *unit = &units.unit[i];
        while (depth > 0 && above[depth - 1] != unit->parent_id)
            depth--;
        for (size_t c = 0; c < depth * INDENT; c++)
            (void)fputc(' ', call->out);
        cli_write_padded(call->out, unit->code, CODE_COLUMNS);
        (void)fputc(' ', call->out);
        cli_write_line(call->out, unit->name);
        (void)fputc('\n', call->out);
        if (depth < MAX_DEPTH)
            above[depth++] = unit->unit_id;
    }
    if (units.n_units == 0)
        cli_tell(call, "Belum ada unit; tambahkan: ikm unit add KODE NAMA\n",
                 "There are no units; add one: ikm unit add CODE NAME\n");
    return IKM_OK;
}

/* Runs one of the importers of registers and tells its faults. */
typedef enum ikm_status register_file(struct ikm_store *store, const char *path,
                                      struct ikm_act *act,
                                      struct ikm_faults *faults,
                                      struct ikm_register_counts *ret_counts,
                                      struct ikm_error *err);

static enum ikm_status run_file(struct cli_call *call, register_file *take,
                                struct ikm_register_counts *ret_counts,
                                struct ikm_error *err)
{
    struct ikm_act act;
    struct ikm_faults *faults = cli_faults(call, call->word[0]);
    if (!faults)
        return ikm_fail_memory(err);
    enum ikm_status status = cli_act(call, "", "", "", &act, err);
    if (status == IKM_OK)
        status =
            take(call->store, call->word[0], &act, faults, ret_counts, err);
    if (status != IKM_OK)
        cli_write_faults(call->messages, call->lang, faults);
    return status;
}

enum ikm_status cli_run_unit_import(struct cli_call *call,
                                    struct ikm_error *err)
{
    struct ikm_register_counts counts = {0};
    const enum ikm_status status =
        run_file(call, ikm_register_units_file, &counts, err);
    if (status == IKM_OK)
        cli_say(call, "%s: %lld unit ditambahkan, %lld sudah ada.\n",
                "%s: %lld units added, %lld were there already.\n",
                call->word[0], (long long)counts.n_new,
                (long long)counts.n_known);
    return status;
}

enum ikm_status cli_run_service_add(struct cli_call *call,
                                    struct ikm_error *err)
{
    struct ikm_act act;
    enum ikm_status status = cli_act(call, "service", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_register_service(call->store, call->word[0], call->word[1],
                                      &act, err);
    if (status == IKM_OK)
        cli_say(call, "Layanan \"%s\" ditambahkan di unit %s.\n",
                "The service \"%s\" was added at unit %s.\n", call->word[1],
                call->word[0]);
    return status;
}

static void show_services(const struct cli_call *call,
                          const struct ikm_unit *unit, size_t n_services,
                          const struct ikm_service *services)
{
    for (size_t i = 0; i < n_services; i++)
        if (services[i].unit_id == unit->unit_id) {
            cli_write_padded(call->out, unit->code, CODE_COLUMNS);
            (void)fputc(' ', call->out);
            cli_write_line(call->out, services[i].name);
            (void)fputc('\n', call->out);
        }
}

enum ikm_status cli_run_service_list(struct cli_call *call,
                                     struct ikm_error *err)
{
    struct ikm_units units = {0};
    struct ikm_unit unit = {0};
    size_t n_services = 0;
    const struct ikm_service *services = NULL;
    enum ikm_status status = IKM_OK;
    if (call->n_words > 0)
        status = ikm_store_find_unit(call->store, call->word[0], call->arena,
                                     &unit, err);
    if (status == IKM_OK)
        status = ikm_store_units_below(call->store, unit.unit_id, call->arena,
                                       &units, err);
    for (size_t i = 0; i < units.n_units && status == IKM_OK; i++) {
        size_t n = 0;
        status = ikm_store_services(call->store, units.unit[i].unit_id,
                                    call->arena, &n, &services, err);
        n_services += n;
        if (status == IKM_OK)
            show_services(call, &units.unit[i], n, services);
    }
    if (status == IKM_OK && n_services == 0)
        cli_tell(call,
                 "Belum ada layanan; tambahkan: ikm service add UNIT "
                 "NAMA\n",
                 "There are no services; add one: ikm service add UNIT NAME\n");
    return status;
}

enum ikm_status cli_run_volume_set(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_act act;
    const struct ikm_volume_words words = {.unit = call->word[0],
                                           .period = call->word[1],
                                           .n = call->word[2],
                                           .service =
                                               cli_value(call, "service")};
    enum ikm_status status = cli_act(call, "volume", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_register_volume(call->store, &words, &act, err);
    if (status == IKM_OK)
        cli_say(call, "Unit %s, %s%s%s: %s orang dilayani.\n",
                "Unit %s, %s%s%s: %s people served.\n", words.unit,
                words.period, words.service ? ", " : "",
                words.service ? words.service : "", words.n);
    return status;
}

enum ikm_status cli_run_volume_import(struct cli_call *call,
                                      struct ikm_error *err)
{
    struct ikm_register_counts counts = {0};
    const enum ikm_status status =
        run_file(call, ikm_register_volumes_file, &counts, err);
    if (status == IKM_OK)
        cli_say(call, "%s: %lld baris dicatat.\n", "%s: %lld rows booked.\n",
                call->word[0], (long long)counts.n_new);
    return status;
}

enum ikm_status cli_run_history_add(struct cli_call *call,
                                    struct ikm_error *err)
{
    struct ikm_act act;
    const struct ikm_history_words words = {.unit = call->word[0],
                                            .period = call->word[1],
                                            .ikm = call->word[2],
                                            .n = call->word[3],
                                            .form = call->word[4]};
    enum ikm_status status = cli_act(call, "history", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_register_history(call->store, &words, &act, err);
    if (status == IKM_OK)
        cli_say(call, "Unit %s, %s: IKM %s dari %s responden dicatat.\n",
                "Unit %s, %s: IKM %s of %s respondents was booked.\n",
                words.unit, words.period, words.ikm, words.n);
    return status;
}

enum ikm_status cli_run_target_set(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_act act;
    enum ikm_status status = cli_act(call, "target", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_register_target(call->store, call->word[0], call->word[1],
                                     call->word[2], &act, err);
    if (status == IKM_OK)
        cli_say(call, "Unit %s: sasaran IKM tahun %s adalah %s.\n",
                "Unit %s: the target IKM of %s is %s.\n", call->word[0],
                call->word[1], call->word[2]);
    return status;
}
