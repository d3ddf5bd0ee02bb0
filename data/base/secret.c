#include "data/base/secret.h"

#include <sodium.h>
#include <string.h>

#include "data/base/utf8.h"

enum {
    TOKEN_BYTES = 32,
    MEMORY_BYTES = 64 * 1024 * 1024,
    PASSES = 3,
    GROUPS = 4,
    GROUP_LETTERS = 4
};

_Static_assert(IKM_PASSWORD_TEXT_BYTES == crypto_pwhash_STRBYTES,
               "a hash has just the room that libsodium fills");
_Static_assert(IKM_TOKEN_TEXT_BYTES ==
                   sodium_base64_ENCODED_LEN(
                       TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING),
               "a token has just the room of its letters");
_Static_assert(IKM_SPOKEN_BYTES == GROUPS * (GROUP_LETTERS + 1),
               "groups, hyphens between them, and the NUL");

void ikm_secret_bytes(void *room, size_t length_bytes)
{
    randombytes_buf(room, length_bytes);
}

static const char *write_token(const unsigned char bytes[TOKEN_BYTES],
                               char buffer[IKM_TOKEN_TEXT_BYTES])
{
    return sodium_bin2base64(buffer, IKM_TOKEN_TEXT_BYTES, bytes, TOKEN_BYTES,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

const char *ikm_secret_token(char buffer[IKM_TOKEN_TEXT_BYTES])
{
    unsigned char bytes[TOKEN_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    (void)write_token(bytes, buffer);
    sodium_memzero(bytes, sizeof bytes);
    return buffer;
}

const char *ikm_secret_spoken(char buffer[IKM_SPOKEN_BYTES])
{
    /* 32 signs, five bits each */
    static const char signs[] = "abcdefghjkmnpqrstuvwxyz234567890";
    _Static_assert(sizeof signs == 33, "thirty-two signs and the NUL");
    char *at = buffer;
    for (int group = 0; group < GROUPS; group++) {
        if (group > 0)
            *at++ = '-';
        for (int i = 0; i < GROUP_LETTERS; i++)
            *at++ = signs[randombytes_uniform(32)];
    }
    *at = '\0';
    return buffer;
}

const char *ikm_secret_derive(const char *token, const char *purpose,
                              char buffer[IKM_TOKEN_TEXT_BYTES])
{
    unsigned char key[TOKEN_BYTES];
    unsigned char bytes[TOKEN_BYTES];
    (void)crypto_generichash(key, sizeof key, (const unsigned char *)token,
                             strlen(token), NULL, 0);
    (void)crypto_generichash(bytes, sizeof bytes,
                             (const unsigned char *)purpose, strlen(purpose),
                             key, sizeof key);
    (void)write_token(bytes, buffer);
    sodium_memzero(key, sizeof key);
    return buffer;
}

int ikm_secret_equal(const char *a, const char *b)
{
    unsigned char digest_a[TOKEN_BYTES];
    unsigned char digest_b[TOKEN_BYTES];
    (void)crypto_generichash(digest_a, sizeof digest_a,
                             (const unsigned char *)a, strlen(a), NULL, 0);
    (void)crypto_generichash(digest_b, sizeof digest_b,
                             (const unsigned char *)b, strlen(b), NULL, 0);
    return sodium_memcmp(digest_a, digest_b, sizeof digest_a) == 0;
}

static size_t n_characters(const char *text)
{
    size_t n = 0;
    for (const char *p = text; *p; p++)
        n += ((unsigned char)*p & 0xC0) != 0x80;
    return n;
}

enum ikm_status ikm_password_hash(const char *password,
                                  char ret_hash[IKM_PASSWORD_TEXT_BYTES],
                                  struct ikm_error *err)
{
    const size_t length = strlen(password);
    if (ikm_utf8_valid_prefix(password, length) != length)
        return ikm_fail(err, IKM_INPUT, "kata sandi bukan UTF-8",
                        "the password is not UTF-8");
    if (n_characters(password) < IKM_PASSWORD_LEAST)
        return ikm_fail(err, IKM_INPUT,
                        "kata sandi terlalu pendek; paling sedikit %d huruf",
                        "the password is too short; at least %d characters",
                        (int)IKM_PASSWORD_LEAST);
    if (length > IKM_PASSWORD_MOST)
        return ikm_fail(err, IKM_INPUT,
                        "kata sandi terlalu panjang; paling banyak %d bita",
                        "the password is too long; at most %d bytes",
                        (int)IKM_PASSWORD_MOST);
    if (crypto_pwhash_str_alg(ret_hash, password, length, PASSES, MEMORY_BYTES,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return ikm_fail_memory(err);
    return IKM_OK;
}

int ikm_password_fits(const char *password, const char *hash)
{
    /* of a password that nobody has */
    static const char nobody[crypto_pwhash_STRBYTES] =
        "$argon2id$v=19$m=65536,t=3,p=1$RrPW0jSPyhkvCR3SZ6pGsQ$"
        "nTEmZQtDoOw3QsJbV2zNqZQ2bIqPFbv4bDdXOUWUI0A";
    const size_t length = strlen(password);
    const int is_one = hash && hash[0];
    if (length > IKM_PASSWORD_MOST)
        return 0;
    const int fits =
        crypto_pwhash_str_verify(is_one ? hash : nobody, password, length) == 0;
    return is_one && fits;
}
