#include <pthread.h>

#include "private.h"

static dnnl_engine_t engine;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_engine(void) {
  if (dn.dnnl_engine_create(&engine, dnnl_cpu, 0) != dnnl_success) engine = 0;
}

dnnl_engine_t dn_engine(void) {
  pthread_once(&once, make_engine);
  return engine;
}
