/* data/tables/package.h - the parts of a ZIP package (XLSX), read in a stream.
 *
 * Part names are as in the ZIP, without a leading slash; case does not count.
 * A part that inflates beyond reason (a "ZIP bomb") is refused while reading,
 * whatever its header claims. */
#ifndef IKM_DATA_TABLES_PACKAGE_H
#define IKM_DATA_TABLES_PACKAGE_H

#include "data/base/error.h"

struct ikm_package; /* opaque */

/* IKM_NO_FILE, IKM_IO; IKM_INPUT: not a ZIP file, or damaged. `path` is
 * borrowed until the package is closed. */
IKM_MUST_CHECK enum ikm_status
ikm_package_open(const char *path, struct ikm_package **ret_package,
                 struct ikm_error *err);
void ikm_package_close(struct ikm_package *package); /* NULL is fine */

int ikm_package_has(const struct ikm_package *package, const char *part);

struct ikm_part; /* opaque: one part being read */

/* IKM_INPUT: there is no such part, or it is encrypted, or its size passes
 * limit_bytes. Close parts before their package. */
IKM_MUST_CHECK enum ikm_status ikm_part_open(struct ikm_package *package,
                                             const char *name,
                                             uint64_t limit_bytes,
                                             struct ikm_part **ret_part,
                                             struct ikm_error *err);
void ikm_part_close(struct ikm_part *part); /* NULL is fine */

/* An ikm_xml_source: `context` is the struct ikm_part. IKM_INPUT: damaged, or
 * a limit was passed. */
IKM_MUST_CHECK enum ikm_status ikm_part_read(void *context, char *room,
                                             size_t room_bytes,
                                             size_t *ret_length,
                                             struct ikm_error *err);

/* Share read so far, 0..1. */
double ikm_part_progress(const struct ikm_part *part);

#endif
