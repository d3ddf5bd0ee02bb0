/* Runs a fuzz target over every file of the folders given, and over beginnings
 * of each file: a cut-off input is the commonest damage. So the corpus is a
 * plain test, without libFuzzer.
 *
 *     fuzz.csv tests/fuzz/corpus/csv */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 1 << 20, CUTS = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* A copy of just that length, so that sanitizers see reads past the end. */
static int run(const uint8_t *bytes, size_t length)
{
    uint8_t *copy = malloc(length ? length : 1);
    if (!copy)
        return 0;
    if (length > 0)
        memcpy(copy, bytes, length);
    (void)LLVMFuzzerTestOneInput(copy, length);
    free(copy);
    return 1;
}

static int replay_file(const char *path)
{
    uint8_t *bytes = malloc(MOST_BYTES);
    FILE *in = fopen(path, "rb");
    int is_good = bytes && in;
    if (is_good) {
        const size_t length = fread(bytes, 1, MOST_BYTES, in);
        const size_t step = length / CUTS + 1;
        is_good = !ferror(in) && run(bytes, length);
        for (size_t cut = 0; is_good && cut < length; cut += step)
            is_good = run(bytes, cut);
    }
    if (in)
        (void)fclose(in);
    free(bytes);
    return is_good;
}

/* Returns how many files were replayed, -1 when one could not be. */
static int replay_folder(const char *folder)
{
    char path[4096];
    DIR *dir = opendir(folder);
    if (!dir)
        return -1;
    int n_files = 0;
    const struct dirent *entry = NULL;
    while (n_files >= 0 && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        n_files = replay_file(path) ? n_files + 1 : -1;
    }
    (void)closedir(dir);
    return n_files;
}

int main(int n_words, char **word)
{
    int n_total = 0;
    for (int i = 1; i < n_words; i++) {
        const int n_files = replay_folder(word[i]);
        if (n_files < 0) {
            (void)fprintf(stderr, "cannot replay %s\n", word[i]);
            return EXIT_FAILURE;
        }
        n_total += n_files;
    }
    (void)printf("%d inputs replayed\n", n_total);
    return n_total > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
