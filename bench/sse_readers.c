// sse_readers PORT AUTHORIZATION COUNT PATH...: opens COUNT streams, spread over the paths, with one thread and epoll.
// Prints "open N" once every stream has answered; then counts frames until all streams have ended, or until standard
// input is closed (idle streams), and prints "frames N seconds S ended N". Seconds run from the first frame's arrival.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct reader {
  int fd;
  int head;        // how much of CR LF CR LF has been seen; 4 once the head is over
  int line_ended;  // the last byte was LF
};

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void die(const char *what) {
  perror(what);
  exit(3);
}

static int open_stream(int port, const char *authorization, const char *path) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) die("socket");
  if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0) die("connect");
  char request[1024];
  int size = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: bench\r\nConnection: close\r\nAuthorization: %s\r\n\r\n", path, authorization);
  if (write(fd, request, (size_t)size) != size) die("write");
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return fd;
}

static long count_frames(struct reader *reader, const char *bytes, ssize_t size, int *opened) {
  long frames = 0;
  for (ssize_t at = 0; at < size; ++at) {
    if (reader->head < 4) {
      reader->head = bytes[at] == "\r\n\r\n"[reader->head] ? reader->head + 1 : bytes[at] == '\r';
      if (reader->head == 4) ++*opened;
      continue;
    }
    if (bytes[at] == '\n') {
      frames += reader->line_ended;
      reader->line_ended = !reader->line_ended;
    } else {
      reader->line_ended = 0;
    }
  }
  return frames;
}

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  const int count = atoi(argv[3]);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);

  int poll = epoll_create1(0);
  struct reader *readers = calloc((size_t)count, sizeof *readers);
  for (int at = 0; at < count; ++at) {
    readers[at].fd = open_stream(atoi(argv[1]), argv[2], argv[4 + at % (argc - 4)]);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &readers[at]};
    epoll_ctl(poll, EPOLL_CTL_ADD, readers[at].fd, &event);
  }
  struct epoll_event input = {.events = EPOLLIN | EPOLLHUP, .data.ptr = NULL};
  const int has_input = epoll_ctl(poll, EPOLL_CTL_ADD, 0, &input) == 0;

  static char bytes[1 << 18];
  struct epoll_event events[256];
  int opened = 0, announced = 0, ended = 0, left = 0;
  long frames = 0;
  double first = 0, last = 0;
  while (ended < count && !left) {
    int ready = epoll_wait(poll, events, 256, 60000);
    if (ready <= 0) break;
    for (int at = 0; at < ready; ++at) {
      struct reader *reader = events[at].data.ptr;
      if (reader == NULL) {
        left = has_input && read(0, bytes, sizeof bytes) <= 0;
        continue;
      }
      ssize_t size = read(reader->fd, bytes, sizeof bytes);
      if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (size <= 0) {
        close(reader->fd);
        ++ended;
        last = now();
        continue;
      }
      long got = count_frames(reader, bytes, size, &opened);
      if (got > 0 && first == 0) first = now();
      if (got > 0) last = now();
      frames += got;
    }
    if (opened == count && !announced) {
      announced = 1;
      printf("open %d\n", opened);
      fflush(stdout);
    }
  }
  printf("frames %ld seconds %.6f ended %d\n", frames, last - first, ended);
  return 0;
}
