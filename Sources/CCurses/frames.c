// Sending each frame whole.
//
// ncurses flushes in the middle of a frame, often after a few bytes. Each write wakes who reads, and over SSH may
// become a packet of its own, with more around the text than in it; and half a frame can be seen. So, while it
// draws, its descriptor is a file in memory, and what is in it afterwards goes out at once.

#include "private.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static FILE *output = NULL;
static int memory = -1;
static char *buffer = NULL;
static size_t capacity = 0;

FILE *cc_open_frames(void) {
  memory = memfd_create("frame", MFD_CLOEXEC);
  int copy = memory < 0 ? -1 : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  output = copy < 0 ? NULL : fdopen(copy, "w");
  if (output != NULL) return output;
  if (copy >= 0) close(copy);
  cc_close_frames();
  return NULL;
}

void cc_close_frames(void) {
  if (output != NULL) fclose(output);
  if (memory >= 0) close(memory);
  free(buffer);
  output = NULL;
  memory = -1;
  buffer = NULL;
  capacity = 0;
}

void cc_begin_frame(void) {
  if (output != NULL) dup3(memory, fileno(output), O_CLOEXEC);
}

void cc_end_frame(void) {
  if (output == NULL) return;
  dup3(STDOUT_FILENO, fileno(output), O_CLOEXEC);
  off_t count = lseek(memory, 0, SEEK_CUR);
  if (count <= 0) return;
  if ((size_t)count > capacity) {
    char *larger = realloc(buffer, (size_t)count);
    if (larger != NULL) {
      buffer = larger;
      capacity = (size_t)count;
    }
  }
  if (count <= INT32_MAX && (size_t)count <= capacity && pread(memory, buffer, (size_t)count, 0) == count) {
    cc_write_all(STDOUT_FILENO, buffer, (size_t)cc_thin((uint8_t *)buffer, (int32_t)count));
    count = 0;
  }
  // Where memory is short, a frame goes out in parts.
  for (off_t sent = 0; sent < count && capacity > 0;) {
    ssize_t part = pread(memory, buffer, capacity, sent);
    if (part <= 0) break;
    if (part > count - sent) part = count - sent;
    cc_write_all(STDOUT_FILENO, buffer, (size_t)part);
    sent += part;
  }
  lseek(memory, 0, SEEK_SET);
}
