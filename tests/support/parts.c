#define _XOPEN_SOURCE 700

#include "tests/support/parts.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

void test_folder_make(struct test_folder *folder)
{
    const char *base = getenv("TMPDIR");
    (void)snprintf(folder->path, sizeof folder->path, "%s/ikm-test-XXXXXX",
                   base && *base ? base : P_tmpdir);
    assert_non_null(mkdtemp(folder->path));
}

const char *test_folder_path(const struct test_folder *folder, const char *name,
                             char path[TEST_PATH_BYTES])
{
    const int n = snprintf(path, TEST_PATH_BYTES, "%s/%s", folder->path, name);
    assert_true(n > 0 && n < TEST_PATH_BYTES);
    return path;
}

void test_folder_remove(const struct test_folder *folder)
{
    char path[TEST_PATH_BYTES];
    DIR *dir = opendir(folder->path);
    const struct dirent *entry = NULL;
    while (dir && (entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            (void)remove(test_folder_path(folder, entry->d_name, path));
    if (dir)
        (void)closedir(dir);
    (void)rmdir(folder->path);
}

void test_write(const char *path, const void *bytes, size_t length_bytes)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, length_bytes, out), length_bytes);
    assert_int_equal(fclose(out), 0);
}

void test_write_package(const char *path, const struct test_part *parts,
                        size_t n_parts)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    for (size_t i = 0; i < n_parts; i++) {
        const size_t length = parts[i].length_bytes ? parts[i].length_bytes
                                                    : strlen(parts[i].bytes);
        zip_source_t *source =
            zip_source_buffer(zip, parts[i].bytes, length, 0);
        assert_non_null(source);
        assert_true(zip_file_add(zip, parts[i].name, source, 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
}

#define REL_TYPE                                                               \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

void test_write_sheet(const char *path, const char *sheet_data,
                      const char *strings, const char *styles)
{
    const size_t room = strlen(sheet_data) + 256;
    char *sheet = malloc(room);
    assert_non_null(sheet);
    (void)snprintf(sheet, room,
                   "<worksheet><sheetData>%s</sheetData></worksheet>",
                   sheet_data);
    struct test_part parts[7] = {
        {"[Content_Types].xml", "<Types/>", 0},
        {"_rels/.rels",
         "<Relationships><Relationship Id=\"rId1\" Type=\"" REL_TYPE
         "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
         0},
        {"xl/workbook.xml",
         "<workbook><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/>"
         "</sheets></workbook>",
         0},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id=\"rId1\" Type=\"" REL_TYPE
         "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship "
         "Id=\"rId2\" Type=\"" REL_TYPE
         "sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship "
         "Id=\"rId3\" Type=\"" REL_TYPE
         "styles\" Target=\"styles.xml\"/></Relationships>",
         0},
        {"xl/worksheets/sheet1.xml", sheet, 0},
    };
    size_t n = 5;
    if (strings)
        parts[n++] = (struct test_part){"xl/sharedStrings.xml", strings, 0};
    if (styles)
        parts[n++] = (struct test_part){"xl/styles.xml", styles, 0};
    test_write_package(path, parts, n);
    free(sheet);
}
