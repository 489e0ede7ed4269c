package qorgan.demo.walk;

/// One step of the walk.
///
/// @param law the provisions it rests on
/// @param act what is done and what must then hold
record Step(String title, String law, Act act) {

    /// What a step does.
    interface Act {
        void run(Walking walking);
    }
}
