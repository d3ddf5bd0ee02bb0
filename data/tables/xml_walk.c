#include "data/tables/xml_walk.h"

#include <expat.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_BYTES = 64 << 10,
    TOKEN_BYTES = 1 << 20, /* the longest tag or comment: expat keeps it whole
                              and scans it again with each chunk */
    DEEPEST = 256
};

struct ikm_xml {
    XML_Parser parser;
    const struct ikm_xml_plan *plan;
    void *context;
    const char *name;
    enum ikm_status status;
    struct ikm_error *err; /* the caller's, while walking */
    int places[IKM_XML_PLACES];
    size_t depth;   /* places[depth] is where we are */
    size_t skipped; /* open elements that are not in the plan */
    size_t quiet_bytes;
    bool is_paused, is_fed, is_ended;
};

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static const char *where(const struct ikm_xml *xml)
{
    return xml->plan->where ? xml->plan->where(xml->context, xml->err->lang)
                            : xml->name;
}

/* Ends the walk unless all is well. */
static void heed(struct ikm_xml *xml, enum ikm_status status)
{
    xml->status = status;
    if (status != IKM_OK)
        (void)XML_StopParser(xml->parser, XML_FALSE);
}

static const struct ikm_xml_step *find_step(const struct ikm_xml *xml,
                                            const char *name)
{
    const struct ikm_xml_plan *plan = xml->plan;
    const int place = xml->places[xml->depth];
    for (size_t i = 0; i < plan->n_steps; i++)
        if (plan->steps[i].from == place &&
            strcmp(plan->steps[i].name, name) == 0)
            return &plan->steps[i];
    return NULL;
}

static void XMLCALL on_start(void *user, const XML_Char *name,
                             const XML_Char **attributes)
{
    struct ikm_xml *xml = user;
    xml->quiet_bytes = 0;
    if (xml->status != IKM_OK)
        return;
    const struct ikm_xml_step *step = NULL;
    if (xml->skipped == 0 && xml->depth + 1 < IKM_XML_PLACES)
        step = find_step(xml, local_name(name));
    if (!step) {
        if (++xml->skipped > DEEPEST)
            heed(xml, ikm_fail(xml->err, IKM_INPUT,
                               "%s: XML bersarang terlalu dalam",
                               "%s: XML nested too deep", where(xml)));
        return;
    }
    xml->places[++xml->depth] = step->to;
    if (xml->plan->enter)
        heed(xml, xml->plan->enter(xml->context, step->to,
                                   (const char *const *)attributes, xml->err));
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    (void)name;
    struct ikm_xml *xml = user;
    xml->quiet_bytes = 0;
    if (xml->status != IKM_OK)
        return;
    if (xml->skipped > 0) {
        xml->skipped--;
        return;
    }
    const int place = xml->places[xml->depth--];
    if (xml->plan->leave)
        heed(xml, xml->plan->leave(xml->context, place, xml->err));
}

static void XMLCALL on_text(void *user, const XML_Char *bytes, int length_bytes)
{
    struct ikm_xml *xml = user;
    xml->quiet_bytes = 0;
    if (xml->status == IKM_OK && xml->skipped == 0 && xml->plan->text)
        heed(xml, xml->plan->text(xml->context, xml->places[xml->depth], bytes,
                                  (size_t)length_bytes, xml->err));
}

static void XMLCALL on_doctype(void *user, const XML_Char *name,
                               const XML_Char *system_id,
                               const XML_Char *public_id, int has_subset)
{
    (void)name, (void)system_id, (void)public_id, (void)has_subset;
    struct ikm_xml *xml = user;
    if (xml->status == IKM_OK)
        heed(xml, ikm_fail(xml->err, IKM_INPUT,
                           "%s: XML memuat DTD; berkas seperti itu ditolak",
                           "%s: the XML holds a DTD; such a file is refused",
                           where(xml)));
}

