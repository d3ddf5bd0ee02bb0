#include <time.h>

#include "export/to_docx_internal.h"

enum ikm_status docx_pack(const struct docx *docx, struct ikm_bytes *ret_file)
{
    const time_t seconds = (time_t)docx->options->made_unix_s;
    struct tm tm = {.tm_mday = 1};
    (void)gmtime_r(&seconds, &tm);
    const struct ikm_package_time made = {
        .day = {(int16_t)(tm.tm_year + 1900), (uint8_t)(tm.tm_mon + 1),
                (uint8_t)tm.tm_mday},
        .second = (tm.tm_hour * 60 + tm.tm_min) * 60 + tm.tm_sec};
    return ikm_package(docx->part, docx->n_parts, &made, docx->arena,
                       &ret_file->bytes, &ret_file->length_bytes, docx->err);
}
