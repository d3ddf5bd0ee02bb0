/* form list, show, check, add */
#include <string.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/world.h"
#include "collect/form_folder.h"
#include "data/base/number.h"
#include "data/store_registers.h"

enum { ID_COLUMNS = 22, QUESTION_BYTES = 1280 };

/* A form by id, of the survey file when there is one. */
static enum ikm_status find_form(const struct cli_call *call, const char *id,
                                 const struct ikm_form **ret_form,
                                 struct ikm_error *err)
{
    int64_t form_id = 0;
    if (call->store)
        return ikm_store_find_form(call->store, id, call->arena, ret_form,
                                   &form_id, err);
    const struct ikm_builtin_form *builtin = ikm_builtin_form_find(id);
    struct ikm_faults *faults = cli_faults(call, NULL);
    if (!faults)
        return ikm_fail_memory(err);
    if (builtin)
        return ikm_form_load(&builtin->source, call->arena, faults, ret_form,
                             err);
    return ikm_fail(err, IKM_INPUT,
                    "kuesioner \"%s\" tidak ada; lihat: ikm form list",
                    "there is no form \"%s\"; see: ikm form list", id);
}

static enum ikm_status show_entry(const struct cli_call *call, const char *id,
                                  const char *state, struct ikm_error *err)
{
    const struct ikm_form *form = NULL;
    const enum ikm_status status = find_form(call, id, &form, err);
    if (status != IKM_OK || !form)
        return status;
    cli_write_padded(call->out, id, ID_COLUMNS);
    (void)fputc(' ', call->out);
    cli_write_line(call->out, form->name);
    (void)fprintf(call->out, " (%s)\n", state);
    return IKM_OK;
}

static const char *state_of(const struct cli_call *call,
                            const struct ikm_form_entry *entry)
{
    if (entry && entry->n_cells > 0)
        return ikm_say(call->lang, "sudah dijawab", "answered");
    if (entry)
        return ikm_say(call->lang, "ada di berkas survei",
                       "in the survey file");
    return ikm_say(call->lang, "bawaan", "built in");
}

enum ikm_status cli_run_form_list(struct cli_call *call, struct ikm_error *err)
{
    size_t n_forms = 0;
    const struct ikm_form_entry *forms = NULL;
    enum ikm_status status = IKM_OK;
    if (call->store)
        status =
            ikm_store_forms(call->store, call->arena, &n_forms, &forms, err);
    for (size_t i = 0; i < ikm_builtin_form_count() && status == IKM_OK; i++) {
        const char *id = ikm_builtin_form(i)->id;
        const struct ikm_form_entry *entry = NULL;
        for (size_t f = 0; f < n_forms; f++)
            if (strcmp(forms[f].id, id) == 0)
                entry = &forms[f];
        status = show_entry(call, id, state_of(call, entry), err);
    }
    for (size_t f = 0; f < n_forms && status == IKM_OK; f++)
        if (!ikm_builtin_form_find(forms[f].id))
            status =
                show_entry(call, forms[f].id, state_of(call, &forms[f]), err);
    return status;
}

static void show_head(const struct cli_call *call, const struct ikm_form *form)
{
    cli_say(call, "%s: %s\n", "%s: %s\n", form->id, form->name);
    if (form->rule[0])
        cli_say(call, "Dasar: %s\n", "Rule: %s\n", form->rule);
    if (form->succeeds[0])
        cli_say(call, "Menggantikan: %s\n", "Succeeds: %s\n", form->succeeds);
    cli_say(call, "Skala 1 sampai %d; %zu unsur, %zu pertanyaan\n",
            "Scale 1 to %d; %zu elements, %zu questions\n", form->scale_max,
            form->n_elements, ikm_form_n_asked(form));
    if (form->note[0])
        cli_write_wrapped(call->out, form->note, 0);
}

/* Its number is that on paper. */
static void show_question(const struct cli_call *call,
                          const struct ikm_form *form, size_t q)
{
    const struct ikm_question *asked = &form->questions[q];
    const int is_plain = asked->kind == IKM_ASKS_SATISFACTION;
    char question[QUESTION_BYTES];
    (void)snprintf(question, sizeof question, "%zu. %s%s%s%s", asked->place + 1,
                   asked->text, is_plain ? "" : " (",
                   is_plain ? "" : ikm_question_kind_word(asked->kind),
                   is_plain ? "" : ")");
    cli_write_wrapped(call->out, question, 2);
    for (int s = 1; s <= form->scale_max; s++)
        cli_say(call, "    %d  %s\n", "    %d  %s\n", s, asked->label[s]);
}

