// The check for well-formed markup.
#include "well_formed.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace footfall::report {

namespace {

class Checker {
public:
    explicit Checker(std::string_view markup) : markup_(markup) {}

    std::string fault() {
        constexpr std::string_view kDocType = "<!DOCTYPE html>";
        if (markup_.starts_with(kDocType)) {
            at_ = kDocType.size();
        }
        while (fault_.empty() && at_ < markup_.size()) {
            if (markup_[at_] == '<') {
                tag();
            } else if (markup_[at_] == '&') {
                entity();
            } else if (markup_[at_] == '>') {
                fail("stray >");
            } else {
                ++at_;
            }
        }
        if (fault_.empty() && !open_.empty()) {
            fail("not closed: " + open_.back());
        }
        return fault_;
    }

private:
    void fail(const std::string& what) {
        fault_ = what + " at " + std::to_string(at_) + ": " + std::string(markup_.substr(at_, 60));
    }

    std::string name() {
        const std::size_t start = at_;
        while (at_ < markup_.size() && (std::isalnum(static_cast<unsigned char>(markup_[at_])) != 0 ||
                                        markup_[at_] == '-' || markup_[at_] == ':')) {
            ++at_;
        }
        return std::string(markup_.substr(start, at_ - start));
    }

    void entity() {
        static constexpr std::array<std::string_view, 5> kKnown = {"&amp;", "&lt;", "&gt;", "&quot;",
                                                                   "&#39;"};
        const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](std::string_view e) {
            return markup_.substr(at_).starts_with(e);
        });
        if (known == kKnown.end()) {
            fail("unknown entity");
            return;
        }
        at_ += known->size();
    }

    void attribute() {
        if (name().empty() || !markup_.substr(at_).starts_with("=\"")) {
            fail("bad attribute");
            return;
        }
        at_ += 2;
        while (fault_.empty() && at_ < markup_.size() && markup_[at_] != '"') {
            if (markup_[at_] == '<') {
                fail("< in an attribute");
            } else if (markup_[at_] == '&') {
                entity();
            } else {
                ++at_;
            }
        }
        ++at_;
    }

    void tag() {
        ++at_;
        const bool closes = at_ < markup_.size() && markup_[at_] == '/';
        at_ += closes ? 1 : 0;
        const std::string element = name();
        if (element.empty()) {
            fail("no element name");
            return;
        }
        while (fault_.empty() && at_ < markup_.size() && markup_[at_] == ' ') {
            ++at_;
            attribute();
        }
        const bool empty_element = markup_.substr(std::min(at_, markup_.size())).starts_with("/>");
        at_ += empty_element ? 1 : 0;
        if (!fault_.empty() || at_ >= markup_.size() || markup_[at_] != '>') {
            fail(fault_.empty() ? "tag doesn't end" : fault_);
            return;
        }
        ++at_;
        if (closes) {
            if (open_.empty() || open_.back() != element) {
                fail("closes what isn't open: " + element);
                return;
            }
            open_.pop_back();
        } else if (!empty_element) {
            open_.push_back(element);
            if (element == "style") {
                at_ = std::min(markup_.find("</style>", at_), markup_.size());
            }
        }
    }

    std::string_view markup_;
    std::size_t at_ = 0;
    std::vector<std::string> open_;
    std::string fault_;
};

}  // namespace

std::string fault_in(std::string_view markup) { return Checker(markup).fault(); }

int count_of(std::string_view text, std::string_view part) {
    int count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

}  // namespace footfall::report
