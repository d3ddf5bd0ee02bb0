#include <stdlib.h>
#include <string.h>

#include "data/tables/csv_parts.h"

static enum ikm_status fail_long_row(struct ikm_csv *csv, struct ikm_error *err)
{
    csv->is_lost = true;
    return ikm_csv_fail(
        csv, csv->n_cells + 1, err,
        "baris ini lebih panjang dari 1 MiB; mungkin ada tanda kutip (\") "
        "yang dibuka di sini tetapi tidak ditutup",
        "this row is longer than 1 MiB; perhaps a quote (\") is opened here "
        "and never closed");
}

/* Brings the row under way to the front of a room of `room_bytes`. */
static enum ikm_status move_row(struct ikm_csv *csv, size_t room_bytes,
                                struct ikm_error *err)
{
    char *to = csv->room;
    if (room_bytes != csv->room_bytes)
        to = malloc(room_bytes + (size_t)2 * IKM_CSV_PAD_BYTES);
    if (!to)
        return ikm_fail_memory(err);
    memset(to, 0, IKM_CSV_PAD_BYTES);
    char *const row = to + IKM_CSV_PAD_BYTES;
    const size_t length = (size_t)(csv->end - csv->row);
    for (size_t i = 0; i < csv->n_cells; i++)
        csv->cells[i].text = row + (csv->cells[i].text - csv->row);
    csv->cell = row + (csv->cell - csv->row);
    csv->at = row + (csv->at - csv->row);
    csv->end = row + length;
    memmove(row, csv->row, length);
    csv->row = row;
    if (to != csv->room)
        free(csv->room);
    csv->room = to;
    csv->room_bytes = room_bytes;
    return IKM_OK;
}

/* Reads on behind `end`, keeping the row under way. Without any more bytes,
 * is_drained is set and `end` stays. */
enum ikm_status ikm_csv_refill(struct ikm_csv *csv, struct ikm_error *err)
{
    if (csv->is_drained)
        return IKM_OK;
    size_t room_bytes = csv->room_bytes;
    if ((size_t)(csv->end - csv->row) == room_bytes) {
        if (room_bytes == IKM_CSV_ROW_BYTES)
            return fail_long_row(csv, err);
        room_bytes *= 2;
    }
    enum ikm_status status = move_row(csv, room_bytes, err);
    char *const full = csv->room + IKM_CSV_PAD_BYTES + csv->room_bytes;
    while (status == IKM_OK && csv->end < full && !csv->is_drained) {
        size_t length = 0;
        status = csv->source(csv->context, csv->end, (size_t)(full - csv->end),
                             &length, err);
        if (status == IKM_OK)
            csv->end += length;
        csv->is_drained = length == 0;
    }
    memset(csv->end, 0, IKM_CSV_PAD_BYTES);
    return status;
}
