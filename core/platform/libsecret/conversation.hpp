// One conversation with the Secret Service, which ends after some seconds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ferry/result.hpp>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

typedef struct _GCancellable GCancellable;
typedef struct _GError GError;
typedef struct _GMainContext GMainContext;
typedef struct _SecretService SecretService;

namespace ferry {

/// Ends calls that wait for longer than five seconds in all.
class TimeLimit {
public:
    TimeLimit();
    TimeLimit(const TimeLimit&) = delete;
    ~TimeLimit();
    GCancellable* cancellable() const { return cancellable_; }

private:
    GCancellable* cancellable_;
    bool done_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::thread thread_;
};

/// Belongs to the thread that made it. No part of it outlives it, so that signals which the service
/// sends later find nobody.
class Conversation {
public:
    Conversation();
    Conversation(const Conversation&) = delete;
    ~Conversation();

    /// Errors: Unavailable, TimedOut.
    Result<void> open();
    SecretService* service() const { return service_; }
    GCancellable* cancellable() const { return limit_.cancellable(); }

private:
    TimeLimit limit_;
    GMainContext* context_;
    SecretService* service_ = nullptr;
};

/// Takes and frees `error`, which may be null.
Error error_from_glib(GError* error);

} // namespace ferry
