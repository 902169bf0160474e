// Signals as bytes of a pipe, so that they come where keys come.

#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int ends[2] = {-1, -1};

static void note(int number) {
  int before = errno;
  unsigned char byte = (unsigned char)number;
  // A full pipe is full of signals that nobody has looked at yet.
  (void)!write(ends[1], &byte, 1);
  errno = before;
}

static void handle(const int32_t *numbers, int32_t count, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  for (int32_t index = 0; index < count; index++) sigaction(numbers[index], &action, NULL);
}

int32_t cc_catch_signals(const int32_t *numbers, int32_t count) {
  if (ends[0] < 0 && pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  handle(numbers, count, note);
  return ends[0];
}

int32_t cc_next_signal(void) {
  unsigned char byte;
  return read(ends[0], &byte, 1) == 1 ? byte : 0;
}

void cc_leave_signals(const int32_t *numbers, int32_t count) {
  handle(numbers, count, SIG_DFL);
}
