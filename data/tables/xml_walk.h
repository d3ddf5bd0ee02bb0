/* data/tables/xml_walk.h - walking a hostile XML document along known paths.
 *
 * expat reads; a DTD, deep nesting and endless tokens are refused. A plan names
 * the elements that matter as steps from place to place; all other elements
 * are passed over with what they hold. Names are compared without their
 * prefix, so the transitional and the strict namespaces are one. */
#ifndef IKM_DATA_TABLES_XML_WALK_H
#define IKM_DATA_TABLES_XML_WALK_H

#include "data/base/error.h"

/* Place 0 is outside the root; places below IKM_XML_PLACES are the plan's. */
enum { IKM_XML_PLACES = 32 };

struct ikm_xml_step {
    const char *name; /* of the element, without prefix */
    int from, to;     /* places */
};

/* What is called on the way; a status other than IKM_OK ends the walk. Any may
 * be NULL. `attributes`: name, value, name, value, ..., NULL. */
struct ikm_xml_plan {
    const struct ikm_xml_step *steps;
    size_t n_steps;
    enum ikm_status (*enter)(void *context, int place,
                             const char *const *attributes,
                             struct ikm_error *err);
    enum ikm_status (*leave)(void *context, int place, struct ikm_error *err);
    enum ikm_status (*text)(void *context, int place, const char *bytes,
                            size_t length_bytes, struct ikm_error *err);
    /* said before an error of the XML instead of the name */
    const char *(*where)(void *context, enum ikm_lang lang);
};

/* Gives up to room_bytes bytes, 0 at the end (as ikm_csv_source). */
typedef enum ikm_status ikm_xml_source(void *context, char *room,
                                       size_t room_bytes, size_t *ret_length,
                                       struct ikm_error *err);

struct ikm_xml; /* opaque */

/* `name` (borrowed) is said in errors, `plan`, `context` and the source's are
 * borrowed too. IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status ikm_xml_open(const struct ikm_xml_plan *plan,
                                            void *context, const char *name,
                                            struct ikm_xml **ret_xml,
                                            struct ikm_error *err);
void ikm_xml_close(struct ikm_xml *xml); /* NULL is fine */

/* Walks on until a handler pauses or the document ends (*ret_ended 1).
 * IKM_INPUT  broken XML, a DTD, a limit; or what a handler or source says */
IKM_MUST_CHECK enum ikm_status
ikm_xml_next(struct ikm_xml *xml, ikm_xml_source *source, void *source_context,
             int *ret_ended, struct ikm_error *err);

/* For a leave handler: ikm_xml_next() returns after it. */
void ikm_xml_pause(struct ikm_xml *xml);

/* Opens, walks to the end, closes. */
IKM_MUST_CHECK enum ikm_status ikm_xml_walk(const struct ikm_xml_plan *plan,
                                            void *context, const char *name,
                                            ikm_xml_source *source,
                                            void *source_context,
                                            struct ikm_error *err);

/* The value of the attribute with this name (prefix left out), or NULL. */
const char *ikm_xml_attribute(const char *const *attributes, const char *name);

#endif
