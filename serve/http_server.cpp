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
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "footfall/recording/error.h"
#include "io/column_names.h"
#include "serve/api_error.h"
#include "serve/request_target.h"
#include "serve/unnamed_file.h"

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

/// What all connections share; touched in the network's thread alone, but for what says otherwise.
class HttpNetwork : public std::enable_shared_from_this<HttpNetwork> {
public:
    /// What an address has of the server.
    struct Share {
        std::size_t connections = 0;
        std::size_t large_bodies = 0;
    };

    /// A place among the connections, given back when it is destroyed.
    class Seat {
    public:
        Seat(HttpNetwork& network, std::string address) : network_(&network), address_(std::move(address)) {
            ++network_->in_all_;
            ++share().connections;
        }
        Seat(Seat&& other) noexcept
            : network_(std::exchange(other.network_, nullptr)), address_(std::move(other.address_)) {}
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;
        Seat& operator=(Seat&&) = delete;
        ~Seat() {
            if (network_ != nullptr) {
                --network_->in_all_;
                if (--share().connections == 0) {
                    network_->by_address_.erase(address_);
                }
            }
        }
        [[nodiscard]] const std::string& address() const noexcept { return address_; }
        [[nodiscard]] Share& share() { return network_->by_address_[address_]; }

    private:
        HttpNetwork* network_;
        std::string address_;
    };

    explicit HttpNetwork(HttpServerOptions given);

    void run(HttpHandlers given);
    void stop();

    void join(Client& client) { clients_.insert(&client); }
    void leave(Client& client) { clients_.erase(&client); }

    [[nodiscard]] const HttpServerOptions& options() const noexcept { return options_; }
    [[nodiscard]] const HttpHandlers& handlers() const noexcept { return handlers_; }
    [[nodiscard]] asio::io_context& context() noexcept { return context_; }
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

    /// For what takes time: answers; and reading files, which no answer may hold up.
    [[nodiscard]] asio::thread_pool& workers() noexcept { return workers_; }
    [[nodiscard]] asio::thread_pool& readers() noexcept { return readers_; }

    /// False when there are too many, of all or of this address.
    [[nodiscard]] bool begin_large_body(Share& share) {
        if (large_bodies_ >= options_.most_large_bodies ||
            share.large_bodies >= options_.most_large_bodies_an_address) {
            return false;
        }
        ++large_bodies_;
        ++share.large_bodies;
        return true;
    }
    void end_large_body(Share& share) {
        --large_bodies_;
        --share.large_bodies;
    }

    /// Counts an answer in memory; false when it is too much.
    [[nodiscard]] bool take_memory(std::size_t bytes) {
        if (answer_bytes_ + bytes > options_.answer_bytes) {
            return false;
        }
        hold(bytes);
        return true;
    }
    void hold(std::size_t bytes) { answer_bytes_ += bytes; }
    void give_memory(std::size_t bytes) { answer_bytes_ -= bytes; }
    /// From any thread.
    [[nodiscard]] std::size_t answer_bytes() const noexcept { return answer_bytes_; }

private:
    void accept();
    void take(tcp::socket socket);

    HttpServerOptions options_;
    HttpHandlers handlers_;
    std::set<Client*> clients_;
    std::map<std::string, Share> by_address_;
    std::size_t in_all_ = 0;
    std::size_t large_bodies_ = 0;
    std::atomic<std::size_t> answer_bytes_{0};
    std::uint16_t port_ = 0;
    // These hold connections, which give back what they have of the above when they end.
    asio::io_context context_{1};
    tcp::acceptor acceptor_{context_};
    asio::steady_timer pause_{context_};
    std::thread thread_;
    asio::thread_pool workers_;
    asio::thread_pool readers_{1};
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

    void open(const std::function<void(std::shared_ptr<Socket>)>& on_open);
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
        return backlog_.fetch_add(bytes) + bytes <= network_.options().socket_backlog_bytes;
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

void WebSocketClient::open(const std::function<void(std::shared_ptr<Socket>)>& on_open) {
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
        give_memory();
        network_.leave(*this);
    }

