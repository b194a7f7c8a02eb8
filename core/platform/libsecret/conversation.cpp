// A main context of its own, a session with the service, and a thread that looks at the clock.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/libsecret/conversation.hpp"

#include <gio/gio.h>
#include <libsecret/secret.h>

#include <chrono>

namespace ferry {
namespace {

constexpr std::chrono::seconds kLimit{5};

/// GLib would end the process when the session's bus goes away.
Result<void> outlive_the_bus(GCancellable* cancellable) {
    GError* error = nullptr;
    auto* const bus = g_bus_get_sync(G_BUS_TYPE_SESSION, cancellable, &error);
    if (bus == nullptr) return error_from_glib(error);
    g_dbus_connection_set_exit_on_close(bus, FALSE);
    g_object_unref(bus);
    return {};
}

} // namespace

TimeLimit::TimeLimit() : cancellable_(g_cancellable_new()) {
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, kLimit, [this] { return done_; }))
            g_cancellable_cancel(cancellable_);
    });
}

TimeLimit::~TimeLimit() {
    {
        const std::lock_guard lock(mutex_);
        done_ = true;
    }
    changed_.notify_one();
    thread_.join();
    g_object_unref(cancellable_);
}

Conversation::Conversation() : context_(g_main_context_new()) {
    g_main_context_push_thread_default(context_);
}

Conversation::~Conversation() {
    if (service_ != nullptr) g_object_unref(service_);
    // What still waits in it holds references to what was used here.
    while (g_main_context_iteration(context_, FALSE)) {
    }
    g_main_context_pop_thread_default(context_);
    g_main_context_unref(context_);
}

Result<void> Conversation::open() {
    if (auto lasting = outlive_the_bus(cancellable()); !lasting) return lasting;
    GError* error = nullptr;
    // Not the one that libsecret shares: that would stay, and gather signals that nobody reads.
    service_ = secret_service_open_sync(SECRET_TYPE_SERVICE, nullptr, SECRET_SERVICE_OPEN_SESSION,
                                        cancellable(), &error);
    if (service_ == nullptr) return error_from_glib(error);
    return {};
}

Error error_from_glib(GError* error) {
    if (error == nullptr) return Error{Code::Io, "the Secret Service failed and does not say why"};
    const bool late = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                      g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
                      g_error_matches(error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY);
    const bool locked = g_error_matches(error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED);
    g_dbus_error_strip_remote_error(error);
    const std::string why = error->message;
    g_error_free(error);
    if (late) return Error{Code::TimedOut, "the Secret Service does not answer within 5 seconds"};
    if (locked) return Error{Code::Unavailable, "the keyring is locked"};
    return Error{Code::Unavailable, "no Secret Service answers: " + why};
}

} // namespace ferry
