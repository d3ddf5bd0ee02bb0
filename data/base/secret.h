/* data/base/secret.h - passwords, random tokens, comparing without telling
 * anything by time. By libsodium.
 *
 * A token is 32 random bytes written as 43 letters (base64url without padding).
 * Its holder shows the letters; what is kept is only their digest
 * (ikm_digest_of), so that a copied survey file opens no door. */
#ifndef IKM_DATA_BASE_SECRET_H
#define IKM_DATA_BASE_SECRET_H

#include "data/base/digest.h"

enum {
    IKM_TOKEN_TEXT_BYTES = 44,
    IKM_PASSWORD_TEXT_BYTES = 128, /* an argon2id text with its salt */
    IKM_PASSWORD_LEAST = 8,        /* characters of a new password */
    IKM_PASSWORD_MOST = 200        /* bytes */
};

/* Random bytes of the operating system. */
void ikm_secret_bytes(void *room, size_t length_bytes);

/* A new token. */
const char *ikm_secret_token(char buffer[IKM_TOKEN_TEXT_BYTES]);

/* A password that can be read out and typed: four groups of four letters and
 * digits that are not mistaken for one another ("k7fm-..."): 80 bits. */
enum { IKM_SPOKEN_BYTES = 20 };
const char *ikm_secret_spoken(char buffer[IKM_SPOKEN_BYTES]);

/* A second token that follows from the first and tells nothing about it:
 * BLAKE2b keyed by the first, over `purpose`. */
const char *ikm_secret_derive(const char *token, const char *purpose,
                              char buffer[IKM_TOKEN_TEXT_BYTES]);

/* 1 when both texts are equal; takes as long wherever they differ. */
int ikm_secret_equal(const char *a, const char *b);

/* Argon2id of a password (64 MiB, 3 passes: about 0.1 s of one core).
 * IKM_INPUT      shorter than IKM_PASSWORD_LEAST characters, too long, or no
 *                valid UTF-8: says so
 * IKM_NO_MEMORY  the 64 MiB are not to be had */
IKM_MUST_CHECK enum ikm_status
ikm_password_hash(const char *password, char ret_hash[IKM_PASSWORD_TEXT_BYTES],
                  struct ikm_error *err);

/* 1 when the password is the one of `hash`. With hash NULL or "" it takes the
 * same time and is 0: whoever asks does not learn which names there are. */
int ikm_password_fits(const char *password, const char *hash);

#endif
