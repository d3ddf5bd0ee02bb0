/* web/devices.h - telling devices of respondents apart, in memory only.
 *
 * A device is a number: the keyed digest of its address and its browser's name.
 * The key is made at start and anew each day, and never written: numbers of two
 * days have nothing to do with each other, and none leads back to an address.
 * Many phones behind one address that call themselves the same are one device
 * here: therefore nothing is ever refused by it but guessing of codes. */
#ifndef IKM_WEB_DEVICES_H
#define IKM_WEB_DEVICES_H

#include "web/http.h"

enum {
    WEB_HASTY_MOST = 10, /* hand-ins of one device in a minute; more are marked
                            for the audit (statistics.md, burst) */
    WEB_GUESSES_FREE = 5 /* wrong codes before each further must wait */
};

struct web_devices;

/* IKM_NO_MEMORY */
IKM_MUST_CHECK enum ikm_status web_devices_open(struct web_devices **ret,
                                                struct ikm_error *err);
void web_devices_close(struct web_devices *devices); /* NULL is fine */

/* Behind a proxy on this machine the address is the last one that the proxy
 * named (X-Forwarded-For). Never 0. */
uint64_t web_device(struct web_devices *devices, int64_t now_ms,
                    const struct http_request *request);

/* Before a hand-in: *ret_number is 0, or with more than WEB_HASTY_MOST in the
 * last minute a number 1..65535 to mark it with; then ret_before holds those
 * of that minute that were not marked yet, *ret_n_before of them. */
void web_devices_look(struct web_devices *devices, uint64_t device,
                      int64_t now_ms, int *ret_number,
                      int64_t ret_before[WEB_HASTY_MOST], size_t *ret_n_before);
/* After it: response `seq` is stored. */
void web_devices_note(struct web_devices *devices, uint64_t device,
                      int64_t now_ms, int64_t seq, int is_marked);

/* How many wrong codes came, and when the last did (web_guard_wait_s()). */
int64_t web_devices_wrong(struct web_devices *devices, uint64_t device,
                          int64_t *ret_last_ms);
void web_devices_note_wrong(struct web_devices *devices, uint64_t device,
                            int64_t now_ms);

#endif
