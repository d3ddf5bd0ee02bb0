/* analyze/random.h - a seeded stream of 64-bit numbers.
 *
 * xoshiro256++ (Blackman and Vigna 2019), filled by splitmix64: fast, and the
 * same on every machine, so a figure made with a seed can be made again. Not
 * for secrets. */
#ifndef IKM_ANALYZE_RANDOM_H
#define IKM_ANALYZE_RANDOM_H

#include <stdint.h>

struct ikm_random {
    uint64_t s[4];
};

static inline struct ikm_random ikm_random_start(uint64_t seed)
{
    struct ikm_random random;
    for (int i = 0; i < 4; i++) {
        uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        random.s[i] = z ^ (z >> 31);
    }
    return random;
}

static inline uint64_t ikm_random_turn(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

static inline uint64_t ikm_random_next(struct ikm_random *random)
{
    uint64_t *s = random->s;
    const uint64_t next = ikm_random_turn(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = ikm_random_turn(s[3], 45);
    return next;
}

/* 0 < u < 1 */
static inline double ikm_random_share(struct ikm_random *random)
{
    return ((double)(ikm_random_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

#endif
