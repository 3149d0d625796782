// One person has one live session, however many ask at once; and none who is being deleted.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include "serve/api_error.h"
#include "tests/serve/running_server.h"

namespace footfall::serve {
namespace {

class StartRace : public testing::Test {
protected:
    StartRace() {
        LiveDeskOptions options;
        options.replays = {{"walkers", {{"P01/1", [this] {
                                             ++loading_;
                                             if (hold_) {
                                                 released_.wait();
                                             }
                                             return simulated_walk();
                                         }}}}};
        live_ = std::make_unique<LiveDesk>(store_, shipped_model(), options, [](const std::string&) {});
    }

    /// 201, or the error's status.
    int start(PersonId person) {
        NewSession about;
        about.person = person;
        try {
            (void)live_->start(about, {"replay", "", "P01/1", 1.0, ""}, true);
            return 201;
        } catch (const ApiError& error) {
            return error.status();
        }
    }

    TestFolder folder_;
    SessionStore store_{folder_.store()};
    std::atomic<int> loading_ = 0;
    std::atomic<bool> hold_ = false;
    std::latch released_{1};
    std::unique_ptr<LiveDesk> live_;
};

TEST_F(StartRace, OfManyStartsAtOnceOneGetsThrough) {
    const PersonId person = store_.add_person({"P", {}, {}});
    hold_ = true;
    std::vector<std::future<int>> starts;
    for (int i = 0; i < 6; ++i) {
        starts.push_back(std::async(std::launch::async, [&] { return start(person); }));
    }
    // Five are answered while the recording is loaded for one.
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    released_.count_down();
    std::map<int, int> statuses;
    for (std::future<int>& one : starts) {
        ++statuses[one.get()];
    }
    EXPECT_EQ(statuses, (std::map<int, int>{{201, 1}, {409, 5}}));
    EXPECT_EQ(loading_, 1);
    EXPECT_EQ(store_.count_sessions(person), 1);
    ASSERT_EQ(live_->live().size(), 1U);
    EXPECT_EQ(live_->live()[0].person, person);
}

TEST_F(StartRace, WhoBeginsASessionIsNotDeletedMeanwhileNorTheOtherWayRound) {
    const PersonId person = store_.add_person({"P", {}, {}});
    const auto deletion = [&] { store_.delete_person(person); };
    hold_ = true;
    std::future<int> started = std::async(std::launch::async, [&] { return start(person); });
    while (loading_ == 0) {
        std::this_thread::yield();
    }
    EXPECT_THROW(live_->while_not_live(person, deletion), ApiError);
    released_.count_down();
    EXPECT_EQ(started.get(), 201);
    EXPECT_THROW(live_->while_not_live(person, deletion), ApiError);
    live_->stop(live_->live().at(0).session);
    live_->while_not_live(person, [&] {
        EXPECT_EQ(start(person), 409);
        deletion();
    });
    EXPECT_EQ(start(person), 404) << "who is gone";
}

TEST_F(StartRace, NewcomersDontWaitForEachOther) {
    for (const char* code : {"P001", "P002"}) {
        NewSession about;
        about.newcomer = NewPerson{code, {}, {}};
        (void)live_->start(about, {"replay", "", "P01/1", 1.0, ""}, false);
    }
    ASSERT_EQ(live_->live().size(), 2U);
    EXPECT_EQ(live_->live()[1].person, store_.find_person("P002")->id);
    EXPECT_EQ(start(store_.find_person("P002")->id), 409);
}

}  // namespace
}  // namespace footfall::serve
