// Leaving the terminal usable when the program crashes or ends without giving it back.
//
// Everything that runs in a signal handler is async-signal-safe: `endwin` is not, so the bytes that set the
// terminal right are computed beforehand.

#include "private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include <term.h>

static const int crash_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
enum { crash_signal_count = sizeof crash_signals / sizeof *crash_signals };

static struct sigaction previous_actions[crash_signal_count];
static struct termios saved_modes;
static bool has_saved_modes = false;
static volatile sig_atomic_t is_armed = 0;
static volatile sig_atomic_t handlers_installed = 0;

static char reset_bytes[512];
static size_t reset_count = 0;
static bool knows_terminal = false;

static volatile sig_atomic_t held_errors = -1;
static volatile sig_atomic_t real_errors = -1;

void cc_write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    // Somebody may have made the terminal non-blocking for all who share it.
    struct pollfd room = {.fd = descriptor, .events = POLLOUT};
    if (written < 0 && errno == EAGAIN && poll(&room, 1, -1) > 0) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

void cc_hold_errors(void) {
  int file = memfd_create("standard-error", MFD_CLOEXEC);
  int copy = file < 0 ? -1 : fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) {
    if (file >= 0) close(file);
    return;
  }
  dup2(file, STDERR_FILENO);
  held_errors = file;
  real_errors = copy;
}

/// Takes all controls but line ends and tabs out: what libraries wrote may quote text from outside.
static void make_harmless(char *bytes, ssize_t count) {
  for (ssize_t index = 0; index < count; index++) {
    unsigned char byte = (unsigned char)bytes[index];
    bool is_control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
    if (is_control) bytes[index] = '?';
    bool is_second = index > 0 && (unsigned char)bytes[index - 1] == 0xC2;
    if (is_second && byte < 0xA0) bytes[index] = (char)(byte | 0x20);  // U+009B becomes a plain sign.
  }
}

void cc_release_errors(void) {
  int held = held_errors, real = real_errors;
  if (held < 0) return;
  held_errors = -1;
  dup2(real, STDERR_FILENO);
  close(real);
  lseek(held, 0, SEEK_SET);
  char buffer[4096];
  ssize_t count;
  while ((count = read(held, buffer, sizeof buffer)) > 0) {
    make_harmless(buffer, count);
    cc_write_all(STDERR_FILENO, buffer, (size_t)count);
  }
  close(held);
}

static int append_reset_byte(int byte) {
  if (reset_count < sizeof reset_bytes) reset_bytes[reset_count++] = (char)byte;
  return byte;
}

static void append_reset(const char *sequence) {
  if (sequence == NULL || sequence == (char *)-1) return;
  tputs(sequence, 1, append_reset_byte);
}

static void set_right(void) {
  if (!is_armed) return;
  is_armed = 0;
  signal(SIGTTOU, SIG_IGN);  // Setting modes from the background must not stop us now.
  cc_write_all(STDOUT_FILENO, reset_bytes, reset_count);
  if (has_saved_modes) tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
  cc_release_errors();
}

static void handle_crash(int number, siginfo_t *information, void *context) {
  (void)context;
  set_right();
  if (information->si_code <= 0 && information->si_pid != getpid()) {
    // Somebody else sent it. There is no fault that would come again after a report, so nothing to wait for.
    signal(number, SIG_DFL);
    raise(number);
    return;
  }
  // The handler before ours, the language's own reporter, takes over when this one returns.
  for (int index = 0; index < crash_signal_count; index++) {
    if (crash_signals[index] == number) sigaction(number, &previous_actions[index], NULL);
  }
  raise(number);
}

void cc_rescue_begin(bool mouse) {
  static bool watches_exit = false;
  if (!watches_exit) watches_exit = atexit(set_right) == 0;
  has_saved_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;
  if (handlers_installed) return;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = handle_crash;
  action.sa_flags = SA_ONSTACK | SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < crash_signal_count; index++) {
    sigaction(crash_signals[index], &action, &previous_actions[index]);
  }
  handlers_installed = 1;
  reset_count = 0;
  knows_terminal = false;
  append_reset("\033[?2004l");
  if (mouse) append_reset("\033[?1000l\033[?1002l\033[?1003l\033[?1006l");
}

void cc_rescue_arm(bool armed) {
  if (armed && !knows_terminal) {
    knows_terminal = true;
    append_reset(tigetstr("rmkx"));
    append_reset(tigetstr("cnorm"));
    append_reset(tigetstr("sgr0"));
    append_reset(tigetstr("op"));
    append_reset(tigetstr("rmcup"));
  }
  is_armed = armed;
}

void cc_rescue_end(void) {
  is_armed = 0;
  if (!handlers_installed) return;
  handlers_installed = 0;
  for (int index = 0; index < crash_signal_count; index++) {
    sigaction(crash_signals[index], &previous_actions[index], NULL);
  }
}
