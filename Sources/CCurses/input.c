// Reading what is waiting.

#include "private.h"

#include <poll.h>
#include <unistd.h>

static CCInput input(CCInputKind kind, int32_t code) {
  return (CCInput){.kind = kind, .code = code};
}

static CCInput key_input(int32_t code) {
  if (code >= KEY_F(1) && code <= KEY_F(63)) return input(CCInputKindFunction, code - KEY_F0);
  switch (code) {
    case KEY_UP: return input(CCInputKindKey, CCKeyUp);
    case KEY_DOWN: return input(CCInputKindKey, CCKeyDown);
    case KEY_LEFT: return input(CCInputKindKey, CCKeyLeft);
    case KEY_RIGHT: return input(CCInputKindKey, CCKeyRight);
    case KEY_PPAGE: return input(CCInputKindKey, CCKeyPageUp);
    case KEY_NPAGE: return input(CCInputKindKey, CCKeyPageDown);
    case KEY_HOME: return input(CCInputKindKey, CCKeyHome);
    case KEY_END: return input(CCInputKindKey, CCKeyEnd);
    case KEY_ENTER: return input(CCInputKindKey, CCKeyEnter);
    case KEY_BTAB: return input(CCInputKindKey, CCKeyBackTab);
    case KEY_BACKSPACE: return input(CCInputKindKey, CCKeyBackspace);
    case KEY_DC: return input(CCInputKindKey, CCKeyDelete);
    default: return input(CCInputKindOther, code);
  }
}

static CCInput mouse_input(void) {
  MEVENT event;
  if (getmouse(&event) != OK) return input(CCInputKindOther, KEY_MOUSE);
  int32_t action;
  if (event.bstate & BUTTON1_PRESSED) {
    action = CCMouseActionPress;
  } else if (event.bstate & BUTTON1_RELEASED) {
    action = CCMouseActionRelease;
  } else if (event.bstate & BUTTON4_PRESSED) {
    action = CCMouseActionWheelUp;
  } else if (event.bstate & BUTTON5_PRESSED) {
    action = CCMouseActionWheelDown;
  } else {
    return input(CCInputKindOther, KEY_MOUSE);
  }
  return (CCInput){.kind = CCInputKindMouse, .code = action, .row = event.y, .column = event.x};
}

/// Tells "nothing yet" from "gone", for which ncurses has one answer.
static bool is_gone(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, 0) > 0 && (input.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

CCInput cc_read(void) {
  wint_t code = 0;
  if (cc_input_window == NULL) return input(CCInputKindNone, 0);
  switch (wget_wch(cc_input_window, &code)) {
    case OK: return input(CCInputKindScalar, (int32_t)code);
    case KEY_CODE_YES: return code == KEY_MOUSE ? mouse_input() : key_input((int32_t)code);
    default: return input(is_gone() ? CCInputKindEndOfInput : CCInputKindNone, 0);
  }
}
