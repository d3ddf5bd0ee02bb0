/* sample */
#include "analyze/sample.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/say.h"
#include "data/base/number.h"
#include "data/base/text.h"

enum { MARGIN_DECIMALS = 4, UNKNOWN = -1 };

static enum ikm_status take_population(const struct cli_call *call,
                                       int64_t *ret_population,
                                       struct ikm_error *err)
{
    *ret_population = UNKNOWN;
    if (call->n_words == 0 ||
        ikm_parse_count(call->word[0], INT64_MAX / 1000000, ret_population))
        return IKM_OK;
    return ikm_fail(err, IKM_USAGE,
                    "\"%s\" bukan jumlah orang; tulis angka saja, tanpa "
                    "titik dan koma",
                    "\"%s\" is no number of people; write digits only, "
                    "without points and commas",
                    call->word[0]);
}

static enum ikm_status take_margin(const struct cli_call *call,
                                   int64_t *ret_margin, struct ikm_error *err)
{
    const char *margin = cli_value(call, "margin");
    *ret_margin = IKM_MARGIN_USUAL;
    if (!margin ||
        (ikm_parse_decimal(margin, MARGIN_DECIMALS, ret_margin) &&
         *ret_margin >= IKM_MARGIN_LEAST && *ret_margin <= IKM_MARGIN_MOST))
        return IKM_OK;
    return ikm_fail(err, IKM_USAGE,
                    "--margin %s bukan 0.01 sampai 0.5, paling banyak empat "
                    "desimal; biasanya 0.05",
                    "--margin %s is not 0.01 to 0.5 with at most four "
                    "decimals; 0.05 is usual",
                    margin);
}

static void put_json(const struct cli_call *call, int64_t n, int64_t margin)
{
    char text[IKM_FIXED_TEXT_BYTES];
    (void)fputs("{\"schema\":\"ikm.sample/1\",", call->out);
    if (n == UNKNOWN)
        (void)fprintf(call->out,
                      "\"population\":null,\"krejcie_morgan\":null,"
                      "\"at_most\":%d,\"slovin\":null,\"cochran\":%lld",
                      IKM_SAMPLE_MOST,
                      (long long)ikm_sample_cochran_unknown(margin));
    else
        (void)fprintf(call->out,
                      "\"population\":%lld,\"krejcie_morgan\":%lld,"
                      "\"at_most\":%d,\"slovin\":%lld,\"cochran\":%lld",
                      (long long)n, (long long)ikm_sample_krejcie_morgan(n),
                      IKM_SAMPLE_MOST, (long long)ikm_sample_slovin(n, margin),
                      (long long)ikm_sample_cochran(n, margin));
    (void)fprintf(call->out, ",\"margin\":%s}\n",
                  ikm_fixed_text(margin, MARGIN_DECIMALS, 0, text));
}

/* The number comes first in every line. */
static void put_text(const struct cli_call *call, int64_t n, int64_t margin)
{
    char error[IKM_FIXED_TEXT_BYTES];
    (void)ikm_fixed_text(margin, 2, call->lang == IKM_LANG_ID, error);
    if (n == UNKNOWN) {
        cli_say(call,
                "%d responden selalu cukup: Krejcie-Morgan (1970)\n"
                "%lld responden: Cochran, kesalahan %s %%\n",
                "%d respondents are always enough: Krejcie-Morgan (1970)\n"
                "%lld respondents: Cochran, error %s %%\n",
                IKM_SAMPLE_MOST, (long long)ikm_sample_cochran_unknown(margin),
                error);
        return;
    }
    cli_say(call,
            "%lld responden: Krejcie-Morgan (1970), yang dipakai ikm\n"
            "%lld responden: Slovin, kesalahan %s %%\n"
            "%lld responden: Cochran, kesalahan %s %%\n",
            "%lld respondents: Krejcie-Morgan (1970), what ikm goes by\n"
            "%lld respondents: Slovin, error %s %%\n"
            "%lld respondents: Cochran, error %s %%\n",
            (long long)ikm_sample_krejcie_morgan(n),
            (long long)ikm_sample_slovin(n, margin), error,
            (long long)ikm_sample_cochran(n, margin), error);
}

enum ikm_status cli_run_sample(struct cli_call *call, struct ikm_error *err)
{
    int64_t population = UNKNOWN;
    int64_t margin = IKM_MARGIN_USUAL;
    enum ikm_status status = take_population(call, &population, err);
    if (status == IKM_OK)
        status = take_margin(call, &margin, err);
    if (status != IKM_OK)
        return status;
    if (cli_is_given(call, "json"))
        put_json(call, population, margin);
    else
        put_text(call, population, margin);
    return IKM_OK;
}
