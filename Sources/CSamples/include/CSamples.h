#ifndef CSAMPLES_H
#define CSAMPLES_H

#include <stddef.h>
#include <stdint.h>

/// A file of `Samples/` as it was when the program was built.
typedef struct CSSample {
  const uint8_t *_Nonnull bytes;
  size_t count;
} CSSample;

/// The sample pool, JSONL.
CSSample cs_pool(void);

/// The rankings recorded for it, JSONL.
CSSample cs_rankings(void);

#endif
