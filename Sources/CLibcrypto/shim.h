// The digest's own functions are deprecated in favour of a layer that reads a configuration file and looks for
// providers before its first byte: more work than all digests of a visit to the room.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
