/* setting */
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/office.h"
#include "data/store_registers.h"

enum { KEY_COLUMNS = 16 };

enum ikm_status cli_run_setting_set(struct cli_call *call,
                                    struct ikm_error *err)
{
    struct ikm_act act;
    const char *unit = cli_value(call, "unit");
    enum ikm_status status = cli_act(call, "setting", "", "", &act, err);
    if (status == IKM_OK)
        status = ikm_office_set(call->store, call->word[0], call->word[1], unit,
                                &act, err);
    if (status != IKM_OK)
        return status;
    if (call->word[1][0] == '\0')
        cli_say(call, "%s: %s dihapus.\n", "%s: %s was taken away.\n",
                unit ? unit : ikm_say(call->lang, "survei", "survey"),
                call->word[0]);
    else
        cli_say(call, "%s: %s dicatat.\n", "%s: %s was booked.\n",
                unit ? unit : ikm_say(call->lang, "survei", "survey"),
                call->word[0]);
    return IKM_OK;
}

/* "(dari kab)" where it is not the office's own. */
static void write_origin(const struct cli_call *call,
                         const struct ikm_units *units,
                         const struct ikm_unit *asked,
                         const struct ikm_office_value *value)
{
    if (value->text[0] == '\0' || value->unit_id == asked->unit_id)
        return;
    const char *from = ikm_say(call->lang, "survei", "survey");
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == value->unit_id)
            from = units->unit[i].code;
    (void)fprintf(call->out, " (%s ", ikm_say(call->lang, "dari", "from"));
    cli_write_line(call->out, from);
    (void)fputc(')', call->out);
}

enum ikm_status cli_run_setting_list(struct cli_call *call,
                                     struct ikm_error *err)
{
    struct ikm_units units = {0};
    struct ikm_unit unit = {0};
    struct ikm_office office;
    const char *asked = cli_value(call, "unit");
    enum ikm_status status =
        ikm_store_units_below(call->store, 0, call->arena, &units, err);
    if (status == IKM_OK && asked)
        status =
            ikm_store_find_unit(call->store, asked, call->arena, &unit, err);
    if (status == IKM_OK)
        status = ikm_store_office(call->store, unit.unit_id, call->arena,
                                  &office, err);
    for (int k = 0; k < IKM_OFFICE_COUNT && status == IKM_OK; k++) {
        const enum ikm_office_key key = (enum ikm_office_key)k;
        const struct ikm_office_value *value = &office.value[k];
        cli_write_padded(call->out, ikm_office_key_name(key), KEY_COLUMNS);
        (void)fputc(' ', call->out);
        if (value->text[0] == '\0')
            (void)fprintf(call->out, "- (%s)",
                          ikm_office_key_words(call->lang, key));
        cli_write_line(call->out, value->text);
        write_origin(call, &units, &unit, value);
        (void)fputc('\n', call->out);
    }
    return status;
}
