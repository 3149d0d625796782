// Writes completion scripts for bash, zsh and fish from the tree of CLI11's commands.
#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace footfall::cli {
namespace {

struct CompletedOption {
    std::vector<std::string> names;  // with their dashes
    std::string description;
    bool takes_value = false;
    std::vector<std::string> choices;  // empty: any value
};

struct CompletedCommand {
    std::string name;
    std::string description;
    std::vector<CompletedOption> options;
};

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// CLI::IsMember leaves its choices in the type's name only: "TEXT:{onnx,c}".
std::vector<std::string> choices_in(const std::string& type_name) {
    const std::size_t open = type_name.find('{');
    const std::size_t close = type_name.rfind('}');
    if (open == std::string::npos || close == std::string::npos || close < open) {
        return {};
    }
    std::vector<std::string> choices = split(type_name.substr(open + 1, close - open - 1), ',');
    for (std::string& choice : choices) {
        choice = choice.substr(0, choice.find("->"));  // of a map, the key
    }
    return choices;
}

/// A description's first line; menus have room for no more.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::vector<CompletedOption> options_of(const CLI::App& app) {
    std::vector<CompletedOption> options;
    for (const CLI::Option* option : app.get_options()) {
        CompletedOption completed;
        for (const std::string& name : option->get_snames()) {
            completed.names.push_back("-" + name);
        }
        for (const std::string& name : option->get_lnames()) {
            completed.names.push_back("--" + name);
        }
        if (completed.names.empty()) {
            continue;  // positional: files
        }
        completed.description = first_line(option->get_description());
        completed.takes_value = option->get_items_expected_max() > 0;
        completed.choices = choices_in(option->get_type_name());
        options.push_back(std::move(completed));
    }
    return options;
}

std::vector<CompletedCommand> commands_of(const CLI::App& app) {
    std::vector<CompletedCommand> commands;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (!command->get_name().empty()) {
            commands.push_back(
                {command->get_name(), first_line(command->get_description()), options_of(*command)});
        }
    }
    return commands;
}

std::string joined_names(const std::vector<CompletedOption>& options) {
    std::string names;
    for (const CompletedOption& option : options) {
        names += fmt::format("{}{}", names.empty() ? "" : " ", fmt::join(option.names, " "));
    }
    return names;
}

std::string escaped(std::string_view text, const std::map<char, std::string_view>& replacements) {
    std::string result;
    for (const char c : text) {
        const auto found = replacements.find(c);
        found == replacements.end() ? result.push_back(c) : static_cast<void>(result.append(found->second));
    }
    return result;
}

std::string bash_script(const std::vector<CompletedOption>& global,
                        const std::vector<CompletedCommand>& commands) {
    std::string names;
    std::string words;
    std::string values;
    const auto add_values = [&](const std::string& command, const std::vector<CompletedOption>& options) {
        for (const CompletedOption& option : options) {
            for (const std::string& name : option.names) {
                if (option.takes_value) {
                    values += fmt::format("        '{} {}') words='{}' ;;\n", command, name,
                                          fmt::join(option.choices, " "));
                }
            }
        }
    };
    add_values("", global);
    for (const CompletedCommand& command : commands) {
        names += (names.empty() ? "" : " ") + command.name;
        words += fmt::format("        '{} '-*) words='{}' ;;\n", command.name, joined_names(command.options));
        add_values(command.name, command.options);
    }
    return fmt::format(R"(# bash completion for footfall:  source <(footfall --completion bash)
_footfall() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command='' word words=''
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD - 1}}"; do
        case " {0} " in *" $word "*) command=$word && break ;; esac
    done
    case "$command $previous" in
{1}        *) case "$command $current" in
{2}        ' '*) words='{0} {3}' ;;
        esac ;;
    esac
    # Without an answer of ours, bash completes files.
    COMPREPLY=()
    [[ -z $words ]] || COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _footfall footfall
)",
                       names, values, words, joined_names(global));
}

