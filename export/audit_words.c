#include "export/audit_words.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/base/number.h"
#include "data/base/utf8.h"

enum { EXCERPT_BYTES = 64, ANSWERS_BYTES = 2 * IKM_MAX_QUESTIONS };

/* What a sentence is about. */
struct told {
    struct ikm_text *text;
    enum ikm_lang lang;
    const struct ikm_audit_unit *unit;
    const struct ikm_finding *finding;
    const struct ikm_audit_more *more;
    const struct ikm_quality_row *first;
};

const char *ikm_words_finding_kind(enum ikm_lang lang,
                                   enum ikm_finding_kind kind)
{
    static const struct {
        const char *id, *en;
    } words[IKM_FINDING_KIND_COUNT] = {
        {"isian lurus", "straight lines"},
        {"isian kembar", "duplicates"},
        {"isian beruntun", "runs"},
        {"isian terlalu cepat", "bursts"},
        {"di luar jam layanan", "out of hours"},
        {"di luar periode", "out of period"},
        {"beda antarpetugas", "operators differ"},
        {"beda antarkanal", "channels differ"},
        {"nyaris sempurna", "near perfect"},
        {"saran", "comments"},
    };
    return ikm_say(lang, words[kind].id, words[kind].en);
}

static void put_fixed(struct ikm_text *text, enum ikm_lang lang, double value,
                      int decimals)
{
    char buffer[IKM_FIXED_TEXT_BYTES];
    const double scaled = floor(value * pow(10, decimals) + 0.5);
    ikm_text_put(text, ikm_fixed_text((int64_t)scaled, decimals,
                                      lang == IKM_LANG_ID, buffer));
}

void ikm_words_finding_share(struct ikm_text *text, enum ikm_lang lang,
                             const struct ikm_finding *finding)
{
    put_fixed(text, lang,
              100 * (double)finding->n_rows / (double)finding->out_of, 1);
    ikm_text_put(text, " %");
}

void ikm_words_threshold(struct ikm_text *text, enum ikm_lang lang,
                         double value)
{
    int decimals = 0;
    while (decimals < 6 && fabs(value * pow(10, decimals) -
                                floor(value * pow(10, decimals) + 0.5)) > 1e-9)
        decimals++;
    put_fixed(text, lang, value, decimals);
}

/* "333433334"; scales above 9 with blanks between. */
static const char *answers_of(const struct told *t, char room[ANSWERS_BYTES])
{
    size_t length = 0;
    const int wide = t->unit->rows.scale_max > 9;
    for (size_t q = 0; q < t->first->n_answers; q++) {
        const int n = snprintf(room + length, ANSWERS_BYTES - length, "%s%u",
                               wide && q ? " " : "", t->first->answer[q]);
        if (n < 0 || (size_t)n >= ANSWERS_BYTES - length)
            break;
        length += (size_t)n;
    }
    room[length] = '\0';
    return room;
}

/* " dari petugas Sari", or nothing. */
static void put_who(const struct told *t)
{
    if (t->more->who)
        ikm_text_say(t->text, t->lang, " dari petugas %s", " of operator %s",
                     t->more->who);
}

static void say_straight_line(const struct told *t)
{
    ikm_text_say(t->text, t->lang,
                 "%zu dari %" PRId64
                 " lembar lengkap memberi nilai yang sama untuk semua unsur; "
                 "lihat siapa yang mengisikannya dan apakah tiap pertanyaan "
                 "sempat dibaca.",
                 "%zu of %" PRId64
                 " complete sheets give every element the same score; see who "
                 "typed them in and whether each question was read.",
                 t->finding->n_rows, t->finding->out_of);
}

static void say_near_perfect(const struct told *t)
{
    ikm_text_say(t->text, t->lang,
                 "%zu dari %" PRId64
                 " lembar lengkap bernilai tertinggi untuk semua unsur; lihat "
                 "bagaimana responden dipilih dan siapa yang mendampinginya.",
                 "%zu of %" PRId64
                 " complete sheets give every element the highest score; see "
                 "how respondents were chosen and who sat beside them.",
                 t->finding->n_rows, t->finding->out_of);
}

static int has_block(const struct ikm_quality_row *row)
{
    for (size_t i = 0; i < IKM_QUALITY_BLOCK; i++)
        if (row->block[i] != 0)
            return 1;
    return 0;
}