    void read_head();
    void drop() override { stream_.close(); }

private:
    void on_head(error_code error);
    void read_body();
    void answer();
    void reply(Response response);
    void write_head();
    void write_body();
    void write_piece(asio::const_buffer piece);
    void read_piece(std::size_t bytes);
    void end_answer();
    void drain();
    [[nodiscard]] bool is_large(std::uint64_t limit) const;
    void end_large_body() {
        if (large_) {
            large_ = false;
            network_.end_large_body(seat_.share());
        }
    }
    void give_memory() { network_.give_memory(std::exchange(held_, 0)); }
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
    http::response<http::empty_body> head_;
    std::optional<http::response_serializer<http::empty_body>> serializer_;
    std::string body_;                         // of the answer, or
    std::shared_ptr<const UnnamedFile> file_;  // that
    std::uint64_t length_ = 0;                 // of either
    std::uint64_t written_ = 0;
    std::size_t held_ = 0;  // of the network's memory for answers
    std::string piece_;     // of the file
    std::array<char, 4096> drained_{};
    bool keep_ = true;
    bool large_ = false;
};

/// The system doubles it.
constexpr int kSendBufferBytes = 128 * 1024;

std::string_view view(beast::string_view text) noexcept { return {text.data(), text.size()}; }

Response busy(const std::string& message) {
    Response response = error_response(503, "busy", message);
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

/// Nothing when its target can't be one of ours.
std::optional<Request> head_of(const http::request<http::string_body>& message, const std::string& address) {
    Request request;
    request.method = view(message.method_string());
    request.target = view(message.target());
    request.address = address;
    request.web_socket = websocket::is_upgrade(message);
    for (const auto& field : message) {
        request.headers.emplace_back(io::lower_case(view(field.name_string())), view(field.value()));
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
    parser_->header_limit(network_.options().header_bytes);
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());  // until it is known what is asked
    request_ = {};
    stream_.expires_after(network_.options().head_time);
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
    if (auto refusal = network_.handlers().refusal(request_)) {
        refuse(std::move(*refusal));
        return;
    }
    const std::uint64_t limit = network_.handlers().body_limit(request_);
    if (parser_->content_length().value_or(0) > limit) {
        refuse(error_response(413, "too_large", "What was sent is too large."));
        return;
    }
    if (is_large(limit)) {
        large_ = network_.begin_large_body(seat_.share());
        if (!large_) {
            refuse(busy("Too many uploads at a time; try again in a moment."));
            return;
        }
    }
    parser_->body_limit(limit);
    if (io::lower_case(request_.header("expect").value_or("")) == "100-continue") {
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
    return length ? *length > network_.options().large_body_bytes
                  : parser_->chunked() && limit > network_.options().large_body_bytes;
}

void Connection::read_body() {
    stream_.expires_after(network_.options().body_time);
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
    asio::post(network_.workers(), [self = shared_from_this()]() mutable {
        auto response = std::make_shared<Response>(self->network_.handlers().answer(self->request_));
        self->request_.body = {};
        asio::io_context& context = self->network_.context();
        asio::post(context, [self = std::move(self), response] {
            self->end_large_body();
            self->reply(std::move(*response));
        });
    });
}

void Connection::reply(Response response) {
    if (response.on_open && request_.web_socket) {
        if (buffer_.size() == 0) {
            std::make_shared<WebSocketClient>(network_, std::move(seat_), std::move(stream_),
                                              parser_->release())
                ->open(response.on_open);
            return;
        }
        keep_ = false;
        response = error_response(400, "bad_request", "A WebSocket's client waits for its answer.");
    }
    if (!network_.take_memory(response.body.size())) {
        response = busy("Too many answers are waiting to be read; try again in a moment.");
    } else {
        held_ = response.body.size();
    }
    network_.handlers().dress(response);
    head_ = {static_cast<http::status>(response.status), parser_->get().version()};
    for (const auto& [name, value] : response.headers) {
        head_.insert(name, value);
    }
    if (!response.content_type.empty()) {
        head_.set(http::field::content_type, response.content_type);
    }
    body_ = std::move(response.body);
    file_ = std::move(response.file);
    length_ = file_ ? file_->size() : body_.size();
    written_ = 0;
    constexpr int kNoContent = 204;
    if (response.status != kNoContent) {
        head_.content_length(length_);
    }
    head_.keep_alive(keep_);
    write_head();
}

void Connection::write_head() {
    serializer_.emplace(head_);
    stream_.expires_after(network_.options().write_time);
    http::async_write_header(stream_, *serializer_,
                             [self = shared_from_this()](error_code error, std::size_t) {
                                 if (error) {
                                     self->drop();
                                 } else if (self->request_.method == "HEAD") {
                                     self->end_answer();
                                 } else {
                                     self->write_body();
                                 }
                             });
}

/// Piece by piece, each with a time of its own: slow is not gone.
void Connection::write_body() {
    const auto bytes =
        static_cast<std::size_t>(std::min<std::uint64_t>(length_ - written_, network_.options().write_bytes));
    if (bytes == 0) {
        end_answer();
    } else if (file_) {
        read_piece(bytes);
    } else {
        write_piece(asio::buffer(body_.data() + written_, bytes));
    }
}

void Connection::read_piece(std::size_t bytes) {
    network_.hold(bytes);  // few, as few files are sent at a time
    held_ = bytes;
    asio::post(network_.readers(), [self = shared_from_this(), bytes]() mutable {
        bool is_read = true;
        try {
            self->piece_.resize(bytes);
            self->file_->read(self->written_, self->piece_);
        } catch (const std::exception&) {
            is_read = false;  // the head is sent: only an end that comes too early can tell
        }
        asio::io_context& context = self->network_.context();
        asio::post(context, [self = std::move(self), is_read] {
            if (is_read) {
                self->write_piece(asio::buffer(self->piece_));
            } else {
                self->drop();
            }
        });
    });
}

void Connection::write_piece(asio::const_buffer piece) {
    stream_.expires_after(network_.options().write_time);
    asio::async_write(stream_, piece, [self = shared_from_this()](error_code error, std::size_t bytes) {
        if (error) {
            self->drop();
            return;
        }
        self->written_ += bytes;
        if (self->file_) {
            self->give_memory();
        }
        self->write_body();
    });
}

void Connection::end_answer() {
    body_ = {};
    piece_ = {};
    file_.reset();
    give_memory();
    if (keep_) {
        read_head();
    } else {
        drain();
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

HttpNetwork::HttpNetwork(HttpServerOptions given) : options_(std::move(given)), workers_(options_.workers) {
    const tcp::endpoint endpoint = endpoint_of(options_);
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
        throw Error(options_.host + ":" + std::to_string(options_.port), "", "to listen there",
                    error.message());
    }
    port_ = acceptor_.local_endpoint().port();
}

void HttpNetwork::run(HttpHandlers given) {
    handlers_ = std::move(given);
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
    workers_.join();
    readers_.join();
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
    if (error || in_all_ >= options_.most_connections) {
        return;
    }
    const std::string address = peer.address().to_string();
    const auto entry = by_address_.find(address);
    if (entry != by_address_.end() && entry->second.connections >= options_.most_connections_an_address) {
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    // What the system keeps for a client that doesn't read; and little enough that its progress is seen in
    // time.
    socket.set_option(asio::socket_base::send_buffer_size(kSendBufferBytes), error);
    std::make_shared<Connection>(*this, Seat(*this, address), std::move(socket))->read_head();
}

HttpServer::HttpServer(HttpServerOptions options)
    : network_(std::make_shared<HttpNetwork>(std::move(options))) {}

HttpServer::~HttpServer() { stop(); }

std::uint16_t HttpServer::port() const noexcept { return network_->port(); }

std::size_t HttpServer::answer_bytes() const noexcept { return network_->answer_bytes(); }

void HttpServer::start(HttpHandlers handlers) { network_->run(std::move(handlers)); }

void HttpServer::stop() { network_->stop(); }

}  // namespace footfall::serve
