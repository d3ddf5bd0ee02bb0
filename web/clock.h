/* web/clock.h - the clocks of the server. */
#ifndef IKM_WEB_CLOCK_H
#define IKM_WEB_CLOCK_H

#include <stdint.h>

#include "data/base/date.h"

/* Milliseconds since 1970, for what is written down. */
int64_t web_now_ms(void);
/* Milliseconds that never go back, for waiting. */
int64_t web_ticks_ms(void);
/* Local date and time of a moment: "2026-03-02 09:15:00", 20 bytes. */
void web_local_time(int64_t unix_ms, char *room);
/* The day at the place where the server stands. */
struct ikm_date web_today(void);
/* When that day began. */
int64_t web_day_start_ms(void);

/* A moment at that place: "09.14" of today, else "24/11/2026 09.14". */
enum { WEB_MOMENT_BYTES = 24 };
const char *web_moment_text(int64_t unix_ms, char room[WEB_MOMENT_BYTES]);

#endif
