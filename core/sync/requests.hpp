// Requests between the devices of the account: sending, checking, answering. Nothing that a server
// says is believed here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/protocol/requests.hpp"
#include "core/sync/parts.hpp"

#include <ferry/result.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace ferry::sync {

enum class RequestState { Open, Expired, Answered, Withdrawn };
const char* to_text(RequestState state); // "open"

struct Request {
    std::string id;
    protocol::RequestHeader header;
    std::string from; // name of the device; its id where the name is not known
    std::string to;   // likewise
    RequestState state = RequestState::Open;
    std::string fault;        // why it may not be carried out, in words; empty: it may
    bool cut_off = false;     // begun here, and not answered yet: with a fault it is only answered
    std::string bad_answer{}; // why the answer is not believed; empty: it is
    std::vector<protocol::ItemOutcome> outcomes{}; // of a believed answer
};

enum class Beginning {
    New,    // remembered now; go on
    CutOff, // begun before; find out what became of it, and finish it
    Over    // begun before, and it has a fault by now; run nothing, say how far it came
};

/// The account's requests, with the keys of its devices. The parts outlive it. One connection; one
/// thread.
class RequestStore {
public:
    /// Also brings the memory of devices up to date. Errors: those of make_link and of the network.
    static Result<RequestStore> open(const Parts& parts);
    RequestStore(RequestStore&&) noexcept;
    ~RequestStore();

    /// A device that can be asked. Errors: NotFound (with the nearest name), BadData (this device,
    /// one from a file, a revoked one).
    Result<protocol::DeviceInfo> addressee(const std::string& name_or_id);
    /// Signs and sends. Returns the id. Errors also: BadData (too many items, or too long a time).
    Result<std::string> send(const std::string& device,
                             const std::vector<protocol::RequestItem>& items,
                             std::chrono::milliseconds lifetime);
    /// All of the account that the server keeps; open ones first.
    Result<std::vector<Request>> list();
    /// Those that this device has still to answer, with those that it must not. Sends again what
    /// was answered and is unknown to the server, and remembers how many wait.
    Result<std::vector<Request>> waiting();
    Result<void> withdraw(const std::string& id);

    /// To be called before anything is run, with the run lock held: on disk when it returns.
    /// `draft` is what finds its way into the answer if this process dies. Errors: Denied (a fault
    /// of one that was not begun; answered already).
    Result<Beginning> begin(const Request& request,
                            const std::vector<protocol::ItemOutcome>& draft);
    /// The draft of one that was cut off. Errors: NotFound, BadData.
    Result<std::vector<protocol::ItemOutcome>> draft(const std::string& id);
    /// Signs the answer, remembers it, sends it. Begun before. An Error of the network leaves it
    /// to be sent by the next waiting().
    Result<void> answer(const Request& request, const std::vector<protocol::ItemOutcome>& outcomes);

private:
    struct Inside;
    explicit RequestStore(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

} // namespace ferry::sync
