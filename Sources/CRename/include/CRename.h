// Swift does not see the system's own function, which glibc declares for `_GNU_SOURCE` alone.

/// Exchanges what two paths name, so that at every instant both name something.
///
/// Returns 0, or -1 with `errno`: `EINVAL` or `ENOSYS` where the file system or the kernel cannot.
int exchange_names(const char *first, const char *second);
