/* No sentence that may stand on a page names a command or an option of the
 * command line: all of them are read out of the sources of the floors below and
 * said as on a page. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "web/sentences.h"

enum { FILE_BYTES = 1 << 20, SENTENCE_BYTES = 8192 };

/* What is never said on a page: the terminal's own texts, workbooks, merging,
 * what a program's start can say. Options of an import become those of the page
 * in upload_words(). */
static const char *const elsewhere[] = {
    "data/store/open.c",         "export/analysis.c",
    "data/store/annexes.c",      "collect/annex.c",
    "export/report_book.c",      "export/to_xlsx_template.c",
    "collect/merge.c",           "collect/merge_rows.c",
    "collect/merge_registers.c", "export/to_audit_text.c",
    "export/to_xlsx.c",          "export/to_xlsx_plan.c",
    "export/to_xlsx_quality.c",  "export/whatif.c",
    "web/http_socket.c",         "export/audit_words.c",
    "export/html_style.c",       "export/site_parts.c",
    "export/chart_svg.c"};
static const char *const of_upload[] = {"--create", "--again",   "--dates",
                                        "--order",  "--map",     "--unit",
                                        "--date",   "--skip-bad"};

struct walk {
    size_t n_commands;
    char command[64][16];
    int n_said; /* sentences that named one */
    int n_left;
};

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = calloc(1, FILE_BYTES);
    assert_non_null(file);
    assert_non_null(bytes);
    assert_true(fread(bytes, 1, FILE_BYTES - 1, file) > 0);
    (void)fclose(file);
    return bytes;
}

/* The first word of each command, out of the tables of the terminal. */
static void read_commands(struct walk *walk, const char *path)
{
    char *text = read_file(path);
    for (const char *p = strstr(text, "COMMAND("); p;
         p = strstr(p + 1, "COMMAND(")) {
        const char *quote = strchr(p, '"');
        const size_t length =
            quote ? strcspn(quote + 1, "\"") : sizeof walk->command[0];
        if (quote && length < sizeof walk->command[0] &&
            walk->n_commands < IKM_COUNT(walk->command))
            memcpy(walk->command[walk->n_commands++], quote + 1, length);
    }
    free(text);
}

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "ikm void" */
static int names_command(const struct walk *walk, const char *text)
{
    for (const char *p = strstr(text, "ikm "); p; p = strstr(p + 1, "ikm "))
        for (size_t i = 0; i < walk->n_commands; i++) {
            const size_t length = strlen(walk->command[i]);
            if ((p == text || !is_letter(p[-1])) &&
                strncmp(p + 4, walk->command[i], length) == 0 &&
                !is_letter(p[4 + length]))
                return 1;
        }
    return 0;
}

/* "--period", but not those that the page of an upload has words for. */
static int names_option(const char *text)
{
    for (const char *p = strstr(text, "--"); p; p = strstr(p + 2, "--")) {
        size_t i = 0;
        if ((p > text && p[-1] != ' ' && p[-1] != '(') ||
            !(p[2] >= 'a' && p[2] <= 'z'))
            continue;
        while (i < IKM_COUNT(of_upload) &&
               strncmp(p, of_upload[i], strlen(of_upload[i])) != 0)
            i++;
        if (i == IKM_COUNT(of_upload))
            return 1;
    }
    return 0;
}

static void say(struct walk *walk, const char *path, const char *sentence)
{
    struct ikm_arena arena = IKM_ARENA(1 << 20);
    if (names_command(walk, sentence) || names_option(sentence)) {
        const char *said = web_sentence_of(&arena, sentence);
        walk->n_said++;
        if (names_command(walk, said) || names_option(said)) {
            print_error("%s: on a page: %s\n", path, said);
            walk->n_left++;
        }
    }
    ikm_arena_release(&arena);
}

/* Skips what is no literal between two of them; 0: another sentence begins. */
static const char *next_literal(const char *p)
{
    p += strspn(p, " \t\n");
    return *p == '"' ? p : NULL;
}

/* Each run of literals that stand side by side is one sentence. */
static void walk_file(struct walk *walk, const char *path)
{
    char *text = read_file(path);
    static char sentence[SENTENCE_BYTES];
    for (const char *p = text; *p; p++) {
        size_t n = 0;
        if (p[0] == '/' && p[1] == '*') {
            p = strstr(p, "*/");
            assert_non_null(p);
            continue;
        }
        if (p[0] == '\'' && p[1] == '"')
            p += 2;
        if (*p != '"')
            continue;
        for (const char *q = p; q;) {
            for (q++; *q && *q != '"'; q++) {
                if (*q == '\\')
                    q++;
                if (n + 1 < sizeof sentence)
                    sentence[n++] = *q;
            }
            p = q;
            q = next_literal(q + 1);
        }
        sentence[n] = '\0';
        say(walk, path, sentence);
    }
    free(text);
}

static void walk_folder(struct walk *walk, const char *folder)
{
    DIR *files = opendir(folder);
    char path[512];
    assert_non_null(files);
    for (struct dirent *e = readdir(files); e; e = readdir(files)) {
        const size_t length = strlen(e->d_name);
        size_t i = 0;
        if (length < 3 || strcmp(e->d_name + length - 2, ".c") != 0)
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        while (i < IKM_COUNT(elsewhere) && strcmp(path, elsewhere[i]) != 0)
            i++;
        /* the table itself is the one place that must name them */
        if (i == IKM_COUNT(elsewhere) && strcmp(path, "web/sentences.c") != 0 &&
            strcmp(path, "web/upload_run.c") != 0)
            walk_file(walk, path);
    }
    (void)closedir(files);
}

static void no_sentence_names_a_command(void **state)
{
    static const char *const folders[] = {
        "data",    "data/base", "data/store", "data/tables",
        "analyze", "collect",   "export",     "web"};
    struct walk walk = {0};
    (void)state;
    read_commands(&walk, "cli/commands.c");
    read_commands(&walk, "cli/commands_export.c");
    assert_true(walk.n_commands > 30);
    for (size_t i = 0; i < IKM_COUNT(folders); i++)
        walk_folder(&walk, folders[i]);
    /* the walk does find them */
    assert_true(walk.n_said > 40);
    assert_int_equal(walk.n_left, 0);
}

static void other_sentences_stay(void **state)
{
    struct ikm_arena arena = IKM_ARENA(1 << 16);
    (void)state;
    assert_string_equal(
        web_sentence_of(&arena,
                        "unit \"x\" tidak dikenal; lihat: ikm unit list"),
        "unit \"x\" tidak dikenal; pilih unit dari daftarnya");
    assert_string_equal(
        web_sentence_of(&arena,
                        "there is no element \"x\" in the form a-1; see: "
                        "ikm form show a-1; or not"),
        "there is no element \"x\" in the form a-1; choose from the list; or "
        "not");
    assert_string_equal(web_sentence_of(&arena, "IKM 83,21; a -- b"),
                        "IKM 83,21; a -- b");
    assert_string_equal(web_sentence_of(&arena, ""), "");
    ikm_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_sentence_names_a_command),
        cmocka_unit_test(other_sentences_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
