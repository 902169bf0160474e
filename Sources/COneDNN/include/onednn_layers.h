#ifndef ONEDNN_LAYERS_H
#define ONEDNN_LAYERS_H

#include <stdbool.h>

/// The layers of a transformer on oneDNN, each for a fixed number of rows.
///
/// All matrices are row-major. A layer never changes after it was made and may be applied by any number of
/// threads at once, each with matrices of its own; every call computes on the thread that makes it. A row's
/// result does not depend on the other rows.

/// A layer that was made; destroyed once, when nobody applies it any more.
typedef struct {
  void *parts;
} __attribute__((swift_attr("@Sendable"))) DNLayer;

/// How numbers are held between and inside matrix products.
typedef enum { DNFloat32, DNBFloat16 } DNNumbers;

/// What happens to the products of a linear layer before they are written.
typedef enum {
  /// Nothing: destination = source · weightsᵀ + bias.
  DNPlain,
  /// The error-function GELU: destination = gelu(source · weightsᵀ + bias).
  DNGelu,
  /// A residual connection: destination = destination + source · weightsᵀ + bias.
  DNResidual,
} DNFinish;

/// Makes a linear layer of `outputs × inputs` weights and `outputs` biases, which are copied.
///
/// Returns false when oneDNN cannot: out of memory, or a CPU without the numbers asked for.
bool dn_linear_make(DNLayer *layer, int rows, int inputs, int outputs, const float *weights,
                    const float *bias, DNFinish finish, DNNumbers source, DNNumbers destination);

/// Applies a linear layer to `rows × inputs` numbers, giving `rows × outputs` of them.
bool dn_linear_apply(DNLayer layer, const void *source, void *destination);

/// Makes a layer normalisation of `rows × width` numbers with `width` scales and shifts, which are copied.
bool dn_normalization_make(DNLayer *layer, int rows, int width, float epsilon, const float *scale,
                           const float *shift);

/// Normalises each of `rows × width` numbers' rows in place.
bool dn_normalization_apply(DNLayer layer, float *rows);

/// Destroys a layer.
void dn_layer_destroy(DNLayer layer);

/// How many numbers of room `dn_attend` needs for a sequence.
int dn_attention_room(int tokens);

/// Multi-head attention of one sequence: softmax(query · keyᵀ / √width) · value, head by head.
///
/// `projections` is `tokens × 3 · heads · width`: for each token its queries, keys and values, head after head;
/// `context` is `tokens × heads · width`. `distances`, which may be NULL, is `heads × (2 · reach - 1)`: what is added
/// to the score of a key d tokens behind its query, for d from `1 - reach` to `reach - 1`; then there may be no more
/// than `reach` tokens.
bool dn_attend(int tokens, int heads, int width, const float *projections, const float *distances, int reach,
               float *room, float *context);

/// Rounds to the nearest bfloat16, ties to even; NaN is not asked for.
void dn_round_to_bfloat16(const float *source, unsigned short *destination, int count);

#endif
