// Connections and WebSockets on Boost.Beast, which is slow to compile: its headers are read in this file
// alone, which is long because of that.
#include "serve/http_server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <cctype>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "footfall/recording/error.h"
#include "serve/api_error.h"
#include "serve/request_target.h"

namespace footfall::serve {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Something with an open connection.
class Client {
public:
    virtual ~Client() = default;
    virtual void drop() = 0;
};

}  // namespace

/// What all connections share; touched in the network's thread alone.
class HttpNetwork : public std::enable_shared_from_this<HttpNetwork> {
public:
    /// A place among the connections, given back when it is destroyed.
    class Seat {
    public:
        Seat(HttpNetwork& network, std::string address) : network_(&network), address_(std::move(address)) {
            ++network_->in_all_;
            ++network_->by_address_[address_];
        }
        Seat(Seat&& other) noexcept
            : network_(std::exchange(other.network_, nullptr)), address_(std::move(other.address_)) {}
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;
        Seat& operator=(Seat&&) = delete;
        ~Seat() {
            if (network_ != nullptr) {
                --network_->in_all_;
                const auto entry = network_->by_address_.find(address_);
                if (--entry->second == 0) {
                    network_->by_address_.erase(entry);
                }
            }
        }
        [[nodiscard]] const std::string& address() const noexcept { return address_; }

    private:
        HttpNetwork* network_;
        std::string address_;
    };

    explicit HttpNetwork(HttpServerOptions given);

    void run(HttpHandlers given);
    void stop();

    void join(Client& client) { clients_.insert(&client); }
    void leave(Client& client) { clients_.erase(&client); }

    [[nodiscard]] asio::io_context& context() noexcept { return context_; }
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

    // Before `context_`, whose destruction ends connections that refer to them.
    HttpServerOptions options;
    HttpHandlers handlers;
    std::size_t large_bodies = 0;

private:
    void accept();
    void take(tcp::socket socket);

    std::set<Client*> clients_;
    std::map<std::string, std::size_t> by_address_;
    std::size_t in_all_ = 0;
    std::uint16_t port_ = 0;
    asio::io_context context_{1};
    tcp::acceptor acceptor_{context_};
    asio::steady_timer pause_{context_};
    std::thread thread_;

public:
    asio::thread_pool workers;
};

namespace {

/// One WebSocket: what it is told goes out in order; nothing is heard but pings and the end.
class WebSocketClient final : public Client, public std::enable_shared_from_this<WebSocketClient> {
public:
    WebSocketClient(HttpNetwork& network, HttpNetwork::Seat seat, beast::tcp_stream stream,
                    http::request<http::string_body> request)
        : network_(network),
          seat_(std::move(seat)),
          stream_(std::move(stream)),
          request_(std::move(request)) {
        network_.join(*this);
    }
    WebSocketClient(const WebSocketClient&) = delete;
    WebSocketClient& operator=(const WebSocketClient&) = delete;
    ~WebSocketClient() override { network_.leave(*this); }

    void open(std::function<void(std::shared_ptr<Socket>)> on_open);
    void drop() override {
        closed_ = true;
        beast::get_lowest_layer(stream_).close();
    }

    // From any thread:
    [[nodiscard]] bool closed() const noexcept { return closed_; }
    /// False when the client is too far behind. What is put first goes first, whichever threads put it.
    [[nodiscard]] bool put(std::shared_ptr<const std::string> text) {
        const std::size_t bytes = text->size();
        const std::lock_guard lock(mutex_);
        coming_.push_back(std::move(text));
        return backlog_.fetch_add(bytes) + bytes <= network_.options.socket_backlog_bytes;
    }

    void go_on() {
        {
            const std::lock_guard lock(mutex_);
            waiting_.insert(waiting_.end(), coming_.begin(), coming_.end());
            coming_.clear();
        }
        write();
    }
    void finish() {
        finishing_ = true;
        go_on();
    }

private:
    void write();
    void read();

