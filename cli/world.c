#include "cli/world.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

const char *cli_environment(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

enum ikm_status cli_login_name(struct ikm_arena *arena, const char **ret_name,
                               struct ikm_error *err)
{
    const struct passwd *person = getpwuid(getuid());
    const char *name = person ? person->pw_name : NULL;
    if (!name || !*name)
        name = cli_environment("USER");
    if (!name)
        name = "tidak diketahui";
    *ret_name = ikm_arena_copy(arena, name, strlen(name));
    return *ret_name ? IKM_OK : ikm_fail_memory(err);
}

enum ikm_status cli_act(const struct cli_call *call, const char *action,
                        const char *subject, const char *reason,
                        struct ikm_act *ret_act, struct ikm_error *err)
{
    struct timespec now;
    struct ikm_act act = {.actor = call->actor,
                          .action = action,
                          .subject = subject,
                          .reason = reason};
    if (clock_gettime(CLOCK_REALTIME, &now) != 0 ||
        getrandom(act.random, sizeof act.random, 0) !=
            (ssize_t)sizeof act.random)
        return ikm_fail(err, IKM_IO,
                        "sistem tidak memberi waktu atau bilangan acak",
                        "the system gives no time or no random numbers");
    act.unix_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    *ret_act = act;
    return IKM_OK;
}

int cli_is_terminal(FILE *stream)
{
    const char *kind = cli_environment("TERM");
    const int number = fileno(stream);
    return number >= 0 && isatty(number) && kind && strcmp(kind, "dumb") != 0;
}

int cli_may_colour(FILE *stream)
{
    return cli_is_terminal(stream) && !cli_environment("NO_COLOR");
}

const char *cli_time_text(int64_t unix_ms, char buffer[CLI_TIME_BYTES])
{
    const time_t seconds = (time_t)(unix_ms / 1000);
    struct tm parts;
    if (!localtime_r(&seconds, &parts) ||
        strftime(buffer, CLI_TIME_BYTES, "%Y-%m-%d %H:%M:%S", &parts) == 0)
        (void)snprintf(buffer, CLI_TIME_BYTES, "%lld ms", (long long)unix_ms);
    return buffer;
}

int32_t cli_utc_offset_s(int64_t unix_ms)
{
    const time_t seconds = (time_t)(unix_ms / 1000);
    struct tm parts;
    return localtime_r(&seconds, &parts) ? (int32_t)parts.tm_gmtoff : 0;
}

struct ikm_date cli_day(int64_t unix_ms)
{
    const time_t seconds = (time_t)(unix_ms / 1000);
    struct tm parts;
    if (!localtime_r(&seconds, &parts))
        return (struct ikm_date){1970, 1, 1};
    return (struct ikm_date){(int16_t)(parts.tm_year + 1900),
                             (uint8_t)(parts.tm_mon + 1),
                             (uint8_t)parts.tm_mday};
}