static void say_duplicate(const struct told *t)
{
    char answers[ANSWERS_BYTES];
    char date[IKM_PERIOD_WORDS_BYTES];
    ikm_text_say(
        t->text, t->lang, "%zu respons %s sama jawaban (%s) dan layanannya, ",
        "%zu responses of %s agree in answers (%s) and service, ",
        t->finding->n_rows, ikm_date_words(t->first->date, t->lang, date),
        answers_of(t, answers));
    if (has_block(t->first))
        ikm_text_say(t->text, t->lang, "juga data respondennya; ",
                     "and in the respondent; ");
    else
        ikm_text_say(t->text, t->lang, "tanpa data responden; ",
                     "and name no respondent data; ");
    ikm_text_say(t->text, t->lang,
                 "cocokkan dengan lembar aslinya, barangkali satu lembar "
                 "tercatat lebih dari sekali.",
                 "compare the paper sheets, one may have been recorded more "
                 "than once.");
}

static void say_run(const struct told *t)
{
    char answers[ANSWERS_BYTES];
    ikm_text_say(t->text, t->lang, "%zu respons berturut-turut",
                 "%zu responses in a row", t->finding->n_rows);
    put_who(t);
    ikm_text_say(t->text, t->lang,
                 " sama semua jawabannya (%s); cocokkan dengan lembar aslinya.",
                 " have the same answers (%s); compare the paper sheets.",
                 answers_of(t, answers));
}

static void say_burst(const struct told *t)
{
    char date[IKM_PERIOD_WORDS_BYTES];
    ikm_text_say(t->text, t->lang, "%zu respons", "%zu responses",
                 t->finding->n_rows);
    put_who(t);
    if (t->first->hasty_device != 0)
        ikm_text_say(t->text, t->lang, " dari satu ponsel", " from one phone");
    ikm_text_say(t->text, t->lang,
                 " (yang pertama bertanggal %s) masuk lebih cepat daripada "
                 "orang dapat mengisi; tanyakan bagaimana lembar itu diisikan.",
                 " (the first dated %s) came in faster than people can answer; "
                 "ask how these sheets were filled in.",
                 ikm_date_words(t->first->date, t->lang, date));
}

static void say_out_of_hours(const struct told *t)
{
    const double *setting = t->unit->settings->value;
    if (t->finding->reason == IKM_FINDING_REASON_WEEKEND) {
        ikm_text_say(t->text, t->lang,
                     "%zu respons bertanggal hari libur akhir pekan; periksa "
                     "tanggalnya, atau setel workdays bila unit ini buka pada "
                     "hari itu.",
                     "%zu responses are dated on a weekend; check the dates, "
                     "or set workdays where the office is open on that day.",
                     t->finding->n_rows);
        return;
    }
    ikm_text_say(t->text, t->lang,
                 "%zu respons berjam layanan di luar %02.0f.00-%02.0f.00; "
                 "periksa jam yang tertulis dan kapan unit ini buka.",
                 "%zu responses were served outside %02.0f:00-%02.0f:00; check "
                 "the time written and when the office is open.",
                 t->finding->n_rows, setting[IKM_QUALITY_OPENS],
                 setting[IKM_QUALITY_CLOSES]);
}

/* "Agustus 2020, Mei 2022": the months of the finding, each once. */
static void put_months(const struct told *t)
{
    enum { MOST = 6 };
    int32_t seen[MOST] = {0};
    size_t n = 0;
    int is_cut = 0;
    for (size_t i = 0; i < t->finding->n_rows; i++) {
        struct ikm_date date = t->unit->rows.row[t->finding->row[i]].date;
        const int32_t month = ikm_date_month_index(date);
        size_t at = 0;
        while (at < n && seen[at] != month)
            at++;
        if (at < n)
            continue;
        if (n == MOST) {
            is_cut = 1;
            break;
        }
        size_t place = n++;
        for (; place > 0 && seen[place - 1] > month; place--)
            seen[place] = seen[place - 1];
        seen[place] = month;
    }
    for (size_t i = 0; i < n; i++) {
        char words[IKM_PERIOD_WORDS_BYTES];
        const struct ikm_date date = {(int16_t)(seen[i] / 12),
                                      (uint8_t)(seen[i] % 12 + 1), 0};
        ikm_text_printf(t->text, "%s%s", i ? ", " : "",
                        ikm_date_words(date, t->lang, words));
    }
    if (is_cut)
        ikm_text_put(t->text, ", ...");
}

