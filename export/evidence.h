/* export/evidence.h - what evaluators ask for, in one folder.
 *
 *   index.html     each indicator with period, date, figure and where it stands
 *   bukti.csv      the same as a table
 *   rencana.csv    the follow-up plan with its results
 *   publikasi.csv  what was published where and when
 *
 * PEKPPP F01: was the survey done, with enough respondents; through how many
 * media was it published; which share of the follow-up was done, how fast.
 * Komisi Informasi: is it published regularly, how long after each period. */
#ifndef IKM_EXPORT_EVIDENCE_H
#define IKM_EXPORT_EVIDENCE_H

#include "export/site.h"

/* As ikm_to_site(). */
IKM_MUST_CHECK enum ikm_status
ikm_to_evidence(struct ikm_store *store, const struct ikm_site_options *options,
                const char *path, struct ikm_error *err);

#endif
