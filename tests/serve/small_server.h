// A server with a few addresses of every kind, and no more than the network's side of it.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "footfall/recording/error.h"
#include "serve/api_error.h"
#include "serve/export_files.h"
#include "serve/http_server.h"
#include "serve/service.h"
#include "tests/serve/http_client.h"

namespace footfall::serve {

/// It starts when it is first asked for its port: until then its options may be changed.
class SmallServerTest : public testing::Test {
protected:
    ~SmallServerTest() override {
        if (server_) {
            server_->stop();
        }
        std::filesystem::remove_all(folder_);
    }

    HttpClient client() { return HttpClient(port()); }

    std::uint16_t port() {
        if (!server_) {
            start();
        }
        return server_->port();
    }

    void start() {
        server_ = std::make_unique<HttpServer>(options_);
        access_.port = server_->port();
        Router api;
        api.add("GET", "things/{id}", [](const RoutedRequest& request) {
            Response response;
            response.body = std::to_string(request.number("id"));
            return response;
        });
        api.add("POST", "things", [](const RoutedRequest& request) {
            Response response;
            response.status = 201;
            response.body = std::to_string(request.request.body.size());
            return response;
        });
        api.add("POST", "uploads", [](const RoutedRequest& request) {
            Response response;
            response.body = std::to_string(request.request.body.size());
            return response;
        });
        api.add("GET", "fails", [](const RoutedRequest&) -> Response {
            throw Error("/srv/secret/sessions.db", "SELECT", "a table", "none");
        });
        api.add("GET", "large", [](const RoutedRequest&) {
            Response response;
            response.body.assign(std::size_t{32} << 20U, 'x');
            return response;
        });
        api.add("GET", "file", [this](const RoutedRequest&) {
            Response response;
            response.file = files_.make([](const TextSink& sink) {
                const std::string part(std::size_t{1} << 20U, 'x');
                for (int i = 0; i < 16; ++i) {
                    sink(part);
                }
            });
            return response;
        });
        api.add("GET", "slow", [this](const RoutedRequest&) {
            std::unique_lock lock(mutex_);
            released_.wait(lock, [this] { return release_; });
            return Response{};
        });
        api.add("GET", "live", [this](const RoutedRequest& request) {
            Response response;
            if (!request.request.web_socket) {
                throw ApiError(426, "web_socket", "A WebSocket is there.");
            }
            response.on_open = [this](std::shared_ptr<Socket> socket) {
                socket->send(std::make_shared<std::string>("hello"));
                socket_.set_value(std::move(socket));
            };
            return response;
        });
        service_ =
            std::make_unique<Service>(access_, limits_, std::move(api), page(), [this](const auto& text) {
                const std::lock_guard lock(mutex_);
                log_ += text;
            });
        server_->start(service_->handlers());
    }

    PageFiles page() {
        std::filesystem::create_directories(folder_ / "site" / "assets");
        std::ofstream(folder_ / "secret.txt") << "secret";
        std::ofstream(folder_ / "site" / "index.html") << "<!doctype html>page";
        std::ofstream(folder_ / "site" / "assets" / "page.js") << "1;";
        std::filesystem::create_symlink(folder_ / "secret.txt", folder_ / "site" / "link.txt");
        return PageFiles(folder_ / "site");
    }

    std::string log() {
        const std::lock_guard lock(mutex_);
        return log_;
    }

    HttpServerOptions options_;
    AccessOptions access_;
    ServiceLimits limits_;
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() /
        ("footfall_http_" + std::to_string(std::hash<std::thread::id>()(std::this_thread::get_id())) + "_" +
         testing::UnitTest::GetInstance()->current_test_info()->name());
    std::mutex mutex_;
    std::condition_variable released_;
    bool release_ = false;
    std::string log_;
    std::promise<std::shared_ptr<Socket>> socket_;
    ExportFiles files_{std::filesystem::temp_directory_path()};
    std::unique_ptr<Service> service_;
    std::unique_ptr<HttpServer> server_;
};

}  // namespace footfall::serve
