#include "web/clock.h"

#include <time.h>

static int64_t read_clock(clockid_t clock)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t web_now_ms(void)
{
    return read_clock(CLOCK_REALTIME);
}

int64_t web_ticks_ms(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

void web_local_time(int64_t unix_ms, char *room)
{
    const time_t at = (time_t)(unix_ms / 1000);
    struct tm parts = {0};
    (void)localtime_r(&at, &parts);
    (void)strftime(room, 20, "%Y-%m-%d %H:%M:%S", &parts);
}

struct ikm_date web_today(void)
{
    const time_t now = time(NULL);
    struct tm parts = {0};
    (void)localtime_r(&now, &parts);
    return (struct ikm_date){.year = (int16_t)(parts.tm_year + 1900),
                             .month = (uint8_t)(parts.tm_mon + 1),
                             .day = (uint8_t)parts.tm_mday};
}

int64_t web_day_start_ms(void)
{
    const time_t now = time(NULL);
    struct tm parts = {0};
    (void)localtime_r(&now, &parts);
    parts.tm_hour = parts.tm_min = parts.tm_sec = 0;
    parts.tm_isdst = -1;
    return (int64_t)mktime(&parts) * 1000;
}

const char *web_moment_text(int64_t unix_ms, char room[WEB_MOMENT_BYTES])
{
    const time_t moment = (time_t)(unix_ms / 1000);
    const int is_today = unix_ms >= web_day_start_ms();
    struct tm parts = {0};
    (void)localtime_r(&moment, &parts);
    if (is_today
            ? strftime(room, WEB_MOMENT_BYTES, "%H.%M", &parts) == 0
            : strftime(room, WEB_MOMENT_BYTES, "%d/%m/%Y %H.%M", &parts) == 0)
        room[0] = '\0';
    return room;
}
