/* A disk that fails when told: preloaded before libc, it counts the calls that change files under
 * one folder, and at the n-th kills the process, tears the write, or fails it with an errno.
 *
 * Armed by fault_arm(folder, kinds, at, times, fault):
 *   kinds  sum of 1 write, 2 sync, 4 name (create, rename, unlink), 8 truncate
 *   at     which of the calls counted, from 1; 0 counts only
 *   times  how many calls in a row fail; 0 means all from then on
 *   fault  an errno, or 0 to kill before the call, or -1 to write half of it and kill
 * fault_count() says how many calls were counted since.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, NAME = 4, TRUNCATE = 8 };
enum { KILL = 0, TEAR = -1 };

static char folder[PATH_MAX];
static int kinds, fault;
static long at, times, count;

void fault_arm(const char *where, int which, long from, long how_often, int what) {
    snprintf(folder, sizeof folder, "%s/", where);
    kinds = which, at = from, times = how_often, fault = what, count = 0;
}

long fault_count(void) { return count; }

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

static int ours(const char *path) { return folder[0] && !strncmp(path, folder, strlen(folder)); }

static int ours_open(int fd) {
    char link[64], path[PATH_MAX];
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    /* the folder itself is synced too */
    return ours(path) || (!strncmp(path, folder, length) && folder[length] == '/');
}

/* Nonzero if this call is to fail; errno is set then. Tearing is left to the writer. */
static int strikes(int kind, int mine) {
    if (!(kinds & kind) || !mine) return 0;
    count++;
    if (!at || count < at || (times && count >= at + times)) return 0;
    if (fault == KILL || (fault == TEAR && kind != WRITE)) die();
    if (fault != TEAR) errno = fault;
    return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t size) {
    if (strikes(WRITE, ours_open(fd))) {
        if (fault != TEAR) return -1;
        NEXT(write)(fd, data, size / 2);
        die();
    }
    return NEXT(write)(fd, data, size);
}

#define PWRITE(name, offset_type)                                               \
    ssize_t name(int fd, const void *data, size_t size, offset_type offset) {   \
        if (strikes(WRITE, ours_open(fd))) {                                    \
            if (fault != TEAR) return -1;                                       \
            NEXT(name)(fd, data, size / 2, offset);                             \
            die();                                                              \
        }                                                                       \
        return NEXT(name)(fd, data, size, offset);                              \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

int fsync(int fd) { return strikes(SYNC, ours_open(fd)) ? -1 : NEXT(fsync)(fd); }
int fdatasync(int fd) { return strikes(SYNC, ours_open(fd)) ? -1 : NEXT(fdatasync)(fd); }
int ftruncate(int fd, off_t size) {
    return strikes(TRUNCATE, ours_open(fd)) ? -1 : NEXT(ftruncate)(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    return strikes(TRUNCATE, ours_open(fd)) ? -1 : NEXT(ftruncate64)(fd, size);
}
int rename(const char *old, const char *new) {
    return strikes(NAME, ours(new)) ? -1 : NEXT(rename)(old, new);
}
int unlink(const char *path) { return strikes(NAME, ours(path)) ? -1 : NEXT(unlink)(path); }

#define OPEN(name)                                                              \
    int name(const char *path, int flags, ...) {                                \
        va_list rest;                                                           \
        va_start(rest, flags);                                                  \
        mode_t mode = va_arg(rest, mode_t);                                     \
        va_end(rest);                                                           \
        int creates = (flags & O_CREAT) && access(path, F_OK);                  \
        if (creates && strikes(NAME, ours(path))) return -1;                    \
        return NEXT(name)(path, flags, mode);                                   \
    }
OPEN(open)
OPEN(open64)
