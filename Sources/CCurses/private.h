// What the parts of the bridge share.

#ifndef CCURSES_PRIVATE_H
#define CCURSES_PRIVATE_H

#define _GNU_SOURCE 1
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include <curses.h>

#include "CCurses.h"

/// The window that keys are read from; reading from `stdscr` would repaint it.
extern WINDOW *cc_input_window;

/// Computes what must be written to set the terminal right, and begins to watch for crashes and `exit`.
void cc_rescue_begin(bool mouse);
/// Stops watching.
void cc_rescue_end(void);
/// Whether a crash now would leave the terminal wrong.
void cc_rescue_arm(bool armed);

/// Keeps standard error back while the terminal is taken.
void cc_hold_errors(void);
/// Lets standard error go where it went, and writes what was kept back. Safe in a signal handler.
void cc_release_errors(void);

/// Writes all bytes to a file descriptor. Safe in a signal handler.
void cc_write_all(int descriptor, const char *bytes, size_t count);

#endif
