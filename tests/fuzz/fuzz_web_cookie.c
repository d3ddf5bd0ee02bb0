/* Bytes as a Cookie header: one value that stands in it, or none. */
#include <stdlib.h>
#include <string.h>

#include "web/fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char header[8192];
    char room[WEB_MAX_COOKIE_BYTES];
    if (length >= sizeof header)
        return 0;
    if (length > 0)
        memcpy(header, bytes, length);
    header[length] = '\0';
    const char *value = web_cookie(header, "ikm_sesi", room);
    if (strlen(value) >= WEB_MAX_COOKIE_BYTES || strchr(value, ';') ||
        !strstr(header, value))
        abort();
    return 0;
}
