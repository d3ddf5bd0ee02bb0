#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <xlsxwriter.h>

#include "data/tables/xlsx.h"
#include "tests/support/parts.h"

enum { ROOM_BYTES = 8192 };

#define REL                                                                    \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships/"

struct folder {
    struct test_folder at;
    char path[TEST_PATH_BYTES]; /* of the workbook */
};

static int set_up(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    test_folder_make(&folder->at);
    (void)test_folder_path(&folder->at, "uji.xlsx", folder->path);
    *state = folder;
    return 0;
}

static int tear_down(void **state)
{
    struct folder *folder = *state;
    test_folder_remove(&folder->at);
    free(folder);
    return 0;
}

/* "1:a|b 2:c", kinds as a letter before the text when `with_kinds`. */
static void show_row(char *rows, const struct ikm_xlsx_row *row, int with_kinds)
{
    static const char letters[] = "-tndbe";
    size_t n = strlen(rows);
    n += (size_t)snprintf(rows + n, ROOM_BYTES - n, "%s%u:", n ? " " : "",
                          (unsigned)row->number);
    for (size_t i = 0; i < row->n_cells; i++) {
        const struct ikm_xlsx_cell *cell = &row->cells[i];
        const char kind[2] = {letters[cell->kind], '\0'};
        assert_int_equal(strlen(cell->text), cell->length_bytes);
        n += (size_t)snprintf(rows + n, ROOM_BYTES - n, "%s%s%s", i ? "|" : "",
                              with_kinds ? kind : "", cell->text);
    }
    assert_true(n < ROOM_BYTES);
}

static enum ikm_status read_rows(struct ikm_xlsx *xlsx, int with_kinds,
                                 char rows[ROOM_BYTES], struct ikm_error *err)
{
    const struct ikm_xlsx_row *row = NULL;
    enum ikm_status status = IKM_OK;
    rows[0] = '\0';
    while ((status = ikm_xlsx_next(xlsx, &row, err)) == IKM_OK && row)
        show_row(rows, row, with_kinds);
    assert_null(row);
    return status;
}

static void expect_rows(const char *path, int with_kinds, const char *rows)
{
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_xlsx *xlsx = NULL;
    char got[ROOM_BYTES];
    enum ikm_status status = ikm_xlsx_open(path, &xlsx, &err);
    if (status == IKM_OK)
        status = read_rows(xlsx, with_kinds, got, &err);
    if (status != IKM_OK)
        print_message("%s\n", err.text);
    assert_int_equal(status, IKM_OK);
    assert_string_equal(got, rows);
    /* the end stays the end, and going back begins anew */
    const struct ikm_xlsx_row *row = NULL;
    assert_int_equal(ikm_xlsx_next(xlsx, &row, &err), IKM_OK);
    assert_null(row);
    assert_true(ikm_xlsx_progress(xlsx) == 1.0);
    assert_int_equal(ikm_xlsx_rewind(xlsx, 0, &err), IKM_OK);
    assert_int_equal(read_rows(xlsx, with_kinds, got, &err), IKM_OK);
    assert_string_equal(got, rows);
    ikm_xlsx_close(xlsx);
}

static void expect_fault(const char *path, const char *rows, const char *said)
{
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_xlsx *xlsx = NULL;
    char got[ROOM_BYTES] = "";
    enum ikm_status status = ikm_xlsx_open(path, &xlsx, &err);
    if (status == IKM_OK)
        status = read_rows(xlsx, 0, got, &err);
    assert_int_equal(status, IKM_INPUT);
    assert_string_equal(got, rows);
    if (!strstr(err.text, said))
        print_message("\"%s\" lacks \"%s\"\n", err.text, said);
    assert_non_null(strstr(err.text, said));
    ikm_xlsx_close(xlsx);
}

static void sheet_rows(void **state)
{
    const struct folder *folder = *state;
    test_write_sheet(folder->path,
                     "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\">"
                     "<v>2.50</v></c><c r=\"E2\" s=\"1\"/></row>"
                     "<row r=\"4\"><c r=\"A4\" s=\"1\"/></row>"
                     "<row><c><v>3</v></c><c/><c><v>-0</v></c></row>"
                     "<row/><row><c r=\"AA7\"><v>1E3</v></c></row>",
                     NULL, NULL);
    expect_rows(folder->path, 0,
                "2:|1||2.5 5:3||0 7:||||||||||||||||||||||||||1000");
}

