#include <stdlib.h>
#include <string.h>

#include "onednn_layers.h"
#include "private.h"

/// The most matrices that a layer takes: source, weights or scale, bias or shift, destination, room.
enum { most_parts = 5 };

/// What a layer is made of: a primitive, the shapes of what changes with each call, and what does not change.
struct layer {
  dnnl_primitive_t primitive;
  dnnl_memory_desc_t source, destination, room;
  dnnl_memory_t weights, bias;
  int weights_role, bias_role;
};

/// Goes to `failed` when a step does not succeed.
#define TRY(step) \
  if ((step) != dnnl_success) goto failed

static dnnl_data_type_t type_of(DNNumbers numbers) {
  return numbers == DNBFloat16 ? dnnl_bf16 : dnnl_f32;
}

/// Copies numbers into memory of oneDNN's own, in the layout that `wanted` says.
static dnnl_status_t keep(const dnnl_memory_desc_t *given, const float *numbers,
                          const dnnl_memory_desc_t *wanted, dnnl_memory_t *kept) {
  dnnl_memory_t plain = 0;
  dnnl_primitive_desc_t description = 0;
  dnnl_primitive_t reorder = 0;
  dnnl_stream_t stream = 0;
  dnnl_status_t status = dn.dnnl_memory_create(&plain, given, dn_engine(), (void *)numbers);
  if (status == dnnl_success) status = dn.dnnl_memory_create(kept, wanted, dn_engine(), DNNL_MEMORY_ALLOCATE);
  if (status == dnnl_success)
    status = dn.dnnl_reorder_primitive_desc_create(&description, given, dn_engine(), wanted, dn_engine(), 0);
  if (status == dnnl_success) status = dn.dnnl_primitive_create(&reorder, description);
  if (status == dnnl_success) status = dn.dnnl_stream_create(&stream, dn_engine(), dnnl_stream_default_flags);
  if (status == dnnl_success) {
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, plain}, {DNNL_ARG_TO, *kept}};
    status = dn.dnnl_primitive_execute(reorder, stream, 2, arguments);
    if (status == dnnl_success) status = dn.dnnl_stream_wait(stream);
  }
  dn.dnnl_stream_destroy(stream);
  dn.dnnl_primitive_destroy(reorder);
  dn.dnnl_primitive_desc_destroy(description);
  dn.dnnl_memory_destroy(plain);
  return status;
}

/// Makes the primitive of an operation and notes the shapes that it works on.
static dnnl_status_t make(struct layer *layer, const_dnnl_op_desc_t operation, const_dnnl_primitive_attr_t attributes,
                          dnnl_memory_desc_t *weights) {
  dnnl_primitive_desc_t description = 0;
  dnnl_status_t status = dn.dnnl_primitive_desc_create(&description, operation, attributes, dn_engine(), 0);
  if (status != dnnl_success) return status;
  status = dn.dnnl_primitive_create(&layer->primitive, description);
  layer->source = *dn.dnnl_primitive_desc_query_md(description, dnnl_query_src_md, 0);
  layer->destination = *dn.dnnl_primitive_desc_query_md(description, dnnl_query_dst_md, 0);
  layer->room = *dn.dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
  *weights = *dn.dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0);
  dn.dnnl_primitive_desc_destroy(description);
  return status;
}

/// Attributes by which a primitive has no room of its own, so that threads can share it.
static dnnl_status_t make_attributes(dnnl_primitive_attr_t *attributes) {
  dnnl_status_t status = dn.dnnl_primitive_attr_create(attributes);
  if (status == dnnl_success) status = dn.dnnl_primitive_attr_set_scratchpad_mode(*attributes, dnnl_scratchpad_mode_user);
  return status;
}

static dnnl_status_t append_finish(dnnl_primitive_attr_t attributes, DNFinish finish) {
  if (finish == DNPlain) return dnnl_success;
  dnnl_post_ops_t operations = 0;
  dnnl_status_t status = dn.dnnl_post_ops_create(&operations);
  if (status == dnnl_success)
    status = finish == DNGelu ? dn.dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_gelu_erf, 0, 0)
                              : dn.dnnl_post_ops_append_sum(operations, 1);
  if (status == dnnl_success) status = dn.dnnl_primitive_attr_set_post_ops(attributes, operations);
  dn.dnnl_post_ops_destroy(operations);
  return status;
}

