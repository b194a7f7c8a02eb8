// A real server process on loopback, over a folder of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/platform/process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace ferry::testing {

class RealFerryd {
public:
    explicit RealFerryd(std::vector<std::string> options = {}) : options_(std::move(options)) {
        start();
    }
    RealFerryd(const RealFerryd&) = delete;
    ~RealFerryd() { kill(); }

    /// On the port of before, where there was one.
    void start() {
        std::vector<std::string> argv = {FERRY_BUILD_DIR "/bin/ferryd",
                                         "--data",
                                         folder_.utf8("data"),
                                         "--listen",
                                         "127.0.0.1:" + std::to_string(port),
                                         "--login-burst",
                                         "100000",
                                         "--requests-per-minute",
                                         "1000000"};
        argv.insert(argv.end(), options_.begin(), options_.end());
        PipedProcess::Options started;
        started.argv = std::move(argv);
        auto process = PipedProcess::start(started);
        if (!process) {
            problem = process.error().message;
            return;
        }
        process_ = std::move(*process);
        wait_until_it_listens();
    }

    void kill() { process_.reset(); } // SIGKILL: no orderly end

    std::string url;
    int port = 0;
    std::string problem; // why it does not run
    std::filesystem::path data() const { return folder_.path() / "data"; }

private:
    void wait_until_it_listens() {
        std::string said;
        while (said.find('\n') == std::string::npos) {
            const auto piece = process_->read_some(std::chrono::seconds(30));
            if (!piece || piece->empty()) {
                problem = "ferryd: " + process_->errors();
                return;
            }
            said += *piece;
        }
        url = said.substr(said.find("http"));
        url = url.substr(0, url.find('\n'));
        port = std::stoi(url.substr(url.rfind(':') + 1));
    }

    TemporaryFolder folder_;
    std::vector<std::string> options_;
    std::unique_ptr<PipedProcess> process_;
};

} // namespace ferry::testing
