/* Bytes as "METHOD TARGET": no path leads to a handler without its rules, and
 * what is decoded out of it names no other place. */
#include <stdlib.h>
#include <string.h>

#include "web/http_guard.h"
#include "web/routes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(int is_true)
{
    if (!is_true)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char line[4096];
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    struct ikm_error err = {0};
    struct http_guard guard = {0};
    int64_t body = 0;
    if (length >= sizeof line)
        return 0;
    if (length > 0)
        memcpy(line, bytes, length);
    line[length] = '\0';
    char *target = strchr(line, ' ');
    if (!target)
        return 0;
    *target++ = '\0';
    http_guard_line(&guard, line, target, "HTTP/1.1");
    http_guard_header(&guard, "Host", 4, "a", 1);
    const struct web_match match =
        web_route_find(line, target, strcspn(target, "?"));
    if (match.route) {
        const int is_post = strcmp(line, "POST") == 0;
        must((match.route->method == WEB_POST) == is_post);
        must(!match.is_json || (match.route->flags & WEB_TWIN));
        must(!http_guard_done(&guard, &body) || target[0] == '/');
    }
    for (int i = 0; i < match.n_parts; i++) {
        const char *part = NULL;
        if (web_part_decode(match.part[i].bytes, match.part[i].length_bytes,
                            &arena, &part, &err) == IKM_OK)
            must(part[0] && !strchr(part, '/') && strcmp(part, "..") != 0);
    }
    (void)html_is_local(target);
    ikm_arena_release(&arena);
    return 0;
}
