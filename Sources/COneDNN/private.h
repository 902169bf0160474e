#ifndef ONEDNN_PRIVATE_H
#define ONEDNN_PRIVATE_H

#include <dnnl.h>

/// The engine of all layers, or null when oneDNN gives none.
dnnl_engine_t dn_engine(void);

/// Keeps oneDNN from starting threads of its own: who calls spreads the work.
void dn_stay_on_this_thread(void);

/// Vectorised for whatever CPU the program meets; elsewhere for the one it is built for.
#if defined(__x86_64__) && defined(__linux__)
#define DN_FOR_EACH_CPU __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define DN_FOR_EACH_CPU
#endif

#endif
