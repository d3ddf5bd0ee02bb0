/* data/store_office.h - what an office's own papers say: letterhead, signer.
 *
 * Data of the office, not of respondents. A value that an office does not have
 * itself comes from the office above it, and so on, then from the survey as a
 * whole; its own name alone is never taken from above. */
#ifndef IKM_DATA_STORE_OFFICE_H
#define IKM_DATA_STORE_OFFICE_H

#include "data/store.h"

/* name as typed, Indonesian and English meaning. The order is that of lists. */
#define IKM_OFFICE_MAP(X)                                                      \
    X(PARENT, "parent_name", "nama pemerintah daerah di atas kop surat",       \
      "name of the government above, first line of the letterhead")            \
    X(NAME, "office_name", "nama unit pada kop surat",                         \
      "name of the office on the letterhead")                                  \
    X(ADDRESS, "address", "alamat pada kop surat",                             \
      "address on the letterhead")                                             \
    X(CONTACT, "contact", "telepon, surel, dan situs pada kop surat",          \
      "telephone, mail and web site on the letterhead")                        \
    X(LOGO, "logo", "berkas lambang, PNG", "file of the emblem, PNG")          \
    X(PLACE, "place", "tempat penandatanganan", "place of signing")            \
    X(POSITION, "signer_position", "jabatan penanda tangan",                   \
      "position of the signer")                                                \
    X(SIGNER, "signer_name", "nama penanda tangan", "name of the signer")      \
    X(RANK, "signer_rank", "pangkat dan golongan penanda tangan",              \
      "rank of the signer")                                                    \
    X(NIP, "signer_nip", "NIP penanda tangan, 18 angka",                       \
      "staff number (NIP) of the signer, 18 digits")                           \
    X(TEAM, "team", "pelaksana survei", "who carries the survey out")          \
    X(METHOD, "method", "cara pengumpulan data",                               \
      "how responses are collected")                                           \
    X(LOCATION, "location", "tempat pengumpulan data",                         \
      "where responses are collected")

enum ikm_office_key {
#define X(key, name, id, en) IKM_OFFICE_##key,
    IKM_OFFICE_MAP(X)
#undef X
        IKM_OFFICE_COUNT
};

const char *ikm_office_key_name(enum ikm_office_key key);
const char *ikm_office_key_words(enum ikm_lang lang, enum ikm_office_key key);
/* 1 when known. */
int ikm_office_key_parse(const char *name, enum ikm_office_key *ret_key);

struct ikm_office_value {
    const char *text; /* "" where there is none */
    int64_t unit_id;  /* whose it is; 0: of the survey as a whole */
};
struct ikm_office {
    struct ikm_office_value value[IKM_OFFICE_COUNT];
};

/* What holds for this office (0: the survey as a whole). In `arena`. */
IKM_MUST_CHECK enum ikm_status ikm_store_office(struct ikm_store *store,
                                                int64_t unit_id,
                                                struct ikm_arena *arena,
                                                struct ikm_office *ret_office,
                                                struct ikm_error *err);
/* Inside a change. "": the office has none of its own any more. */
IKM_MUST_CHECK enum ikm_status ikm_store_set_office(struct ikm_store *store,
                                                    int64_t unit_id,
                                                    enum ikm_office_key key,
                                                    const char *value,
                                                    struct ikm_error *err);

#endif