bool dn_linear_make(DNLayer *result, int rows, int inputs, int outputs, const float *weights,
                    const float *bias, DNFinish finish, DNNumbers source, DNNumbers destination) {
  if (!dn_begin()) return false;
  struct layer *layer = calloc(1, sizeof *layer);
  if (!layer) return false;
  dnnl_primitive_attr_t attributes = 0;
  dnnl_memory_desc_t source_shape, weight_shape, given_weights, bias_shape, destination_shape;
  dnnl_matmul_desc_t operation;
  dnnl_dims_t source_size = {rows, inputs}, weight_size = {inputs, outputs}, bias_size = {1, outputs},
              destination_size = {rows, outputs};
  TRY(dn.dnnl_memory_desc_init_by_tag(&source_shape, 2, source_size, type_of(source), dnnl_ab));
  TRY(dn.dnnl_memory_desc_init_by_tag(&weight_shape, 2, weight_size, type_of(source), dnnl_format_tag_any));
  TRY(dn.dnnl_memory_desc_init_by_tag(&given_weights, 2, weight_size, dnnl_f32, dnnl_ba));
  TRY(dn.dnnl_memory_desc_init_by_tag(&bias_shape, 2, bias_size, dnnl_f32, dnnl_ab));
  TRY(dn.dnnl_memory_desc_init_by_tag(&destination_shape, 2, destination_size, type_of(destination), dnnl_ab));
  TRY(dn.dnnl_matmul_desc_init(&operation, &source_shape, &weight_shape, &bias_shape, &destination_shape));
  TRY(make_attributes(&attributes));
  TRY(append_finish(attributes, finish));
  TRY(make(layer, &operation, attributes, &weight_shape));
  TRY(keep(&given_weights, weights, &weight_shape, &layer->weights));
  TRY(keep(&bias_shape, bias, &bias_shape, &layer->bias));
  layer->weights_role = DNNL_ARG_WEIGHTS;
  layer->bias_role = DNNL_ARG_BIAS;
  dn.dnnl_primitive_attr_destroy(attributes);
  result->parts = layer;
  return true;
failed:
  dn.dnnl_primitive_attr_destroy(attributes);
  dn_layer_destroy((DNLayer){layer});
  return false;
}

bool dn_normalization_make(DNLayer *result, int rows, int width, float epsilon, const float *scale,
                           const float *shift) {
  if (!dn_begin()) return false;
  struct layer *layer = calloc(1, sizeof *layer);
  if (!layer) return false;
  dnnl_primitive_attr_t attributes = 0;
  dnnl_memory_desc_t shape, given, unused;
  dnnl_layer_normalization_desc_t operation;
  dnnl_dims_t size = {rows, width}, row_size = {width};
  TRY(dn.dnnl_memory_desc_init_by_tag(&shape, 2, size, dnnl_f32, dnnl_ab));
  TRY(dn.dnnl_memory_desc_init_by_tag(&given, 1, row_size, dnnl_f32, dnnl_a));
  TRY(dn.dnnl_layer_normalization_forward_desc_init(&operation, dnnl_forward_inference, &shape, 0, epsilon,
                                                 dnnl_use_scale | dnnl_use_shift));
  TRY(make_attributes(&attributes));
  TRY(make(layer, &operation, attributes, &unused));
  TRY(keep(&given, scale, &given, &layer->weights));
  TRY(keep(&given, shift, &given, &layer->bias));
  layer->weights_role = DNNL_ARG_SCALE;
  layer->bias_role = DNNL_ARG_SHIFT;
  dn.dnnl_primitive_attr_destroy(attributes);
  result->parts = layer;
  return true;
failed:
  dn.dnnl_primitive_attr_destroy(attributes);
  dn_layer_destroy((DNLayer){layer});
  return false;
}

static bool apply(const struct layer *layer, const void *source, void *destination) {
  if (!dn_begin()) return false;
  dnnl_memory_t from = 0, to = 0, room = 0;
  dnnl_stream_t stream = 0;
  bool succeeded = false;
  TRY(dn.dnnl_stream_create(&stream, dn_engine(), dnnl_stream_default_flags));
  TRY(dn.dnnl_memory_create(&from, &layer->source, dn_engine(), (void *)source));
  TRY(dn.dnnl_memory_create(&to, &layer->destination, dn_engine(), destination));
  TRY(dn.dnnl_memory_create(&room, &layer->room, dn_engine(), DNNL_MEMORY_ALLOCATE));
  dnnl_exec_arg_t arguments[most_parts] = {
      {DNNL_ARG_SRC, from},
      {layer->weights_role, layer->weights},
      {layer->bias_role, layer->bias},
      {DNNL_ARG_DST, to},
      {DNNL_ARG_SCRATCHPAD, room},
  };
  TRY(dn.dnnl_primitive_execute(layer->primitive, stream, most_parts, arguments));
  TRY(dn.dnnl_stream_wait(stream));
  succeeded = true;
failed:
  dn.dnnl_stream_destroy(stream);
  dn.dnnl_memory_destroy(room);
  dn.dnnl_memory_destroy(to);
  dn.dnnl_memory_destroy(from);
  return succeeded;
}

bool dn_linear_apply(DNLayer layer, const void *source, void *destination) {
  return apply(layer.parts, source, destination);
}

bool dn_normalization_apply(DNLayer layer, float *rows) { return apply(layer.parts, rows, rows); }

void dn_layer_destroy(DNLayer handle) {
  struct layer *layer = handle.parts;
  if (!layer) return;
  dn.dnnl_primitive_destroy(layer->primitive);
  dn.dnnl_memory_destroy(layer->weights);
  dn.dnnl_memory_destroy(layer->bias);
  free(layer);
}
