/* annex */
#include <errno.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/annex.h"
#include "data/base/picture.h"

/* The whole file; one byte more than is allowed is enough to refuse it. */
static enum ikm_status read_file(struct cli_call *call, const char *path,
                                 unsigned char **ret_bytes, size_t *ret_n,
                                 struct ikm_error *err)
{
    enum { ROOM_BYTES = IKM_PICTURE_MOST_BYTES + 1 };
    FILE *file = path ? fopen(path, "rb") : NULL;
    if (!path)
        return IKM_OK;
    if (!file)
        return ikm_fail(err, IKM_NO_FILE, "%s tidak dapat dibuka: %s",
                        "%s cannot be opened: %s", path, strerror(errno));
    unsigned char *bytes = ikm_arena_take(call->arena, ROOM_BYTES, 1);
    *ret_n = bytes ? fread(bytes, 1, ROOM_BYTES, file) : 0;
    const int is_read = !ferror(file);
    (void)fclose(file);
    if (!bytes)
        return ikm_fail_memory(err);
    if (!is_read)
        return ikm_fail(err, IKM_IO, "%s tidak dapat dibaca",
                        "%s cannot be read", path);
    *ret_bytes = bytes;
    return IKM_OK;
}

enum ikm_status cli_run_annex_add(struct cli_call *call, struct ikm_error *err)
{
    const struct ikm_annex_words words = {.unit = call->word[0],
                                          .period = call->word[1],
                                          .kind = cli_value(call, "kind"),
                                          .date = cli_value(call, "date"),
                                          .caption = cli_value(call, "caption"),
                                          .place = cli_value(call, "place"),
                                          .attended =
                                              cli_value(call, "attended"),
                                          .note = cli_value(call, "note")};
    struct ikm_act act;
    unsigned char *image = NULL;
    size_t n = 0;
    int64_t id = 0;
    enum ikm_status status = cli_act(call, "annex", "", "", &act, err);
    if (status == IKM_OK)
        status = read_file(call, cli_value(call, "file"), &image, &n, err);
    if (status == IKM_OK)
        status = ikm_annex_add(call->store, &words, image, n, &act, &id, err);
    if (status == IKM_OK)
        (void)fprintf(call->out, "%lld\n", (long long)id);
    return status;
}

static const char *unit_code(const struct ikm_units *units, int64_t unit_id)
{
    for (size_t i = 0; i < units->n_units; i++)
        if (units->unit[i].unit_id == unit_id)
            return units->unit[i].code;
    return "";
}

enum ikm_status cli_run_annex_list(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_units units = {0};
    const struct ikm_annex *annexes = NULL;
    size_t n = 0;
    enum ikm_status status =
        ikm_store_units_below(call->store, 0, call->arena, &units, err);
    if (status == IKM_OK)
        status = ikm_store_annexes(call->store, call->arena, &n, &annexes, err);
    if (status != IKM_OK)
        return status;
    if (n == 0)
        cli_tell(call,
                 "Belum ada lampiran; tambahkan: ikm annex add UNIT PERIODE "
                 "--kind photo --file BERKAS --caption KETERANGAN\n",
                 "There are no annexes yet; add one: ikm annex add UNIT PERIOD "
                 "--kind photo --file FILE --caption CAPTION\n");
    for (size_t i = 0; i < n; i++) {
        char period[IKM_PERIOD_TEXT_BYTES], day[IKM_DATE_TEXT_BYTES];
        (void)fprintf(call->out, "%lld  ", (long long)annexes[i].annex_id);
        cli_write_line(call->out, unit_code(&units, annexes[i].unit_id));
        (void)fprintf(call->out, "  %s  %s  %s  %zu kB  ",
                      ikm_period_text(&annexes[i].period, period),
                      ikm_annex_kind_name(annexes[i].kind),
                      ikm_date_text(annexes[i].date, day),
                      (annexes[i].image_bytes + 1023) / 1024);
        cli_write_line(call->out, annexes[i].caption);
        (void)fputc('\n', call->out);
    }
    return IKM_OK;
}

enum ikm_status cli_run_annex_remove(struct cli_call *call,
                                     struct ikm_error *err)
{
    struct ikm_act act;
    enum ikm_status status =
        cli_act(call, "annex-remove", "", cli_value(call, "why"), &act, err);
    if (status == IKM_OK)
        status = ikm_annex_remove(call->store, call->word[0], &act, err);
    if (status == IKM_OK)
        cli_say(call, "Lampiran %s dihapus.\n", "Annex %s was removed.\n",
                call->word[0]);
    return status;
}
