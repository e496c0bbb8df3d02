/* The limit: the same walk over the same arrays, as fast as memory hands them out.
 *
 * Bits for who was seen, offsets asked for sixteen nodes ahead, half-edges eight; a node is written before it
 * is known to be new. Each walk is timed by its own clock, best of the passes; nobody calls from Python.
 */
#include <stdint.h>
#include <time.h>

static inline uint64_t now_ns(void) {
    struct timespec moment;
    clock_gettime(CLOCK_MONOTONIC, &moment);
    return (uint64_t)moment.tv_sec * 1000000000ull + (uint64_t)moment.tv_nsec;
}

static inline int is_new(uint64_t *seen, uint32_t node) {
    uint64_t *place = seen + (node >> 6), word = *place, bit = 1ull << (node & 63);
    *place = word | bit;
    return !(word & bit);
}

static int walk(const uint32_t *offsets, const uint32_t *neighbours, uint64_t *seen, uint32_t *queue,
                const int32_t *starts, int start_count, int hops, uint32_t cap) {
    int count = 0, begin = 0;
    for (int i = 0; i < start_count; i++) {
        queue[count] = (uint32_t)starts[i];
        count += is_new(seen, (uint32_t)starts[i]);
    }
    for (int hop = 0; hop < hops; hop++) {
        int end = count;
        for (int at = begin; at < end; at++) {
            if (at + 16 < end) __builtin_prefetch(offsets + queue[at + 16]);
            if (at + 8 < end) __builtin_prefetch(neighbours + offsets[queue[at + 8]]);
            uint32_t place = offsets[queue[at]], last = offsets[queue[at] + 1];
            if (last - place > cap) last = place + cap;
            for (; place < last; place++) {
                queue[count] = neighbours[place];
                count += is_new(seen, neighbours[place]);
            }
        }
        begin = end;
    }
    for (int at = 0; at < count; at++) seen[queue[at] >> 6] = 0;
    return count;
}

void measure(const uint32_t *offsets, const uint32_t *neighbours, uint64_t *seen, uint32_t *queue,
             const int32_t *starts, int applications, int start_count, int hops, uint32_t cap, int passes,
             uint64_t *best_ns, int32_t *sizes) {
    for (int pass = 0; pass < passes; pass++)
        for (int i = 0; i < applications; i++) {
            uint64_t begun = now_ns();
            sizes[i] = walk(offsets, neighbours, seen, queue, starts + i * start_count, start_count, hops, cap);
            uint64_t taken = now_ns() - begun;
            if (pass == 0 || taken < best_ns[i]) best_ns[i] = taken;
        }
}
