/* export/audit.h - store -> analyze/quality, one office after the other.
 *
 * What is held is one office and form at a time: its rows, its findings. A
 * renderer is told each as it comes. Void and excluded responses are left out.
 */
#ifndef IKM_EXPORT_AUDIT_H
#define IKM_EXPORT_AUDIT_H

#include "analyze/quality.h"
#include "data/base/uuid.h"
#include "data/form.h"
#include "data/store.h"

struct ikm_audit_query {
    const char *unit;         /* code or name; NULL: the whole file */
    const char *service;      /* by name (of_service.h); NULL: all of them */
    struct ikm_period period; /* {0}: everything */
    const char *form;         /* id; NULL: every form that was answered */
    struct ikm_quality_settings settings;
    struct ikm_date today;
};

/* What a finding has beside its numbers. */
struct ikm_audit_more {
    const char *who;     /* name of the operator (run, burst, operator) or of
                            the channel; NULL: none */
    const char *comment; /* that is repeated; NULL: none, or it must not be
                            shown */
};

/* One office and form that has responses. All of it borrowed for the call. */
struct ikm_audit_unit {
    const char *code, *name;
    const struct ikm_form *form;
    const struct ikm_quality_settings *settings;
    struct ikm_quality_rows rows;
    struct ikm_findings findings;
    const struct ikm_audit_more *more; /* [findings.n_findings] */
    const struct ikm_audit_id *id;     /* [rows.n_rows] */
};
/* The UUID of row number `row`. */
const char *ikm_audit_id_text(const struct ikm_audit_unit *unit, size_t row,
                              char buffer[IKM_UUID_TEXT_BYTES]);

struct ikm_audit_totals {
    int64_t n_units; /* with responses */
    int64_t n_responses;
    int64_t n_findings;
};

typedef enum ikm_status ikm_audit_visitor(void *context,
                                          const struct ikm_audit_unit *unit,
                                          struct ikm_error *err);

/* Visits offices in the order of the tree, in one unchanging view.
 * IKM_INPUT  unknown unit or form; no used response: nothing was visited
 * IKM_NO_MEMORY, and what reading the store can say; what `visit` returns */
IKM_MUST_CHECK enum ikm_status
ikm_audit(struct ikm_store *store, const struct ikm_audit_query *query,
          enum ikm_lang lang, struct ikm_arena *arena, ikm_audit_visitor *visit,
          void *context, struct ikm_audit_totals *ret_totals,
          struct ikm_error *err);

#endif
