/* web/clock.h - the clocks of the server. */
#ifndef IKM_WEB_CLOCK_H
#define IKM_WEB_CLOCK_H

#include <stdint.h>

#include "data/base/date.h"

/* Milliseconds since 1970, for what is written down. */
int64_t web_now_ms(void);
/* Milliseconds that never go back, for waiting. */
int64_t web_ticks_ms(void);
/* The day at the place where the server stands. */
/* Local date and time of a moment: "2026-03-02 09:15:00", 20 bytes. */
void web_local_time(int64_t unix_ms, char *room);
struct ikm_date web_today(void);

#endif
