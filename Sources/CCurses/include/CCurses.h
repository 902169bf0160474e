// The narrow bridge to ncurses. No macro, global or type of <curses.h> passes through it, so that strict
// concurrency checking on the other side has nothing to object to.
//
// ncurses keeps its state in globals: all calls come from one actor, and one terminal is open at a time.

#ifndef CCURSES_H
#define CCURSES_H

#include <stdbool.h>
#include <stdint.h>

#define CC_CLOSED_ENUM enum __attribute__((enum_extensibility(closed)))

typedef CC_CLOSED_ENUM CCStatus {
  CCStatusReady,
  CCStatusNotATerminal,
  CCStatusUnknownTerminal,
  /// The terminal cannot place its cursor.
  CCStatusPlainTerminal,
} CCStatus;

typedef CC_CLOSED_ENUM CCInputKind {
  /// Nothing is waiting.
  CCInputKindNone,
  /// `code` is a Unicode scalar.
  CCInputKindScalar,
  /// `code` is a `CCKey`.
  CCInputKindKey,
  /// `code` is the number of a function key.
  CCInputKindFunction,
  /// `code` is a `CCMouseAction`.
  CCInputKindMouse,
  /// A key that has no meaning here.
  CCInputKindOther,
  CCInputKindEndOfInput,
} CCInputKind;

typedef CC_CLOSED_ENUM CCKey {
  CCKeyUp, CCKeyDown, CCKeyLeft, CCKeyRight, CCKeyPageUp, CCKeyPageDown, CCKeyHome, CCKeyEnd,
  CCKeyEnter, CCKeyBackTab, CCKeyBackspace, CCKeyDelete,
} CCKey;

typedef CC_CLOSED_ENUM CCMouseAction {
  CCMouseActionPress, CCMouseActionRelease, CCMouseActionWheelUp, CCMouseActionWheelDown,
} CCMouseAction;

typedef struct CCInput {
  CCInputKind kind;
  int32_t code, row, column;
} CCInput;

/// Bits of the attributes.
static const uint32_t cc_bold = 1, cc_underline = 2, cc_reverse = 4;

/// Chooses a locale whose letters are UTF-8: the person's own, else C.UTF-8. False where there is none.
bool cc_choose_locale(void);

/// Takes over the terminal on standard input and output, named as in the terminfo database.
CCStatus cc_start(const char *_Nonnull name, int32_t escape_delay, bool mouse);
/// The same on /dev/null, for tests; installs no handlers.
CCStatus cc_start_headless(const char *_Nonnull name, int32_t rows, int32_t columns);
/// Gives the terminal back as it was found. May be called twice.
void cc_stop(void);
/// Gives the terminal back, stops the process, and takes the terminal over again when it goes on.
void cc_suspend(void);
/// Gives the terminal to a shell command with one argument until it ends; its exit status, or -1.
int32_t cc_run(const char *_Nonnull command, const char *_Nonnull argument);
/// Takes the terminal over again after somebody else stopped the process.
void cc_resume(void);

/// Asks the terminal for its size; false where it does not tell.
bool cc_ask_size(int32_t *_Nonnull rows, int32_t *_Nonnull columns);
void cc_size(int32_t *_Nonnull rows, int32_t *_Nonnull columns);
/// Lays the screen out anew and blanks it.
void cc_apply_size(int32_t rows, int32_t columns);
/// Makes the next `cc_present` paint everything.
void cc_forget_screen(void);

/// Leaves the mouse to the terminal, or takes it again where `cc_start` was told to.
void cc_leave_mouse(bool left);

int32_t cc_color_count(void);
/// The number of a pair of colours; -1 is the terminal's own.
int32_t cc_pair(int32_t foreground, int32_t background);
/// Writes text into a row; returns the column reached.
int32_t cc_put(int32_t row, int32_t column, const uint8_t *_Nonnull utf8, int32_t count, uint32_t attributes,
               int32_t pair);
void cc_place_cursor(bool visible, int32_t row, int32_t column);
void cc_present(void);
/// Leaves out of a frame, in place, what changes nothing about how the terminal writes; the bytes that are left.
int32_t cc_thin(uint8_t *_Nonnull frame, int32_t count);

/// The next input that is waiting. Never waits for more than the escape delay, and never paints.
CCInput cc_read(void);

/// Catches signals from now on; the descriptor that can be read when one has come, or -1.
int32_t cc_catch_signals(const int32_t *_Nonnull numbers, int32_t count);
/// The next signal that has come, or 0. Never waits.
int32_t cc_next_signal(void);
/// Lets signals do again what they do by default.
void cc_leave_signals(const int32_t *_Nonnull numbers, int32_t count);

/// Copies what ncurses holds for a row as UTF-8, for tests; returns the bytes copied.
int32_t cc_read_row(int32_t row, char *_Nonnull buffer, int32_t capacity);
/// The attributes and pair that ncurses holds for a cell, for tests.
uint32_t cc_read_attributes(int32_t row, int32_t column, int32_t *_Nonnull pair);

#endif