static void say_out_of_period(const struct told *t)
{
    const int is_future = t->finding->reason == IKM_FINDING_REASON_FUTURE;
    if (is_future)
        ikm_text_say(
            t->text, t->lang, "%zu respons bertanggal sesudah hari ini (",
            "%zu responses are dated after today (", t->finding->n_rows);
    else
        ikm_text_say(t->text, t->lang,
                     "%zu respons bertanggal jauh dari yang lain (",
                     "%zu responses are dated far from the others (",
                     t->finding->n_rows);
    put_months(t);
    ikm_text_say(t->text, t->lang, "); periksa tanggalnya pada lembar aslinya.",
                 "); check the dates on the paper sheets.");
}

static void say_group(const struct told *t, const char *id, const char *en)
{
    const char *who = t->more->who ? t->more->who : "-";
    ikm_text_say(t->text, t->lang, "%zu respons %s %s bernilai rata-rata ",
                 "%zu responses of %s %s have a mean score of ",
                 t->finding->n_rows, ikm_say(t->lang, id, en), who);
    put_fixed(t->text, t->lang, t->finding->mean, 2);
    ikm_text_say(t->text, t->lang, ", yang lain ", ", the others ");
    put_fixed(t->text, t->lang, t->finding->mean_of_others, 2);
    ikm_text_say(t->text, t->lang, " (Kruskal-Wallis: epsilon kuadrat ",
                 " (Kruskal-Wallis: epsilon squared ");
    put_fixed(t->text, t->lang, t->finding->epsilon_squared, 2);
    ikm_text_say(t->text, t->lang,
                 "); lihat apakah layanan dan respondennya memang lain, dan "
                 "bagaimana pertanyaannya dibacakan.",
                 "); see whether its services and respondents are others, and "
                 "how the questions were read out.");
}

/* The beginning of a comment, in one line. */
static void put_excerpt(const struct told *t)
{
    char excerpt[EXCERPT_BYTES];
    const char *comment = t->more->comment;
    (void)snprintf(excerpt, sizeof excerpt, "%s", comment);
    ikm_utf8_drop_malformed(excerpt);
    for (char *p = excerpt; *p; p++)
        if (*p == '\n' || *p == '\r' || *p == '\t')
            *p = ' ';
    ikm_text_printf(t->text, " (\"%s%s\")", excerpt,
                    strlen(comment) >= EXCERPT_BYTES ? "..." : "");
}

static void say_comment(const struct told *t)
{
    if (t->finding->reason == IKM_FINDING_REASON_IDENTITY) {
        ikm_text_say(t->text, t->lang,
                     "%zu saran tampaknya memuat NIK, nomor telepon, atau "
                     "alamat surel; baca, lalu ganti dengan ikm amend ID "
                     "saran=... bila memang demikian.",
                     "%zu comments seem to hold an identity number, a "
                     "telephone number or a mail address; read them, and "
                     "where it is so put other words with ikm amend ID "
                     "saran=....",
                     t->finding->n_rows);
        return;
    }
    ikm_text_say(t->text, t->lang, "%zu respons memuat saran yang sama",
                 "%zu responses hold the same comment", t->finding->n_rows);
    if (t->more->comment)
        put_excerpt(t);
    ikm_text_say(t->text, t->lang,
                 "; lihat siapa yang mengisikannya dan dari mana asalnya.",
                 "; see who typed it in and where it comes from.");
}

void ikm_words_finding(struct ikm_text *text, enum ikm_lang lang,
                       const struct ikm_audit_unit *unit, size_t i)
{
    const struct ikm_finding *finding = &unit->findings.finding[i];
    const struct told t = {text,           lang,
                           unit,           finding,
                           &unit->more[i], &unit->rows.row[finding->row[0]]};
    switch (finding->kind) {
    case IKM_FINDING_STRAIGHT_LINE: say_straight_line(&t); break;
    case IKM_FINDING_DUPLICATE: say_duplicate(&t); break;
    case IKM_FINDING_RUN: say_run(&t); break;
    case IKM_FINDING_BURST: say_burst(&t); break;
    case IKM_FINDING_OUT_OF_HOURS: say_out_of_hours(&t); break;
    case IKM_FINDING_OUT_OF_PERIOD: say_out_of_period(&t); break;
    case IKM_FINDING_OPERATOR: say_group(&t, "petugas", "operator"); break;
    case IKM_FINDING_CHANNEL: say_group(&t, "kanal", "channel"); break;
    case IKM_FINDING_NEAR_PERFECT: say_near_perfect(&t); break;
    case IKM_FINDING_COMMENT: say_comment(&t); break;
    case IKM_FINDING_KIND_COUNT: break;
    }
}