std::string zsh_specifications(const std::vector<CompletedOption>& options) {
    const std::map<char, std::string_view> in_brackets = {
        {'[', "\\["}, {']', "\\]"}, {':', "\\:"}, {'\'', "'\\''"}, {'\\', "\\\\"}};
    std::string result;
    for (const CompletedOption& option : options) {
        const std::string value = !option.takes_value ? ""
                                  : option.choices.empty()
                                      ? ":value:_files"
                                      : fmt::format(":value:({})", fmt::join(option.choices, " "));
        for (const std::string& name : option.names) {
            result += fmt::format(" \\\n                '{}[{}]{}'", name,
                                  escaped(option.description, in_brackets), value);
        }
    }
    return result;
}

std::string zsh_script(const std::vector<CompletedOption>& global,
                       const std::vector<CompletedCommand>& commands) {
    const std::map<char, std::string_view> in_list = {{':', "\\:"}, {'\'', "'\\''"}, {'\\', "\\\\"}};
    std::string list;
    std::string cases;
    for (const CompletedCommand& command : commands) {
        list += fmt::format("\n        '{}:{}'", command.name, escaped(command.description, in_list));
        cases +=
            fmt::format("            {})\n            _arguments{} \\\n                '*:file:_files' ;;\n",
                        command.name, zsh_specifications(command.options));
    }
    return fmt::format(R"(#compdef footfall
# zsh completion for footfall: save as _footfall in a directory of $fpath
_footfall() {{
    local context state line
    local -a commands=({0}
    )
    _arguments -C{1} \
                '1:command:->command' '*::argument:->argument'
    case $state in
    command) _describe command commands ;;
    argument)
        case $words[1] in
{2}        esac ;;
    esac
}}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _footfall "$@"; else compdef _footfall footfall; fi
)",
                       list, zsh_specifications(global), cases);
}

std::string fish_options(std::string_view condition, const std::vector<CompletedOption>& options) {
    const std::map<char, std::string_view> quoted = {{'\'', "\\'"}, {'\\', "\\\\"}};
    std::string result;
    for (const CompletedOption& option : options) {
        result += fmt::format("complete -c footfall -n '{}'", condition);
        for (const std::string& name : option.names) {
            result += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        }
        if (!option.choices.empty()) {
            result += fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
        } else if (option.takes_value) {
            result += " -r";
        }
        result += fmt::format(" -d '{}'\n", escaped(option.description, quoted));
    }
    return result;
}

std::string fish_script(const std::vector<CompletedOption>& global,
                        const std::vector<CompletedCommand>& commands) {
    const std::map<char, std::string_view> quoted = {{'\'', "\\'"}, {'\\', "\\\\"}};
    std::string result = "# fish completion for footfall:  footfall --completion fish | source\n" +
                         fish_options("__fish_use_subcommand", global);
    for (const CompletedCommand& command : commands) {
        result += fmt::format("complete -c footfall -n '__fish_use_subcommand' -f -a {} -d '{}'\n",
                              command.name, escaped(command.description, quoted));
        result += fish_options("__fish_seen_subcommand_from " + command.name, command.options);
    }
    return result;
}

}  // namespace

std::string completion_script(const CLI::App& app, Shell shell) {
    const std::vector<CompletedOption> global = options_of(app);
    const std::vector<CompletedCommand> commands = commands_of(app);
    switch (shell) {
        case Shell::bash: return bash_script(global, commands);
        case Shell::zsh: return zsh_script(global, commands);
        case Shell::fish: return fish_script(global, commands);
    }
    return {};
}

void add_completion_option(CLI::App& app) {
    static const std::map<std::string, Shell> kShells = {
        {"bash", Shell::bash}, {"fish", Shell::fish}, {"zsh", Shell::zsh}};
    app.add_option_function<std::string>(
           "--completion",
           [&app](const std::string& shell) {
               // CLI11 prints what this carries and leaves with success, before it asks for a subcommand.
               throw CLI::CallForVersion(completion_script(app, kShells.at(shell)), 0);
           },
           "Print a completion script for a shell, and exit")
        ->check(CLI::IsMember({"bash", "fish", "zsh"}))
        ->type_name("SHELL")
        ->trigger_on_parse();
}

}  // namespace footfall::cli
