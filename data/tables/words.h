/* data/tables/words.h - looking at eight bytes of text at a time, in plain C.
 */
#ifndef IKM_DATA_TABLES_WORDS_H
#define IKM_DATA_TABLES_WORDS_H

#include <stddef.h>
#include <stdint.h>

/* A word with the byte `c` eight times. */
#define EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (unsigned char)(c))

/* Byte 0 lowest on every machine; compilers make it one load. */
static inline uint64_t load_word(const char *bytes)
{
    uint64_t word = 0;
    for (unsigned i = 0; i < 8; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    return word;
}

/* 0x80 in each byte of `word` that is zero; no carry runs between bytes. */
static inline uint64_t zero_bytes(uint64_t word)
{
    const uint64_t low = EACH_BYTE(0x7F);
    return ~(((word & low) + low) | word | low);
}

/* 0x80 in each byte below 0x10: NUL, TAB, LF, CR and what nobody uses. */
static inline uint64_t control_bytes(uint64_t word)
{
    const uint64_t top = EACH_BYTE(0x70);
    return ~(((word & top) + top) | word) & EACH_BYTE(0x80);
}

/* Index of the lowest marked byte; marks is not 0. */
static inline size_t first_marked(uint64_t marks)
{
    const uint64_t upto = (marks ^ (marks - 1)) & EACH_BYTE(1);
    return (size_t)((upto * EACH_BYTE(1)) >> 56) - 1;
}

#endif
