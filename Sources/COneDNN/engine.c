#include <pthread.h>

#include "private.h"

// OpenMP's runtime, without its header: compilers keep that where only they find it.
extern void omp_set_num_threads(int);

static dnnl_engine_t engine;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_engine(void) {
  if (dnnl_engine_create(&engine, dnnl_cpu, 0) != dnnl_success) engine = 0;
}

dnnl_engine_t dn_engine(void) {
  pthread_once(&once, make_engine);
  return engine;
}

void dn_stay_on_this_thread(void) { omp_set_num_threads(1); }
