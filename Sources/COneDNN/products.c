#include "library.h"
#include "onednn_products.h"

bool dn_multiply(int rows, int columns, int width, const float *left, const float *right, float *products) {
  if (!dn_begin()) return false;
  return dn.dnnl_sgemm('N', 'T', rows, columns, width, 1, left, width, right, width, 0, products, columns) ==
         dnnl_success;
}
