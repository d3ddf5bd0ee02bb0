/* Puts the rows of Data, packed already, into the workbook that the library
 * made of all else. */
#include <stdio.h>
#include <zip.h>

#include "export/deflated.h"
#include "export/to_xlsx_internal.h"

/* 1 January 1980, as the library dates its parts. */
enum { DOS_DAY = 0x21 };
enum { MOST_HEAD_BYTES = 1 << 20 };

/* What libzip reads of. */
struct part {
    struct ikm_deflated *packed;
    struct ikm_deflated_facts facts;
    uint64_t n_read; /* packed bytes */
    zip_error_t error;
};

static zip_int64_t read_part(struct part *part, void *room, zip_uint64_t most)
{
    const int64_t n = ikm_deflated_read(part->packed, room, (size_t)most);
    part->n_read += n > 0 ? (uint64_t)n : 0;
    /* a temporary file that was cut short must not pass for a whole one */
    if (n < 0 || (n == 0 && part->n_read != part->facts.n_packed_bytes)) {
        zip_error_set(&part->error, ZIP_ER_READ, 0);
        return -1;
    }
    return n;
}

static zip_int64_t tell_facts(const struct part *part, zip_stat_t *facts)
{
    zip_stat_init(facts);
    facts->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC |
                   ZIP_STAT_COMP_METHOD;
    facts->size = part->facts.n_bytes;
    facts->comp_size = part->facts.n_packed_bytes;
    facts->crc = part->facts.crc;
    facts->comp_method = ZIP_CM_DEFLATE;
    return sizeof *facts;
}

static zip_int64_t serve_part(void *context, void *data, zip_uint64_t n_bytes,
                              zip_source_cmd_t command)
{
    struct part *part = context;
    if (command == ZIP_SOURCE_OPEN) {
        ikm_deflated_rewind(part->packed);
        part->n_read = 0;
        return 0;
    }
    if (command == ZIP_SOURCE_READ)
        return read_part(part, data, n_bytes);
    if (command == ZIP_SOURCE_STAT)
        return tell_facts(part, data);
    if (command == ZIP_SOURCE_ERROR)
        return zip_error_to_data(&part->error, data, n_bytes);
    if (command == ZIP_SOURCE_CLOSE || command == ZIP_SOURCE_FREE)
        return 0;
    if (command == ZIP_SOURCE_SUPPORTS)
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
            ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    zip_error_set(&part->error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
}

/* The sheet as the library left it: page, columns, heading, no row. */
static const char *read_sheet(zip_t *zip, zip_uint64_t index,
                              struct ikm_arena *arena)
{
    zip_stat_t facts;
    if (zip_stat_index(zip, index, 0, &facts) != 0 ||
        facts.size > MOST_HEAD_BYTES)
        return NULL;
    char *sheet = ikm_arena_take(arena, facts.size + 1, 1);
    zip_file_t *file = sheet ? zip_fopen_index(zip, index, 0) : NULL;
    const zip_int64_t n = file ? zip_fread(file, sheet, facts.size) : -1;
    if (file)
        (void)zip_fclose(file);
    return n == (zip_int64_t)facts.size ? sheet : NULL;
}

static int replace(zip_t *zip, zip_uint64_t index, struct part *part)
{
    zip_source_t *source = zip_source_function(zip, serve_part, part);
    if (!source || zip_file_replace(zip, index, source, 0) != 0) {
        zip_source_free(source);
        return 0;
    }
    return zip_set_file_compression(zip, index, ZIP_CM_DEFLATE, 0) == 0 &&
           zip_file_set_dostime(zip, index, 0, DOS_DAY, 0) == 0;
}

static enum ikm_status put_rows(struct xlsx_book *book, zip_t *zip,
                                struct part *part, const char *path,
                                struct ikm_error *err)
{
    char name[64];
    (void)snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml",
                   SHEET_DATA + 1);
    const zip_int64_t index = zip_name_locate(zip, name, 0);
    const char *sheet =
        index >= 0 ? read_sheet(zip, (zip_uint64_t)index, book->arena) : NULL;
    if (!sheet)
        return xlsx_fail_write(path, zip_strerror(zip), err);
    const enum ikm_status status =
        xlsx_stream_end(book, sheet, &part->facts, err);
    if (status != IKM_OK)
        return status;
    return replace(zip, (zip_uint64_t)index, part)
               ? IKM_OK
               : xlsx_fail_write(path, zip_strerror(zip), err);
}

enum ikm_status xlsx_package_rows(struct xlsx_book *book,
                                  const struct xlsx_file *file,
                                  struct ikm_error *err)
{
    struct part part = {.packed = xlsx_stream_packed(book)};
    zip_error_t why;
    int code = 0;
    zip_t *zip = zip_open(file->beside, 0, &code);
    if (!zip) {
        zip_error_init_with_code(&why, code);
        const enum ikm_status failed =
            xlsx_fail_write(file->path, zip_error_strerror(&why), err);
        zip_error_fini(&why);
        return failed;
    }
    zip_error_init(&part.error);
    enum ikm_status status = put_rows(book, zip, &part, file->path, err);
    if (status == IKM_OK && zip_close(zip) != 0)
        status = xlsx_fail_write(file->path, zip_strerror(zip), err);
    else if (status == IKM_OK)
        zip = NULL;
    if (zip)
        zip_discard(zip);
    zip_error_fini(&part.error);
    return status;
}
