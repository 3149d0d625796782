# Set-up that ./run and ./test share: Debian packages, configuring and building. Sourced, not executed.
# Everything it says goes to standard error, so that a program's output can be piped.

root=$(CDPATH= cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# The one place that knows what Debian calls what we need.
packages_to_build=(
    g++ cmake ninja-build
    libeigen3-dev nlohmann-json3-dev libtomlplusplus-dev libcli11-dev libfmt-dev
    libboost-dev libsqlite3-dev zlib1g-dev
)
packages_to_test=(
    libgtest-dev libgmock-dev git
    clang libclang-rt-dev clang-format clang-tidy  # sanitizers, fuzzing, style
    gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib qemu-system-arm  # firmware
    g++-aarch64-linux-gnu qemu-user-static  # NEON
    chromium  # the page
)
# The page of serve, and other runtimes for exported models. npm comes in some 400 packages: ./run fetches them while
# the compiler works.
packages_for_page=()
command -v npm >/dev/null || packages_for_page=(nodejs npm)

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Runs a command whose output matters only when it fails.
quietly() {
    local output
    output=$("$@" 2>&1) && return
    local status=$?
    printf '%s\n' "$output" | tail -n 60 >&2
    return "$status"
}

missing_packages() {
    local package
    for package in "$@"; do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
    done
}

install_packages() {
    local as_root=() attempt
    [[ $(id -u) -eq 0 ]] || as_root=(sudo -n)
    apt() {
        quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
            -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 "$@"
    }
    for attempt in 1 2 3; do
        apt update || say "Package lists could not be refreshed; trying with those there are."
        apt install "$@" && return
        say "Installing failed (attempt $attempt of 3)."
        # What an installation that was killed leaves behind.
        quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive dpkg --configure -a
        sleep $((attempt * 2))
    done
    return 1
}

# require_packages WHY PACKAGE...: returns only when they are installed.
require_packages() {
    local why=$1 missing
    shift
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        require_tools "$why" "$@"
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    [[ ${#missing[@]} -eq 0 ]] && return
    if [[ $(id -u) -ne 0 ]] && ! sudo -n true 2>/dev/null; then
        say "$why needs packages that are not installed: ${missing[*]}"
        fail "Install them and start again:  sudo apt-get install --no-install-recommends ${missing[*]}"
    fi
    say "Installing what $why needs: ${missing[*]}"
    install_packages "${missing[@]}" || fail "Could not install: ${missing[*]}"
}

# Elsewhere than on Debian CMake looks for the libraries; here only what it takes to start it.
require_tools() {
    local why=$1 tool missing=()
    shift
    for tool in cmake ninja c++; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    [[ ${#missing[@]} -eq 0 ]] && return
    say "$why needs: ${missing[*]}. This system has no apt-get; please install them and the libraries"
    fail "Eigen 3.4, nlohmann-json 3.11, toml++ 3, CLI11 2.1, fmt 9, Boost 1.74, SQLite 3.37 and zlib (on Debian: $*)."
}

# install_node_modules FROM DIRECTORY: what FROM/package-lock.json names, in DIRECTORY/node_modules. Without a registry
# there is none, and the tests that want it skip. Scripts of packages are not run: one of ONNX Runtime fetches CUDA.
install_node_modules() {
    local from=$1 directory=$2
    cmp -s "$from/package-lock.json" "$directory/installed" && return
    mkdir -p "$directory" && cp "$from/package.json" "$from/package-lock.json" "$directory"
    say "Installing the npm packages of ${from#"$root"/}"
    if quietly npm --prefix "$directory" ci --ignore-scripts --no-audit --no-fund --fetch-retries=1; then
        cp "$from/package-lock.json" "$directory/installed"
    else
        say "npm could not install them: the tests that need them will be skipped."
    fi
}

# build_page [tests]: the page of `footfall serve`, into web/dist; with "tests" also what its tests take. Without npm or
# a registry there is none: `footfall serve` says so, and the tests skip.
build_page() {
    local page=$root/web wanted=build omit=(--omit=dev) built=$root/web/dist/index.html
    if [[ ${1-} == tests ]]; then
        wanted=tests omit=()
    fi
    (require_packages "building the page of footfall serve" "${packages_for_page[@]}") || return 0
    command -v npm >/dev/null || {
        say "Without npm footfall serve has no page."
        return 0
    }
    if ! cmp -s "$page/package-lock.json" "$page/node_modules/installed-for-tests" &&
        { [[ $wanted == tests ]] || ! cmp -s "$page/package-lock.json" "$page/node_modules/installed-for-build"; }; then
        say "Installing the npm packages of web"
        if ! quietly npm --prefix "$page" ci "${omit[@]}" --ignore-scripts --no-audit --no-fund --fetch-retries=1; then
            say "npm could not install them: footfall serve has no page, and tests of it will be skipped."
            return 0
        fi
        cp "$page/package-lock.json" "$page/node_modules/installed-for-$wanted"
    fi
    [[ ! -f $built || -n $(find "$page" -name node_modules -prune -o -name dist -prune -o -newer "$built" -type f -print -quit) ]] ||
        return 0
    quietly npm --prefix "$page" run bundle || say "The page could not be built: footfall serve has none."
}

# As many compilers as there are cores, and no more than memory holds: one that reads Eigen takes about 1 GB.
build_jobs() {
    local cores memory_mb limit by_memory
    cores=$(nproc 2>/dev/null || echo 1)
    memory_mb=$(awk '/^MemAvailable:/ {print int($2 / 1024)}' /proc/meminfo 2>/dev/null)
    limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null)
    if [[ $limit =~ ^[0-9]{1,15}$ ]] && ((limit / 1048576 < ${memory_mb:-0})); then
        memory_mb=$((limit / 1048576))
    fi
    by_memory=$((${memory_mb:-2048} / 1024))
    ((by_memory >= 1)) || by_memory=1
    echo $((cores < by_memory ? cores : by_memory))
}

# For ccache, which else takes precompiled headers for something it can't know.
export CCACHE_SLOPPINESS=pch_defines,time_macros

# configure DIR CMAKE-OPTION...: survives a directory that was moved here, or left half done by a run that was killed.
configure() {
    local directory=$1 home options
    shift
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$directory/CMakeCache.txt" 2>/dev/null)
    if [[ -n $home && $home != "$root" ]]; then
        say "$directory was configured for $home: starting it afresh."
        rm -rf "$directory"
    fi
    options=(-S "$root" -G Ninja -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache)" "$@")
    quietly cmake "${options[@]}" -B "$directory" 2>/dev/null && return
    # Either the sources are at fault, which a fresh directory shows, or what was there before is.
    quietly cmake "${options[@]}" -B "$directory.fresh" || {
        rm -rf "$directory.fresh"
        fail "Configuring $directory failed."
    }
    say "$directory could not be configured as it was: starting it afresh."
    rm -rf "$directory" "$directory.fresh"
    quietly cmake "${options[@]}" -B "$directory" || fail "Configuring $directory failed."
}

# build DIR TARGET...
build() {
    local directory=$1 jobs quiet=()
    shift
    jobs=$(build_jobs)
    [[ -t 2 ]] || quiet=(--quiet)
    say "Building $* in ${directory#"$root"/} ($jobs at a time)"
    ninja -C "$directory" -j "$jobs" "${quiet[@]}" "$@" >&2 || fail "Building $directory failed."
}
