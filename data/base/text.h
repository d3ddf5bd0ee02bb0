/* data/base/text.h - a text under construction.
 *
 * It fails once and stays failed: write freely, then look at ikm_text_done()
 * one time. Bytes are UTF-8 and live in the arena. */
#ifndef IKM_DATA_BASE_TEXT_H
#define IKM_DATA_BASE_TEXT_H

#include "data/base/arena.h"
#include "data/base/error.h"

struct ikm_text {
    struct ikm_arena *arena;
    char *bytes; /* ends in NUL after ikm_text_done() */
    size_t length_bytes;
    size_t room_bytes;
    enum ikm_status status;
};
#define IKM_TEXT(arena_) ((struct ikm_text){.arena = (arena_)})

void ikm_text_bytes(struct ikm_text *text, const char *bytes,
                    size_t length_bytes);
void ikm_text_put(struct ikm_text *text, const char *string);
void ikm_text_printf(struct ikm_text *text, const char *format, ...)
    IKM_PRINTF(2, 3);

/* The format of `lang` out of a pair; both take the same arguments. */
void ikm_text_say(struct ikm_text *text, enum ikm_lang lang,
                  const char *id_format, const char *en_format, ...)
    IKM_PRINTF(3, 5) IKM_PRINTF(4, 5);

/* `untrusted` as a quoted JSON string (RFC 8259), or null when NULL. */
void ikm_text_json(struct ikm_text *text, const char *untrusted);

/* One CSV cell (RFC 4180): quoted when it holds , " CR LF or edge spaces. With
 * `for_people` a leading = + - @ TAB or CR is defused by an apostrophe, so no
 * spreadsheet takes it for a formula. */
void ikm_text_csv(struct ikm_text *text, const char *untrusted, int for_people);

/* Empties the text, keeping its room. */
void ikm_text_clear(struct ikm_text *text);

/* *ret_text is the finished, NUL-terminated text, owned by the arena.
 * IKM_NO_MEMORY when the arena's limit was passed. */
IKM_MUST_CHECK enum ikm_status ikm_text_done(struct ikm_text *text,
                                             const char **ret_text,
                                             struct ikm_error *err);
#endif
