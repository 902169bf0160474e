#ifndef ONEDNN_INSTALLATION_H
#define ONEDNN_INSTALLATION_H

#include <stdbool.h>

/// Whether oneDNN, `libdnnl.so.2`, can be opened on this machine.
bool dn_is_installed(void);

#endif
