#include "onednn_products.h"

#if defined(__APPLE__)

// Every Mac has Accelerate, which knows processors' matrix units that oneDNN does not.
#define ACCELERATE_NEW_LAPACK
#include <Accelerate/Accelerate.h>

bool dn_multiply(int rows, int columns, int width, const float *left, const float *right, float *products) {
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, columns, width, 1, left, width, right, width, 0, products,
              columns);
  return true;
}

#else

#include "library.h"

bool dn_multiply(int rows, int columns, int width, const float *left, const float *right, float *products) {
  if (!dn_begin()) return false;
  return dn.dnnl_sgemm('N', 'T', rows, columns, width, 1, left, width, right, width, 0, products, columns) ==
         dnnl_success;
}

#endif