static void sheet_texts(void **state)
{
    const struct folder *folder = *state;
    test_write_sheet(
        folder->path,
        "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
        "<c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
        "<c t=\"s\"><v>4</v></c></row>"
        "<row><c t=\"inlineStr\"><is><t> a&amp;b </t></is></c>"
        "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>x</t></r><r>"
        "<t xml:space=\"preserve\"> y</t></r><rPh><t>no</t></rPh></is></c>"
        "<c t=\"str\"><f>A1</f><v>hasil</v></c>"
        "<c t=\"str\"><f>\"\"</f><v></v></c></row>",
        "<sst><si><t> Baik\n</t></si><si><r><t>Sangat</t></r><r>"
        "<t xml:space=\"preserve\"> baik</t></r><rPh sb=\"0\"><t>no</t></rPh>"
        "<phoneticPr/></si><si><t/></si><si><t>_x0041__x005F_x0041_ _xZZZZ_"
        "</t></si><si><t>caf\xC3\xA9\xC2\xA0</t></si></sst>",
        NULL);
    expect_rows(folder->path, 1,
                "1:tBaik|tSangat baik|-|tA_x0041_ _xZZZZ_|tcaf\xC3\xA9 "
                "2:ta&b|tx y|thasil");
}

static void sheet_values(void **state)
{
    const struct folder *folder = *state;
    test_write_sheet(folder->path,
                     "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
                     "<c t=\"e\"><v>#DIV/0!</v></c><c><f>1+1</f></c>"
                     "<c><f>1+1</f><v></v></c><c><f>1+1</f><v>2</v></c>"
                     "<c><v>bukan</v></c><c t=\"n\"><v> 7 </v></c>"
                     "<c t=\"d\"><v>2025-02-24T09:15:03Z</v></c>"
                     "<c t=\"d\"><v>2025-02-24</v></c>"
                     "<c t=\"d\"><v>besok</v></c></row>",
                     NULL, NULL);
    expect_rows(folder->path, 1,
                "1:bTRUE|bFALSE|e#DIV/0!|e#FORMULA?|e#FORMULA?|n2|tbukan|n7|"
                "d2025-02-24 09:15:03|d2025-02-24|tbesok");
}

static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" "
    "formatCode=\"dd/mm/yyyy\\ hh:mm:ss\"/><numFmt numFmtId=\"165\" "
    "formatCode=\"#,##0.00&quot; hari&quot;\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
    "<xf numFmtId=\"165\"/><xf numFmtId=\"10\"/><xf numFmtId=\"20\"/>"
    "<xf numFmtId=\"46\"/></cellXfs>"
    "<dxfs><dxf><numFmt numFmtId=\"165\" formatCode=\"d\"/></dxf></dxfs>"
    "</styleSheet>";

static void dates_through_styles(void **state)
{
    const struct folder *folder = *state;
    test_write_sheet(folder->path,
                     "<row><c s=\"1\"><v>45712</v></c>"
                     "<c s=\"2\"><v>45712.3854513889</v></c>"
                     "<c s=\"2\"><v>45712.385416666664</v></c>"
                     "<c s=\"2\"><v>45712</v></c>"
                     "<c s=\"5\"><v>0.3854166667</v></c>"
                     "<c s=\"6\"><v>1.14583333333333</v></c>"
                     "<c s=\"3\"><v>45712</v></c><c s=\"9\"><v>45712</v></c>"
                     "<c s=\"1\"><v>-1</v></c><c s=\"1\" t=\"str\"><v>x</v></c>"
                     "</row><row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v>"
                     "</c><c s=\"1\"><v>60</v></c><c s=\"1\"><v>61</v></c>"
                     "<c s=\"1\"><v>0</v></c><c s=\"1\"><v>2958465</v></c>"
                     "<c s=\"1\"><v>2958466</v></c></row>",
                     NULL, styles);
    expect_rows(folder->path, 1,
                "1:d2025-02-24|d2025-02-24 09:15:03|d2025-02-24 09:15:00|"
                "d2025-02-24|d09:15|d27:30:00|n45712|n45712|n-1|tx "
                "2:d1900-01-01|d1900-02-28|d1900-02-29|d1900-03-01|d1900-01-00|"
                "d9999-12-31|n2958466");
}

