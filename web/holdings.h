/* web/holdings.h - uploaded files between two steps of a page.
 *
 * A file is held open without a name: it is gone with the program, also after
 * kill -9. It is found by a key that cannot be guessed, by the account that
 * sent it alone, and thrown away after WEB_HOLD_S. Any thread. */
#ifndef IKM_WEB_HOLDINGS_H
#define IKM_WEB_HOLDINGS_H

#include "data/base/arena.h"
#include "data/base/secret.h"

enum {
    WEB_HOLD_S = 3600,
    WEB_HOLD_MOST = 32,      /* files in all */
    WEB_HOLD_MOST_OF_ONE = 3 /* of an account: its oldest goes */
};

struct web_holdings;

/* IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status
web_holdings_open(struct web_holdings **ret_holdings, struct ikm_error *err);
/* NULL is fine. */
void web_holdings_close(struct web_holdings *holdings);

/* Holds a second handle of `file`.
 * IKM_BUSY  too many files are held
 * IKM_IO    no handle is left */
IKM_MUST_CHECK enum ikm_status
web_holdings_put(struct web_holdings *holdings, int64_t account_id, int file,
                 const char *name, char ret_key[IKM_TOKEN_TEXT_BYTES],
                 struct ikm_error *err);
/* A handle of one's own, for the caller to close, and the file's name.
 * IKM_NO_FILE  there is none with this key, or it is another's, or its time is
 *              over */
IKM_MUST_CHECK enum ikm_status
web_holdings_take(struct web_holdings *holdings, int64_t account_id,
                  const char *key, struct ikm_arena *arena, int *ret_file,
                  const char **ret_name, struct ikm_error *err);
void web_holdings_drop(struct web_holdings *holdings, int64_t account_id,
                       const char *key);

/* "/proc/self/fd/7": opens the file behind a handle anew. */
enum { WEB_HANDLE_PATH_BYTES = 32 };
const char *web_handle_path(int file, char room[WEB_HANDLE_PATH_BYTES]);
/* A new file without a name, in the folder for temporary ones; -1: no room. */
int web_temporary_file(void);

#endif
