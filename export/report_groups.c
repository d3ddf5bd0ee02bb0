#include "export/report_internal.h"
#include "export/words.h"

enum { PAIRS_TOLD = 12 }; /* the JSON has them all */
static const double unlikely = 0.05;

static struct ikm_report_cell p_cell(struct build *build, struct ikm_p p)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    ikm_words_p(&text, build->lang, p.p);
    return part_words(part_text(build, &text));
}

/* Pairs that differ, the higher group first. */
static size_t put_pairs(struct build *build,
                        const struct ikm_comparison *comparison,
                        struct part_table *table)
{
    const struct ikm_dunn *pair = comparison->pairs;
    size_t n = 0;
    for (size_t a = 0; a < comparison->n_groups; a++)
        for (size_t b = a + 1; b < comparison->n_groups; b++, pair++) {
            if (!pair->p_holm.is_defined || pair->p_holm.p >= unlikely ||
                n++ >= PAIRS_TOLD)
                continue;
            struct ikm_report_cell *cell = part_table_row(table, IKM_ROW_PLAIN);
            const size_t high = pair->z > 0 ? a : b;
            if (!cell)
                return n;
            cell[0] = part_words(comparison->groups[high].name);
            cell[1] = part_words(comparison->groups[a + b - high].name);
            cell[2] = (struct ikm_report_cell){.kind = IKM_CELL_REAL,
                                               .real = pair->z > 0 ? pair->z
                                                                   : -pair->z,
                                               .decimals = 2};
            cell[3] = p_cell(build, pair->p_holm);
        }
    return n;
}

static void note_pairs(struct build *build,
                       const struct ikm_comparison *comparison, size_t n,
                       struct ikm_section *section)
{
    struct ikm_text text = IKM_TEXT(build->arena);
    const char **notes = part_take(build, 2, sizeof *notes);
    if (!notes)
        return;
    section->notes = notes;
    if (n > PAIRS_TOLD)
        ikm_text_say(&text, build->lang,
                     "%d dari %zu pasangan yang berbeda; semuanya ada di "
                     "--json.",
                     "%d of the %zu pairs that differ; --json has them all.",
                     PAIRS_TOLD, n);
    else if (n == 0 && comparison->n_pairs > 0)
        ikm_text_say(&text, build->lang,
                     "Tidak ada pasangan kelompok yang berbeda nyata.",
                     "No two groups differ more than by chance.");
    if (text.length_bytes > 0)
        notes[section->n_notes++] = part_text(build, &text);
    notes[section->n_notes++] =
        ikm_say(build->lang,
                "Rata-rata jawaban tiap responden; Kruskal-Wallis, lalu Dunn "
                "dengan koreksi Holm. Yang tidak diisi atau disembunyikan "
                "tidak dibandingkan.",
                "Mean of the answers of each respondent; Kruskal-Wallis, then "
                "Dunn with Holm's correction. What is not filled in or hidden "
                "is not compared.");
}

static void put_comparison(struct build *build,
                           const struct ikm_comparison *comparison)
{
    const enum ikm_lang lang = build->lang;
    const struct ikm_report_column columns[] = {
        {ikm_say(lang, "Lebih tinggi", "Higher"), IKM_ALIGN_LEFT, 1},
        {ikm_say(lang, "Lebih rendah", "Lower"), IKM_ALIGN_LEFT, 1},
        {"z", IKM_ALIGN_RIGHT, 0},
        {"p", IKM_ALIGN_RIGHT, 0},
    };
    struct ikm_text finding = IKM_TEXT(build->arena);
    const char *title =
        ikm_say(lang, "Perbedaan antarkelompok", "Do groups differ?");
    if (!comparison->is_read)
        (void)part_section(
            build, title,
            ikm_say(lang,
                    "Belum diuji: responsnya lebih dari 200.000. Batasi dengan "
                    "--period atau --unit.",
                    "Not tested: there are more than 200,000 responses. Narrow "
                    "them with --period or --unit."));
    if (!comparison->is_read || comparison->kruskal.reason != IKM_COMPARABLE)
        return;
    ikm_words_comparison(&finding, lang, &comparison->kruskal);
    struct ikm_section *section =
        part_section(build, title, part_text(build, &finding));
    section->key = "comparison";
    struct part_table table =
        part_table_make(build, columns, IKM_COUNT(columns), PAIRS_TOLD);
    const size_t n =
        comparison->n_pairs > 0 ? put_pairs(build, comparison, &table) : 0;
    part_table_done(&table, section);
    note_pairs(build, comparison, n, section);
}

void report_groups(struct build *build, const struct ikm_form *form)
{
    const struct ikm_analysis *analysis = build->analysis;
    for (size_t i = 0; i < analysis->n_comparisons; i++)
        if (analysis->comparisons[i].form == form)
            put_comparison(build, &analysis->comparisons[i]);
}
