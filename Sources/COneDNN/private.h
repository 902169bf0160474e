#ifndef ONEDNN_PRIVATE_H
#define ONEDNN_PRIVATE_H

#include "library.h"

/// The engine of all layers, or null when oneDNN gives none.
dnnl_engine_t dn_engine(void);

/// Vectorised for whatever CPU the program meets; elsewhere for the one it is built for.
#if defined(__x86_64__) && defined(__linux__)
#define DN_FOR_EACH_CPU __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define DN_FOR_EACH_CPU
#endif

#endif
