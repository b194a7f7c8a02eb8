// One sentence for each piece of news.
// SPDX-License-Identifier: Apache-2.0
#include "core/cli/sync_words.hpp"

#include "core/base/text.hpp"

namespace ferry::cli {

void say_news(Context& context, const sync::SyncSummary& summary) {
    for (const auto& other : summary.news)
        context.say("New from " + printable(other.name) + ".");
    for (const auto& file : summary.depot.added)
        context.say("New in the depot: " + printable(file.manifest.software) + " " +
                    printable(file.manifest.version) + ", by " + printable(file.author) + ".");
    if (summary.depot.changed && summary.depot.added.empty())
        context.say("The depot changed; see ferry depot list.");
}

} // namespace ferry::cli
