#ifndef ONEDNN_PRODUCTS_H
#define ONEDNN_PRODUCTS_H

#include <stdbool.h>

/// Computes products = left · rightᵀ in float32: with Accelerate on macOS, which may use threads of its own, else with
/// oneDNN on the thread that calls.
///
/// All matrices are row-major: `left` is `rows × width`, `right` is `columns × width`, `products` is
/// `rows × columns`. Each product is a sum of `width` terms in an order that depends on the CPU and the shapes.
/// Returns false, and writes nothing, where neither is installed.
bool dn_multiply(int rows, int columns, int width, const float *left, const float *right, float *products);

#endif
