#include <string.h>

#include "data/tables/csv_parts.h"

char ikm_csv_sniff(const char *at, const char *end)
{
    static const char candidates[] = "\t;,";
    size_t count[3] = {0};
    bool is_cell_start = true;
    for (; at < end; at++) {
        const char *which = *at ? strchr(candidates, *at) : NULL;
        if (which) {
            count[which - candidates]++;
        } else if (*at == '"' && is_cell_start) {
            do
                at++;
            while (at < end && *at != '"');
            is_cell_start = true; /* a doubled quote opens again at once */
            continue;
        } else if ((*at == '\n' || *at == '\r') &&
                   count[0] + count[1] + count[2] > 0) {
            break;
        }
        is_cell_start = which || *at == '\n' || *at == '\r';
    }
    size_t best = 0;
    for (size_t i = 1; i < 3; i++)
        if (count[i] > count[best])
            best = i;
    return (char)(count[best] ? candidates[best] : ',');
}

char ikm_csv_told(const char *at, const char *end)
{
    static const char lower[] = "sep=";
    if (end - at < 5)
        return 0;
    for (size_t i = 0; i < 4; i++)
        if (at[i] != lower[i] && (i == 3 || at[i] != lower[i] - 'a' + 'A'))
            return 0;
    const char c = at[4];
    const bool is_line = end - at == 5 || at[5] == '\r' || at[5] == '\n';
    return (char)(is_line && c && strchr("\t,;|:^~!#$%&*+/", c) ? c : 0);
}
