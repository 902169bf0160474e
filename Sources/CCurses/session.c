// Taking the terminal over, giving it back, and stopping in between.

#include "private.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <term.h>
#undef lines
#undef columns

WINDOW *cc_input_window = NULL;

static SCREEN *screen = NULL;
static bool is_headless = false;
static bool uses_mouse = false;

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static bool locale_is_utf8(void) {
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool cc_choose_locale(void) {
  // Only the character type, so that numbers keep their form.
  if (setlocale(LC_CTYPE, "") != NULL && locale_is_utf8()) return true;
  if (setlocale(LC_CTYPE, "C.UTF-8") != NULL && locale_is_utf8()) return true;
  setlocale(LC_CTYPE, "C");
  return false;
}

/// Tells whether a terminal is known, and can do what we need, before anything is written to it.
static CCStatus probe(const char *name) {
  int found = 0;
  if (setupterm(name, STDOUT_FILENO, &found) != OK || found != 1) return CCStatusUnknownTerminal;
  const char *placing = tigetstr("cup");
  bool can_place = placing != NULL && placing != (char *)-1;
  del_curterm(cur_term);
  return can_place ? CCStatusReady : CCStatusPlainTerminal;
}

static void set_modes(int32_t escape_delay) {
  raw();  // Also turns off XON/XOFF, so that Ctrl-S does not freeze the screen.
  noecho();
  nonl();
  scrollok(stdscr, FALSE);
  set_escdelay(escape_delay);
  cc_input_window = newpad(1, 1);
  keypad(cc_input_window, TRUE);
  nodelay(cc_input_window, TRUE);
  typeahead(-1);  // All waiting keys are taken before anything is drawn; asking again costs time.
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
}

void cc_leave_mouse(bool left) {
  if (screen == NULL || !uses_mouse) return;
  // At an event that is not asked for, ncurses waits for the next input, whatever else there is to draw.
  mmask_t all = BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON2_PRESSED | BUTTON2_RELEASED | BUTTON3_PRESSED |
                BUTTON3_RELEASED | BUTTON4_PRESSED | BUTTON4_RELEASED | BUTTON5_PRESSED | BUTTON5_RELEASED;
  mousemask(left ? 0 : all, NULL);
}

CCStatus cc_start(const char *name, int32_t escape_delay, bool mouse) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return CCStatusNotATerminal;
  CCStatus status = probe(name);
  if (status != CCStatusReady) return status;
  is_headless = false;
  use_env(TRUE);
  use_tioctl(TRUE);  // The terminal's real size beats exported LINES and COLUMNS.
  cc_rescue_begin(mouse);
  FILE *output = cc_open_frames();
  screen = newterm(name, output == NULL ? stdout : output, stdin);
  if (screen == NULL) {
    cc_close_frames();
    cc_rescue_end();
    return CCStatusUnknownTerminal;
  }
  cc_hold_errors();
  cc_rescue_arm(true);
  set_modes(escape_delay);
  uses_mouse = mouse;
  if (mouse) mouseinterval(0);
  cc_leave_mouse(false);
  cc_write_all(STDOUT_FILENO, paste_on, sizeof paste_on - 1);
  return CCStatusReady;
}

CCStatus cc_start_headless(const char *name, int32_t rows, int32_t columns) {
  FILE *output = fopen("/dev/null", "w");
  FILE *input = fopen("/dev/null", "r");
  if (output == NULL || input == NULL) return CCStatusNotATerminal;
  is_headless = true;
  screen = newterm(name, output, input);
  if (screen == NULL) return CCStatusUnknownTerminal;
  set_modes(0);
  resize_term(rows, columns);
  return CCStatusReady;
}

static void leave(void) {
  if (!is_headless) cc_write_all(STDOUT_FILENO, paste_off, sizeof paste_off - 1);
  endwin();
  if (!is_headless) cc_rescue_arm(false);
}

static void enter(void) {
  reset_prog_mode();
  keypad(cc_input_window, TRUE);
  clearok(curscr, TRUE);
  refresh();
  cc_write_all(STDOUT_FILENO, paste_on, sizeof paste_on - 1);
  cc_rescue_arm(true);
}

void cc_stop(void) {
  if (screen == NULL) return;
  leave();
  delwin(cc_input_window);
  cc_input_window = NULL;
  delscreen(screen);
  screen = NULL;
  if (is_headless) return;
  cc_close_frames();
  cc_rescue_end();
  cc_release_errors();
}

void cc_suspend(void) {
  if (screen == NULL || is_headless) return;
  def_prog_mode();
  leave();
  struct sigaction standard, mine;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigaction(SIGTSTP, &standard, &mine);
  // This may be a thread that blocks all signals; unblocked, the stop happens before `raise` returns.
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGTSTP, &mine, NULL);
  enter();
}

/// Runs a shell command with signals as a program expects them, and waits for its end.
static int32_t run(const char *command, const char *argument) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t files;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawn_file_actions_init(&files);
  // Our own standard error is held back; what a program says there must be seen.
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  char *const words[] = {"sh", "-c", (char *)command, "sh", (char *)argument, NULL};
  pid_t child;
  int failure = posix_spawn(&child, "/bin/sh", &files, &attributes, words, environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  int status = -1;
  if (failure == 0) {
    // Ctrl-C is for the command, as in system(3).
    void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
    void (*quit)(int) = signal(SIGQUIT, SIG_IGN);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    signal(SIGINT, interrupt);
    signal(SIGQUIT, quit);
  }
  return status >= 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int32_t cc_run(const char *command, const char *argument) {
  if (screen == NULL || is_headless) return run(command, argument);
  def_prog_mode();
  leave();
  int32_t status = run(command, argument);
  enter();
  return status;
}

void cc_resume(void) {
  if (screen != NULL && !is_headless) enter();
}

bool cc_ask_size(int32_t *rows, int32_t *columns) {
  struct winsize size;
  if (is_headless || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0 || size.ws_col == 0) return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}

void cc_size(int32_t *rows, int32_t *columns) {
  getmaxyx(stdscr, *rows, *columns);
}

void cc_apply_size(int32_t rows, int32_t columns) {
  resize_term(rows, columns);  // Unlike `resizeterm`, it puts no key into the input.
  werase(stdscr);
  clearok(curscr, TRUE);
}
