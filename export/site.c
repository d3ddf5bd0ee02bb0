#include "export/site_internal.h"

#include "data/base/text.h"

enum { ARENA_LIMIT_BYTES = 256 << 20 };

typedef void put_text(const struct site *site, struct ikm_text *text);

static enum ikm_status put(const struct ikm_folder *folder, const char *name,
                           struct ikm_text *text, struct ikm_error *err)
{
    const char *done = "";
    const enum ikm_status status = ikm_text_done(text, &done, err);
    return status == IKM_OK ? ikm_folder_put(folder, name, done, err) : status;
}

static enum ikm_status put_page(const struct site *site,
                                const struct ikm_folder *folder,
                                const struct site_period *period,
                                const char *name, const char *to_root,
                                struct ikm_error *err)
{
    struct ikm_text text = IKM_TEXT(site->arena);
    enum ikm_status status = site_page(site, period, to_root, &text, err);
    if (status == IKM_OK)
        status = put(folder, name, &text, err);
    return status;
}

static enum ikm_status put_archive(const struct site *site,
                                   const struct ikm_folder *folder,
                                   struct ikm_error *err)
{
    enum ikm_status status = IKM_OK;
    for (size_t i = 0; i < site->n_periods && status == IKM_OK; i++) {
        struct ikm_text name = IKM_TEXT(site->arena);
        const char *done = "";
        if (site->periods[i].is_hidden)
            continue;
        ikm_text_printf(&name, "arsip/%s.html", site->periods[i].text);
        status = ikm_text_done(&name, &done, err);
        if (status == IKM_OK)
            status =
                put_page(site, folder, &site->periods[i], done, "../", err);
    }
    return status;
}

static enum ikm_status put_all(const struct site *site,
                               const struct ikm_folder *folder,
                               struct ikm_error *err)
{
    static const struct {
        const char *name;
        put_text *write;
    } files[] = {{"kartu.html", site_card},
                 {"sematan.txt", site_embedding},
                 {"berita.txt", site_news},
                 {"dip.csv", site_register},
                 {"data/ikm.csv", site_csv},
                 {"data/ikm.json", site_json},
                 {"data/datapackage.json", site_datapackage},
                 {"data/LISENSI.txt", site_licence}};
    struct ikm_text cms = IKM_TEXT(site->arena);
    enum ikm_status status =
        put_page(site, folder, site->newest, "index.html", "", err);
    if (status == IKM_OK)
        status = put_archive(site, folder, err);
    if (status == IKM_OK)
        status = site_cms(site, &cms, err);
    if (status == IKM_OK)
        status = put(folder, "cms.html", &cms, err);
    for (size_t i = 0; i < IKM_COUNT(files) && status == IKM_OK; i++) {
        struct ikm_text text = IKM_TEXT(site->arena);
        files[i].write(site, &text);
        status = put(folder, files[i].name, &text, err);
    }
    return status;
}

enum ikm_status ikm_to_site(struct ikm_store *store,
                            const struct ikm_site_options *options,
                            const char *path, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(ARENA_LIMIT_BYTES);
    struct site site = {.store = store,
                        .options = options,
                        .lang = options->lang,
                        .arena = &arena,
                        .is_public = 1};
    struct ikm_folder folder;
    enum ikm_status status = site_read_told(&site, path, err);
    if (status == IKM_OK)
        status = site_gather(&site, err);
    if (status == IKM_OK)
        status = ikm_folder_begin(&folder, path, options->today, &arena, err);
    if (status == IKM_OK)
        status = ikm_folder_end(&folder, put_all(&site, &folder, err), err);
    if (status == IKM_OK && options->ret_told)
        *options->ret_told = (struct ikm_site_told){site.n_kept, site.n_open};
    ikm_arena_release(&arena);
    return status;
}
