// Built in by the preprocessor: the same bytes as a Swift array literal take the compiler eight minutes.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CSamples.h"

static const uint8_t pool[] = {
#embed "../../Samples/pool.jsonl"
};

static const uint8_t rankings[] = {
#embed "../../Samples/rankings.jsonl"
};

CSSample cs_pool(void) { return (CSSample){pool, sizeof pool}; }

CSSample cs_rankings(void) { return (CSSample){rankings, sizeof rankings}; }
