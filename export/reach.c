#include "analyze/suppress.h"
#include "data/respondent.h"
#include "export/assemble_internal.h"

_Static_assert((int)IKM_CHANNEL_OTHER < (int)IKM_REACH_MOST &&
                   (int)IKM_HOUR_OTHER < (int)IKM_REACH_MOST,
               "every group and \"tidak diisi\" has a place");

int reach_add(const struct form_run *run, struct group *group,
              const struct ikm_response *response)
{
    if (!row_counts(run, response))
        return 1;
    if (!group->reach)
        group->reach =
            ikm_arena_take(run->scope->arena, 1, sizeof *group->reach);
    if (!group->reach)
        return 0;
    group->reach->hour[ikm_respondent_group(IKM_FIELD_HOUR,
                                            response->field[IKM_FIELD_HOUR])]++;
    group->reach->channel[ikm_respondent_group(
        IKM_FIELD_CHANNEL, response->field[IKM_FIELD_CHANNEL])]++;
    return 1;
}

/* The values of the form even where nobody came; the rest, "tidak diisi" last,
 * where somebody did. */
static struct ikm_reach told_of(const int64_t *count, enum ikm_field field,
                                const struct ikm_query *query)
{
    struct ikm_reach reach = {0};
    int64_t n[IKM_REACH_MOST];
    unsigned char is_blank[IKM_REACH_MOST], hidden[IKM_REACH_MOST];
    const uint8_t n_groups = ikm_respondent_group_count(field);
    for (uint8_t group = 1; group <= n_groups; group++)
        if (count[group] > 0 || group < n_groups)
            reach.part[reach.n_parts++] = (struct ikm_reach_part){
                ikm_respondent_group_label(field, group, query->lang),
                count[group], 0};
    if (count[0] > 0)
        reach.part[reach.n_parts++] = (struct ikm_reach_part){
            ikm_respondent_group_label(field, 0, query->lang), count[0], 1};
    for (size_t i = 0; i < reach.n_parts; i++) {
        n[i] = reach.part[i].n;
        is_blank[i] = (unsigned char)reach.part[i].is_blank;
    }
    (void)ikm_suppress(n, is_blank, reach.n_parts, least_in_group(query),
                       hidden);
    for (size_t i = 0; i < reach.n_parts; i++)
        if (hidden[i])
            reach.part[i].n = -1;
    return reach;
}

void reach_of(const struct form_run *run, const struct group *group,
              struct ikm_mix *mix)
{
    const struct ikm_query *query = run->scope->query;
    if (!group->reach || query->by != IKM_BY_NONE)
        return;
    mix->hour = told_of(group->reach->hour, IKM_FIELD_HOUR, query);
    mix->channel = told_of(group->reach->channel, IKM_FIELD_CHANNEL, query);
}
