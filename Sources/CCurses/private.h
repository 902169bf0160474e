// What the parts of the bridge share.

#ifndef CCURSES_PRIVATE_H
#define CCURSES_PRIVATE_H

#define _GNU_SOURCE 1
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include <stdio.h>

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

/// Opens what ncurses draws on: a copy of standard output's descriptor, so that it can be led elsewhere. NULL where
/// there is none to be had; then each frame goes out as ncurses writes it.
FILE *cc_open_frames(void);
/// Closes it.
void cc_close_frames(void);
/// From here on, what ncurses writes is kept back.
void cc_begin_frame(void);
/// Sends what was kept back, in one write.
void cc_end_frame(void);

/// Keeps standard error back while the terminal is taken.
void cc_hold_errors(void);
/// Lets standard error go where it went, and writes what was kept back. Safe in a signal handler.
void cc_release_errors(void);

/// Writes all bytes to a file descriptor. Safe in a signal handler.
void cc_write_all(int descriptor, const char *bytes, size_t count);

#endif