    HttpNetwork& network_;
    HttpNetwork::Seat seat_;
    websocket::stream<beast::tcp_stream> stream_;
    http::request<http::string_body> request_;
    beast::flat_buffer heard_;
    std::mutex mutex_;
    std::deque<std::shared_ptr<const std::string>> coming_;  // guarded by `mutex_`
    std::deque<std::shared_ptr<const std::string>> waiting_;
    std::atomic<std::size_t> backlog_{0};
    std::atomic<bool> closed_{false};
    bool writing_ = false;
    bool finishing_ = false;
};

/// What others hold of a WebSocket: it may outlive the connection.
class SocketHandle final : public Socket {
public:
    SocketHandle(std::shared_ptr<HttpNetwork> network, const std::shared_ptr<WebSocketClient>& client)
        : network_(std::move(network)), client_(client) {}

    void send(std::shared_ptr<const std::string> text) override {
        const auto client = client_.lock();
        if (!client || client->closed()) {
            return;
        }
        if (client->put(std::move(text))) {
            asio::post(network_->context(), [client] { client->go_on(); });
        } else {
            asio::post(network_->context(), [client] { client->drop(); });
        }
    }
    void close() override {
        if (const auto client = client_.lock()) {
            asio::post(network_->context(), [client] { client->finish(); });
        }
    }
    [[nodiscard]] bool closed() const noexcept override {
        const auto client = client_.lock();
        return !client || client->closed();
    }

private:
    std::shared_ptr<HttpNetwork> network_;
    std::weak_ptr<WebSocketClient> client_;
};

void WebSocketClient::open(std::function<void(std::shared_ptr<Socket>)> on_open) {
    constexpr std::size_t kLongestMessageHeard = 1024;
    beast::get_lowest_layer(stream_).expires_never();  // the stream has times of its own
    stream_.set_option(
        websocket::stream_base::timeout{std::chrono::seconds(10), std::chrono::seconds(20), true});
    stream_.read_message_max(kLongestMessageHeard);
    stream_.text(true);
    stream_.auto_fragment(false);  // one message is one frame
    stream_.async_accept(request_, [self = shared_from_this(), on_open](error_code error) {
        if (error) {
            self->drop();
            return;
        }
        on_open(std::make_shared<SocketHandle>(self->network_.shared_from_this(), self));
        self->read();
    });
}

void WebSocketClient::write() {
    if (writing_ || closed_) {
        return;
    }
    if (waiting_.empty()) {
        if (finishing_) {
            writing_ = true;
            stream_.async_close(websocket::close_code::normal,
                                [self = shared_from_this()](error_code) { self->drop(); });
        }
        return;
    }
    writing_ = true;
    stream_.async_write(asio::buffer(*waiting_.front()),
                        [self = shared_from_this()](error_code error, std::size_t) {
                            self->writing_ = false;
                            self->backlog_ -= self->waiting_.front()->size();
                            self->waiting_.pop_front();
                            if (error) {
                                self->drop();
                            } else {
                                self->write();
                            }
                        });
}

void WebSocketClient::read() {
    stream_.async_read(heard_, [self = shared_from_this()](error_code, std::size_t) {
        self->drop();  // it has gone, or it talks
    });
}

/// One connection: requests and answers in turn.
class Connection final : public Client, public std::enable_shared_from_this<Connection> {
public:
    Connection(HttpNetwork& network, HttpNetwork::Seat seat, tcp::socket socket)
        : network_(network), seat_(std::move(seat)), stream_(std::move(socket)) {
        network_.join(*this);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() override {
        end_large_body();
        network_.leave(*this);
    }

    void read_head();
    void drop() override { stream_.close(); }

private:
    void on_head(error_code error);
    void read_body();
    void answer();
    void reply(Response response);
    void write(bool keep);
    void drain();
    [[nodiscard]] bool is_large(std::uint64_t limit) const;
    void end_large_body() {
        if (large_) {
            large_ = false;
            --network_.large_bodies;
        }
    }
    /// Answers and closes: the rest of what the client sends is not read.
    void refuse(Response response) {
        keep_ = false;
        reply(std::move(response));
    }

    HttpNetwork& network_;
    HttpNetwork::Seat seat_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    Request request_;
    http::response<http::string_body> response_;
    std::optional<http::response_serializer<http::string_body>> serializer_;
    std::array<char, 4096> drained_{};
    bool keep_ = true;
    bool large_ = false;
};

std::string_view view(beast::string_view text) noexcept { return {text.data(), text.size()}; }

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Nothing when its target can't be one of ours.
std::optional<Request> head_of(const http::request<http::string_body>& message, const std::string& address) {
    Request request;
    request.method = view(message.method_string());
    request.target = view(message.target());
    request.address = address;
    request.web_socket = websocket::is_upgrade(message);
    for (const auto& field : message) {
        request.headers.emplace_back(lower(view(field.name_string())), view(field.value()));
    }
    auto target = parse_target(request.target);
    if (!target) {
        return std::nullopt;
    }
    request.segments = std::move(target->segments);
    request.query = std::move(target->query);
    return request;
}

void Connection::read_head() {
    parser_.emplace();
    parser_->header_limit(network_.options.header_bytes);
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());  // until it is known what is asked
    request_ = {};
    stream_.expires_after(network_.options.head_time);
    http::async_read_header(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](error_code error, std::size_t) { self->on_head(error); });
}

