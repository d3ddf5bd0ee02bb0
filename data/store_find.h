/* data/store_find.h - looking for responses: by what they are, by the words of
 * their comments, by what people say the comments speak of; and all that was
 * done to one. */
#ifndef IKM_DATA_STORE_FIND_H
#define IKM_DATA_STORE_FIND_H

#include "data/store_merge.h"
#include "data/store_responses.h"

/* What is looked for. {0} is everything but `state`, which 0 takes for
 * IKM_RESPONSE_USED: set IKM_FIND_ANY_STATE. */
enum { IKM_FIND_ANY_STATE = -1 };
struct ikm_find {
    size_t n_units;             /* 0: all offices */
    const int64_t *unit_ids;    /* [n_units], borrowed */
    size_t n_services;          /* 0: any */
    const int64_t *service_ids; /* [n_services], borrowed */
    int64_t form_id;            /* 0: any */
    struct ikm_period period;
    uint8_t channel;     /* 0: any */
    int state;           /* enum ikm_response_state, or any */
    int64_t operator_id; /* 0: any */
    uint8_t lowest_most; /* some question of satisfaction was answered so low;
                            0: any */
    const char *sheet;   /* number on the paper; NULL: any */
    const char *words;   /* each must begin a word of the comment; NULL: any */
    size_t tag;          /* 1-based element the comment speaks of; 0: any */
    int64_t before_seq;  /* only those that came before this one; 0: all */
    size_t n_most;       /* stop after so many */
};

/* Visits what is found, newest first, texts and causes given. The cost grows
 * with what is named: words, tag, sheet and a small part of the offices and
 * months are found by index; else the file is read backwards until n_most are
 * found.
 * IKM_INPUT  `words` holds no word */
IKM_MUST_CHECK enum ikm_status
ikm_store_find_responses(struct ikm_store *store, const struct ikm_find *find,
                         ikm_response_visitor *visit, void *context,
                         struct ikm_error *err);

/* The operator of this name; *ret_operator_id 0: none yet. */
IKM_MUST_CHECK enum ikm_status ikm_store_find_operator(struct ikm_store *store,
                                                       const char *name,
                                                       int64_t *ret_operator_id,
                                                       struct ikm_error *err);

/* ---- what was done to one ---- */

/* The change that brought response `seq` into this file; texts in `arena`. Its
 * later states: ikm_store_versions() (data/store_merge.h). */
struct ikm_came {
    int64_t at_ms;
    const char *actor, *action, *subject;
};
IKM_MUST_CHECK enum ikm_status
ikm_store_came(struct ikm_store *store, int64_t seq, struct ikm_arena *arena,
               struct ikm_came *ret_came, struct ikm_error *err);

/* ---- what comments speak of ---- */

/* Someone said that the comment of response `seq` speaks of an element, or took
 * it back. */
struct ikm_tag {
    int64_t seq;
    uint8_t element; /* index into the form's elements */
    int is_set;
    int64_t at_ms;     /* in the file where it was said */
    const char *actor; /* the same */
};
/* All that was said about one comment, in order; texts in `arena`. The last
 * about an element counts. */
IKM_MUST_CHECK enum ikm_status
ikm_store_tags(struct ikm_store *store, int64_t seq, struct ikm_arena *arena,
               size_t *ret_n_tags, const struct ikm_tag **ret_tags,
               struct ikm_error *err);
/* The elements that count, as bits 1 << element. */
IKM_MUST_CHECK enum ikm_status ikm_store_tagged(struct ikm_store *store,
                                                int64_t seq, uint32_t *ret_bits,
                                                struct ikm_error *err);
/* Inside a change. `tag` of another file (a merge): actor and at_ms are kept;
 * actor NULL: the change's own. */
IKM_MUST_CHECK enum ikm_status ikm_store_add_tag(struct ikm_store *store,
                                                 const struct ikm_tag *tag,
                                                 struct ikm_error *err);
/* Of the whole file, in order; texts borrowed for the call. */
typedef enum ikm_status ikm_tag_visitor(void *context,
                                        const struct ikm_tag *tag,
                                        struct ikm_error *err);
IKM_MUST_CHECK enum ikm_status ikm_store_each_tag(struct ikm_store *store,
                                                  ikm_tag_visitor *visit,
                                                  void *context,
                                                  struct ikm_error *err);

#endif
