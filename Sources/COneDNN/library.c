#include "library.h"

#include <dlfcn.h>
#include <pthread.h>

#include "onednn_installation.h"

#if defined(__APPLE__)
#define DN_NAME "libdnnl.2.dylib"
#else
#define DN_NAME "libdnnl.so.2"
#endif

struct dn_functions dn;

static void (*set_thread_count)(int);
static bool is_there;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_library(void) {
  void *handle = dlopen(DN_NAME, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return;
#define DN_FIND(name)                                \
  *(void **)&dn.name = dlsym(handle, #name);         \
  if (!dn.name) return;
  DN_FUNCTIONS(DN_FIND)
  // Of OpenMP's runtime, which oneDNN brings along; without it oneDNN has no threads.
  *(void **)&set_thread_count = dlsym(handle, "omp_set_num_threads");
  is_there = true;
}

bool dn_begin(void) {
  pthread_once(&once, open_library);
  if (is_there && set_thread_count) set_thread_count(1);
  return is_there;
}

bool dn_is_installed(void) { return dn_begin(); }
