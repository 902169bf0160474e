#ifndef ONEDNN_LIBRARY_H
#define ONEDNN_LIBRARY_H

#include <dnnl.h>
#include <stdbool.h>

/// The functions of oneDNN that are used.
#define DN_FUNCTIONS(use) \
  use(dnnl_engine_create) \
  use(dnnl_layer_normalization_forward_desc_init) \
  use(dnnl_matmul_desc_init) \
  use(dnnl_memory_create) \
  use(dnnl_memory_desc_init_by_tag) \
  use(dnnl_memory_destroy) \
  use(dnnl_post_ops_append_eltwise) \
  use(dnnl_post_ops_append_sum) \
  use(dnnl_post_ops_create) \
  use(dnnl_post_ops_destroy) \
  use(dnnl_primitive_attr_create) \
  use(dnnl_primitive_attr_destroy) \
  use(dnnl_primitive_attr_set_post_ops) \
  use(dnnl_primitive_attr_set_scratchpad_mode) \
  use(dnnl_primitive_create) \
  use(dnnl_primitive_desc_create) \
  use(dnnl_primitive_desc_destroy) \
  use(dnnl_primitive_desc_query_md) \
  use(dnnl_primitive_destroy) \
  use(dnnl_primitive_execute) \
  use(dnnl_reorder_primitive_desc_create) \
  use(dnnl_sgemm) \
  use(dnnl_stream_create) \
  use(dnnl_stream_destroy) \
  use(dnnl_stream_wait)

/// oneDNN, opened when it is first needed: linked, it would cost every start of the program, the review room's
/// too, five megabytes.
extern struct dn_functions {
#define DN_MEMBER(name) __typeof__(name) *name;
  DN_FUNCTIONS(DN_MEMBER)
#undef DN_MEMBER
} dn;

/// Opens oneDNN unless it is open, and keeps it from starting threads of its own: who calls spreads the work.
///
/// Returns false where it is not installed; then nothing in `dn` may be called.
bool dn_begin(void);

#endif