void Connection::on_head(error_code error) {
    if (error == http::error::header_limit) {
        refuse(error_response(431, "header_too_large", "The request's head is too large."));
        return;
    }
    if (error && error.category() == make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
        refuse(error_response(400, "bad_request", "That is no HTTP request."));
        return;
    }
    if (error) {
        drop();
        return;
    }
    const auto& message = parser_->get();
    keep_ = message.keep_alive();
    auto request = head_of(message, seat_.address());
    if (!request) {
        refuse(error_response(400, "bad_target", "That address can't be one of this server."));
        return;
    }
    request_ = std::move(*request);
    if (auto refusal = network_.handlers.refusal(request_)) {
        refuse(std::move(*refusal));
        return;
    }
    const std::uint64_t limit = network_.handlers.body_limit(request_);
    if (parser_->content_length().value_or(0) > limit) {
        refuse(error_response(413, "too_large", "What was sent is too large."));
        return;
    }
    if (is_large(limit)) {
        if (network_.large_bodies >= network_.options.most_large_bodies) {
            refuse(error_response(503, "busy", "Too many uploads at a time; try again in a moment."));
            return;
        }
        large_ = true;
        ++network_.large_bodies;
    }
    parser_->body_limit(limit);
    if (lower(request_.header("expect").value_or("")) == "100-continue") {
        const auto go_on = std::make_shared<http::response<http::empty_body>>(http::status::continue_, 11);
        http::async_write(stream_, *go_on,
                          [self = shared_from_this(), go_on](error_code failed, std::size_t) {
                              failed ? self->drop() : self->read_body();
                          });
        return;
    }
    read_body();
}

bool Connection::is_large(std::uint64_t limit) const {
    const auto length = parser_->content_length();
    return length ? *length > network_.options.large_body_bytes
                  : parser_->chunked() && limit > network_.options.large_body_bytes;
}

void Connection::read_body() {
    stream_.expires_after(network_.options.body_time);
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
        if (error == http::error::body_limit) {
            self->refuse(error_response(413, "too_large", "What was sent is too large."));
        } else if (error) {
            self->drop();
        } else {
            self->answer();
        }
    });
}

void Connection::answer() {
    stream_.expires_never();
    request_.body = std::move(parser_->get().body());
    asio::post(network_.workers, [self = shared_from_this()]() mutable {
        auto response = std::make_shared<Response>(self->network_.handlers.answer(self->request_));
        self->request_.body = {};
        asio::io_context& context = self->network_.context();
        asio::post(context, [self = std::move(self), response] {
            self->end_large_body();
            self->reply(std::move(*response));
        });
    });
}

