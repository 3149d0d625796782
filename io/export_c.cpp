// A model as C source.
#include "io/export_c.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "io/write_file.h"

namespace footfall::io {
namespace {

std::string name_from(const std::string& text) {
    std::string name;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (name.empty() && !letter) {
            name = "model_";
        }
        name += digit || letter ? c : '_';
    }
    return name.empty() ? "model" : name;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

/// A backslash at its end would make the next line part of a comment.
std::string harmless(std::string text) {
    std::replace(text.begin(), text.end(), '\\', '/');
    return text;
}

std::string phases_of(const PhaseSet& set) {
    std::string text;
    for (std::size_t i = 0; i < set.phases.size(); ++i) {
        text += fmt::format("{}{} {}", i == 0 ? "" : ", ", i, set.phases[i].name);
    }
    return text;
}

std::string description_of(const Model& model, std::size_t size_bytes) {
    const NetworkSpec& network = model.network;
    std::string text = fmt::format(
        "// A model of Footfall as constant data, written by footfall export: {} bytes.\n", size_bytes);
    text += fmt::format(
        "//   network     {}, windows of {} samples at {:g} Hz, {} of them after the answered one\n",
        to_string(network.kind), network.window, model.preprocessing.rate_hz, network.look_ahead);
    if (network.kind == NetworkKind::dnn) {
        text += fmt::format("//   widths      {}\n", fmt::join(network.hidden, ", "));
    }
    text += fmt::format("//   phases      {}\n", harmless(phases_of(model.phases)));
    text += fmt::format("//   labels      {}\n", harmless(model.label_definition));
    text += fmt::format("//   provenance  {}\n", harmless(model.provenance));
    return text;
}

std::string array_of(std::span<const std::byte> bytes) {
    constexpr std::size_t kInALine = 24;
    std::string text;
    text.reserve(bytes.size() * 4 + bytes.size() / kInALine * 6);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text += i % kInALine == 0 ? "    " : "";
        fmt::format_to(std::back_inserter(text), "{},", std::to_integer<unsigned>(bytes[i]));
        text += (i + 1) % kInALine == 0 || i + 1 == bytes.size() ? "\n" : "";
    }
    return text;
}

}  // namespace

void export_c(const std::filesystem::path& base, const Model& model) {
    const std::vector<std::byte> bytes = serialise(model);
    std::filesystem::path stem = base;
    if (stem.extension() == ".c" || stem.extension() == ".h") {
        stem.replace_extension();
    }
    const std::string file = stem.filename().string();
    const std::string name = name_from(file);
    const std::string constant = upper(name);
    const std::string description = description_of(model, bytes.size());

    const std::string header = fmt::format(
        "{0}"
        "// Where it is, it is used: footfall::parse_model(std::as_bytes(std::span({1}))) copies no weight.\n"
        "#ifndef {2}_H\n#define {2}_H\n\n"
        "#define {2}_SIZE {3}\n#define {2}_ALIGNMENT {4}\n\n"
        "#ifdef __cplusplus\nextern \"C\" {{\n#endif\n"
        "extern const unsigned char {1}[{2}_SIZE];\n"
        "#ifdef __cplusplus\n}}\n#endif\n\n#endif\n",
        description, name, constant, bytes.size(), kModelAlignment);
    const std::string source = fmt::format(
        "{0}#include \"{1}.h\"\n\n"
        "#ifdef __cplusplus\nalignas({2}_ALIGNMENT)\n#else\n_Alignas({2}_ALIGNMENT)\n#endif\n"
        "const unsigned char {3}[{2}_SIZE] = {{\n{4}}};\n",
        description, file, constant, name, array_of(bytes));

    const auto with = [&](const char* ending) {
        std::filesystem::path whole = stem;
        whole += ending;
        return whole;
    };
    write_file(with(".h"), header);
    write_file(with(".c"), source);
}

}  // namespace footfall::io
