/* export/deflated.h - a part of a ZIP package, packed while it is written.
 *
 * What is added goes at once, packed, into a temporary file: a part of any
 * length takes the same memory. What stands before it may become known only at
 * the end. The bytes are a raw DEFLATE stream (RFC 1951), as a package holds
 * it; the same content gives the same bytes. */
#ifndef IKM_EXPORT_DEFLATED_H
#define IKM_EXPORT_DEFLATED_H

#include "data/base/error.h"

struct ikm_deflated;

struct ikm_deflated_facts {
    uint64_t n_bytes;        /* of the content */
    uint64_t n_packed_bytes; /* of the stream */
    uint32_t crc;            /* CRC-32 of the content */
};

/* IKM_IO  no temporary file can be made;  IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_deflated_open(struct ikm_deflated **ret_deflated, struct ikm_error *err);
/* Adds content. A failure is kept, and told by ikm_deflated_finish(). */
void ikm_deflated_add(struct ikm_deflated *deflated, const void *bytes,
                      size_t n_bytes);
/* Puts `head` before all that was added, and ends the stream. Once.
 * IKM_IO  the temporary file could not be written (disk full);
 * IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
ikm_deflated_finish(struct ikm_deflated *deflated, const void *head,
                    size_t n_head_bytes, struct ikm_deflated_facts *ret_facts,
                    struct ikm_error *err);

/* After it is finished: from the first packed byte on. */
void ikm_deflated_rewind(struct ikm_deflated *deflated);
/* The next packed bytes, at most `most_bytes` of them; 0 at the end; -1 when
 * the temporary file cannot be read. */
int64_t ikm_deflated_read(struct ikm_deflated *deflated, void *room,
                          size_t most_bytes);

/* NULL allowed. */
void ikm_deflated_close(struct ikm_deflated *deflated);

#endif
