#include "library.h"

#include <dlfcn.h>
#include <pthread.h>

#if defined(__APPLE__)
#define DN_NAME "libdnnl.2.dylib"
#else
#define DN_NAME "libdnnl.so.2"
#endif

static struct dn_library library;
static bool is_there;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_library(void) {
  void *handle = dlopen(DN_NAME, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return;
#define DN_FIND(name)                                    \
  *(void **)&library.name = dlsym(handle, #name);        \
  if (!library.name) return;
  DN_FUNCTIONS(DN_FIND)
  // In OpenMP's runtime, which oneDNN brings along; without it oneDNN has no threads.
  *(void **)&library.omp_set_num_threads = dlsym(handle, "omp_set_num_threads");
  is_there = true;
}

const struct dn_library *dn_library(void) {
  pthread_once(&once, open_library);
  if (!is_there) return 0;
  if (library.omp_set_num_threads) library.omp_set_num_threads(1);
  return &library;
}