static void what_a_cell_is(void **state)
{
    const struct folder *folder = *state;
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_xlsx *xlsx = NULL;
    const struct ikm_xlsx_row *row = NULL;
    test_write_sheet(
        folder->path,
        "<row><c s=\"3\"><v>78.95999999999999</v></c>"
        "<c s=\"4\"><v>0.8534</v></c><c><v>3.0</v></c>"
        "<c s=\"1\"><v>45712.5</v></c><c t=\"b\"><v>1</v></c></row>",
        NULL, styles);
    assert_int_equal(ikm_xlsx_open(folder->path, &xlsx, &err), IKM_OK);
    assert_int_equal(ikm_xlsx_next(xlsx, &row, &err), IKM_OK);
    assert_string_equal(row->cells[0].text, "78.96");
    assert_true(row->cells[0].number == 78.96);
    assert_int_equal(row->cells[0].decimals, 2);
    assert_int_equal(row->cells[0].is_percent, 0);
    assert_string_equal(row->cells[1].text, "0.8534");
    assert_int_equal(row->cells[1].decimals, 2);
    assert_int_equal(row->cells[1].is_percent, 1);
    assert_int_equal(row->cells[2].decimals, -1);
    assert_true(row->cells[3].number == 45712.5);
    assert_true(row->cells[4].number == 1.0);
    ikm_xlsx_close(xlsx);
}

static void sheets_through_relationships(void **state)
{
    const struct folder *folder = *state;
    static const struct test_part parts[] = {
        {"[Content_Types].xml", "<Types/>", 0},
        {"_rels/.rels",
         "<Relationships><Relationship Id=\"a\" Type=\"" STRICT
         "officeDocument\" Target=\"/buku/isi.xml\"/></Relationships>",
         0},
        {"buku/isi.xml",
         "<x:workbook xmlns:x=\"x\" xmlns:r=\"r\"><x:workbookPr "
         "date1904=\"1\"/><x:sheets>"
         "<x:sheet name=\"Dua &amp; satu\" sheetId=\"7\" r:id=\"s2\"/>"
         "<x:sheet name=\"Grafik\" sheetId=\"3\" r:id=\"s3\"/>"
         "<x:sheet name=\"Satu\" state=\"hidden\" sheetId=\"1\" r:id=\"s1\"/>"
         "</x:sheets></x:workbook>",
         0},
        {"buku/_rels/isi.xml.rels",
         "<Relationships><Relationship Id=\"s1\" Type=\"" REL
         "worksheet\" Target=\"./lembar/../Lembar/1.xml\"/>"
         "<Relationship Id=\"s2\" Type=\"" STRICT
         "worksheet\" Target=\"/buku/lembar/2.xml\"/>"
         "<Relationship Id=\"s3\" Type=\"" REL "chartsheet\" Target=\"g.xml\"/>"
         "<Relationship Id=\"x\" Type=\"" REL
         "styles\" Target=\"../gaya.xml\"/></Relationships>",
         0},
        {"buku/lembar/1.xml",
         "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>"
         "<extLst><row><c><v>9</v></c></row></extLst></worksheet>",
         0},
        {"buku/lembar/2.xml",
         "<x:worksheet xmlns:x=\"x\"><x:sheetData><x:row><x:c s=\"1\">"
         "<x:v>44250</x:v></x:c></x:row></x:sheetData></x:worksheet>",
         0},
        {"gaya.xml", styles, 0},
    };
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_xlsx *xlsx = NULL;
    char got[ROOM_BYTES];
    test_write_package(folder->path, parts, IKM_COUNT(parts));
    assert_int_equal(ikm_xlsx_open(folder->path, &xlsx, &err), IKM_OK);
    assert_int_equal(ikm_xlsx_sheet_count(xlsx), 2);
    assert_string_equal(ikm_xlsx_sheet_name(xlsx, 0), "Dua & satu");
    assert_string_equal(ikm_xlsx_sheet_name(xlsx, 1), "Satu");
    assert_int_equal(ikm_xlsx_sheet_hidden(xlsx, 0), 0);
    assert_int_equal(ikm_xlsx_sheet_hidden(xlsx, 1), 1);
    assert_int_equal(read_rows(xlsx, 1, got, &err), IKM_OK);
    assert_string_equal(got, "1:d2025-02-24");
    assert_int_equal(ikm_xlsx_rewind(xlsx, 1, &err), IKM_OK);
    assert_int_equal(read_rows(xlsx, 1, got, &err), IKM_OK);
    assert_string_equal(got, "1:n1");
    ikm_xlsx_close(xlsx);
}

