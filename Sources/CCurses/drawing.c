// Writing cells, and reading them back in tests.

#include "private.h"

int32_t cc_color_count(void) {
  return has_colors() ? COLORS : 0;
}

int32_t cc_pair(int32_t foreground, int32_t background) {
  if (foreground < 0 && background < 0) return 0;
  int pair = alloc_pair(foreground, background);
  return pair < 0 ? 0 : pair;
}

static attr_t attributes_of(uint32_t bits) {
  attr_t attributes = A_NORMAL;
  if (bits & cc_bold) attributes |= A_BOLD;
  if (bits & cc_underline) attributes |= A_UNDERLINE;
  if (bits & cc_reverse) attributes |= A_REVERSE;
  return attributes;
}

int32_t cc_put(int32_t row, int32_t column, const uint8_t *utf8, int32_t count, uint32_t attributes,
               int32_t pair) {
  if (wmove(stdscr, row, column) == ERR) return column;
  int wide_pair = pair;  // A pair beyond 255 does not fit the old argument.
  wattr_set(stdscr, attributes_of(attributes), (short)pair, &wide_pair);
  int status = waddnstr(stdscr, (const char *)utf8, count);
  // Behind the last column the cursor has gone to the next row, or could not in the bottom right corner.
  bool reached_edge = status == ERR || getcury(stdscr) != row;
  return reached_edge ? getmaxx(stdscr) : getcurx(stdscr);
}

void cc_place_cursor(bool visible, int32_t row, int32_t column) {
  curs_set(visible ? 1 : 0);
  if (visible) wmove(stdscr, row, column);
}

void cc_forget_screen(void) {
  clearok(curscr, TRUE);
}

void cc_present(void) {
  wnoutrefresh(stdscr);
  cc_begin_frame();
  doupdate();
  cc_end_frame();
}

int32_t cc_read_row(int32_t row, char *buffer, int32_t capacity) {
  int count = mvwinnstr(stdscr, row, 0, buffer, capacity - 1);
  return count < 0 ? 0 : count;
}

uint32_t cc_read_attributes(int32_t row, int32_t column, int32_t *pair) {
  cchar_t cell;
  wchar_t characters[CCHARW_MAX + 1];
  attr_t attributes = 0;
  short short_pair = 0;
  int wide_pair = 0;
  mvwin_wch(stdscr, row, column, &cell);
  getcchar(&cell, characters, &attributes, &short_pair, &wide_pair);
  *pair = wide_pair;
  return (attributes & A_BOLD ? cc_bold : 0) | (attributes & A_UNDERLINE ? cc_underline : 0) |
         (attributes & A_REVERSE ? cc_reverse : 0);
}