enum ikm_status ikm_xml_open(const struct ikm_xml_plan *plan, void *context,
                             const char *name, struct ikm_xml **ret_xml,
                             struct ikm_error *err)
{
    struct ikm_xml *xml = calloc(1, sizeof *xml);
    if (!xml)
        return ikm_fail_memory(err);
    xml->plan = plan;
    xml->context = context;
    xml->name = name;
    xml->parser = XML_ParserCreate(NULL);
    if (!xml->parser) {
        free(xml);
        return ikm_fail_memory(err);
    }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    *ret_xml = xml;
    return IKM_OK;
}

void ikm_xml_close(struct ikm_xml *xml)
{
    if (!xml)
        return;
    XML_ParserFree(xml->parser);
    free(xml);
}

void ikm_xml_pause(struct ikm_xml *xml)
{
    (void)XML_StopParser(xml->parser, XML_TRUE);
}

static enum ikm_status fail_xml(const struct ikm_xml *xml,
                                struct ikm_error *err)
{
    const enum XML_Error code = XML_GetErrorCode(xml->parser);
    if (code == XML_ERROR_NO_MEMORY)
        return ikm_fail_memory(err);
    return ikm_fail(err, IKM_INPUT,
                    "%s: XML rusak (%s); bukalah berkas dengan aplikasi "
                    "lembar kerja lalu simpan ulang sebagai XLSX",
                    "%s: broken XML (%s); open the file in a spreadsheet "
                    "program and save it again as XLSX",
                    where(xml), XML_ErrorString(code));
}

/* Hands expat the next chunk. */
static enum ikm_status feed(struct ikm_xml *xml, ikm_xml_source *source,
                            void *source_context, enum XML_Status *ret_parsed)
{
    char *room = XML_GetBuffer(xml->parser, CHUNK_BYTES);
    if (!room)
        return ikm_fail_memory(xml->err);
    size_t length = 0;
    const enum ikm_status status =
        source(source_context, room, CHUNK_BYTES, &length, xml->err);
    if (status != IKM_OK)
        return status;
    xml->is_fed = length == 0;
    xml->quiet_bytes += length;
    *ret_parsed = XML_ParseBuffer(xml->parser, (int)length, xml->is_fed);
    if (xml->status == IKM_OK && xml->quiet_bytes > TOKEN_BYTES)
        return ikm_fail(xml->err, IKM_INPUT,
                        "%s: ada tanda XML lebih panjang dari 1 MiB",
                        "%s: an XML token is longer than 1 MiB", where(xml));
    return xml->status;
}

enum ikm_status ikm_xml_next(struct ikm_xml *xml, ikm_xml_source *source,
                             void *source_context, int *ret_ended,
                             struct ikm_error *err)
{
    xml->err = err;
    enum ikm_status status = IKM_OK;
    enum XML_Status parsed = XML_STATUS_OK;
    while (!xml->is_ended && status == IKM_OK) {
        if (xml->is_paused) {
            xml->is_paused = false;
            parsed = XML_ResumeParser(xml->parser);
            status = xml->status;
        } else {
            status = feed(xml, source, source_context, &parsed);
        }
        if (status != IKM_OK)
            break;
        if (parsed == XML_STATUS_ERROR)
            status = fail_xml(xml, err);
        xml->is_paused = parsed == XML_STATUS_SUSPENDED;
        if (xml->is_paused)
            break;
        xml->is_ended = xml->is_fed;
    }
    xml->status = status;
    *ret_ended = xml->is_ended;
    return status;
}

enum ikm_status ikm_xml_walk(const struct ikm_xml_plan *plan, void *context,
                             const char *name, ikm_xml_source *source,
                             void *source_context, struct ikm_error *err)
{
    struct ikm_xml *xml = NULL;
    enum ikm_status status = ikm_xml_open(plan, context, name, &xml, err);
    if (status != IKM_OK || !xml)
        return status;
    int is_ended = 0;
    while (status == IKM_OK && !is_ended)
        status = ikm_xml_next(xml, source, source_context, &is_ended, err);
    ikm_xml_close(xml);
    return status;
}

const char *ikm_xml_attribute(const char *const *attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}