static void damaged_sheets(void **state)
{
    const struct folder *folder = *state;
    static const struct {
        const char *data, *rows, *said;
    } cases[] = {
        {"<row r=\"3\"><c><v>1</v></c></row><row r=\"3\"/>", "3:1",
         "lembar \"Data\", baris 3: baris berikutnya bernomor \"3\""},
        {"<row r=\"0\"/>", "", "bernomor \"0\""},
        {"<row r=\"1048577\"/>", "", "paling besar 1048576"},
        {"<row r=\"5\"><c r=\"B5\"/><c r=\"B5\"/></row>", "",
         "baris 5, kolom 2: sel berikutnya bernama \"B5\""},
        {"<row r=\"5\"><c r=\"B6\"/></row>", "", "\"B6\""},
        {"<row r=\"5\"><c r=\"XFE5\"/></row>", "", "\"XFE5\""},
        {"<row r=\"5\"><c r=\"7\"/></row>", "", "\"7\""},
        {"<row><c t=\"s\"><v>0</v></c></row>", "",
         "baris 1, kolom 1: sel menunjuk teks bersama"},
        {"<row><c><v>1</v></c></row><row><c></row>", "1:1",
         "lembar \"Data\", baris 2, kolom 1: XML rusak"},
    };
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        test_write_sheet(folder->path, cases[i].data, NULL, NULL);
        expect_fault(folder->path, cases[i].rows, cases[i].said);
    }
}

static void hostile_parts(void **state)
{
    const struct folder *folder = *state;
    test_write_sheet(folder->path, "",
                     "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst/>", NULL);
    expect_fault(folder->path, "", "XML memuat DTD");

    char *deep = calloc(1, 1 << 20);
    assert_non_null(deep);
    for (int i = 0; i < 1000; i++)
        memcpy(deep + (size_t)i * 3, "<a>", 3);
    test_write_sheet(folder->path, deep, NULL, NULL);
    expect_fault(folder->path, "", "terlalu dalam");

    /* far cells in every row: 60 bytes in the file, 16384 cells for us */
    size_t n = 0;
    for (unsigned row = 1; row <= 25000 && n < (1 << 20) - 64; row++)
        n += (size_t)snprintf(deep + n, 64,
                              "<row><c r=\"XFD%u\"><v>1</v></c>"
                              "</row>",
                              row);
    test_write_sheet(folder->path, deep, NULL, NULL);
    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_xlsx *xlsx = NULL;
    const struct ikm_xlsx_row *row = NULL;
    enum ikm_status status = ikm_xlsx_open(folder->path, &xlsx, &err);
    size_t n_rows = 0;
    while (status == IKM_OK &&
           (status = ikm_xlsx_next(xlsx, &row, &err)) == IKM_OK && row)
        n_rows++;
    assert_int_equal(status, IKM_INPUT);
    assert_true(n_rows > 20000);
    assert_non_null(strstr(err.text, "lebih dari 400000000 sel"));
    assert_int_equal(ikm_xlsx_next(xlsx, &row, &err), IKM_INPUT);
    ikm_xlsx_close(xlsx);
    free(deep);
}

