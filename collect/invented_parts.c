#include "collect/invented_internal.h"

struct ikm_chance ikm_chance_for(uint64_t seed, uint64_t a, uint64_t b)
{
    struct ikm_chance chance = {seed};
    chance.state = ikm_chance_next(&chance) ^ a;
    chance.state = ikm_chance_next(&chance) ^ b;
    chance.state = ikm_chance_next(&chance);
    return chance;
}

size_t ikm_chance_pick(struct ikm_chance *chance, const uint8_t *weights,
                       size_t n)
{
    uint32_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += weights[i];
    uint32_t rest = ikm_chance_below(chance, total);
    size_t i = 0;
    for (; i + 1 < n && rest >= weights[i]; i++)
        rest -= weights[i];
    return i;
}

int ikm_chance_bell(struct ikm_chance *chance, int spread)
{
    /* four whole draws from one: 16 bits are plenty for a score */
    uint64_t bits = ikm_chance_next(chance);
    int64_t sum = 0;
    for (int i = 0; i < 4; i++) {
        sum += (int64_t)(bits & 0xffff);
        bits >>= 16;
    }
    /* sum is 0..4*65535 around 2*65535 */
    return (int)((sum - 2 * INT64_C(65535)) * spread / 65535);
}

void ikm_invented_flush(struct ikm_invented_out *out)
{
    if (out->status == IKM_OK && out->used_bytes > 0)
        out->status =
            out->sink(out->context, out->room, out->used_bytes, out->err);
    out->used_bytes = 0;
}

void ikm_invented_put(struct ikm_invented_out *out, const char *text)
{
    ikm_invented_bytes(out, text, strlen(text));
}

void ikm_invented_cell(struct ikm_invented_out *out, const char *text)
{
    ikm_invented_bytes(out, ",", 1);
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        ikm_invented_put(out, text);
        return;
    }
    ikm_invented_bytes(out, "\"", 1);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            ikm_invented_bytes(out, "\"", 1);
        ikm_invented_bytes(out, text, 1);
    }
    ikm_invented_bytes(out, "\"", 1);
}

void ikm_invented_number(struct ikm_invented_out *out, int number)
{
    char digits[12];
    size_t at = sizeof(digits);
    for (; number > 0; number /= 10)
        digits[--at] = (char)('0' + number % 10);
    ikm_invented_bytes(out, ",", 1);
    ikm_invented_bytes(out, digits + at, sizeof(digits) - at);
}

/* Those with a fixed date; in these two years none is a Friday, so the day
 * after is a working day. */
static int is_holiday(struct ikm_date date)
{
    static const struct {
        int8_t month, day;
    } holidays[] = {{1, 1}, {5, 1}, {6, 1}, {8, 17}, {12, 25}};
    for (size_t i = 0; i < IKM_COUNT(holidays); i++)
        if (date.month == holidays[i].month && date.day == holidays[i].day)
            return 1;
    return 0;
}

struct ikm_date ikm_invented_workday(int k)
{
    int day = k / 5 * 7 + k % 5;
    struct ikm_date date = {2024, 1, 1};
    for (;;) {
        const int n_days = ikm_days_in_month(date.year, date.month);
        if (day < n_days)
            break;
        day -= n_days;
        if (date.month == 12)
            date.year++;
        date.month = (uint8_t)(date.month % 12 + 1);
    }
    date.day = (uint8_t)(day + 1);
    date.day = (uint8_t)(date.day + is_holiday(date));
    return date;
}

int ikm_invented_workdays_before(size_t q)
{
    int day = 0;
    for (size_t month = 0; month < 3 * q; month++)
        day +=
            ikm_days_in_month(2024 + (int)(month / 12), (int)(month % 12) + 1);
    return day / 7 * 5 + (day % 7 < 5 ? day % 7 : 5);
}
