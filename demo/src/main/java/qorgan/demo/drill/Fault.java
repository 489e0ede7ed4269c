package qorgan.demo.drill;

/// What a drill does to the house.
enum Fault {
    KILL_INSTANCE("kill -9 of an instance"),
    KILL_SEQUENCER("kill -9 of the instance that sequences"),
    KILL_DATABASE("kill -9 of every process of PostgreSQL"),
    KILL_WITNESS("kill -9 of the witness"),
    CUT_SEQUENCER("the session of the sequencer is cut"),
    FREEZE_SEQUENCER("the sequencer stands still, loses its session meanwhile, and wakes up"),
    JUMP("an instance's clock jumps"),
    SLOW_DISK("every commit waits a tenth of a second for the disk"),
    FULL_DISK("the kernel refuses PostgreSQL every write");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