/* What deflates to a thousandth is refused before it fills anything. */
static void inflating_beyond_reason(void **state)
{
    const struct folder *folder = *state;
    const size_t length = 80 << 20;
    char *blanks = malloc(length + 1);
    assert_non_null(blanks);
    memset(blanks, ' ', length);
    blanks[length] = '\0';
    memcpy(blanks, "<row><c><v>1</v></c></row>", 26);
    test_write_sheet(folder->path, blanks, NULL, NULL);
    expect_fault(folder->path, "1:1", "mengembang melebihi batas wajar");
    memcpy(blanks, "<row><c t=\"inlineStr\"><is><t>", 29);
    memcpy(blanks + (2 << 20), "</t></is></c></row>", 20);
    test_write_sheet(folder->path, blanks, NULL, NULL);
    expect_fault(folder->path, "",
                 "baris 1, kolom 1: teks pada baris ini "
                 "melebihi 1 MiB");
    memcpy(blanks, "<row><!--                    ", 29);
    memcpy(blanks + (2 << 20), "--></row>           ", 20);
    blanks[(2 << 20) + 20] = '\0';
    test_write_sheet(folder->path, blanks, NULL, NULL);
    expect_fault(folder->path, "", "tanda XML lebih panjang dari 1 MiB");
    free(blanks);
}

static void other_packages(void **state)
{
    const struct folder *folder = *state;
    static const struct {
        struct test_part parts[2];
        const char *said;
    } cases[] = {
        {{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0},
          {"content.xml", "<x/>", 0}},
         "berkas OpenDocument (ODS)"},
        {{{"[Content_Types].xml", "<x/>", 0}, {"word/document.xml", "<x/>", 0}},
         "dokumen Word (DOCX)"},
        {{{"[Content_Types].xml", "<x/>", 0}, {"xl/workbook.bin", "x", 0}},
         "biner (XLSB)"},
        {{{"a.txt", "x", 0}, {"b.txt", "y", 0}}, "sebuah berkas ZIP"},
    };
    for (size_t i = 0; i < IKM_COUNT(cases); i++) {
        test_write_package(folder->path, cases[i].parts, 2);
        expect_fault(folder->path, "", cases[i].said);
    }
    test_write(folder->path, "PK\x03\x04 terpotong", 14);
    expect_fault(folder->path, "", "rusak atau terpotong");

    struct ikm_error err = {.lang = IKM_LANG_ID};
    struct ikm_xlsx *xlsx = NULL;
    char path[TEST_PATH_BYTES];
    assert_int_equal(ikm_xlsx_open(test_folder_path(&folder->at, "tiada", path),
                                   &xlsx, &err),
                     IKM_NO_FILE);
    ikm_xlsx_close(NULL);
}

/* What another library writes. */
static void written_by_xlsxwriter(void **state)
{
    const struct folder *folder = *state;
    lxw_workbook *workbook = workbook_new(folder->path);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Data");
    lxw_format *date = workbook_add_format(workbook);
    format_set_num_format(date, "d mmmm yyyy");
    lxw_datetime day = {.year = 2025, .month = 2, .day = 24};
    lxw_datetime time = {
        .year = 2025, .month = 2, .day = 24, .hour = 9, .min = 15, .sec = 3.0};
    (void)worksheet_write_string(sheet, 0, 0, "=1+1 <b>", NULL);
    (void)worksheet_write_number(sheet, 0, 1, 78.95999999999999, NULL);
    (void)worksheet_write_datetime(sheet, 0, 2, &day, date);
    (void)worksheet_write_datetime(sheet, 2, 2, &time, date);
    (void)worksheet_write_boolean(sheet, 2, 3, 1, NULL);
    (void)worksheet_write_formula_num(sheet, 2, 4, "=1/3", NULL, 1.0 / 3.0);
    assert_int_equal(workbook_close(workbook), LXW_NO_ERROR);
    expect_rows(folder->path, 1,
                "1:t=1+1 <b>|n78.96|d2025-02-24 "
                "3:-|-|d2025-02-24 09:15:03|bTRUE|n0.333333333333333");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheet_rows),
        cmocka_unit_test(sheet_texts),
        cmocka_unit_test(sheet_values),
        cmocka_unit_test(dates_through_styles),
        cmocka_unit_test(what_a_cell_is),
        cmocka_unit_test(sheets_through_relationships),
        cmocka_unit_test(damaged_sheets),
        cmocka_unit_test(hostile_parts),
        cmocka_unit_test(inflating_beyond_reason),
        cmocka_unit_test(other_packages),
        cmocka_unit_test(written_by_xlsxwriter),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
