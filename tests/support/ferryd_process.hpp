// A real ferryd on loopback, with its data in a folder of the test's own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace ferry::testing {

inline const std::string kFerryd = FERRY_BUILD_DIR "/bin/ferryd";

/// The end of a run that was to end by itself.
inline ProcessOutput run_ferryd(std::vector<std::string> words) {
    words.insert(words.begin(), kFerryd);
    const auto done = RealProcessRunner().run({words});
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return done ? *done : ProcessOutput{-1, false, "", ""};
}

class FerrydProcess {
public:
    explicit FerrydProcess(std::vector<std::string> options = {}) : options_(std::move(options)) {}
    ~FerrydProcess() { kill(); }

    /// Returns once it serves. Later starts take the port of the first one.
    void start() {
        std::vector<std::string> argv = {kFerryd, "--data", to_utf8(data()), "--listen",
                                         "127.0.0.1:" + std::to_string(port_)};
        argv.insert(argv.end(), options_.begin(), options_.end());
        auto started = PipedProcess::start({argv});
        ASSERT_TRUE(started) << started.error().message;
        process_ = std::move(*started);
        std::string said;
        while (said.find('\n') == std::string::npos) {
            const auto more = process_->read_some(std::chrono::seconds(30));
            ASSERT_TRUE(more && !more->empty()) << "ferryd ended: " << process_->errors();
            said += *more;
        }
        url_ = said.substr(0, said.find('\n'));
        url_.erase(0, url_.rfind(' ') + 1);
        port_ = static_cast<std::uint16_t>(std::stoi(url_.substr(url_.rfind(':') + 1)));
        drain();
    }

    /// Nothing is finished or tidied up: SIGKILL.
    void kill() {
        end([](PipedProcess& process) { process.kill(); });
    }
    /// In order; gives the exit code.
    int stop() {
        end([](PipedProcess& process) { process.interrupt(); });
        return exit_code_;
    }

    const std::string& url() const { return url_; } // "http://127.0.0.1:PORT"
    std::uint16_t port() const { return port_; }
    std::filesystem::path data() const { return folder_.path() / "data"; }
    std::filesystem::path folder() const { return folder_.path(); }
    std::string errors() const { return errors_; } // once it has ended

private:
    /// Somebody must read what it writes, or it would stop at a full pipe.
    void drain() {
        reader_ = std::thread([this] {
            for (;;) {
                const auto more = process_->read_some(std::chrono::seconds(1));
                if (more ? more->empty() : more.error().code != Code::TimedOut) return;
            }
        });
    }
    template <typename Signal>
    void end(Signal signal) {
        if (!process_) return;
        signal(*process_);
        if (reader_.joinable()) reader_.join();
        const auto code = process_->wait(std::chrono::seconds(30));
        exit_code_ = code ? *code : -1;
        errors_ = process_->errors();
        process_.reset();
    }

    TemporaryFolder folder_;
    std::vector<std::string> options_;
    std::unique_ptr<PipedProcess> process_;
    std::thread reader_;
    std::string url_;
    std::string errors_;
    std::uint16_t port_ = 0;
    int exit_code_ = 0;
};

} // namespace ferry::testing
