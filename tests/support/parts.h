/* tests/support/parts.h - little files for tests, in a folder of their own. */
#ifndef IKM_TESTS_SUPPORT_PARTS_H
#define IKM_TESTS_SUPPORT_PARTS_H

#include <stddef.h>

enum { TEST_PATH_BYTES = 512 };

/* A fresh folder, and the way to be rid of it with the files in it. */
struct test_folder {
    char path[TEST_PATH_BYTES];
};
void test_folder_make(struct test_folder *folder);
void test_folder_remove(const struct test_folder *folder);

/* "folder/name" */
const char *test_folder_path(const struct test_folder *folder, const char *name,
                             char path[TEST_PATH_BYTES]);

void test_write(const char *path, const void *bytes, size_t length_bytes);

/* A part of a ZIP package. length_bytes 0: up to the NUL. */
struct test_part {
    const char *name;
    const char *bytes;
    size_t length_bytes;
};
void test_write_package(const char *path, const struct test_part *parts,
                        size_t n_parts);

/* The parts around one sheet: content types, relationships, workbook with the
 * sheet "Data". `sheet_data`: the rows; strings, styles: whole parts or NULL.
 */
void test_write_sheet(const char *path, const char *sheet_data,
                      const char *strings, const char *styles);

#endif