static void show_element(const struct cli_call *call,
                         const struct ikm_form *form, size_t e)
{
    const struct ikm_element *element = &form->elements[e];
    cli_say(call, "\n%s  %s  [%s]  bobot %lld/%lld\n",
            "\n%s  %s  [%s]  weight %lld/%lld\n", element->code, element->name,
            element->key, (long long)element->weight.numerator,
            (long long)element->weight.denominator);
    for (size_t q = 0; q < ikm_form_n_asked(form); q++)
        if (form->questions[q].element == e)
            show_question(call, form, q);
    if (element->n_causes > 0)
        cli_say(call, "  Sebab nilai rendah:\n", "  Causes of low scores:\n");
    for (size_t c = 0; c < element->n_causes; c++)
        cli_say(call, "    %d  %s\n", "    %d  %s\n", element->causes[c].code,
                element->causes[c].text);
}

static void show_tail(const struct cli_call *call, const struct ikm_form *form)
{
    char bound[IKM_FIXED_TEXT_BYTES];
    if (form->n_classes == 0)
        cli_say(call,
                "\nTanpa kelas mutu yang pasti: hanya nilainya yang "
                "ditampilkan.\n",
                "\nNo verified class table: only the value is shown.\n");
    else
        cli_say(call, "\nKelas mutu (mulai dari nilai):\n",
                "\nClasses (from this value up):\n");
    for (size_t c = 0; c < form->n_classes; c++)
        cli_say(call, "  %s  %6s  %s\n", "  %s  %6s  %s\n",
                form->classes[c].grade,
                ikm_fixed_text(form->classes[c].lower_hundredths, 2,
                               call->lang == IKM_LANG_ID, bound),
                form->classes[c].label);
    for (size_t o = 0; o < form->n_orders; o++) {
        cli_say(call, "%sUrutan %s:", "%sOrder %s:", o == 0 ? "\n" : "",
                form->orders[o].name);
        for (size_t e = 0; e < form->n_elements; e++)
            cli_say(call, " %s", " %s",
                    form->elements[form->orders[o].element[e]].key);
        (void)fputc('\n', call->out);
    }
}

enum ikm_status cli_run_form_show(struct cli_call *call, struct ikm_error *err)
{
    const struct ikm_form *form = NULL;
    const enum ikm_status status = find_form(call, call->word[0], &form, err);
    if (status != IKM_OK || !form)
        return status;
    show_head(call, form);
    for (size_t e = 0; e < form->n_elements; e++)
        show_element(call, form, e);
    for (size_t q = form->n_questions; q < ikm_form_n_asked(form); q++)
        if (form->questions[q].element == IKM_NO_ELEMENT) {
            (void)fputc('\n', call->out);
            show_question(call, form, q);
        }
    show_tail(call, form);
    return IKM_OK;
}

enum ikm_status cli_run_form_check(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_form_source source;
    const struct ikm_form *form = NULL;
    struct ikm_faults *faults = cli_faults(call, call->word[0]);
    if (!faults)
        return ikm_fail_memory(err);
    enum ikm_status status =
        ikm_form_folder_read(call->word[0], call->arena, &source, err);
    if (status != IKM_OK)
        return status;
    status = ikm_form_load(&source, call->arena, faults, &form, err);
    cli_write_faults(call->out, call->lang, faults);
    if (status == IKM_OK)
        cli_say(call,
                "Kuesioner %s baik: %zu unsur, %zu pertanyaan. Masukkan "
                "dengan: ikm form add %s\n",
                "The form %s is fine: %zu elements, %zu questions. Put it in "
                "with: ikm form add %s\n",
                form->id, form->n_elements, ikm_form_n_asked(form),
                call->word[0]);
    if (status == IKM_INPUT && faults->n_total > 0)
        err->status = status = IKM_FOUND;
    return status;
}

enum ikm_status cli_run_form_add(struct cli_call *call, struct ikm_error *err)
{
    struct ikm_form_source source;
    const struct ikm_form *form = NULL;
    struct ikm_act act;
    int64_t form_id = 0;
    struct ikm_faults *faults = cli_faults(call, call->word[0]);
    if (!faults)
        return ikm_fail_memory(err);
    enum ikm_status status =
        ikm_form_folder_read(call->word[0], call->arena, &source, err);
    if (status != IKM_OK)
        return status;
    status = ikm_form_load(&source, call->arena, faults, &form, err);
    cli_write_faults(call->messages, call->lang, faults);
    if (status == IKM_OK)
        status = cli_act(call, "form", form->id, "", &act, err);
    if (status == IKM_OK)
        status = ikm_store_begin(call->store, &act, err);
    if (status == IKM_OK)
        status =
            ikm_store_add_form(call->store, &source, form->id, &form_id, err);
    if (status == IKM_OK)
        status = ikm_store_commit(call->store, err);
    ikm_store_rollback(call->store);
    if (status == IKM_OK)
        cli_say(call, "Kuesioner %s ada di berkas survei.\n",
                "The form %s is in the survey file.\n", form->id);
    return status;
}
