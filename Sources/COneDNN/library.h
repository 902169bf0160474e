#ifndef ONEDNN_LIBRARY_H
#define ONEDNN_LIBRARY_H

#include <dnnl.h>
#include <stdbool.h>

/// The functions of oneDNN that are used, and the one that keeps OpenMP from starting threads.
#define DN_FUNCTIONS(use) use(dnnl_sgemm)

#define DN_MEMBER(name) __typeof__(name) *name;

/// oneDNN, opened when it is first needed: linked, it would cost every start of the program, the review room's
/// too, five megabytes.
struct dn_library {
  DN_FUNCTIONS(DN_MEMBER)
  void (*omp_set_num_threads)(int);
};

/// The library, or null where it is not installed. Who calls spreads the work over threads of its own; the one
/// that asks is kept to itself.
const struct dn_library *dn_library(void);

#endif
