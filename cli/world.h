/* cli/world.h - what comes from outside: clock, chance, names, terminal. */
#ifndef IKM_CLI_WORLD_H
#define IKM_CLI_WORLD_H

#include "cli/call.h"
#include "data/base/date.h"

/* The environment variable; NULL when it is not set or empty. */
const char *cli_environment(const char *name);

/* Who sits there: the login name, else $USER, else "tidak diketahui". Lives in
 * the arena. IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status cli_login_name(struct ikm_arena *arena,
                                              const char **ret_name,
                                              struct ikm_error *err);

/* The act of this call, now: "import", "data.csv", why ("" when there is
 * none). IKM_IO: the system gives no clock or no random bytes. */
IKM_MUST_CHECK enum ikm_status
cli_act(const struct cli_call *call, const char *action, const char *subject,
        const char *reason, struct ikm_act *ret_act, struct ikm_error *err);

/* 1 when the stream is a terminal that can move its cursor. */
int cli_is_terminal(FILE *stream);
/* 1 when colours may be used there: a terminal, and NO_COLOR is not set. */
int cli_may_colour(FILE *stream);

/* "2025-02-24 09:15:03", in the time zone of the machine. */
enum { CLI_TIME_BYTES = 40 };
const char *cli_time_text(int64_t unix_ms, char buffer[CLI_TIME_BYTES]);

/* The day of the place. */
struct ikm_date cli_day(int64_t unix_ms);

/* Seconds that the clocks of this place are ahead of UTC: 25200 for WIB. */
int32_t cli_utc_offset_s(int64_t unix_ms);

#endif
