// What is behind the server: who may ask, the API, the page.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "serve/access_policy.h"
#include "serve/http_server.h"
#include "serve/page_files.h"
#include "serve/request_rate.h"
#include "serve/router.h"

namespace footfall::serve {

struct ServiceLimits {
    double requests_per_s = 100.0;                        ///< an address
    std::uint64_t json_bytes = std::uint64_t{64} << 10U;  ///< of a body
    std::uint64_t upload_bytes = std::uint64_t{64} << 20U;
};

class Service {
public:
    /// @param api its routes are below /api/v1/
    /// @param log told of every request that failed inside, and why; from any thread
    Service(AccessOptions access, const ServiceLimits& limits, Router api, PageFiles page,
            std::function<void(const std::string&)> log);

    /// The service must outlive the server that has them.
    [[nodiscard]] HttpHandlers handlers();

private:
    [[nodiscard]] Response answer(const Request& request) const;

    AccessPolicy access_;
    ServiceLimits limits_;
    RequestRate rate_;  // used in the network's thread alone
    Router api_;
    PageFiles page_;
    std::function<void(const std::string&)> log_;
};

}  // namespace footfall::serve
