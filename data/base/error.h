/* data/base/error.h - status codes, and the one sentence that goes with them.
 *
 * Every function that can fail returns an enum ikm_status and fills a
 * caller-owned struct ikm_error. Libraries never print; main prints once. */
#ifndef IKM_DATA_BASE_ERROR_H
#define IKM_DATA_BASE_ERROR_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define IKM_MUST_CHECK        __attribute__((warn_unused_result))
#define IKM_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define IKM_MUST_CHECK
#define IKM_PRINTF(fmt, args)
#endif

#define IKM_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The language of what people read. Every such sentence is written twice, side
 * by side, at the place where it is said: Indonesian first, then English. So
 * no translation can be missing, and no locale need be installed. */
enum ikm_lang { IKM_LANG_ID, IKM_LANG_EN };

/* One list makes the enum, the names and the exit codes (contract: exit codes
 * follow sysexits.h). */
#define IKM_STATUS_MAP(X)                                                      \
    X(OK, 0, "ok")                                                             \
    X(FOUND, 1, "a check found something")                                     \
    X(USAGE, 64, "the command line is not understood")                         \
    X(INPUT, 65, "bad input, or an unknown code, or nothing to analyse")       \
    X(UNDEFINED, 65, "a figure is not defined for these data")                 \
    X(LIMIT, 65, "a size limit was passed")                                    \
    X(NO_FILE, 66, "no such file")                                             \
    X(BUG, 70, "a fault of the program itself")                                \
    X(NO_MEMORY, 71, "out of memory")                                          \
    X(EXISTS, 73, "cannot create")                                             \
    X(IO, 74, "cannot read or write")                                          \
    X(BUSY, 75, "busy, try again")                                             \
    X(DENIED, 77, "not permitted")

enum ikm_status {
#define X(name, exit_code, text) IKM_##name,
    IKM_STATUS_MAP(X)
#undef X
        IKM_STATUS_COUNT
};

/* What went wrong, told once, where it was found. The caller owns it, usually
 * on the stack, and sets `lang`; it never allocates, so it can report "out of
 * memory". {0} is a good start: Indonesian, no error. */
struct ikm_error {
    enum ikm_lang lang;
    enum ikm_status status;
    char text[1024]; /* whole sentence, UTF-8, no newline */
};

/* Fills *err in its language and returns `status`, so a failing branch is one
 * line. Both formats take the same arguments:
 *     return ikm_fail(err, IKM_INPUT, "skor %d bukan 1..4",
 *                     "score %d is not 1..4", score); */
enum ikm_status ikm_fail(struct ikm_error *err, enum ikm_status status,
                         const char *id_format, const char *en_format, ...)
    IKM_PRINTF(3, 5) IKM_PRINTF(4, 5);

/* "no memory": the one sentence every allocation failure says. */
enum ikm_status ikm_fail_memory(struct ikm_error *err);

int ikm_status_exit_code(enum ikm_status status);

/* The sentence of `lang` out of a pair. */
static inline const char *ikm_say(enum ikm_lang lang, const char *id,
                                  const char *en)
{
    return lang == IKM_LANG_EN ? en : id;
}

#endif
