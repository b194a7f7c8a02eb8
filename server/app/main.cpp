// ferryd: the account server. Without arguments it serves on loopback from its own data folder.
// SPDX-License-Identifier: Apache-2.0
#include "core/platform/files.hpp"
#include "core/platform/machine.hpp"
#include "server/app/maintenance.hpp"
#include "server/app/options.hpp"
#include "server/app/serve.hpp"
#include "server/app/termination.hpp"

#include <Poco/Util/HelpFormatter.h>
#include <Poco/Util/Option.h>
#include <Poco/Util/OptionCallback.h>
#include <Poco/Util/OptionException.h>
#include <Poco/Util/ServerApplication.h>

#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

namespace ferry::server {
namespace {

using Poco::Util::Option;
using Poco::Util::OptionSet;

class Ferryd final : public Poco::Util::ServerApplication {
public:
    Ferryd() { setUnixOptions(true); }

protected:
    void defineOptions(OptionSet& set) override {
        ServerApplication::defineOptions(set);
        const auto add = [&](const char* name, const char* words, const char* argument) {
            Option option(name, "", words);
            option.repeatable(true).callback(
                Poco::Util::OptionCallback<Ferryd>(this, &Ferryd::take));
            set.addOption(argument == nullptr ? option : option.argument(argument));
        };
        add("help", "this text", nullptr);
        add("version", "the version", nullptr);
        add("data", "where everything is kept", "DIR");
        add("listen", "127.0.0.1:7437 unless given; port 0 takes any free one", "HOST:PORT");
        add("origin", "an address under which clients reach this server, as https://ferry.example",
            "URL");
        add("tls-certificate", "PEM file with the certificate and its chain", "FILE");
        add("tls-key", "PEM file with its key", "FILE");
        add("self-signed", "make a certificate in the data folder; clients pin its fingerprint",
            nullptr);
        add("behind-proxy", "a proxy in front does TLS", nullptr);
        add("requests-per-minute", "of one device; 600 unless given", "N");
        add("login-burst", "logins at once from one address; 10 unless given", "N");
        add("threads", "connections served at once; 256 unless given", "N");
        add("depot-quota", "GiB of installer files of one account; 20 unless given", "N");
        add("waiting", "further connections that wait for their turn; 256 unless given", "N");
    }

    int main(const std::vector<std::string>& words) override {
        if (stop_early_) return EXIT_OK;
        if (!problem_.empty()) return usage(problem_);
        refuse_core_dumps();
        hold_termination_signals();
        if (words.empty()) return tell(serve(options_, [this] { waitForTerminationRequest(); }));
        return maintain(words);
    }

private:
    /// Options are noted here and used in main, so that errors have one place.
    void take(const std::string& name, const std::string& value) {
        if (name == "help") show_help();
        if (name == "version") std::puts("ferryd " FERRY_VERSION);
        stop_early_ = stop_early_ || name == "help" || name == "version";
        if (name == "data") options_.data = from_utf8(value);
        if (name == "listen") note(parse_listen(value, options_));
        if (name == "origin") options_.origins.push_back(value);
        if (name == "tls-certificate") options_.certificate = value;
        if (name == "tls-key") options_.key = value;
        if (name == "self-signed") options_.self_signed = true;
        if (name == "behind-proxy") options_.behind_proxy = true;
        if (name == "requests-per-minute") options_.requests_per_minute = number(name, value);
        if (name == "depot-quota") options_.depot_quota_gib = number(name, value);
        if (name == "login-burst") options_.login_burst = number(name, value);
        if (name == "waiting") options_.waiting = static_cast<int>(number(name, value));
        if (name == "threads") options_.threads = static_cast<int>(number(name, value));
    }

    double number(const std::string& name, const std::string& value) {
        try {
            const double parsed = std::stod(value);
            if (parsed >= 1 && parsed <= 1e9) return parsed;
        } catch (const std::exception&) {
            // told below
        }
        problem_ = "--" + name + " \"" + value + "\" is no number from 1";
        return 1;
    }

    void note(const Result<void>& result) {
        if (!result) problem_ = result.error().message;
    }

    void show_help() {
        Poco::Util::HelpFormatter formatter(options());
        formatter.setUnixStyle(true);
        formatter.setCommand("ferryd");
        formatter.setUsage("[options]\n       ferryd [--data DIR] backup FOLDER | restore FOLDER | "
                           "verify [FOLDER]");
        formatter.setHeader(
            "The account server of Ferry: keeps what is installed on the devices of its accounts.");
        formatter.format(std::cout);
        stopOptionsProcessing();
    }

    int maintain(const std::vector<std::string>& words) {
        const auto data = data_folder(options_);
        if (!data) return tell(Result<void>(data.error()));
        if (words[0] == "backup" && words.size() == 2)
            return tell(run_backup(*data, from_utf8(words[1])));
        if (words[0] == "restore" && words.size() == 2)
            return tell(run_restore(from_utf8(words[1]), *data));
        if (words[0] == "verify" && words.size() <= 2)
            return tell(run_verify(words.size() == 2 ? from_utf8(words[1]) : *data));
        return usage("\"" + words[0] +
                     "\" is not understood; it takes backup FOLDER, restore FOLDER or verify");
    }

    static int usage(const std::string& problem) {
        std::fprintf(stderr, "ferryd: %s\n  see: ferryd --help\n", problem.c_str());
        return 2;
    }

    static int tell(const Result<void>& done) {
        if (!done) std::fprintf(stderr, "ferryd: %s\n", done.error().message.c_str());
        return done ? 0 : 1;
    }

    static int tell(const Result<std::string>& done) {
        if (done) std::printf("%s\n", done->c_str());
        return tell(done ? Result<void>() : Result<void>(done.error()));
    }

    ServerOptions options_;
    std::string problem_;
    bool stop_early_ = false;
};

} // namespace
} // namespace ferry::server

int main(int argc, char** argv) {
    ferry::server::Ferryd application;
    const int code = application.run(argc, argv);
    // Poco's word for options that it could not read, of which it has told on the console.
    return code == Poco::Util::Application::EXIT_CONFIG ? 2 : code;
}
