#include "data/base/error.h"

#include <stdio.h>

#include "data/base/utf8.h"

static const int exit_codes[] = {
#define X(name, exit_code, text) [IKM_##name] = (exit_code),
    IKM_STATUS_MAP(X)
#undef X
};
_Static_assert(IKM_COUNT(exit_codes) == IKM_STATUS_COUNT,
               "every status has an exit code");

enum ikm_status(ikm_fail)(struct ikm_error *err, enum ikm_status status,
                          const char *id_format, const char *en_format, ...)
{
    va_list args;
    va_start(args, en_format);
    (void)vsnprintf(err->text, sizeof err->text,
                    ikm_say(err->lang, id_format, en_format), args);
    va_end(args);
    ikm_utf8_drop_malformed(err->text);
    err->status = status;
    return status;
}

enum ikm_status(ikm_fail_memory)(struct ikm_error *err)
{
    return ikm_fail(err, IKM_NO_MEMORY, "memori tidak cukup",
                    "not enough memory");
}

int ikm_status_exit_code(enum ikm_status status)
{
    return exit_codes[status];
}
