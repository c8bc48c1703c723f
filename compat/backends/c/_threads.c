/* Threads that run the parts of large loops: one pool for the process, started when it is first needed.

   Which part is whose is settled by turns; results do not depend on it, since each part writes what is its own. One
   call at a time has the threads: whoever comes meanwhile works alone. Before a fork() the threads end; parent and child
   start new ones when they need them. */
#if defined(_WIN32)

void *parallel_address(void) { return 0; } /* loops run on one thread */
void limit_threads(long most) { (void)most; }

#else
#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <unistd.h>

typedef int (*task_t)(void *given, int64_t part);

enum { MOST = 256, SPINS = 1500, STACK = 4 << 20 };

static pthread_mutex_t busy = PTHREAD_MUTEX_INITIALIZER, lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work = PTHREAD_COND_INITIALIZER, done = PTHREAD_COND_INITIALIZER;
static struct {
    int started; /* threads */
    int wanted;  /* how many of them may still join the job */
    int active;  /* how many are at it */
    int status;
    int ending;  /* whether they are to end */
    uint64_t job; /* its number */
    task_t task;
    void *given;
    int64_t parts, next;
} pool; /* `lock` guards it; `job`, `active` and `next` are also looked at without */
static pthread_t ids[MOST];
static long limit; /* 0: as many as there are cores */
static int watches_forks;

static inline void pause_a_little(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static int cores(void)
{
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
    const long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > MOST ? MOST : (int)count;
}

static int width(void)
{
    const long most = __atomic_load_n(&limit, __ATOMIC_RELAXED);
    return most > 0 ? (most > MOST ? MOST : (int)most) : cores();
}

static int run_parts(task_t task, void *given, int64_t parts)
{
    int status = 0;
    for (int64_t part; (part = __atomic_fetch_add(&pool.next, 1, __ATOMIC_RELAXED)) < parts;)
        status |= task(given, part);
    return status;
}

static void *worker(void *nothing)
{
    uint64_t seen = 0;
    pthread_mutex_lock(&lock);
    while (!pool.ending) {
        const uint64_t job = pool.job;
        if (!pool.wanted || job == seen) {
            pthread_mutex_unlock(&lock); /* the next job often follows at once */
            for (int k = 0; k < SPINS && __atomic_load_n(&pool.job, __ATOMIC_RELAXED) == job; k++) pause_a_little();
            pthread_mutex_lock(&lock);
            if (pool.job == job && !pool.ending) pthread_cond_wait(&work, &lock);
            continue;
        }
        seen = job;
        pool.wanted--;
        __atomic_store_n(&pool.active, pool.active + 1, __ATOMIC_RELAXED);
        const task_t task = pool.task;
        void *const given = pool.given;
        const int64_t parts = pool.parts;
        pthread_mutex_unlock(&lock);
        const int status = run_parts(task, given, parts);
        pthread_mutex_lock(&lock);
        pool.status |= status;
        __atomic_store_n(&pool.active, pool.active - 1, __ATOMIC_RELAXED);
        if (!pool.active) pthread_cond_signal(&done);
    }
    pthread_mutex_unlock(&lock);
    return nothing;
}

static void before_a_fork(void)
{
    pthread_mutex_lock(&busy); /* the job there is comes to its end */
    pthread_mutex_lock(&lock);
    pool.ending = 1;
    pthread_cond_broadcast(&work);
    pthread_mutex_unlock(&lock);
    for (; pool.started; pool.started--) pthread_join(ids[pool.started - 1], 0);
    pool.ending = 0;
}

static void after_a_fork(void)
{
    pthread_mutex_unlock(&busy);
}

/* Have `count` threads, or as many as can be had; `lock` is held. */
static void start(int count)
{
    if (!watches_forks) watches_forks = pthread_atfork(before_a_fork, after_a_fork, after_a_fork) == 0;
    if (!watches_forks) return;
    sigset_t all, before;
    sigfillset(&all); /* signals are the other threads' */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    for (; pool.started < count; pool.started++)
        if (pthread_create(ids + pool.started, &attributes, worker, 0)) break;
    pthread_attr_destroy(&attributes);
    pthread_sigmask(SIG_SETMASK, &before, 0);
}

/* What task(given, part) says of all parts below `parts`, or-ed. Without a task: how many threads there may be. */
static int parallel(task_t task, void *given, int64_t parts)
{
    int threads = width();
    if (!task) return threads;
    if (threads > parts) threads = (int)parts;
    if (threads <= 1 || pthread_mutex_trylock(&busy)) {
        int status = 0;
        for (int64_t part = 0; part < parts; part++) status |= task(given, part);
        return status;
    }
    pthread_mutex_lock(&lock);
    if (pool.started < threads - 1) start(threads - 1);
    pool.task = task;
    pool.given = given;
    pool.parts = parts;
    pool.status = 0;
    pool.wanted = threads - 1;
    __atomic_store_n(&pool.next, 0, __ATOMIC_RELAXED);
    __atomic_store_n(&pool.job, pool.job + 1, __ATOMIC_RELAXED);
    pthread_cond_broadcast(&work);
    pthread_mutex_unlock(&lock);
    int status = run_parts(task, given, parts);
    for (int k = 0; k < SPINS && __atomic_load_n(&pool.active, __ATOMIC_RELAXED); k++) pause_a_little();
    pthread_mutex_lock(&lock);
    pool.wanted = 0; /* who wakes up now is too late */
    while (pool.active) pthread_cond_wait(&done, &lock);
    status |= pool.status;
    pthread_mutex_unlock(&lock);
    pthread_mutex_unlock(&busy);
    return status;
}

void *parallel_address(void) { return (void *)(uintptr_t)parallel; }
void limit_threads(long most) { __atomic_store_n(&limit, most, __ATOMIC_RELAXED); }
#endif
