#include "collect/office.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "collect/registers_internal.h"
#include "data/base/text.h"

enum { LIMIT_BYTES = 8 * 1024 * 1024, NIP_DIGITS = 18, PATH_BYTES = 4096 };

static enum ikm_status fail_key(const char *key, struct ikm_arena *arena,
                                struct ikm_error *err)
{
    struct ikm_text list = IKM_TEXT(arena);
    const char *names = "";
    for (int k = 0; k < IKM_OFFICE_COUNT; k++)
        ikm_text_printf(&list, "%s%s", k > 0 ? ", " : "",
                        ikm_office_key_name((enum ikm_office_key)k));
    const enum ikm_status status = ikm_text_done(&list, &names, err);
    if (status != IKM_OK)
        return status;
    return ikm_fail(
        err, IKM_USAGE, "pengaturan \"%s\" tidak dikenal; yang ada: %s",
        "the setting \"%s\" is not known; there are: %s", key, names);
}

/* The digits without the blanks between them. */
static enum ikm_status take_nip(const char *typed, struct ikm_arena *arena,
                                const char **ret_value, struct ikm_error *err)
{
    char digits[NIP_DIGITS + 1] = "";
    size_t n = 0;
    for (const char *p = typed; *p; p++) {
        if (*p == ' ')
            continue;
        if (*p < '0' || *p > '9' || n == NIP_DIGITS) {
            n = 0;
            break;
        }
        digits[n++] = *p;
    }
    if (n != NIP_DIGITS)
        return ikm_fail(err, IKM_INPUT,
                        "NIP \"%s\" bukan %d angka; tulis misalnya 19700101 "
                        "199003 1 001",
                        "the NIP \"%s\" is not %d digits; write such as "
                        "19700101 199003 1 001",
                        typed, NIP_DIGITS);
    *ret_value = ikm_arena_copy(arena, digits, n);
    return *ret_value ? IKM_OK : ikm_fail_memory(err);
}

/* So that it is found from whatever folder ikm is started in. */
static enum ikm_status full_path(const char *typed, struct ikm_arena *arena,
                                 const char **ret_value, struct ikm_error *err)
{
    char folder[PATH_BYTES];
    struct ikm_text text = IKM_TEXT(arena);
    if (typed[0] != '/') {
        if (!getcwd(folder, sizeof folder))
            return ikm_fail(err, IKM_IO, "folder kerja tidak dapat dibaca",
                            "the working folder cannot be read");
        ikm_text_printf(&text, "%s/", folder);
    }
    ikm_text_put(&text, typed);
    return ikm_text_done(&text, ret_value, err);
}

static enum ikm_status take_logo(const char *typed, struct ikm_arena *arena,
                                 const char **ret_value, struct ikm_error *err)
{
    static const unsigned char signature[8] = {0x89, 'P',  'N',  'G',
                                               '\r', '\n', 0x1A, '\n'};
    unsigned char head[8] = {0};
    FILE *file = fopen(typed, "rb");
    if (!file)
        return ikm_fail(err, IKM_NO_FILE, "%s: tidak ada berkas itu",
                        "%s: there is no such file", typed);
    const size_t n = fread(head, 1, sizeof head, file);
    (void)fclose(file);
    if (n != sizeof head || memcmp(head, signature, sizeof head) != 0)
        return ikm_fail(err, IKM_INPUT,
                        "%s: bukan gambar PNG; simpan lambang sebagai PNG",
                        "%s: no PNG picture; save the emblem as PNG", typed);
    return full_path(typed, arena, ret_value, err);
}

static enum ikm_status take_value(enum ikm_office_key key, const char *typed,
                                  struct ikm_arena *arena,
                                  const char **ret_value, struct ikm_error *err)
{
    *ret_value = typed;
    if (typed[0] == '\0')
        return IKM_OK;
    const enum ikm_status status =
        register_text(ikm_office_key_words(err->lang, key), typed, err);
    if (status != IKM_OK)
        return status;
    if (key == IKM_OFFICE_NIP)
        return take_nip(typed, arena, ret_value, err);
    return key == IKM_OFFICE_LOGO ? take_logo(typed, arena, ret_value, err)
                                  : IKM_OK;
}

enum ikm_status ikm_office_check(enum ikm_office_key key, const char *value,
                                 struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    const char *kept = "";
    const enum ikm_status status = take_value(key, value, &arena, &kept, err);
    ikm_arena_release(&arena);
    return status;
}

/* Values as they are kept. */
static enum ikm_status store_values(struct ikm_store *store, const char *unit,
                                    size_t n,
                                    const struct ikm_office_word *words,
                                    struct ikm_arena *arena,
                                    struct ikm_error *err)
{
    struct ikm_unit found = {0};
    enum ikm_status status = IKM_OK;
    if (unit)
        status = ikm_store_find_unit(store, unit, arena, &found, err);
    for (size_t i = 0; i < n && status == IKM_OK; i++) {
        const char *kept = "";
        status = take_value(words[i].key, words[i].value, arena, &kept, err);
        if (status == IKM_OK)
            status = ikm_store_set_office(store, found.unit_id, words[i].key,
                                          kept, err);
    }
    if (status == IKM_OK)
        status = ikm_store_commit(store, err);
    ikm_store_rollback(store);
    return status;
}

enum ikm_status ikm_office_set_all(struct ikm_store *store, size_t n,
                                   const struct ikm_office_word *words,
                                   const char *unit, struct ikm_act *act,
                                   struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_text subject = IKM_TEXT(&arena);
    enum ikm_status status = IKM_OK;
    act->action = "setting";
    ikm_text_put(&subject, unit ? unit : "");
    for (size_t i = 0; i < n; i++) {
        ikm_text_printf(&subject, "%s%s", unit || i > 0 ? " " : "",
                        ikm_office_key_name(words[i].key));
        if (status == IKM_OK)
            status = ikm_office_check(words[i].key, words[i].value, err);
    }
    if (status == IKM_OK)
        status = ikm_text_done(&subject, &act->subject, err);
    if (status == IKM_OK)
        status = ikm_store_begin(store, act, err);
    if (status == IKM_OK)
        status = store_values(store, unit, n, words, &arena, err);
    /* borrowed from the arena */
    act->subject = "";
    ikm_arena_release(&arena);
    return status;
}

enum ikm_status ikm_office_set(struct ikm_store *store, const char *key,
                               const char *value, const char *unit,
                               struct ikm_act *act, struct ikm_error *err)
{
    struct ikm_arena arena = IKM_ARENA(LIMIT_BYTES);
    struct ikm_office_word word = {IKM_OFFICE_COUNT, value};
    enum ikm_status status = IKM_OK;
    if (!ikm_office_key_parse(key, &word.key))
        status = fail_key(key, &arena, err);
    ikm_arena_release(&arena);
    return status == IKM_OK
               ? ikm_office_set_all(store, 1, &word, unit, act, err)
               : status;
}
