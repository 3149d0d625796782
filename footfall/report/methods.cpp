// The words.
#include "footfall/report/methods.h"

namespace footfall::report {

std::vector<Term> methods() {
    std::vector<Term> terms;
    const auto add = [&](const char* what, const char* how, const char* sure) {
        terms.push_back({what, how, sure});
    };
    add("Landing, toe-off (initial and final contact)",
        "A network reads each foot's accelerations and turning rates and says at every moment how far the "
        "gait cycle has "
        "come and whether the foot stands or swings. Where the cycle restarts, the foot lands; where "
        "standing becomes "
        "swinging, it leaves the ground.",
        "Trained on people whose contacts were marked by hand: another definition of contact (pressure under "
        "the shoe) may "
        "differ by some 20 to 50 ms. The confidence in the data table is the network's own.");
    add("Stride, stance, swing time; stance share; cadence",
        "Between the contacts of one foot. Cadence is 120 over the stride time: two steps a stride.",
        "Strides that hold a gap, a pause or a missed contact are left out; out of the means, also those of "
        "turns and a "
        "bout's first and last, in which people set off and stop (Kressig and Beauchet 2006, doi "
        "10.1007/BF03327437).");
    add("Step time, double support", "Between the contacts of both feet, on one clock.",
        "Told only when both sensors' clocks go together, or their offset could be found from the walk.");
    add("Stride length, speed, path, foot clearance and angles, turns",
        "The sensor's turning and acceleration are summed up to motion (strapdown integration). Each time "
        "the foot stands, "
        "its speed must be zero; an error-state Kalman filter with a backward smoother uses that to take out "
        "the sensor's "
        "drift (Foxlin 2005, doi 10.1109/MCG.2005.140).",
        "Needs acceleration with gravity, in known units. Heights and angles are those of the sensor on the "
        "shoe, not of the "
        "sole's edge: foot clearance is no toe clearance. A shuffling foot that never stands still is "
        "measured less well; "
        "the stated deviations grow then. Nothing outside tells the sensor which way is which: directions "
        "drift by some "
        "degrees over a walk, and a straight way may be drawn bent.");
    add("95 % intervals",
        "Of a mean: Student's t over its strides, taken as independent. Of a distance or an angle: 1.96 "
        "times the deviation "
        "that the filter states.",
        "They say how well this walk is known, not how the person walks on another day.");
    add("Left – right",
        "(left − right) divided by half their sum, in percent (Robinson et al. 1987, J Manipulative Physiol "
        "Ther "
        "10:172–176).",
        "People who walk well differ by a few percent. Of a figure near zero it would mean nothing and is "
        "not told.");
    add("Spread between strides",
        "Standard deviation between the steady strides of a foot, and in percent of their mean "
        "(coefficient of variation).",
        "Needs many strides: with fewer than said in words it isn't told. It holds the measurement's own "
        "error, too.");
    return terms;
}

}  // namespace footfall::report
