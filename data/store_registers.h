/* data/store_registers.h - the registers of a survey file: offices and their
 * services, people served, targets, published history, questionnaires. */
#ifndef IKM_DATA_STORE_REGISTERS_H
#define IKM_DATA_STORE_REGISTERS_H

#include "data/base/date.h"
#include "data/form.h"
#include "data/store.h"

/* ---- offices and services ---- */

struct ikm_unit {
    int64_t unit_id;
    int64_t parent_id; /* 0 at the top */
    const char *code;
    const char *name;
};

struct ikm_service {
    int64_t service_id;
    int64_t unit_id;
    const char *name;
};

/* A unit with all below it, or all units; parents before children, siblings by
 * code. */
struct ikm_units {
    size_t n_units;
    const struct ikm_unit *unit; /* [n_units], in the arena */
};

/* By code, then by name, case and spaces folded. *ret_unit lives in `arena`.
 * IKM_INPUT  no such unit, or several bear that name: says which codes */
IKM_MUST_CHECK enum ikm_status ikm_store_find_unit(struct ikm_store *store,
                                                   const char *code_or_name,
                                                   struct ikm_arena *arena,
                                                   struct ikm_unit *ret_unit,
                                                   struct ikm_error *err);
/* unit_id 0: all of the file. */
IKM_MUST_CHECK enum ikm_status
ikm_store_units_below(struct ikm_store *store, int64_t unit_id,
                      struct ikm_arena *arena, struct ikm_units *ret_units,
                      struct ikm_error *err);
/* Inside a change. parent_id 0: at the top.
 * IKM_INPUT  the code is empty, too long (64 bytes folded) or taken */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_unit(struct ikm_store *store, const char *code, const char *name,
                   int64_t parent_id, int64_t *ret_unit_id,
                   struct ikm_error *err);

/* *ret_service_id is 0 when the unit has no such service. */
IKM_MUST_CHECK enum ikm_status ikm_store_find_service(struct ikm_store *store,
                                                      int64_t unit_id,
                                                      const char *name,
                                                      int64_t *ret_service_id,
                                                      struct ikm_error *err);
/* Inside a change. IKM_INPUT: the name is empty, too long or taken. */
IKM_MUST_CHECK enum ikm_status ikm_store_add_service(struct ikm_store *store,
                                                     int64_t unit_id,
                                                     const char *name,
                                                     int64_t *ret_service_id,
                                                     struct ikm_error *err);
