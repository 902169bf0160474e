// Leaving out of a frame what changes nothing about how the terminal writes.
//
// With every pair of colours ncurses sends both, and starts from none whenever an attribute goes, though mostly one
// colour of many stays. On a slow link that is half of what moving a cursor costs.

#include "private.h"

#include <stdio.h>
#include <string.h>

enum { ground = 0, ink = 1, most_parts = 5, unknown = 255 };
enum { shift_out = 0x0e, shift_in = 0x0f };

typedef struct Pen {
  // Bits by their ECMA-48 parameter, 1 to 9. Until the first reset there may be more.
  uint16_t attributes;
  bool was_reset;
  // The parameters that choose the two colours; none for the terminal's own.
  int16_t colors[2][most_parts];
  uint8_t parts[2];
  // The set of characters: 0 while nobody knows.
  char set;
} Pen;

// What a frame begins with may have been left by anybody.
static const Pen unknown_pen = {.parts = {unknown, unknown}};

static bool same_color(const Pen *a, const Pen *b, int which) {
  if (a->parts[which] != b->parts[which]) return false;
  size_t count = a->parts[which] == unknown ? 0 : a->parts[which];
  return memcmp(a->colors[which], b->colors[which], count * sizeof(int16_t)) == 0;
}

static void choose(Pen *pen, int which, const int16_t *parameters, int count) {
  memcpy(pen->colors[which], parameters, (size_t)count * sizeof(int16_t));
  pen->parts[which] = (uint8_t)count;
}

// Applies the parameters of one sequence; false for one that is not known here.
static bool apply(Pen *pen, const int16_t *parameters, int count) {
  for (int i = 0; i < count;) {
    int code = parameters[i], taken = 1;
    if (code == 0) {
      *pen = (Pen){.was_reset = true, .set = pen->set};
    } else if (code <= 9) {
      pen->attributes |= (uint16_t)(1 << code);
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      choose(pen, ink, parameters + i, 1);
    } else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
      choose(pen, ground, parameters + i, 1);
    } else if (code == 39 || code == 49) {
      pen->parts[code == 39 ? ink : ground] = 0;
    } else if (code == 38 || code == 48) {
      taken = i + 1 < count && parameters[i + 1] == 5 ? 3 : i + 1 < count && parameters[i + 1] == 2 ? 5 : 0;
      if (taken == 0 || i + taken > count) return false;
      choose(pen, code == 38 ? ink : ground, parameters + i, taken);
    } else {
      return false;
    }
    i += taken;
  }
  return true;
}

// The length of a sequence `ESC [ … m` of numbers; 0 for anything else.
static size_t style_length(const uint8_t *bytes, size_t count) {
  if (count < 3 || bytes[0] != 0x1b || bytes[1] != '[') return 0;
  for (size_t i = 2; i < count; i++) {
    if (bytes[i] == 'm') return i + 1;
    if (bytes[i] != ';' && bytes[i] != ':' && !(bytes[i] >= '0' && bytes[i] <= '9')) return 0;
  }
  return 0;
}

// Reads one change of the pen into it: a style, `ESC ( B`, or a shift. The length, or 0 for anything else.
static size_t read_change(const uint8_t *bytes, size_t count, Pen *pen) {
  if (count == 0) return 0;
  if (bytes[0] == shift_out || bytes[0] == shift_in) return pen->set = (char)bytes[0], 1;
  if (count >= 3 && bytes[0] == 0x1b && bytes[1] == '(') return pen->set = (char)bytes[2], 3;
  size_t length = style_length(bytes, count);
  int16_t parameters[16] = {0};
  int found = 0;
  for (size_t i = 2; i < length; i++) {
    if (bytes[i] == ';' || bytes[i] == 'm') {
      if (++found == 16) return 0;
    } else if (bytes[i] == ':' || (parameters[found] = (int16_t)(parameters[found] * 10 + bytes[i] - '0')) > 999) {
      return 0;
    }
  }
  return length > 0 && apply(pen, parameters, found) ? length : 0;
}

// Whether something of a pen has to be taken away to get another.
static bool loses(const Pen *from, const Pen *to) {
  return (to->was_reset && !from->was_reset) || (from->attributes & ~to->attributes) != 0
    || (from->parts[ink] > 0 && to->parts[ink] == 0) || (from->parts[ground] > 0 && to->parts[ground] == 0);
}

// Writes what turns one pen into another; the length, or 0 as well where it cannot be told.
static size_t write_change(const Pen *from, const Pen *to, char text[static 256]) {
  static const Pen none = {.was_reset = true};
  bool anew = loses(from, to);
  const Pen *base = anew ? &none : from;
  size_t length = 0;
  if (to->set != from->set) {
    length += (size_t)sprintf(text, to->set == shift_out || to->set == shift_in ? "%c" : "\x1b(%c", to->set);
  }
  size_t start = length;
  char separator = '[';
  if (anew) length += (size_t)sprintf(text + length, "\x1b[0"), separator = ';';
  for (int code = 1; code <= 9; code++) {
    if (!(to->attributes & ~base->attributes & (1 << code))) continue;
    length += (size_t)sprintf(text + length, separator == '[' ? "\x1b[%d" : ";%d", code);
    separator = ';';
  }
  for (int which = ink; which >= ground; which--) {
    if (same_color(base, to, which)) continue;
    for (int part = 0; part < to->parts[which]; part++) {
      length += (size_t)sprintf(text + length, separator == '[' ? "\x1b[%d" : ";%d", to->colors[which][part]);
      separator = ';';
    }
  }
  if (length == start) return length;
  // A lone `m` is a reset, too.
  if (length == start + 3 && text[length - 1] == '0') length--;
  text[length++] = 'm';
  return length;
}

int32_t cc_thin(uint8_t *frame, int32_t count) {
  Pen now = unknown_pen, wanted = now;
  // What is read last and not written yet: changes of the pen alone.
  size_t pending = 0;
  size_t end = (size_t)(count < 0 ? 0 : count), written = 0;
  for (size_t at = 0; at < end || pending > 0;) {
    Pen next = wanted;
    size_t change = read_change(frame + at, end - at, &next);
    if (change > 0) {
      wanted = next;
      at += change;
      pending += change;
      continue;
    }
    if (pending > 0) {
      char text[256];
      // Before the first reset nothing can be taken away without taking away what nobody knows of.
      bool is_told = wanted.was_reset || !loses(&now, &wanted);
      size_t length = is_told ? write_change(&now, &wanted, text) : pending;
      if (length < pending) memcpy(frame + written, text, length);
      else memmove(frame + written, frame + at - pending, length = pending);
      written += length;
      pending = 0;
      now = wanted;
      continue;
    }
    // A style that is not understood may be any.
    if (frame[at] == 0x1b && style_length(frame + at, end - at) > 0) now = wanted = unknown_pen;
    frame[written++] = frame[at++];
  }
  return (int32_t)written;
}