void Connection::reply(Response response) {
    if (response.on_open && request_.web_socket && buffer_.size() == 0) {
        std::make_shared<WebSocketClient>(network_, std::move(seat_), std::move(stream_), parser_->release())
            ->open(std::move(response.on_open));
        return;
    }
    network_.handlers.dress(response);
    response_ = {static_cast<http::status>(response.status), parser_->get().version()};
    for (const auto& [name, value] : response.headers) {
        response_.insert(name, value);
    }
    if (!response.content_type.empty()) {
        response_.set(http::field::content_type, response.content_type);
    }
    response_.keep_alive(keep_);
    response_.body() = std::move(response.body);
    response_.prepare_payload();
    write(keep_);
}

void Connection::write(bool keep) {
    serializer_.emplace(response_);
    serializer_->split(request_.method == "HEAD");
    stream_.expires_after(network_.options.write_time);
    const auto written = [self = shared_from_this(), keep](error_code error, std::size_t) {
        self->response_ = {};
        if (error) {
            self->drop();
        } else if (keep) {
            self->read_head();
        } else {
            self->drain();
        }
    };
    if (request_.method == "HEAD") {
        http::async_write_header(stream_, *serializer_, written);
    } else {
        http::async_write(stream_, *serializer_, written);
    }
}

/// Lets a client that is still sending read its answer before the connection is reset under it.
void Connection::drain() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds(1));
    struct Reader {
        std::shared_ptr<Connection> self;
        void operator()(error_code error, std::size_t) const {
            if (error) {
                self->drop();
                return;
            }
            self->stream_.async_read_some(asio::buffer(self->drained_), *this);
        }
    };
    Reader{shared_from_this()}(error_code{}, 0);
}

tcp::endpoint endpoint_of(const HttpServerOptions& options) {
    error_code error;
    const auto address =
        asio::ip::make_address(options.host == "localhost" ? "127.0.0.1" : options.host, error);
    if (error) {
        throw Error("--host", "", "an address such as 127.0.0.1, 0.0.0.0 or ::", options.host);
    }
    return {address, options.port};
}

}  // namespace

HttpNetwork::HttpNetwork(HttpServerOptions given) : options(std::move(given)), workers(options.workers) {
    const tcp::endpoint endpoint = endpoint_of(options);
    error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) {
        acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    }
    if (!error) {
        acceptor_.bind(endpoint, error);
    }
    if (!error) {
        acceptor_.listen(asio::socket_base::max_listen_connections, error);
    }
    if (error) {
        throw Error(options.host + ":" + std::to_string(options.port), "", "to listen there",
                    error.message());
    }
    port_ = acceptor_.local_endpoint().port();
}

void HttpNetwork::run(HttpHandlers given) {
    handlers = std::move(given);
    accept();
    thread_ = std::thread([this] { context_.run(); });
}

void HttpNetwork::stop() {
    if (!thread_.joinable()) {
        return;
    }
    asio::post(context_, [this] {
        error_code ignored;
        acceptor_.close(ignored);
        pause_.cancel();
        for (Client* client : std::set<Client*>(clients_)) {
            client->drop();
        }
    });
    workers.join();
    context_.stop();
    thread_.join();
}

void HttpNetwork::accept() {
    acceptor_.async_accept([this](error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted) {
            return;
        }
        if (!error) {
            take(std::move(socket));
            accept();
            return;
        }
        // Mostly too many open files: they are closed again in a while.
        pause_.expires_after(std::chrono::milliseconds(100));
        pause_.async_wait([this](error_code cancelled) {
            if (!cancelled) {
                accept();
            }
        });
    });
}

void HttpNetwork::take(tcp::socket socket) {
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error || in_all_ >= options.most_connections) {
        return;
    }
    const std::string address = peer.address().to_string();
    const auto entry = by_address_.find(address);
    if (entry != by_address_.end() && entry->second >= options.most_connections_an_address) {
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    std::make_shared<Connection>(*this, Seat(*this, address), std::move(socket))->read_head();
}

HttpServer::HttpServer(HttpServerOptions options)
    : network_(std::make_shared<HttpNetwork>(std::move(options))) {}

HttpServer::~HttpServer() { stop(); }

std::uint16_t HttpServer::port() const noexcept { return network_->port(); }

void HttpServer::start(HttpHandlers handlers) { network_->run(std::move(handlers)); }

void HttpServer::stop() { network_->stop(); }

}  // namespace footfall::serve