/* Services of one unit (unit_id 0: of all), by unit and name. */
IKM_MUST_CHECK enum ikm_status
ikm_store_services(struct ikm_store *store, int64_t unit_id,
                   struct ikm_arena *arena, size_t *ret_n_services,
                   const struct ikm_service **ret_services,
                   struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_service_name(struct ikm_store *store,
                                                      int64_t service_id,
                                                      struct ikm_arena *arena,
                                                      const char **ret_name,
                                                      struct ikm_error *err);

/* Number of the operator of this name, made when new (inside a change);
 * 0 for "". */
IKM_MUST_CHECK enum ikm_status ikm_store_operator(struct ikm_store *store,
                                                  const char *name,
                                                  int64_t *ret_operator_id,
                                                  struct ikm_error *err);
/* "" for 0. */
IKM_MUST_CHECK enum ikm_status ikm_store_operator_name(struct ikm_store *store,
                                                       int64_t operator_id,
                                                       struct ikm_arena *arena,
                                                       const char **ret_name,
                                                       struct ikm_error *err);

/* ---- people served, targets, history: inside a change ---- */

/* service_id 0: the office as a whole. Sets anew what was set before. */
IKM_MUST_CHECK enum ikm_status
ikm_store_set_volume(struct ikm_store *store, int64_t unit_id,
                     int64_t service_id, const struct ikm_period *period,
                     int64_t n_served, struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_set_target(struct ikm_store *store,
                                                    int64_t unit_id, int year,
                                                    int64_t ikm_hundredths,
                                                    struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status
ikm_store_add_history(struct ikm_store *store, int64_t unit_id,
                      const struct ikm_period *period, const char *form_id,
                      int64_t ikm_hundredths, int64_t n_responses,
                      struct ikm_error *err);

struct ikm_volume {
    int64_t service_id; /* 0: the office as a whole */
    struct ikm_period period;
    int64_t n_served;
};
/* All volumes of one unit. */
IKM_MUST_CHECK enum ikm_status
ikm_store_volumes(struct ikm_store *store, int64_t unit_id,
                  struct ikm_arena *arena, size_t *ret_n_volumes,
                  const struct ikm_volume **ret_volumes, struct ikm_error *err);

/* *ret_hundredths -1: no target. */
IKM_MUST_CHECK enum ikm_status ikm_store_target(struct ikm_store *store,
                                                int64_t unit_id, int year,
                                                int64_t *ret_hundredths,
                                                struct ikm_error *err);

/* Every target of the file. */
typedef enum ikm_status ikm_target_visitor(void *context, int64_t unit_id,
                                           int year, int64_t ikm_hundredths,
                                           struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_each_target(struct ikm_store *store,
                                                     ikm_target_visitor *visit,
                                                     void *context,
                                                     struct ikm_error *err);

enum { IKM_MAX_HISTORY = 400 }; /* the first ones of a unit are told */
struct ikm_history {
    struct ikm_period period;
    const char *form_id;
    int64_t ikm_hundredths;
    int64_t n_responses;
};
IKM_MUST_CHECK enum ikm_status
ikm_store_history(struct ikm_store *store, int64_t unit_id,
                  struct ikm_arena *arena, size_t *ret_n_history,
                  const struct ikm_history **ret_history,
                  struct ikm_error *err);

/* ---- questionnaires ---- */

/* The form of this id as the file keeps it, or a built-in one. *ret_form_id 0:
 * built in and not yet used in this file. *ret_form lives in `arena`.
 * IKM_INPUT  no such form: says which there are */
IKM_MUST_CHECK enum ikm_status
ikm_store_find_form(struct ikm_store *store, const char *id,
                    struct ikm_arena *arena, const struct ikm_form **ret_form,
                    int64_t *ret_form_id, struct ikm_error *err);
/* The same without parsing it: its tables, in `arena`. */
IKM_MUST_CHECK enum ikm_status
ikm_store_find_form_source(struct ikm_store *store, const char *id,
                           struct ikm_arena *arena, int64_t *ret_form_id,
                           struct ikm_form_source *ret_source,
                           struct ikm_error *err);
/* By local number. */
IKM_MUST_CHECK enum ikm_status ikm_store_form(struct ikm_store *store,
                                              int64_t form_id,
                                              struct ikm_arena *arena,
                                              const struct ikm_form **ret_form,
                                              struct ikm_error *err);
/* Its tables, in `arena`. */
IKM_MUST_CHECK enum ikm_status ikm_store_form_source(
    struct ikm_store *store, int64_t form_id, struct ikm_arena *arena,
    struct ikm_form_source *ret_source, struct ikm_error *err);
/* Inside a change: puts a form into the file (a checked one). A form of the
 * same id without any answer is replaced; the same tables again do nothing.
 * IKM_INPUT  the form was answered: it can only be succeeded by one with a new
 *            id */
IKM_MUST_CHECK enum ikm_status
ikm_store_add_form(struct ikm_store *store,
                   const struct ikm_form_source *source, const char *id,
                   int64_t *ret_form_id, struct ikm_error *err);

struct ikm_form_entry {
    int64_t form_id;
    const char *id;
    int64_t n_cells; /* 0: never answered */
};
IKM_MUST_CHECK enum ikm_status
ikm_store_forms(struct ikm_store *store, struct ikm_arena *arena,
                size_t *ret_n_forms, const struct ikm_form_entry **ret_forms,
                struct ikm_error *err);

#endif
