package qorgan.samples;

/// A sample that its rule must catch.
public final class CatchesEverything {
    boolean works(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Exception e) {
            return false;
        }
    }
}
