/* A disk that fails when told: preloaded before libc, it counts the calls that change files under
 * one folder, and at the n-th kills the process, tears the write, or fails it with an errno.
 *
 * Armed by fault_arm(folder, kinds, at, times, fault):
 *   kinds  sum of 1 write, 2 sync, 4 name (create, rename, unlink), 8 truncate
 *   at     which of the calls counted, from 1; 0 counts only
 *   times  how many calls in a row fail; 0 means all from then on
 *   fault  an errno, or 0 to kill before the call, or -1 to write half of it and kill
 * fault_count() says how many calls were counted since. After fault_server(folder) what is sent to a
 * socket in that folder counts as written, too: statements to a database.
 *
 * With fault_record(folder, log) nothing fails: each of those calls is written down once it has been
 * done, for power.py to lose what was not synced. fault_note(n) puts a number between them.
 * A record: kind (one byte), where (offset or size, 8 bytes), length of path and of data (4 bytes
 * each), path, data. Kinds: write, truncate, sync, create, rename (data: the new name), unlink, note.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, NAME = 4, TRUNCATE = 8 };
enum { KILL = 0, TEAR = -1 };

static char folder[PATH_MAX], server[PATH_MAX];
static int kinds, fault, record = -1;
static long at, times, count;

void fault_arm(const char *where, int which, long from, long how_often, int what) {
    snprintf(folder, sizeof folder, "%s/", where);
    kinds = which, at = from, times = how_often, fault = what, count = 0;
}

long fault_count(void) { return count; }

void fault_server(const char *where) { snprintf(server, sizeof server, "%s/", where); }

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void put(const void *data, size_t size) {
    for (const char *from = data; size;) {
        ssize_t done = NEXT(write)(record, from, size);
        if (done <= 0) _exit(97);
        from += done, size -= done;
    }
}

static void set_down(char kind, int64_t where, const char *path, const void *data, size_t size) {
    uint32_t lengths[2] = {strlen(path), size};
    put(&kind, 1), put(&where, sizeof where), put(lengths, sizeof lengths);
    put(path, lengths[0]), put(data, size);
}

void fault_record(const char *where, const char *log) {
    if (record >= 0) close(record);
    folder[0] = 0; /* the log itself may lie anywhere */
    record = log[0] ? open(log, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600) : -1;
    snprintf(folder, sizeof folder, log[0] ? "%s/" : "%s", log[0] ? where : "");
    kinds = 0;
}

void fault_note(int64_t number) { set_down('n', number, "", "", 0); }

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

static int ours(const char *path) { return folder[0] && !strncmp(path, folder, strlen(folder)); }

/* The path of an open file, if it is one of ours. */
static int ours_at(int fd, char path[PATH_MAX]) {
    char link[64];
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    /* the folder itself is synced too */
    return ours(path) || (!strncmp(path, folder, length) && folder[length] == '/');
}

static int ours_open(int fd) {
    char path[PATH_MAX];
    return ours_at(fd, path);
}

/* Whether what is sent goes to the server. */
static int ours_sent(int fd) {
    struct sockaddr_un peer = {0};
    socklen_t size = sizeof peer;
    if (!server[0] || getpeername(fd, (struct sockaddr *)&peer, &size)) return 0;
    return peer.sun_family == AF_UNIX && !strncmp(peer.sun_path, server, strlen(server));
}

static void set_down_open(char kind, int fd, int64_t where, const void *data, ssize_t size) {
    char path[PATH_MAX];
    if (record >= 0 && size >= 0 && ours_at(fd, path)) set_down(kind, where, path, data, size);
}

static void set_down_name(char kind, const char *path, const char *new) {
    if (record >= 0 && ours(path)) set_down(kind, 0, path, new, strlen(new));
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

ssize_t write(int fd, const void *data, size_t size) {
    if (strikes(WRITE, ours_open(fd))) {
        if (fault != TEAR) return -1;
        NEXT(write)(fd, data, size / 2);
        die();
    }
    if (record < 0) return NEXT(write)(fd, data, size);
    off_t from = lseek(fd, 0, SEEK_CUR);
    ssize_t done = NEXT(write)(fd, data, size);
    set_down_open('w', fd, from, data, done);
    return done;
}

ssize_t send(int fd, const void *data, size_t size, int flags) {
    if (strikes(WRITE, ours_sent(fd))) {
        if (fault != TEAR) return -1;
        NEXT(send)(fd, data, size / 2, flags);
        die();
    }
    return NEXT(send)(fd, data, size, flags);
}

#define PWRITE(name, offset_type)                                               \
    ssize_t name(int fd, const void *data, size_t size, offset_type offset) {   \
        if (strikes(WRITE, ours_open(fd))) {                                    \
            if (fault != TEAR) return -1;                                       \
            NEXT(name)(fd, data, size / 2, offset);                             \
            die();                                                              \
        }                                                                       \
        ssize_t done = NEXT(name)(fd, data, size, offset);                      \
        set_down_open('w', fd, offset, data, done);                             \
        return done;                                                            \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define OF_OPEN(name, kind, letter, where, parameters, ...)                     \
    int name parameters {                                                       \
        if (strikes(kind, ours_open(fd))) return -1;                            \
        int failed = NEXT(name)(__VA_ARGS__);                                   \
        if (!failed) set_down_open(letter, fd, where, "", 0);                   \
        return failed;                                                          \
    }
OF_OPEN(fsync, SYNC, 's', 0, (int fd), fd)
OF_OPEN(fdatasync, SYNC, 's', 0, (int fd), fd)
OF_OPEN(ftruncate, TRUNCATE, 't', size, (int fd, off_t size), fd, size)
OF_OPEN(ftruncate64, TRUNCATE, 't', size, (int fd, off64_t size), fd, size)

int rename(const char *old, const char *new) {
    if (strikes(NAME, ours(new))) return -1;
    int failed = NEXT(rename)(old, new);
    if (!failed) set_down_name('r', old, new);
    return failed;
}
int unlink(const char *path) {
    if (strikes(NAME, ours(path))) return -1;
    int failed = NEXT(unlink)(path);
    if (!failed) set_down_name('u', path, "");
    return failed;
}

#define OPEN(name)                                                              \
    int name(const char *path, int flags, ...) {                                \
        va_list rest;                                                           \
        va_start(rest, flags);                                                  \
        mode_t mode = va_arg(rest, mode_t);                                     \
        va_end(rest);                                                           \
        int creates = (flags & O_CREAT) && access(path, F_OK);                  \
        if (creates && strikes(NAME, ours(path))) return -1;                    \
        int fd = NEXT(name)(path, flags, mode);                                 \
        if (fd >= 0 && creates) set_down_name('c', path, "");                   \
        if (fd >= 0 && flags & O_TRUNC) set_down_open('t', fd, 0, "", 0);       \
        return fd;                                                              \
    }
OPEN(open)
OPEN(open64)
